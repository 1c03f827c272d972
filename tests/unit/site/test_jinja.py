"""The templates: words in the page's language, everything escaped, and versions that tell what changed."""

import gettext
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from jinja2 import ChainableUndefined, Environment, UndefinedError

from eventsite.i18n.catalogs import parse_catalog
from eventsite.model import Phrase
from eventsite.site.jinja import Templates

HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\\n"\n'
)
WORDS = HEAD + '''
msgid "Agenda"
msgstr "Chương trình"

msgctxt "month"
msgid "May"
msgstr "tháng 5"

msgctxt "verb"
msgid "May"
msgstr "có thể"

msgid "Tea & cake"
msgstr "<b>Trà</b> & \\"bánh\\" 'x' \\\\n {{ 1 }}"

msgid "100%% sure"
msgstr "chắc 100%%"

msgid "Hello %(name)s"
msgstr "<i>Chào</i> %(name)s & 5%%"

msgctxt "formal"
msgid "Hello %(name)s"
msgstr "Kính chào %(name)s"

msgid "one talk"
msgid_plural "%(count)s talks"
msgstr[0] "một buổi"
msgstr[1] "%(count)s buổi"
msgstr[2] "nhiều buổi (%(count)s)"

msgctxt "day"
msgid "%(num)s item"
msgid_plural "%(num)s items"
msgstr[0] "%(num)s mục một"
msgstr[1] "%(num)s mục ít"
msgstr[2] "%(num)s mục nhiều"

msgid "one and two"
msgstr "một và hai"

msgid ""
"\\n"
"  one\\n"
"  and two\\n"
msgstr "nguyên"

#, fuzzy
msgid "Fuzzy"
msgstr "Mờ"

msgid "Empty"
msgstr ""
'''  # fmt: skip
ENGLISH = gettext.NullTranslations()


def catalog(source: str = WORDS) -> gettext.NullTranslations:
    """Return the translations of a .po file."""
    found, problems = parse_catalog("vi", source.encode(), "messages.po")
    assert problems == []
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of the templates."""
    path = tmp_path / "templates"
    path.mkdir()
    return path


@pytest.fixture
def write(folder: Path) -> Callable[..., None]:
    """Return a function that writes templates, by their names without the ending."""

    def run(**sources: str) -> None:
        for name, source in sources.items():
            (folder / f"{name}.html").write_text(source, encoding="utf-8")

    return run


def text(env: Environment, source: str, **values: object) -> str:
    """Return what the source makes in the environment."""
    return env.from_string(source).render(values)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{% trans %}Agenda{% endtrans %}", "Chương trình"),
        ('{% trans "month" %}May{% endtrans %}', "tháng 5"),
        ('{% trans "verb" %}May{% endtrans %}', "có thể"),
        ("{% trans %}Tea & cake{% endtrans %}", "<b>Trà</b> & \"bánh\" 'x' \\n {{ 1 }}"),
        ("{% trans %}100% sure{% endtrans %}", "chắc 100%"),
        ("{% trans name=n %}Hello {{ name }}{% endtrans %}", "<i>Chào</i> &lt;An&gt; &amp; Bo & 5%"),
        ('{% trans "formal" name=n %}Hello {{ name }}{% endtrans %}', "Kính chào &lt;An&gt; &amp; Bo"),
        ("{% trans trimmed %}\n  one\n  and two\n{% endtrans %}", "một và hai"),
        ("{% trans %}\n  one\n  and two\n{% endtrans %}", "nguyên"),
        (
            "<a title=\"{% trans %}Agenda{% endtrans %}\">{{ _('Agenda') }}</a>",
            '<a title="Chương trình">Chương trình</a>',
        ),
        ("{{ gettext('Hello %(name)s', name=n) }}", "<i>Chào</i> &lt;An&gt; &amp; Bo & 5%"),
        (
            "{% set x %}{% trans %}Tea & cake{% endtrans %}{% endset %}{{ x }}",
            "<b>Trà</b> & \"bánh\" 'x' \\n {{ 1 }}",
        ),
        ("{% macro m() %}{% trans %}Agenda{% endtrans %}{% endmacro %}{{ m() }}", "Chương trình"),
    ],
)
def test_words_are_translated(source: str, words: str) -> None:
    """Translators' words are HTML and stay as they wrote them; values in them are escaped."""
    env = Templates(folders=()).environment("vi", catalog())
    assert text(env, source, n="<An> & Bo") == words


