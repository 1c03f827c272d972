"""Which pictures the site shows, how, and under which names; and what is wrong with those that documents name."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..content.documents import Document, Documents
from ..content.figures import file_name
from ..content.kinds import Pictured
from ..content.markdown import heading_id
from ..content.mistakes import nearest
from ..errors import START, Place, Problem, Said, say
from ..pictures.look import Flaw
from ..pictures.recipe import Cut, Picture, Variant, variants
from ..pictures.repair import HEAVY
from .gallery import Seen

FOLDER = "images"
_STATIC = "{static}/"
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SitePicture:
    """A picture that the site shows, by its file below the content folder, and the cuts that are made of it."""

    name: str
    seen: Seen
    cuts: tuple[Cut, ...]

    @property
    def picture(self) -> Picture:
        """What the file holds."""
        assert isinstance(self.seen.found, Picture)
        return self.seen.found

    @property
    def is_tall(self) -> bool:
        """Whether it would fill more than a screen if it were as wide as the text."""
        return self.picture.height > self.picture.width

    @property
    def variants(self) -> dict[str, Variant]:
        """Every file that is made of it, by its name below the site's root."""
        return {self.file(item): item for cut in self.cuts for item in variants(self.picture, cut)}

    def file(self, variant: Variant) -> str:
        """Return the name of a file below the site's root: another picture has another, so browsers may keep it."""
        stem = heading_id(PurePosixPath(self.name).stem, "-")[:_LONGEST_NAME].strip("-") or "picture"
        return f"{FOLDER}/{stem}.{self.picture.digest}{variant.suffix}"


def picture_of(target: str) -> str:
    """Return the file of the picture that a link's target names, or nothing."""
    name = file_name(target)
    return name.removeprefix(_STATIC) if name.startswith(f"{_STATIC}{FOLDER}/") else ""


def used_by(document: Document) -> Iterator[tuple[str, Cut]]:
    """Yield the file of each picture that a document needs, and which cut of it."""
    yield from ((picture.name, Cut("whole")) for picture in document.pictures)
    yield from ((name, Cut("file")) for target in document.targets if (name := picture_of(target.name)))
    fields = document.fields
    if isinstance(fields, Pictured) and fields.image:
        if document.kind == "people":
            yield fields.image, Cut("square", fields.focus)
        else:
            yield fields.image, Cut("whole")
            yield fields.image, Cut("card", fields.focus)


def cuts_of(documents: Iterable[Document]) -> dict[str, tuple[Cut, ...]]:
    """Return the cuts that the documents need of each picture; both are sorted."""
    found: dict[str, set[Cut]] = defaultdict(set)
    for document in documents:
        for name, cut in used_by(document):
            found[name].add(cut)
    return {name: tuple(sorted(found[name])) for name in sorted(found)}


def composed(names: Iterable[str]) -> frozenset[str]:
    """Return the names of files, those of pictures written as texts write them: a Mac takes letters apart."""
    return frozenset(
        unicodedata.normalize("NFC", name) if name.startswith(f"{FOLDER}/") else name for name in names
    )  # fmt: skip


def check_pictures(documents: Documents, static: Set[str], seen: Mapping[str, Seen]) -> list[Problem]:
    """Return a problem for each picture that is not there, and for each file that cannot be shown, where it is named.

    A link to a file that is not there is told with the other links.
    """
    problems = [
        Problem(path, place, "image" if field == "image" else "", *flaw)
        for twins in documents.values()
        for document in twins.values()
        for name, path, place, field in _named(document, is_source=document is next(iter(twins.values())))
        if (flaw := _flaw(name, static, seen, is_link=field == "link"))
    ]
    # What is wrong with a file is said once, however often it is shown.
    return list({problem.message: problem for problem in reversed(problems)}.values())


def _named(document: Document, *, is_source: bool) -> Iterator[tuple[str, str, Place, str]]:
    """Yield each picture that the file itself names, its place there, and the field."""
    fields = document.fields
    if isinstance(fields, Pictured) and fields.image and is_source:
        yield fields.image, document.path, document.places.get("image", START), "image"
    yield from ((picture.name, document.path, picture.place, "") for picture in document.pictures)
    yield from (
        (name, document.path, target.place, "link")
        for target in document.targets
        if (name := picture_of(target.name))
    )


def _flaw(name: str, static: Set[str], seen: Mapping[str, Seen], *, is_link: bool) -> Flaw | None:
    if name not in static:
        return None if is_link else Flaw(say("there is no file `{file}`", file=name), like(name, static))
    if name not in seen:
        return Flaw(say("`{name}` cannot be read", name=name), say("look at the rights of the file"))
    found = seen[name].found
    return found if isinstance(found, Flaw) else None


def like(name: str, static: Set[str]) -> Said:
    """Return a hint that names the file that is meant: the same in other letters, or with another ending."""
    top = name.partition("/")[0]
    files = [other for other in sorted(static) if other.startswith(f"{top}/")] or sorted(static)
    for is_alike, why in (
        (lambda other: other.casefold() == name.casefold(), say("capital and small letters count")),
        (lambda other: _stem(other) == _stem(name), say("that file is there")),
    ):
        if found := next(filter(is_alike, files), None):
            return say("write `{file}`: {why}", file=found, why=why)
    return nearest(name, files)


def _stem(name: str) -> str:
    return str(PurePosixPath(name).with_suffix("")).casefold()


def notes(folder: str, pictures: Iterable[SitePicture]) -> list[Problem]:
    """Return advice for each file that says where it was taken or is heavier than need be."""
    found = []
    for one in pictures:
        path = f"{folder}/{one.name}"
        if one.picture.has_place:
            hint = say("what is published does not say so; `./inv fix` takes it out of the file too")
            found.append(Problem(path, START, "", say("the picture says where it was taken"), hint, advice=True))
        if one.picture.size > HEAVY:
            message = say("the picture has {size} MB", size=round(one.picture.size / 1_000_000))
            hint = say("what is published is small; `./inv fix` makes the file small too")
            found.append(Problem(path, START, "", message, hint, advice=True))
    return found


def shown_pictures(cuts: Mapping[str, tuple[Cut, ...]], seen: Mapping[str, Seen]) -> dict[str, SitePicture]:
    """Return the pictures that the site shows; all must be there and right."""
    return {name: SitePicture(name, seen[name], cuts[name]) for name in cuts}


def wanted(pictures: Mapping[str, SitePicture], names: Set[str]) -> dict[str, tuple[Picture, Sequence[Variant]]]:
    """Return what is to be made of each picture so that the files with these names are there."""
    found = {
        name: (one.picture, [variant for file, variant in one.variants.items() if file in names])
        for name, one in pictures.items()
    }
    return {name: (picture, items) for name, (picture, items) in found.items() if items}
