"""Example texts by section number: (Finnish, Swedish), and what the published report says in plain language. They
describe no real municipality's decisions.

What stands there as a figure or a panel is named in FIGURES, by section: kind and Sotkanet's number.
"""

FIGURES = {"3.1": (("figure", 127), ("panel", 127))}

UNFINISHED = {
    "1": (
        "**Esimerkkiteksti.** Tiivistelmä kirjoitetaan viimeisenä: mitkä ovat tärkeimmät vahvuudet, "
        "mikä huolettaa ja mihin suunnitelma keskittyy.",
        "**Exempeltext.** Sammanfattningen skrivs sist: vilka är de viktigaste styrkorna, vad ger anledning till oro "
        "och vad fokuserar planen på.",
    ),
    "2": (
        "**Esimerkkiteksti.** Valtuusto päätti, että valtuustokauden hyvinvointikertomus ja -suunnitelma laaditaan "
        "yhdessä.\n\nTyöstä vastaa hyvinvointiryhmä. Sen tehtävät ovat:\n\n- sopia vastuista ja aikataulusta\n"
        "- kuulla vanhusneuvostoa, vammaisneuvostoa ja nuorisovaltuustoa\n- koota luonnos valtuustolle",
        "**Exempeltext.** Fullmäktige beslutade att fullmäktigeperiodens välfärdsberättelse och välfärdsplan ska "
        "utarbetas tillsammans.\n\nVälfärdsgruppen ansvarar för arbetet. Den ska:\n\n"
        "- komma överens om ansvar och tidsplan\n"
        "- höra äldrerådet, rådet för personer med funktionsnedsättning och ungdomsfullmäktige\n"
        "- sammanställa ett utkast för fullmäktige",
    ),
    "3.1": (
        "**Esimerkkiteksti.** Kunnassa asuu {{figure:1}} ihmistä.\n\n{{panel:1}}",
        "**Exempeltext.** I kommunen bor {{figure:1}} personer.\n\n{{panel:1}}",
    ),
    "3.2": (
        "",
        "**Exempeltext.** Det går bra för de flesta barn och barnfamiljer. Arbetsgruppen vill särskilt följa "
        "utvecklingen i de familjer där inkomsterna är små.",
    ),
}

FINISHED = {
    "1": (
        "**Esimerkkiteksti.** Tämä kertomus on tehty palvelun esittelyä varten. Kunnan valtuusto ei ole "
        "käsitellyt sitä.",
        "**Exempeltext.** Den här berättelsen har gjorts för att visa tjänsten. Kommunens fullmäktige har inte "
        "behandlat den.",
    ),
    "2": (
        "Kertomuksen laativat kunnan toimialat yhdessä. Laatimisessa kuultiin nuorisovaltuustoa, vanhusneuvostoa ja "
        "vammaisneuvostoa.\n\n# Kytkös kuntastrategiaan\n\nHyvinvoinnin ja terveyden edistäminen on strategian "
        "läpileikkaava teema.",
        "Kommunens sektorer utarbetade berättelsen tillsammans. Ungdomsfullmäktige, äldrerådet och rådet för "
        "personer med funktionsnedsättning hördes.\n\n# Koppling till kommunstrategin\n\nAtt främja hälsa och välfärd "
        "är ett tema som går genom hela strategin.",
    ),
    "3.1": (
        "Kunnassa asuu {{figure:1}} ihmistä. "
        "Väestön rakenne ja kunnan talous antavat pohjan palveluille. Tunnusluvut ovat taulukossa, ja niistä "
        "keskusteltiin työryhmässä.",
        "I kommunen bor {{figure:1}} personer. "
        "Befolkningens struktur och kommunens ekonomi är grunden för tjänsterna. Siffrorna finns i tabellen, "
        "och arbetsgruppen har diskuterat dem.",
    ),
    "3.2": (
        "Lapsiperheiden arki sujuu enimmäkseen hyvin. Perheiden toimeentulon kehitystä seurataan.",
        "Barnfamiljernas vardag löper för det mesta väl. Familjernas utkomst följs upp.",
    ),
    "3.3": (
        "Nuorten osallisuutta vahvistetaan yhdessä nuorisovaltuuston kanssa.",
        "Ungas delaktighet stärks tillsammans med ungdomsfullmäktige.",
    ),
    "3.4": (
        "Työikäisten hyvinvointi liittyy työllisyyteen, osaamiseen ja mielenterveyteen.",
        "Välbefinnandet bland personer i arbetsför ålder hänger ihop med sysselsättning, kunnande och psykisk hälsa.",
    ),
    "3.5": (
        "Ikäihmisten määrä kasvaa. Liikunta ja yhteisöllisyys tukevat toimintakykyä.",
        "Antalet äldre ökar. Motion och gemenskap stöder funktionsförmågan.",
    ),
    "4": (
        "| Vahvuudet | Kehittämiskohteet |\n|---|---|\n| toimiva yhteistyö järjestöjen kanssa "
        "| nuorten mielenterveys |\n"
        "| vilkas kirjasto | ikääntyneiden yksinäisyys |",
        "| Styrkor | Utvecklingsobjekt |\n|---|---|\n| ett fungerande samarbete med organisationerna "
        "| ungas psykiska hälsa |\n| ett livligt bibliotek | ensamhet bland äldre |",
    ),
    "5": (
        "1. Nuorten mielenterveyttä vahvistetaan kouluissa ja harrastuksissa.\n"
        "2. Ikääntyneiden yksinäisyyttä vähennetään yhdessä järjestöjen kanssa.",
        "1. Ungas psykiska hälsa stärks i skolor och hobbyer.\n"
        "2. Ensamheten bland äldre minskas tillsammans med organisationerna.",
    ),
}

IN_PLAIN_LANGUAGE = {
    "fi": (
        "**Esimerkkiteksti.** Tämä kertomus on esimerkki. Kunnan valtuusto ei ole päättänyt siitä.\n\n"
        "# Mikä tämä kertomus on?\n\nKertomus kertoo, miten kunnan asukkaat voivat. Siinä kerrotaan myös, "
        "mitä kunta aikoo tehdä.\n\n"
        "# Mitä kertomus sanoo?\n\n- Lapset ja perheet voivat enimmäkseen hyvin.\n- Iäkkäitä ihmisiä on yhä enemmän.\n"
        "- Osa nuorista voi huonosti.\n- Osa iäkkäistä on yksin.\n\n"
        "# Mitä kunta tekee?\n\nKunta tukee nuoria koulussa ja harrastuksissa. "
        "Kunta ja järjestöt auttavat niitä, jotka ovat yksin."
    ),
    "sv": (
        "**Exempeltext.** Den här berättelsen är ett exempel. Kommunens fullmäktige har inte beslutat om den.\n\n"
        "# Vad är det här?\n\nBerättelsen handlar om hur invånarna i kommunen mår. Den säger också vad kommunen "
        "tänker göra.\n\n"
        "# Vad säger berättelsen?\n\n- De flesta barn och familjer mår bra.\n- Det finns allt fler äldre.\n"
        "- En del unga mår dåligt.\n- En del äldre är ensamma.\n\n"
        "# Vad gör kommunen?\n\nKommunen stöder unga i skolan och på fritiden. "
        "Kommunen och föreningar hjälper dem som är ensamma."
    ),
}
