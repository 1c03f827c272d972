"""What becomes of all files together: questions are asked, a no is respected, and what is left is named."""

from hypothesis import given, settings
from hypothesis import strategies as st

from eventsite.content.documents import digest_of
from eventsite.content.frontmatter import split_document
from eventsite.repairs.plan import Picture, Plan, Question, plan

PATH = "content/news/mo-cua.vi.md"
HEAD = "---\ntitle: Mở cửa\n---\n"
TCVN3 = "---\ntitle: Th«ng b¸o\n---\nHéi nghÞ thµnh phè th«ng minh tØnh B×nh D\u00ad¬ng \n"
SAID = "---\ntitle: Thông báo\n---\nHội nghị thành phố thông minh tỉnh Bình Dương\n"


def _yes(question: Question) -> bool:
    return True


def _no(question: Question) -> bool:
    return False


def _told(made: Plan) -> list[str]:
    return [f"{c.path} → {c.new_path}: {'; '.join(map(str, c.done))}" for c in made.changes]


def _content(made: Plan) -> dict[str, str | None]:
    return {c.new_path: c.content.decode() if c.content else None for c in made.changes}


def test_words_change_only_after_a_yes() -> None:
    """The question shows both texts; after a no the half letters of the old encoding are not touched either."""
    asked: list[Question] = []

    def remember(question: Question) -> bool:
        asked.append(question)
        return False

    refused = plan({PATH: TCVN3.encode()}, [], {}, remember)
    assert [(q.path, q.before, q.after) for q in asked] == [(PATH, TCVN3, SAID.replace("Dương", "Dương "))]
    assert _content(refused) == {PATH: TCVN3.replace(" \n", "\n")}
    assert [str(problem) for problem in refused.left] == [
        f"{PATH}:1:1: words are in a wrong encoding; run ./inv fix in a terminal and answer, or with --yes"
    ]
    agreed = plan({PATH: TCVN3.encode()}, [], {}, _yes)
    assert _content(agreed) == {PATH: SAID}
    assert agreed.left == []


def test_file_in_another_encoding_waits_for_a_yes() -> None:
    """Its bytes stay as they are until somebody has looked at the words."""
    source = (HEAD + "It’s open.\n").replace("Mở cửa", "A").encode("cp1252")
    refused = plan({PATH: source}, [], {}, _no)
    assert (refused.changes, len(refused.left)) == ([], 1)
    assert _content(plan({PATH: source}, [], {}, _yes)) == {PATH: "---\ntitle: A\n---\nIt’s open.\n"}


def test_clean_content_is_not_asked_about() -> None:
    """Nothing changes and nobody is asked."""

    def never(question: Question) -> bool:
        raise AssertionError(question)

    made = plan(
        {PATH: (HEAD + "Xin chào.\n").encode(), "content/event.yml": b"name: A\n"},
        ["content/images/a.jpg"],
        {},
        never,
    )
    assert (made.changes, made.left) == ([], [])


def test_paste_that_cannot_be_mended_is_named_with_its_line() -> None:
    """The file's other faults are put right all the same."""
    text = HEAD + "Một.\r\n\n<p class=MsoNormal><img src='file:///C:/a.png'></p>\n"
    made = plan({PATH: text.encode()}, [], {}, _yes)
    assert [(problem.path, problem.line) for problem in made.left] == [(PATH, 6)]
    assert _content(made) == {PATH: text.replace("\r", "")}


def test_picture_and_all_that_leads_to_it_change_together() -> None:
    """A HEIC becomes a JPEG under a right name; front matter and text follow."""
    text = "---\ntitle: A\nimage: images/Ảnh 1.HEIC\n---\n![B]({static}/images/Ảnh 1.HEIC)\n"
    picture = Picture(b"jpeg", "content/images/Ảnh 1.jpg", (), is_kept=True)
    made = plan({PATH: text.encode()}, ["content/images/Ảnh 1.HEIC"], {"content/images/Ảnh 1.HEIC": picture}, _no)
    assert _told(made) == [
        f"{PATH} → {PATH}: references put right",
        "content/images/Ảnh 1.HEIC → content/images/anh-1.jpg: renamed images/anh-1.jpg",
    ]
    assert _content(made)[PATH] == text.replace("Ảnh 1.HEIC", "anh-1.jpg")


