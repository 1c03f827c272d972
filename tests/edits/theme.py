"""Edits of the theme: templates, words of the interface, style sheets."""

import random

from tests.rich_event import RichEvent


def _replace(event: RichEvent, path: str, old: str, new: str) -> None:
    event.files[path] = event.files[path].replace(old.encode(), new.encode(), 1)


def template(event: RichEvent, rng: random.Random) -> None:
    """Change a partial, a macro, the frame or one page's template."""
    number = event.next()
    path = f"theme/templates/{rng.choice(['page', 'article', 'session', 'list', 'people', 'person', 'agenda', 'home'])}.html"
    if rng.random() < 0.5:
        changes = [
            ("theme/templates/partials/footer.html", "<footer", f"<p>Foot {number}</p><footer"),
            ("theme/templates/partials/breadcrumbs.html", "<nav", f'<nav data-n="{number}"'),
            ("theme/templates/partials/pages.html", "<nav", f'<nav data-n="{number}"'),
            (
                "theme/templates/macros/cards.html",
                '<article class="card"',
                f'<article data-n="{number}" class="card"',
            ),
            (
                "theme/templates/macros/cards.html",
                '<article class="session-card',
                f'<article data-n="{number}" class="session-card',
            ),
            ("theme/templates/base.html", "<main", f'<main data-n="{number}"'),
        ]
        _replace(event, *rng.choice(changes))
    else:
        before, end, after = event.files[path].rpartition(b"{% endblock %}")
        event.files[path] = before + f"<p>Page {number}</p>\n".encode() + end + after


def words(event: RichEvent, rng: random.Random) -> None:
    """Change the words of the interface."""
    path = "theme/translations/vi/LC_MESSAGES/messages.po"
    _replace(event, path, *rng.choice([
        ("Tất cả các ngày", f"Tất cả {event.next()}"),
        ("Không tìm thấy trang", f"Không thấy {event.next()}"),
        ("cập nhật lúc", f"lúc {event.next()}"),
    ]))  # fmt: skip


def style(event: RichEvent, rng: random.Random) -> None:
    """Change a style sheet."""
    path = f"theme/css/{rng.choice(['base', 'cards', 'agenda'])}.css"
    event.files[path] += f"\n.n{event.next()} {{ color: red; }}\n".encode()