@pytest.mark.parametrize(
    "source",
    [
        "{% trans %}Unknown{% endtrans %}",
        "{% trans %}Fuzzy{% endtrans %}",
        "{% trans %}Empty{% endtrans %}",
        '{% trans "season" %}May{% endtrans %}',
        '{% trans %}50% <off> & "so" on{% endtrans %}',
        "{% trans x=1 %}no such {{ x }}{% endtrans %}",
        "{% trans count=1 %}one thing{% pluralize %}{{ count }} things{% endtrans %}",
        "{% trans count=7 %}one thing{% pluralize %}{{ count }} things{% endtrans %}",
    ],
)
def test_missing_translation_is_english(source: str) -> None:
    """Words without a finished translation are the template's own, as English pages show them."""
    shown = text(Templates(folders=()).environment("vi", catalog()), source)
    assert shown == text(Templates(folders=()).environment("en", ENGLISH), source)
    assert "".join(shown.split()) in "".join(
        source.replace("{{ count }}", "7").replace("{{ x }}", "1").split()
    )  # fmt: skip


def test_words_are_translated_when_the_template_is_compiled() -> None:
    """Words without variables are in the compiled template, so that they cost a page nothing."""
    env = Templates(folders=()).environment("vi", catalog())
    compiled = env.compile("<p>{% trans %}Agenda{% endtrans %} {% trans %}100% sure{% endtrans %}</p>", raw=True)
    assert "Chương trình" in compiled
    assert "chắc 100%" in compiled
    assert "Agenda" not in compiled


@pytest.mark.parametrize(
    ("count", "talks", "items"),
    [(1, "một buổi", "1 mục một"), (3, "3 buổi", "3 mục ít"), (7, "nhiều buổi (7)", "7 mục nhiều")],
)
def test_plurals(count: int, talks: str, items: str) -> None:
    """The catalog's own rule picks the form, with and without a context, for values and for constants."""
    env = Templates(folders=()).environment("vi", catalog())
    plural = "{% trans count=%s %}one talk{% pluralize %}{{ count }} talks{% endtrans %}"
    for source in (plural.replace("%s", "n"), plural.replace("%s", str(count))):
        assert text(env, source, n=count) == talks
    with_context = '{% trans "day" num=n %}{{ num }} item{% pluralize %}{{ num }} items{% endtrans %}'
    assert text(env, with_context, n=count) == items
    by_call = "{% trans count=list|length %}one talk{% pluralize %}{{ count }} talks{% endtrans %}"
    assert text(env, by_call, list=range(count)) == talks


def test_values_are_escaped() -> None:
    """Text is escaped, in templates of any name, unless it is marked as safe HTML."""
    env = Templates(folders=()).environment("en", ENGLISH)
    source = "{{ x }} {{ x|safe_html }} {{ {'a': x}|string }}"
    assert text(env, source, x="<b>&</b>") == (
        "&lt;b&gt;&amp;&lt;/b&gt; <b>&</b> {&#39;a&#39;: &#39;&lt;b&gt;&amp;&lt;/b&gt;&#39;}"
    )


@pytest.mark.parametrize(
    "options",
    [
        {"autoescape": False},
        {"autoescape": lambda name: False},
        {"undefined": ChainableUndefined},
        {"extensions": ["jinja2.ext.i18n"]},
        {"extensions": ["jinja2.ext.do", "jinja2.ext.loopcontrols"], "autoescape": None},
    ],
    ids=["autoescape", "autoescape by name", "undefined", "stock extension", "other extensions"],
)
def test_settings_cannot_make_pages_unsafe(folder: Path, write: Callable[..., None], options: dict[str, Any]) -> None:
    """Whatever the settings say, text is escaped, unknown names are errors, and words are translated."""
    write(a="{{ x }} {% trans %}Agenda{% endtrans %}", b="{{ x.y.z }}", c="{{ missing }}")
    before = dict(options)
    env = Templates(folders=(folder,), options=options).environment("vi", catalog())
    assert env.get_template("a.html").render(x="<") == "&lt; Chương trình"
    for name in ("b.html", "c.html"):
        with pytest.raises(UndefinedError):
            env.get_template(name).render(x="<")
    assert options == before


