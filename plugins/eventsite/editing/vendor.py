"""The files of the web editors in the theme: which packages they come from, and whether they are as they were."""

import base64
import hashlib
import io
import tarfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import EventsiteError

LIST = "vendored.toml"
SUMS = "SHA256SUMS"


class VendorError(EventsiteError):
    """A package is not what the list says, or lacks a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package of the registry; `files` are those that we take, by their names below the theme's folder."""

    name: str
    version: str
    address: str
    integrity: str
    licence: str
    files: Mapping[str, str]


def packages(text: str) -> tuple[Package, ...]:
    """Return the packages that the list names."""
    return tuple(Package(**package) for package in tomllib.loads(text)["package"])


def unpack(package: Package, archive: bytes) -> dict[str, bytes]:
    """Return the package's files that we take; raises VendorError when the archive is not the one in the list."""
    digest = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    if f"sha512-{digest}" != package.integrity:
        raise VendorError(f"{package.name} {package.version} has the digest sha512-{digest}, which the list has not.")
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as source:
        return {name: _member(source, package, inside) for name, inside in package.files.items()}


def _member(source: tarfile.TarFile, package: Package, name: str) -> bytes:
    # Everything in such a package stands below one folder.
    found = next((member for member in source if member.isfile() and member.name.partition("/")[2] == name), None)
    content = source.extractfile(found) if found else None
    if content is None:
        raise VendorError(f"{package.name} {package.version} has no file {name}.")
    return content.read()


def sums(folder: Path, names: list[str]) -> str:
    """Return the digests of these files as `sha256sum` writes them."""
    lines = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(names))
    return "".join(lines)


def renew(folder: Path, fetch: Callable[[str], bytes]) -> list[str]:
    """Write the files of all packages into the folder, and their digests; return their names.

    Nothing is written unless every package is what the list says.
    """
    found: dict[str, bytes] = {}
    for package in packages((folder / LIST).read_text(encoding="utf-8")):
        found |= unpack(package, fetch(package.address))
    for name, content in found.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / SUMS).write_text(sums(folder, list(found)), encoding="utf-8")
    return sorted(found)
