"""A page gets what a printer of PDF files needs, and nothing else changes."""

from eventsite.printing.prepare import prepared, root_of

PAGE = """<html lang="vi" data-base="/summit">
<head><link rel="canonical" href="https://example.org/summit/tin/mot/">
</head>
<body><main><p><time datetime="2017-11-28">28/11</time> <a href="/summit/x/">x</a> <a class="y" href="/summit/y/">y</a></p>
<svg class="qr" role="img" aria-label="Mã QR" viewBox="0 0 1 1"></svg></main>
<p class="site-footer__name">Hội nghị &amp; triển lãm</p><p class="on-paper" data-page="Trang">https://example.org/summit/tin/mot/</p>
</body></html>"""
COPY = PAGE.replace("https://example.org", "").replace(' data-base="/summit"', ' data-base=""')


def test_page_says_its_address_author_and_date() -> None:
    """The style sheet finds address, word and options at the root; the head has author, date and the given rules."""
    expected = (
        PAGE.replace(
            "<html ",
            '<html data-address="https://example.org/summit/tin/mot/" data-page="Trang" data-options="days" ',
        )
        .replace(
            "</head>",
            '<meta name="author" content="Hội nghị &amp; triển lãm">\n'
            '<meta name="dcterms.created" content="2017-11-28">\n<style>p {}</style></head>',
        )
        .replace('viewBox="0 0 1 1">', 'viewBox="0 0 1 1"><title>Mã QR</title>')
    )
    assert prepared(PAGE, "p {}", "days") == expected


def test_links_of_a_working_copy_are_none() -> None:
    """Without a public address nothing on paper leads to a machine that nobody can reach."""
    made = prepared(COPY, "", "")
    assert 'data-address=""' in made
    assert '<a data-href="/summit/x/">x</a> <a class="y" data-href="/summit/y/">y</a>' in made


def test_root_is_that_of_the_public_address() -> None:
    """The folder that the site stands in on its host belongs to it; a working copy's root leads nowhere."""
    assert root_of(PAGE) == "https://example.org/summit/"
    assert root_of(COPY) == "https://copy.invalid/"
