"""Files written in one step."""

import os
import tempfile
from pathlib import Path


def put(path: Path, *content: bytes) -> None:
    """Write the file, part by part: whoever reads meanwhile, or after a kill, finds the old bytes or the new ones.

    Its folder is made where there is none; the permissions of a file that is there stay.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # A hidden name is no source, so the preview does not build before the file is whole.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            target.writelines(content)
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
