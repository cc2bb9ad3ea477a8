"""What a tagged, archival PDF must be, looked up in the file itself: each fault in a line, none where it is sound."""

import io
from collections import Counter, defaultdict
from collections.abc import Iterator

import pikepdf

PAINTING = frozenset(["f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "Tj", "TJ", "'", '"', "INLINE IMAGE"])
HEADINGS = [f"/H{level}" for level in range(1, 7)]
IN_LIST = {"/L": {"/LI", "/Caption"}, "/LI": {"/Lbl", "/LBody"}}
IN_TABLE = {
    "/Table": {"/Caption", "/THead", "/TBody", "/TFoot", "/TR"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TFoot": {"/TR"},
    "/TR": {"/TH", "/TD"},
}


def faults_of(body: bytes, title: str, language: str) -> list[str]:
    """All of them. A fault of the file's frame hides none of its content's."""
    with pikepdf.open(io.BytesIO(body)) as pdf:
        found = (_in_frame(pdf, title, language), _in_content(pdf), _in_tree(pdf), _in_headings(pdf), _in_links(pdf))
        return [fault for faults in found for fault in faults]


def elements(parent: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """The structure elements below the parent, in reading order."""
    for child in children(parent):
        yield child
        yield from elements(child)


def children(parent: pikepdf.Object) -> list[pikepdf.Dictionary]:
    """Its own, without content."""
    return [each for each in _kids(parent) if isinstance(each, pikepdf.Dictionary) and "/S" in each]


def _kids(parent: pikepdf.Object) -> list:
    kids = parent.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _in_frame(pdf: pikepdf.Pdf, title: str, language: str) -> Iterator[str]:
    root = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in root:
        yield "not tagged"
    if root.get("/Lang") != f"{language}-FI":
        yield "no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title is not shown"
    with pdf.open_metadata() as told:
        wanted = {"dc:title": title, "pdfuaid:part": "1", "pdfaid:part": "2", "pdfaid:conformance": "A"}
        yield from (f"{name} is {told.get(name)}" for name, value in wanted.items() if told.get(name) != value)
    with pdf.open_outline() as outline:
        if not outline.root:
            yield "no bookmarks"


def _in_content(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Everything that is painted belongs to a place of the tree, or is an artifact."""
    claimed = _claimed(pdf)
    for number, page in enumerate(pdf.pages, start=1):
        painted: set[int] = set()
        for mark in _marks(page):
            if mark is None:
                yield f"page {number}: content without a tag"
            elif mark != "artifact":
                painted.add(mark)
        if missing := painted ^ claimed[page.objgen]:
            yield f"page {number}: content {sorted(missing)} is not in the tree, or the tree's is not there"
        if "/StructParents" not in page.obj:
            yield f"page {number}: no way from its content to the tree"


def _marks(page: pikepdf.Page) -> Iterator[int | str | None]:
    """What each painting stands in: the number of its content, "artifact", or nothing."""
    marks: list[int | str | None] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BMC" | "BDC":
                marks.append(_mark(operands, marks[-1] if marks else None))
                if isinstance(marks[-1], int):
                    yield marks[-1]
            case "EMC":
                marks.pop()
            case painting if painting in PAINTING:
                yield marks[-1] if marks else None


def _mark(operands: list, around: int | str | None) -> int | str | None:
    if operands[0] == "/Artifact":
        return "artifact"
    told = operands[1].get("/MCID") if len(operands) > 1 else None
    return around if told is None else int(told)


def _claimed(pdf: pikepdf.Pdf) -> dict[tuple, set[int]]:
    """By page: the content that the tree leads to."""
    claimed: dict[tuple, set[int]] = defaultdict(set)
    for element in elements(pdf.Root.StructTreeRoot):
        for kid in _kids(element):
            if isinstance(kid, int):
                claimed[element.Pg.objgen].add(kid)
            elif "/MCID" in kid:
                claimed[(kid.get("/Pg") or element.Pg).objgen].add(int(kid.MCID))
    return claimed


def _in_tree(pdf: pikepdf.Pdf) -> Iterator[str]:
    notes = Counter(str(each.get("/ID", "")) for each in elements(pdf.Root.StructTreeRoot) if each.S == "/Note")
    if "" in notes or max(notes.values(), default=1) > 1:
        yield "a footnote without a name of its own"
    for element in elements(pdf.Root.StructTreeRoot):
        kind, kinds = str(element.S), {str(each.S) for each in children(element)}
        wanted = (IN_LIST | IN_TABLE).get(kind)
        if wanted and not kinds <= wanted:
            yield f"{kind} has {sorted(kinds - wanted)}"
        if kind == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield "a figure without an alternative text"
        if kind == "/TH" and not any("/Scope" in each for each in _attributes(element)):
            yield "a header cell without a scope"
        if kind == "/Table":
            yield from _in_table(element)


def _in_table(table: pikepdf.Dictionary) -> Iterator[str]:
    rows = [[str(cell.S) for cell in children(each)] for each in elements(table) if each.S == "/TR"]
    if len({len(row) for row in rows}) != 1:
        yield "a table whose rows are of different lengths"
    if set(rows[0]) != {"/TH"} or any(set(row) == {"/TH"} and len(row) > 1 for row in rows[1:]):
        yield "a table whose header row is not its first alone"


def _attributes(element: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    told = element.get("/A", [])
    return list(told) if isinstance(told, pikepdf.Array) else [told]


def _in_headings(pdf: pikepdf.Pdf) -> Iterator[str]:
    level = 0
    for element in elements(pdf.Root.StructTreeRoot):
        if str(element.S) in HEADINGS:
            found = HEADINGS.index(str(element.S)) + 1
            if found > level + 1:
                yield f"H{level} is followed by H{found}"
            level = found
    if not level:
        yield "no headings"


def _in_links(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        for link in page.get("/Annots", []):
            if "/StructParent" not in link or not str(link.get("/Contents", "")).strip():
                yield f"page {number}: a link that is not in the tree, or has no words"
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"page {number}: Tab does not follow the tree"
