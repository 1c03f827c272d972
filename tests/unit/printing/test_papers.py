"""Which pages are printed, and what their files are called."""

from pathlib import Path

from eventsite.printing.papers import Paper, papers


def _page(root: Path, path: str, language: str, kind: str = "") -> None:
    folder = root / path
    folder.mkdir(parents=True)
    mark = f' data-paper="{kind}"' if kind else ""
    (folder / "index.html").write_text(
        f'<html lang="{language}" dir="ltr">\n<head></head>\n<body{mark}></body></html>'
    )


def test_papers_are_the_pages_that_say_so(tmp_path: Path) -> None:
    """The programme comes first, other pages not at all."""
    _page(tmp_path, "tin/mot/", "vi", "press")
    _page(tmp_path, "en/news/two/", "en", "press")
    _page(tmp_path, "lien-he/", "vi")
    _page(tmp_path, "ban-in/", "vi", "programme")
    assert papers(tmp_path) == [
        Paper("ban-in/", "vi", "programme"),
        Paper("en/news/two/", "en", "press"),
        Paper("tin/mot/", "vi", "press"),
    ]


def test_name_is_the_address_in_one_word() -> None:
    """A file that is sent by mail still says what it is; the language is its folder."""
    assert Paper("en/news/two/", "en", "press").name == "en/news-two.pdf"
    assert Paper("tin/mot/", "vi", "press").name == "vi/tin-mot.pdf"
