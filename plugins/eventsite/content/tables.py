"""Tables that can be read on a phone: each cell knows its column's heading."""

import re

# A table as Markdown makes it: a row of headings, rows of cells, no attributes and no table within.
_INNER = r"[^<]*(?:<(?!/?t[abdhr])[^<]*)*"
_PLAIN_TABLE = re.compile(
    rf"<table>\s*<thead>\s*<tr>(?P<heads>(?:\s*<th>{_INNER}</th>)*)\s*</tr>\s*</thead>\s*"
    rf"<tbody>(?:\s*<tr>(?:\s*<td>{_INNER}</td>)*\s*</tr>)*\s*</tbody>\s*</table>"
)
_HEAD = re.compile(rf"<th>({_INNER})</th>")
_PART = re.compile("<(tr|th|td)>")
# What BeautifulSoup writes otherwise than nh3: classes and white space; attributes it sorts.
_REWRITTEN = [
    re.compile(pattern)
    for pattern in (r'class="(?![^\s"]+(?: [^\s"]+)*")', r">(?:[ \t\n\f\r]{2,}|[\t\f\r])(?:<|\Z)", r"\A\s")
]
_ATTRIBUTES = re.compile(r'<[a-z][a-z0-9]*((?: [a-z]+="[^"]*"){2,})')
_ATTRIBUTE = re.compile(r' ([a-z]+)="[^"]*"')


def label_cells(safe_html: str) -> str:
    """Return the HTML with each table cell carrying its column's heading in `data-label`.

    On a phone the theme shows a row as a list of headings and cells. The HTML must be as nh3 writes it.
    """
    labelled, plain = _PLAIN_TABLE.subn(_label, safe_html)
    if plain < safe_html.count("<table") or _is_rewritten(safe_html):
        return _label_any(safe_html)
    return labelled.replace("&nbsp;", "\xa0")


def _is_rewritten(safe_html: str) -> bool:
    """Tell whether BeautifulSoup would change more than the tables and non-breaking spaces."""
    if any(pattern.search(safe_html) for pattern in _REWRITTEN):
        return True
    names = (_ATTRIBUTE.findall(tag) for tag in _ATTRIBUTES.findall(safe_html))
    return any(of_tag != sorted(of_tag) for of_tag in names)


def _label(table: re.Match[str]) -> str:
    heads = [_words(cell) for cell in _HEAD.findall(table["heads"])]
    labels = iter(heads)

    def part(match: re.Match[str]) -> str:
        nonlocal labels
        name = match[1]
        if name == "tr":
            labels = iter(heads)
        if name == "th":
            return '<th scope="col">'
        label = next(labels, None) if name == "td" else None
        return match[0] if label is None else f"<td data-label={label}>"

    return _PART.sub(part, table[0])


def _words(cell: str) -> str:
    """Return a heading's words as an attribute's value, in its double quotation marks."""
    words = "".join(text.strip() for text in re.split(r"<[^>]*>", cell.replace("&nbsp;", "\xa0")))
    return '"' + words.replace('"', "&quot;") + '"'


def _label_any(safe_html: str) -> str:
    from bs4 import BeautifulSoup  # noqa: PLC0415 -- slow import, and few texts have tables
    from bs4.dammit import EntitySubstitution  # noqa: PLC0415
    from bs4.formatter import HTMLFormatter  # noqa: PLC0415

    class DoubleQuotes(HTMLFormatter):
        """Writes as nh3 does, attributes around quotation marks too: what reads them later knows no other way."""

        def attribute_value(self, value: str) -> str:
            return super().attribute_value(value).replace('"', "&quot;")

    soup = BeautifulSoup(safe_html, "html.parser")
    for table in soup.find_all("table"):
        heads = [head.get_text(strip=True) for head in table.select("thead th")]
        for row in table.select("tbody tr"):
            for head, cell in zip(heads, row.find_all("td"), strict=False):
                cell["data-label"] = head
        for heading in table.select("thead th"):
            heading["scope"] = "col"
    return soup.decode(formatter=DoubleQuotes(EntitySubstitution.substitute_xml, void_element_close_prefix=""))
