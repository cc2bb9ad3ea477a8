"""What lands on the clipboard of other programs, shortened but with their own oddities."""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;} @list l0:level1
{mso-level-number-format:bullet;} --></style><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View>
</w:WordDocument></xml><![endif]--></head><body lang=FI style='tab-interval:65.2pt'><!--StartFragment-->
<h1 style='margin-top:12.0pt'><a name="_Toc1"></a><span style='color:#2F5496'>Väestö<o:p></o:p></span></h1>
<p class=MsoNormal>Asukkaita on <b style='mso-bidi-font-weight:normal'>12&nbsp;345</b>, joista
<i>ikääntyneitä</i> <span style='background:yellow'>viidennes</span><span class=MsoCommentReference><span
style='font-size:8.0pt'><a href="#_msocom_1">[A1]</a></span></span>. <a href="https://www.kunta.fi/a?b=1&amp;c=2"><span
style='color:blue'>Lue lisää</span></a><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Ensimmäinen<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp;</span></span><![endif]>Sisempi</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Toinen</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Eka</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>2.<span>&nbsp;</span></span>Toka</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=200 style='padding:0cm'>
<p class=MsoNormal><b>Vuosi</b></p></td><td><p class=MsoNormal align=right style='text-align:right'>Määrä</p></td></tr>
<tr><td><p class=MsoNormal>2024</p></td><td><p class=MsoNormal>31</p><p class=MsoNormal>kpl</p></td></tr></table>
<p class=MsoNormal><del cite="mailto:A">vanha</del><ins cite="mailto:A">uusi</ins><img width=5 src="file:///C:/a.png">
<span style='display:none;mso-hide:all'>piilo</span></p><div style='mso-element:comment-list'>
<div style='mso-element:comment'><p class=MsoCommentText>Tarkista tämä.</p></div></div>
<!--EndFragment--></body></html>"""
FROM_WORD = (
    "# Väestö\n\nAsukkaita on **12\u00a0345**, joista *ikääntyneitä* viidennes. "
    "[Lue lisää](https://www.kunta.fi/a?b=1&c=2)\n\n- Ensimmäinen\n  - Sisempi\n- Toinen\n\n1. Eka\n2. Toka\n\n"
    "| **Vuosi** | Määrä |\n| --- | ---: |\n| 2024 | 31 kpl |\n\nuusi"
)

GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"
style="line-height:1.38;"><span style="font-size:16pt;font-weight:400;">Otsikko</span></h2><p dir="ltr"><span
style="font-weight:400;">Tavallinen </span><span style="font-weight:700;">lihava</span><span
style="font-style:italic;"> vino</span></p><br><ul style="margin-top:0;"><li dir="ltr" aria-level="1"><p dir="ltr"
role="presentation"><span>Yksi</span></p></li><ul><li dir="ltr" aria-level="2"><p><span>Kaksi</span></p></li></ul></ul>
<div dir="ltr"><table><colgroup><col /></colgroup><tbody><tr><td colspan="2"><p><span>A</span></p></td></tr><tr><td>
<p><span>B</span></p></td><td><p><span>C | D</span></p></td></tr></tbody></table></div></b>"""
FROM_GOOGLE = (
    "## Otsikko\n\nTavallinen **lihava** *vino*\n\n- Yksi\n  - Kaksi\n\n| A |  |\n| --- | --- |\n| B | C \\| D |"
)

LIBREOFFICE = """<html><head><title></title><meta name="generator" content="LibreOffice 24.2"/><style type="text/css">
@page { size: 21cm 29.7cm } p { line-height: 115% }</style></head><body lang="fi-FI" dir="ltr">
<h3 class="western"><font color="#000">Palvelut</font></h3><ol><li><p
style="line-height: 100%">Eka <strong>tärkeä</strong>
</p></li><li><p>Toka<br/>rivi</p></li></ol><p><a href="mailto:a@kunta.fi"><u>a@kunta.fi</u></a> <sup>2</sup></p></body>
</html>"""
FROM_LIBREOFFICE = "### Palvelut\n\n1. Eka **tärkeä**\n2. Toka\\\n   rivi\n\n[a@kunta.fi](mailto:a@kunta.fi) 2"

HOSTILE = """<p onclick="window.stolen=1">Teksti<script>window.stolen=1</script><img src=x onerror="window.stolen=1">
<svg><script>window.stolen=1</script></svg><a href="javascript:window.stolen=1">linkki</a><a href="//e.fi/x">muualle</a>
<iframe src="javascript:window.stolen=1"></iframe><style>body{display:none}</style><math><mi//xlink:href="data:x">
</math><form action="https://e.fi"><input name=a><button>Paina</button></form><template><b>x</b></template></p>"""
FROM_HOSTILE = "Teksti linkkimuualle"
SAMPLES = {
    "Word": (WORD, FROM_WORD),
    "Google Docs": (GOOGLE, FROM_GOOGLE),
    "LibreOffice": (LIBREOFFICE, FROM_LIBREOFFICE),
    "a hostile page": (HOSTILE, FROM_HOSTILE),
}