def test_picture_that_git_does_not_have_is_asked_about() -> None:
    """After a no it stays, is named, and nothing leads to what was not made."""
    text = "---\ntitle: A\n---\n![B]({static}/images/a.heic)\n"
    pictures = {"content/images/a.heic": Picture(b"jpeg", "content/images/a.jpg", (), is_kept=False)}
    refused = plan({PATH: text.encode()}, list(pictures), pictures, _no)
    assert refused.changes == []
    assert [problem.path for problem in refused.left] == ["content/images/a.heic"]
    agreed = plan({PATH: text.encode()}, list(pictures), pictures, _yes)
    assert [change.new_path for change in agreed.changes] == [PATH, "content/images/a.jpg"]


def test_translation_of_a_repaired_text_is_as_good_as_before() -> None:
    """Its mark is that of the source as it is now; a mark of other words stays, and so says that it is stale."""
    head = "---\ntitle: Mở cửa\nsummary: Một tin.\ndate: 2017-11-20\n---\n"
    source = (head + "<p class=MsoNormal>Xin chào.<o:p></o:p></p>\n").encode()
    before, after = (_mark(text) for text in (source, (head + "Xin chào.\n").encode()))
    assert before != after
    twin = "---\ntitle: Opening\nsummary: News.\ntranslated-from: {}\n---\nHello.\n"
    texts = {PATH: source, PATH.replace(".vi.", ".en."): twin.format(before).encode()}
    texts[PATH.replace(".vi.", ".nl.")] = twin.format("vi@0123456789ab").encode()
    made = plan(texts, [], {}, _yes)
    assert _told(made) == [
        f"{PATH} → {PATH}: pasted HTML made Markdown",
        f"{PATH.replace('.vi.', '.en.')} → {PATH.replace('.vi.', '.en.')}: mark of the translation moved along",
    ]
    assert _content(made)[PATH.replace(".vi.", ".en.")] == twin.format(after)


def _mark(source: bytes) -> str:
    parts, problems = split_document(PATH, source)
    assert parts and not problems
    return f"vi@{digest_of('news', parts)}"


STEMS = st.sampled_from(["a", "A", "Đỗ", "a b", "a-b", "á", "b (1)", "c"])
PIECES = st.sampled_from(
    [
        "[A](ref:news/Đỗ)", "[B](ref:people/a b)", "![C]({static}/images/A.JPG)", "![D](/images/%C3%A1.jpg)", "HÃ²a",
        "“ĐÃ”", "Héi nghÞ thµnh phè", "a\u00a0b", "<p class=MsoNormal>- x<o:p></o:p></p>", "\n\n", "\n", "\r\n", "• y", " ",
        "`z\u00a0`", "\t", "<b>đ</b>", "translated-from: vi@0123456789ab",
    ]
)  # fmt: skip


@st.composite
def contents(draw: st.DrawFn) -> tuple[dict[str, bytes], list[str]]:
    """Return a content with careless names and words."""
    texts: dict[str, bytes] = {}
    for _ in range(draw(st.integers(1, 4))):
        path = f"content/{draw(st.sampled_from(['news', 'people']))}/{draw(STEMS)}.{draw(st.sampled_from(['vi', 'EN']))}.md"
        fields = f"title: {draw(STEMS)}\nsummary: b\npeople: [{draw(STEMS)}]\n"
        body = "".join(draw(st.lists(PIECES, max_size=6)))
        texts[path] = f"---\n{fields}---\n{body}".encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])))
    files = draw(
        st.lists(
            st.builds("content/images/{}.{}".format, STEMS, st.sampled_from(["jpg", "JPG"])), unique=True, max_size=4
        )
    )
    return texts, files


@given(contents())
@settings(max_examples=150, deadline=None)
def test_second_run_does_nothing(content: tuple[dict[str, bytes], list[str]]) -> None:
    """After all answers were yes there is nothing to do, no file is gone, and what was left is left."""
    texts, files = content
    made = plan(texts, files, {}, _yes)
    changes = {change.path: change for change in made.changes}
    after = {}
    for path, source in texts.items():
        change = changes.get(path)
        after[change.new_path if change else path] = change.content or source if change else source
    renamed = [changes[path].new_path if path in changes else path for path in files]
    assert (len(after), len(set(renamed))) == (len(texts), len(files))
    again = plan(after, renamed, {}, _yes)
    assert _told(again) == []
    assert [problem.path for problem in again.left] == [problem.path for problem in made.with_new_paths().left]
