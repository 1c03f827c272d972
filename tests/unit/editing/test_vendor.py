"""The web editors' files in the theme are those that their authors published."""

import base64
import gzip
import hashlib
import io
import tarfile
from pathlib import Path

import pytest
from tests.building import ROOT

from eventsite.editing.vendor import LIST, SUMS, VendorError, packages, renew, sums

FOLDER = ROOT / "theme" / "admin"


def test_committed_files_are_as_published() -> None:
    """Every file has the digest that it had when it came out of its package, and no other file is among them."""
    named = [name for package in packages((FOLDER / LIST).read_text("utf-8")) for name in package.files]
    there = [
        path.relative_to(FOLDER).as_posix() for folder in ("decap", "sveltia") for path in (FOLDER / folder).iterdir()
    ]
    assert sorted(named) == sorted(there)
    assert sums(FOLDER, named) == (FOLDER / SUMS).read_text("utf-8")


def _archive(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return gzip.compress(target.getvalue(), mtime=0)


def _list(folder: Path, archive: bytes, inside: str) -> None:
    digest = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    (folder / LIST).write_text(
        f'[[package]]\nname = "editor"\nversion = "1"\naddress = "https://example.org/editor.tgz"\n'
        f'integrity = "sha512-{digest}"\nlicence = "MIT"\n[package.files]\n"editor/editor.js" = "{inside}"\n',
        encoding="utf-8",
    )


def test_package_is_unpacked_with_its_digests(tmp_path: Path) -> None:
    """Renewing writes just the files of the list, and their digests."""
    archive = _archive({"dist/editor.js": b"1", "dist/editor.js.map": b"2"})
    _list(tmp_path, archive, "dist/editor.js")
    assert renew(tmp_path, {"https://example.org/editor.tgz": archive}.__getitem__) == ["editor/editor.js"]
    assert (tmp_path / "editor/editor.js").read_bytes() == b"1"
    assert (tmp_path / SUMS).read_text("utf-8") == f"{hashlib.sha256(b'1').hexdigest()}  editor/editor.js\n"


@pytest.mark.parametrize("inside", ["dist/editor.js", "dist/other.js"])
def test_other_package_than_the_listed_one_is_refused(tmp_path: Path, inside: str) -> None:
    """An archive with another digest, or without a file of the list, leaves everything as it was."""
    archive = _archive({"dist/editor.js": b"1"})
    _list(tmp_path, archive, inside)
    sent = archive if inside == "dist/other.js" else _archive({"dist/editor.js": b"evil"})
    before = sorted(tmp_path.iterdir())
    with pytest.raises(VendorError):
        renew(tmp_path, lambda _: sent)
    assert sorted(tmp_path.iterdir()) == before