def test_settings_add_to_the_templates() -> None:
    """Options, filters, tests and variables of the settings are there."""
    templates = Templates(
        folders=(),
        options={"trim_blocks": True, "extensions": ["jinja2.ext.do"]},
        filters={"twice": lambda value: value * 2},
        tests={"short": lambda value: len(value) < 3},
        variables={"site": "Summit"},
    )
    env = templates.environment("en", ENGLISH)
    source = "{% if 'ab' is short %}\n{{ 'a'|twice }}{{ site }}{% endif %}{% do [] %}\n."
    assert text(env, source) == "aaSummit."


@pytest.mark.parametrize(
    "source",
    ["{{ missing }}", "{{ x.missing }}", "{{ x['missing'] }}", "{% if missing %}{% endif %}",
     "{% for a in missing %}{% endfor %}", "{% trans %}Hello {{ name }}{% endtrans %}"],
)  # fmt: skip
def test_unknown_name_is_an_error(source: str) -> None:
    """A name that does not exist is never an empty place on a page."""
    env = Templates(folders=()).environment("vi", catalog())
    with pytest.raises(UndefinedError):
        text(env, source, x={})


def test_phrase_names_another_language() -> None:
    """Words in another language than the page's are marked with theirs, and escaped."""
    env = Templates(folders=()).environment("vi", ENGLISH)
    words = [Phrase("<a>", "vi"), Phrase("<b>", "en"), Phrase("<c>", "")]
    shown = [text(env, "{{ x|phrase }}", x=phrase) for phrase in words]
    assert shown == ["&lt;a&gt;", '<span lang="en">&lt;b&gt;</span>', "&lt;c&gt;"]


def test_languages_do_not_mix(folder: Path, tmp_path: Path, write: Callable[..., None]) -> None:
    """Each language has its words, with kept compiled templates and without, in any order of use."""
    write(a="{% include 'b.html' %}", b="{% trans %}Agenda{% endtrans %} {{ x|phrase }}")
    for compiled in (None, tmp_path / "compiled"):
        templates = Templates(folders=(folder,), compiled=compiled)
        for _ in range(2):
            found = {}
            vi, en = templates.environment("vi", catalog(), "1"), templates.environment("en", ENGLISH, "1")
            for language, env in (("vi", vi), ("en", en), ("vi", vi)):
                found[language] = env.get_template("a.html").render(x=Phrase("x", "en"))
            assert found == {"vi": 'Chương trình <span lang="en">x</span>', "en": "Agenda x"}


def test_changed_words_are_not_taken_from_before(folder: Path, tmp_path: Path, write: Callable[..., None]) -> None:
    """With another version of the words, templates that were compiled before have the new words."""
    write(a="{% trans %}Agenda{% endtrans %}")
    templates = Templates(folders=(folder,), compiled=tmp_path / "compiled")
    shown = []
    for words, version in (("một", "1"), ("hai", "2"), ("một", "1")):
        env = templates.environment("vi", catalog(HEAD + f'\nmsgid "Agenda"\nmsgstr "{words}"\n'), version)
        shown.append(env.get_template("a.html").render())
    assert shown == ["một", "hai", "một"]


def test_changed_template_is_not_taken_from_before(folder: Path, tmp_path: Path, write: Callable[..., None]) -> None:
    """A template that changed is compiled again, and one of the same name in a folder before goes before it."""
    templates = Templates(folders=(tmp_path / "own", folder), compiled=tmp_path / "compiled")
    shown = []
    for source in ("one", "two"):
        write(a=source)
        shown.append(templates.environment("vi", catalog(), "1").get_template("a.html").render())
    (tmp_path / "own").mkdir()
    (tmp_path / "own/a.html").write_text("three", encoding="utf-8")
    shown.append(templates.environment("vi", catalog(), "1").get_template("a.html").render())
    assert shown == ["one", "two", "three"]


def test_changed_settings_are_not_taken_from_before(folder: Path, tmp_path: Path, write: Callable[..., None]) -> None:
    """With other options or filters, templates that were compiled before follow those."""
    write(a="{% if true %}\n{{ 'a'|shown }}{% endif %}")
    shown = []
    for options, word in (({}, "x"), ({"trim_blocks": True}, "x"), ({"trim_blocks": True}, "y")):
        templates = Templates(
            folders=(folder,),
            compiled=tmp_path / "compiled",
            options=options,
            filters={"shown": lambda value, word=word: value + word},
        )
        shown.append(templates.environment("en", ENGLISH, "1").get_template("a.html").render())
    assert shown == ["\nax", "ax", "ay"]


