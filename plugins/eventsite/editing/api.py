"""The local saving of a web editor: what Decap asks of its server, answered from the content folder.

The questions and answers are those of decap-server's proxy protocol (`POST /api/v1` with an action and its
parameters), without its editorial workflow: a save is a save.
"""

import base64
import binascii
import datetime as dt
import hashlib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from ..build.write import put
from ..errors import EventsiteError, Translate, say
from .folder import ContentFolder, NotAllowed
from .lines import is_blank, merged, tidy
from .twins import with_marks


class Reply(NamedTuple):
    """A status, and what is sent as JSON."""

    status: HTTPStatus
    content: object


class _File(BaseModel):
    path: str


class _DataFile(_File):
    raw: str
    newPath: str | None = None


class _Asset(_File):
    content: str
    encoding: Literal["base64"]


class _EntriesByFolder(BaseModel):
    folder: str


class _EntriesByFiles(BaseModel):
    files: list[_File]


class _PersistEntry(BaseModel):
    dataFiles: Annotated[list[_DataFile], Field(min_length=1)]
    assets: list[_Asset] = []


class _PersistMedia(BaseModel):
    asset: _Asset


class _DeleteFiles(BaseModel):
    paths: list[str]


class _Anything(BaseModel):
    pass


class _Question(BaseModel):
    action: str
    params: dict[str, Any] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where a web editor works: the folder, the event's `languages` (the source first), the day, the staff's words.

    The words are what `translate` makes of English ones.
    """

    folder: ContentFolder
    languages: Sequence[str]
    today: dt.date
    translate: Translate = str


def answer(body: bytes, desk: Desk) -> Reply:
    """Return the answer to one question; nothing outside the documents and pictures is read or written.

    A save writes all of its files or, where one of them is not allowed, none.
    """
    try:
        question = _QUESTION.validate_json(body)
        action = _ACTIONS.get(question.action)
        if action is None:
            raise EventsiteError(say("there is no action {action}", action=question.action))
        model, act = action
        return Reply(HTTPStatus.OK, act(model.validate_python(question.params), desk))
    except ValidationError as error:
        return _refused("; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors()))
    except EventsiteError as error:
        return _refused(error.in_(desk.translate))
    except FileNotFoundError as error:
        message = say("there is no file `{file}`", file=Path(error.filename).name)
        return Reply(HTTPStatus.NOT_FOUND, {"error": message.in_(desk.translate)})


def _refused(message: str) -> Reply:
    return Reply(HTTPStatus.UNPROCESSABLE_ENTITY, {"error": message})


def _info(_: _Anything, desk: Desk) -> object:
    return {"repo": desk.folder.root.parent.name, "publish_modes": ["simple"], "type": "local_fs"}


def _entries_by_folder(asked: _EntriesByFolder, desk: Desk) -> object:
    return [_entry(name, desk) for name in desk.folder.documents(asked.folder)]


def _entries_by_files(asked: _EntriesByFiles, desk: Desk) -> object:
    return [_entry(file.path, desk) for file in asked.files]


def _get_entry(asked: _File, desk: Desk) -> object:
    return _entry(asked.path, desk)


def _entry(name: str, desk: Desk) -> object:
    """Return the file's text, or null for one that is not there: not every document has all languages."""
    try:
        content = desk.folder.document(name).read_bytes()
    except FileNotFoundError:
        return {"data": None, "file": {"path": name, "id": None}}
    return {"data": content.decode(errors="replace"), "file": {"path": name, "id": _id(content)}}


def _persist_entry(asked: _PersistEntry, desk: Desk) -> object:
    if any(file.newPath not in {None, file.path} for file in asked.dataFiles):
        raise EventsiteError(say("a document stays where it is"))
    old = {file.path: _read(desk.folder.document(file.path)) for file in asked.dataFiles}
    pictures = {asset.path: (desk.folder.picture(asset.path), _decoded(asset)) for asset in asked.assets}
    new = {file.path: _saved(old[file.path], file.raw) for file in asked.dataFiles}
    new = {name: text for name, text in new.items() if old[name] is not None or not is_blank(text)}
    for path, content in pictures.values():
        put(path, content)
    for name, text in with_marks(old, new, desk.languages, desk.today).items():
        if text != old[name]:
            put(desk.folder.document(name), text.encode())
    return {"message": "entry persisted"}


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8") if path.exists() else None
    except UnicodeDecodeError as error:
        # The editor has seen other signs for what it could not read, and would write those.
        raise EventsiteError(
            say("`{file}` is not UTF-8 text: run `./inv fix`, and load the editor again", file=path.name)
        ) from error


def _saved(old: str | None, raw: str) -> str:
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n"))
    return tidy(text) if old is None else merged(old, text)


def _decoded(asset: _Asset) -> bytes:
    try:
        return base64.b64decode(asset.content, validate=True)
    except binascii.Error as error:
        raise NotAllowed(asset.path) from error


def _get_media(_: _Anything, desk: Desk) -> object:
    return [_media(name, desk) for name in desk.folder.pictures()]


def _get_media_file(asked: _File, desk: Desk) -> object:
    return _media(asked.path, desk)


def _media(name: str, desk: Desk) -> object:
    content = desk.folder.picture(name).read_bytes()
    encoded = base64.b64encode(content).decode()
    return {
        "id": _id(content),
        "content": encoded,
        "encoding": "base64",
        "path": name,
        "name": name.rpartition("/")[2],
    }


def _persist_media(asked: _PersistMedia, desk: Desk) -> object:
    put(desk.folder.picture(asked.asset.path), _decoded(asked.asset))
    return _media(asked.asset.path, desk)


def _delete_file(asked: _File, desk: Desk) -> object:
    return _delete_files(_DeleteFiles(paths=[asked.path]), desk)


def _delete_files(asked: _DeleteFiles, desk: Desk) -> object:
    for path in [desk.folder.any(name) for name in asked.paths]:
        path.unlink(missing_ok=True)
    return {"message": f"deleted files {', '.join(asked.paths)}"}


def _get_deploy_preview(_: _Anything, __: Desk) -> object:
    return None


def _id(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


_QUESTION = TypeAdapter(_Question)
_ACTIONS: dict[str, tuple[TypeAdapter[Any], Callable[[Any, Desk], object]]] = {
    "info": (TypeAdapter(_Anything), _info),
    "entriesByFolder": (TypeAdapter(_EntriesByFolder), _entries_by_folder),
    "entriesByFiles": (TypeAdapter(_EntriesByFiles), _entries_by_files),
    "getEntry": (TypeAdapter(_File), _get_entry),
    "persistEntry": (TypeAdapter(_PersistEntry), _persist_entry),
    "getMedia": (TypeAdapter(_Anything), _get_media),
    "getMediaFile": (TypeAdapter(_File), _get_media_file),
    "persistMedia": (TypeAdapter(_PersistMedia), _persist_media),
    "deleteFile": (TypeAdapter(_File), _delete_file),
    "deleteFiles": (TypeAdapter(_DeleteFiles), _delete_files),
    "getDeployPreview": (TypeAdapter(_Anything), _get_deploy_preview),
}
"""Action → what it needs and what it does."""
