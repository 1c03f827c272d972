"""The project's commands: `./inv --list` shows them; the work is in plugins/eventsite."""

import sys
from pathlib import Path

from invoke import Context, task

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT / "plugins"))


@task
def build(context: Context) -> None:
    """Build x."""
    from eventsite.errors import EventsiteError
    from eventsite.site.run import build as run
    print(run(ROOT/"pelicanconf.py", ROOT/"output"))
