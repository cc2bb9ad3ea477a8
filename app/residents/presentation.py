"""How slides (`slides`) stand in a PowerPoint file: titles in title places, the language at every run, charts and
tables of the program's own with alternative texts, everything in the order in which it is read.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Show
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Inches, Pt

from app.residents.slide_template import BROAD, FIRST, ONLY_TITLE, SIDE, WIDE, WITH_TEXT, template

LANGUAGES = {"fi": "fi-FI", "sv": "sv-FI"}
TOP, TITLE_HIGH = Inches(0.4), Inches(1.2)
BODY_TOP, BODY_HIGH = Inches(1.75), Inches(4.7)
BESIDE = Inches(4.2)
"""How broad the words beside a chart are."""

NAME = BROAD * 11 // 20
"""How broad the column is that names a table's rows."""

NOTES_TOP, NOTES_HIGH = Inches(6.6), Inches(0.7)
LIGHT_TABLE = "{3C2FFA5D-87B4-456A-9821-1D502468CF0F}"
"""The program's own style in which a table's first row and column are strong and have no ground of their own."""


def presented(begun: Mapping[str, Any], slides: Sequence[Mapping[str, Any]]) -> bytes:
    """The file; `begun` is what `papers.head` tells."""
    show = template()
    told, day = show.core_properties, datetime(**begun["date"], tzinfo=UTC)
    told.title, told.author, told.language = begun["report"], begun["municipality"], LANGUAGES[begun["language"]]
    told.created = told.modified = day
    for each in slides:
        _add(show, each, begun)
    body = BytesIO()
    show.save(body)
    return body.getvalue()


def _add(show: Show, told: Mapping[str, Any], begun: Mapping[str, Any]) -> None:
    is_first = bool(told.get("is_first"))
    layout = FIRST if is_first else WITH_TEXT if told.get("lines") else ONLY_TITLE
    slide = show.slides.add_slide(show.slide_layouts[layout])
    _say(slide.shapes.title.text_frame, [told["title"]], Pt(40 if is_first else 30))
    if not is_first:
        _place(slide.shapes.title, SIDE, TOP, BROAD, TITLE_HIGH)
    if lines := told.get("lines"):
        body = slide.placeholders[1]
        if not is_first:
            _place(body, SIDE, BODY_TOP, BESIDE if told.get("chart") else BROAD, BODY_HIGH)
        _say(body.text_frame, lines, Pt(20))
    if told.get("chart"):
        _chart(slide, told["chart"], told["title"], begun["language"])
    if told.get("table"):
        _table(slide, told["table"], told["title"])
    if told.get("notes"):
        _small(slide, told["notes"], (SIDE, NOTES_TOP, BROAD, NOTES_HIGH))
    if begun["watermark"]:
        draft = {"text": begun["watermark"], "language": begun["language"]}
        frame = _small(slide, [draft], (WIDE - Inches(2.4), Inches(0.15), Inches(2), Inches(0.4)))
        if is_first:
            frame.paragraphs[0].runs[0].font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1


def _place(shape: Any, left: int, top: int, width: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = (Emu(each) for each in (left, top, width, height))


def _small(slide: Slide, lines: Sequence[Mapping[str, Any]], where: tuple[int, int, int, int]) -> TextFrame:
    frame = slide.shapes.add_textbox(*(Emu(each) for each in where)).text_frame
    frame.word_wrap = True
    _say(frame, lines, Pt(12))
    return frame


def _say(frame: TextFrame, lines: Sequence[Mapping[str, Any]], size: int) -> None:
    """A paragraph for each line, in its own language."""
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.level = line.get("level", 0)
        _run(paragraph, line, size)


def _run(paragraph: _Paragraph, line: Mapping[str, Any], size: int) -> None:
    run = paragraph.add_run()
    run.text, run.font.size = line["text"], size
    if line.get("is_strong"):
        run.font.bold = True
    if line.get("address"):
        run.hyperlink.address = line["address"]
    run._r.get_or_add_rPr().set("lang", LANGUAGES[line["language"]])


def _described(frame: GraphicFrame, title: Mapping[str, str], alternative: str) -> None:
    """For those who do not see it."""
    told = frame._element.nvGraphicFramePr.cNvPr
    told.set("name", title["text"])
    told.set("descr", alternative)


def _chart(slide: Slide, told: Mapping[str, Any], title: Mapping[str, str], language: str) -> None:
    data = CategoryChartData(number_format=f"0.{'0' * told['decimals']}" if told["decimals"] else "0")
    data.categories = told["periods"]
    for name, values in told["lines"]:
        data.add_series(name, [None if each is None else float(each) for each in values])
    left = SIDE + BESIDE + Inches(0.3)
    where = (left, BODY_TOP, WIDE - SIDE - left, BODY_HIGH)
    # Through one year there is no line.
    is_line = len(told["periods"]) > 1
    kind = XL_CHART_TYPE.LINE_MARKERS if is_line else XL_CHART_TYPE.COLUMN_CLUSTERED
    frame = slide.shapes.add_chart(kind, *(Emu(each) for each in where), data)
    _described(frame, title, told["alternative"])
    chart = frame.chart
    chart.font.size, chart.has_title = Pt(14), False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.value_axis.has_title = True
    _run(chart.value_axis.axis_title.text_frame.paragraphs[0], {"text": told["unit"], "language": language}, Pt(14))
    for text in chart._chartSpace.iter(qn("a:defRPr")):
        text.set("lang", LANGUAGES[language])
    if not is_line:
        chart.value_axis.minimum_scale = 0
    for line in chart.plots[0].series if is_line else ():
        line.smooth = False


def _table(slide: Slide, told: Mapping[str, Any], title: Mapping[str, str]) -> None:
    rows = [told["head"], *told["rows"]]
    count = len(told["head"])
    where = (SIDE, BODY_TOP, BROAD, Inches(0.45) * len(rows))
    frame = slide.shapes.add_table(len(rows), count, *(Emu(each) for each in where))
    _described(frame, title, told["alternative"])
    table = frame.table
    table.first_row, table.first_col, table.horz_banding = True, True, False
    frame._element.find(f".//{qn('a:tableStyleId')}").text = LIGHT_TABLE
    for place in range(count):
        table.columns[place].width = Emu(NAME if place == 0 else (BROAD - NAME) // (count - 1))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            words = table.cell(row, column).text_frame
            _say(words, [cell], Pt(16))
            words.paragraphs[0].alignment = PP_ALIGN.RIGHT if column else PP_ALIGN.LEFT
