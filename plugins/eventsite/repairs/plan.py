"""What becomes of all files together: which are written anew, which are renamed, and what is left to a person."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import NamedTuple

from ..errors import START, Place, Problem, Said, say
from .document import Text, formed, mended, reworded, split
from .encoding import decoded
from .names import document_path, file_path, names
from .pasted import first_pasted
from .references import Known, known, with_keys, with_references
from .translated import Marks, moved_marks, with_marks

# The files of facts are in several; what depends on one is only in texts.
_FACTS_LANGUAGE = ""
_MOST_ROUNDS = 4


class Question(NamedTuple):
    """What a person decides: whether a file, as it is before, becomes what is after; `why` says what is at stake.

    A picture has no words to compare.
    """

    path: str
    why: Said
    before: str = ""
    after: str = ""


Decide = Callable[[Question], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file that is renamed, or has new content, or both; `done` is what was done to it."""

    path: str
    new_path: str
    content: bytes | None
    done: tuple[Said, ...]


class Picture(NamedTuple):
    """A better picture in the place of a file, what was done to it, and whether git has the old one.

    It has no content where only its name is to be another.
    """

    content: bytes | None
    path: str
    done: tuple[Said, ...]
    is_kept: bool


@dataclass(slots=True)
class Plan:
    """All changes by path, and what is left for a person."""

    changes: list[Change] = field(default_factory=list)
    left: list[Problem] = field(default_factory=list)

    def with_new_paths(self) -> "Plan":
        """Return the plan once it is carried out: what is left is in files that may have other names now."""
        new = {change.path: change.new_path for change in self.changes}
        return Plan(
            self.changes, [replace(problem, path=new.get(problem.path, problem.path)) for problem in self.left]
        )


def plan(texts: Mapping[str, bytes], files: Iterable[str], pictures: Mapping[str, Picture], decide: Decide) -> Plan:
    """Return what becomes of the content, with all paths from the content folder's own name on.

    `texts` are documents and files of facts, `files` the names of pictures and of what can be downloaded.
    """
    made = Plan()
    better = {path: picture for path, picture in pictures.items() if _may_replace(path, picture, decide, made)}
    wanted: dict[str, str | None] = {path: _text_path(path) for path in texts}
    wanted |= {path: file_path(better[path].path if path in better else path) for path in files}
    new, problems = names(wanted)
    made.left += problems
    places = known(wanted, new)
    read = {path: _text(path, source, decide, made) for path, source in texts.items()}
    followed = {path: _following(text, done, places) for path, (text, done) in read.items() if text is not None}
    marks = moved_marks({new.get(path, path): (texts[path], text) for path, (text, _) in followed.items()})
    for path, source in texts.items():
        if path in followed:
            text, done = _marked(new.get(path, path), *followed[path], marks)
            content = text.whole.encode()
            _add(made, path, new.get(path, path), content if content != source else None, done)
        else:
            _add(made, path, new.get(path, path), None, ())
    for path in sorted((new.keys() | better.keys()) - texts.keys()):
        picture = better.get(path, Picture(None, path, (), is_kept=True))
        _add(made, path, new.get(path, path), picture.content, picture.done)
    return made


def _marked(path: str, text: Text, done: tuple[Said, ...], marks: Marks) -> tuple[Text, tuple[Said, ...]]:
    after = with_marks(path, text, marks)
    return after, done if after == text else (*done, say("mark of the translation moved along"))


def _add(made: Plan, path: str, new_path: str, content: bytes | None, done: tuple[Said, ...]) -> None:
    if content is None and path == new_path:
        return
    if path != new_path:
        done = (*done, say("renamed {name}", name=new_path.partition("/")[2]))
    made.changes.append(Change(path=path, new_path=new_path, content=content, done=done))


def _text_path(path: str) -> str | None:
    return document_path(path) if _is_document(path) else path


def _is_document(path: str) -> bool:
    return path.lower().endswith((".md", ".md.txt"))


def _language(path: str) -> str:
    found = _text_path(path) if _is_document(path) else None
    return PurePosixPath(found).stem.rpartition(".")[2] if found else _FACTS_LANGUAGE


def _may_replace(path: str, picture: Picture, decide: Decide, made: Plan) -> bool:
    if picture.is_kept or picture.content is None:
        return True
    why = say("git does not have this picture: once it is replaced, the original is gone")
    if decide(Question(path, why)):
        return True
    made.left.append(_unanswered(path, say("the picture could be improved; its original would be gone")))
    return False


def _unanswered(path: str, message: Said) -> Problem:
    return Problem(path, START, "", message, say("run ./inv fix in a terminal and answer, or with --yes"))


def _text(path: str, source: bytes, decide: Decide, made: Plan) -> tuple[Text | None, tuple[Said, ...]]:
    """Return a file's text with all repairs that are agreed to, None where it stays as it is."""
    reading = decoded(source)
    if reading is None:
        hint = say("save it again with the encoding UTF-8")
        made.left.append(Problem(path, START, "", say("the file is not UTF-8 text"), hint))
        return None, ()
    whole, done = formed(reading.text)
    text = split(whole, _language(path), is_document=_is_document(path))
    if reading.asks:
        text, more = reworded(text)
        done = (*done, *more)
        if not _may_reword(path, source.decode("utf-8", errors="replace"), text, decide, made):
            return None, ()
    text, more = _mended(path, text, decide, made)
    return text, (*reading.done, *done, *more)


def _mended(path: str, text: Text, decide: Decide, made: Plan) -> tuple[Text, tuple[Said, ...]]:
    """Return the text with all repairs that are agreed to; what one uncovers may be another's."""
    done: list[Said] = []
    for _ in range(_MOST_ROUNDS):
        better, reworded_done = reworded(text)
        agreed = better == text or _may_reword(path, text.whole, better, decide, made)
        text, more = mended(better if agreed else text, letters=agreed)
        done += (*(reworded_done if agreed else ()), *more)
        if not agreed:
            return text, tuple(done)
        if not more:
            break
    made.left += _still_pasted(path, text)
    return text, tuple(dict.fromkeys(done))


def _may_reword(path: str, before: str, better: Text, decide: Decide, made: Plan) -> bool:
    if decide(Question(path, say("other words come out of this"), before, better.whole)):
        return True
    made.left.append(_unanswered(path, say("words are in a wrong encoding")))
    return False


def _still_pasted(path: str, text: Text) -> Iterator[Problem]:
    at = first_pasted(text.body)
    if at is not None:
        line = text.whole.count("\n", 0, len(text.fields) + at) + 1
        message = say("HTML from a word processor stays here: as Markdown, words or a picture would be lost")
        yield Problem(path, Place(line), "", message, say("write this part anew, as plain Markdown"))


def _following(text: Text, done: tuple[Said, ...], places: Known) -> tuple[Text, tuple[Said, ...]]:
    """Return the text whose references lead to the files' new names."""
    fields = with_references(with_keys(text.fields, places), places)
    after = Text(fields, with_references(text.body, places), text.language)
    return after, done if after == text else (*done, say("references put right"))