TREE: Mapping[str, str] = {
    "base": "{% block body %}{% endblock %}{% include 'menu.html' %}",
    "page": "{% extends 'base.html' %}{% from 'macros.html' import m %}{% import 'more.html' as more with context %}",
    "menu": "{% include ['first.html', 'second.html'] %}",
    "macros": "{% macro m() %}m{% endmacro %}{% include 'deep.html' %}",
    "more": "more", "first": "first", "second": "second", "deep": "{% if x %}{% include 'deepest.html' %}{% endif %}",
    "deepest": "deepest", "alone": "{% trans %}alone{% endtrans %}", "circle": "{% include 'circle.html' %}",
    "any": "{% include name %}", "some": "{% include 'any.html' %}",
    "either": "{% include 'a' ~ x if x else 'alone.html' %}",
}  # fmt: skip
USES = {
    "base": {"menu", "first", "second"},
    "page": {"base", "menu", "first", "second", "macros", "more", "deep", "deepest"},
    "menu": {"first", "second"},
    "macros": {"deep", "deepest"},
    "deep": {"deepest"},
    "any": set(TREE),
    "some": set(TREE),
    "either": set(TREE),
}


@pytest.mark.parametrize("name", TREE)
def test_version_changes_with_all_that_a_template_uses(folder: Path, write: Callable[..., None], name: str) -> None:
    """A template's version is another when it or anything that it uses changed, at any depth, and only then."""
    write(**TREE)
    templates = Templates(folders=(folder,))
    names = [f"{each}.html" for each in TREE]
    before = templates.versions(names)
    write(**{name: TREE[name] + "!"})
    after = templates.versions(names)
    differing = {each for each in TREE if before[f"{each}.html"] != after[f"{each}.html"]}
    assert differing == {name} | {user for user, used in USES.items() if name in used}
    write(**TREE)
    assert templates.versions(names) == before


def test_versions_are_of_the_templates_asked_for(folder: Path, write: Callable[..., None]) -> None:
    """The version of a template is the same whatever else is asked for."""
    write(**TREE)
    templates = Templates(folders=(folder,))
    one = templates.versions(["page.html"])
    assert one == {"page.html": templates.versions(["alone.html", "page.html", "any.html"])["page.html"]}
    assert templates.versions([]) == {}


def test_version_with_a_template_that_may_be_missing(folder: Path, write: Callable[..., None]) -> None:
    """A template that is included where it exists changes the version when it comes, and when it changes."""
    write(a="{% include 'maybe.html' ignore missing %}", b="{% include ['maybe.html', 'c.html'] %}", c="c")
    templates = Templates(folders=(folder,))
    seen = [templates.versions(["a.html", "b.html", "c.html"])]
    for source in ("", "new"):
        write(maybe=source)
        seen.append(templates.versions(["a.html", "b.html", "c.html"]))
    counts = {name: len({versions[name] for versions in seen}) for name in seen[0]}
    assert counts == {"a.html": 3, "b.html": 3, "c.html": 1}


def test_version_with_a_template_before_it(folder: Path, tmp_path: Path, write: Callable[..., None]) -> None:
    """A template of the same name in a folder before is the one that counts."""
    write(a="{% include 'b.html' %}", b="b")
    templates = Templates(folders=(tmp_path / "own", folder))
    before = templates.versions(["a.html"])
    (tmp_path / "own").mkdir()
    (tmp_path / "own/b.html").write_text("own", encoding="utf-8")
    assert templates.versions(["a.html"]) != before


def test_version_of_templates_with_more_than_jinja(folder: Path, write: Callable[..., None]) -> None:
    """Tags and filters that the settings add are no matter."""
    write(a="{% do [] %}{{ 'a'|twice }}{% trans %}Agenda{% endtrans %}")
    options = {"extensions": ["jinja2.ext.do"]}
    templates = Templates(folders=(folder,), options=options, filters={"twice": lambda value: value * 2})
    assert set(templates.versions(["a.html"])) == {"a.html"}
