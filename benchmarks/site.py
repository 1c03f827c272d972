"""One generator's site with a corpus in it, in a folder of its own: built, emptied, edited and looked into."""

import os
import re
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .corpus import write_corpus
from .documents import KINDS, LANGUAGES, Document, numbers_of
from .measure import BenchmarkError, Command, Run, html_files, peak_memory, time_run
from .peers import US, Generator

ROOT = Path(__file__).parent.parent
_PROJECT = ("theme", "plugins", "tasks.py", "pelicanconf.py", "publishconf.py", "pyproject.toml")
RUBBISH = "rubbish"  # beside the sites: what is removed when all is measured
_EDITED = 15  # the first press release
_LONGEST_LIST = 25  # entries of a page of a list, at most, in whichever generator
_EDIT = re.compile(r"^(title: \"?)(?:Edit \d+ of )?", re.MULTILINE | re.IGNORECASE)
_LAST_LINE = re.compile(r"\nThis is edit \d+\.\n\Z")


@dataclass(frozen=True, slots=True)
class Site:
    """A site of `documents` in a number of `languages`, which `generator` builds from `folder`."""

    generator: Generator
    folder: Path
    peers: Path
    documents: int
    languages: int

    def write(self) -> None:
        """Write the corpus anew and, where it is ours, copy the project round it."""
        write_corpus(self.generator.form, self.documents, self.folder, languages=self.languages)
        if self.generator.name == US:
            for name in _PROJECT:
                source = ROOT / name
                if source.is_dir():
                    shutil.copytree(source, self.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    shutil.copy2(source, self.folder)
            for language in LANGUAGES[2 : self.languages]:
                # A language needs a catalog; which words it has makes no difference to the time.
                catalogs = self.folder / "theme/translations"
                shutil.copytree(catalogs / LANGUAGES[0], catalogs / language)
        if self.generator.name == "eleventy":
            # Node looks for a plugin beside the configuration that asks for it.
            (self.folder / "node_modules").symlink_to((self.peers / "node_modules").resolve())

    @property
    def output(self) -> Path:
        """The built site."""
        return self.folder / "output"

    @property
    def pages(self) -> int:
        """The documents in all languages."""
        return self.documents * self.languages

    @property
    def fewest(self) -> int:
        """The fewest HTML files of a whole site: a page for each document, a home page and the lists."""
        return self.pages + 1 + sum(-(-len(numbers_of(kind, self.documents)) // _LONGEST_LIST) for kind in KINDS[:3])

    def build(self) -> Run:
        """Build once, timed. Raises BenchmarkError where it fails or pages are missing."""
        # What an earlier run has not written to the disk yet is not this one's work.
        os.sync()
        run = time_run(self._command(self.generator.build), self.output, self._log)
        self.check_whole()
        return run

    def build_sampled(self) -> float:
        """Build once and return the most memory at a time, in MB."""
        memory = peak_memory(self._command(self.generator.build), self._log)
        self.check_whole()
        return memory

    def server(self, port: int) -> tuple[Command, Path]:
        """Return the preview server's command, and the file for what it says."""
        return self._command(self.generator.serve, port), self._log

    def check_whole(self) -> None:
        """Raise BenchmarkError where the output has fewer pages than the corpus."""
        found = len(html_files(self.output))
        if found < self.fewest:
            raise BenchmarkError(f"{self.generator.name} has {found} HTML files instead of {self.fewest} or more")

    def forget(self) -> None:
        """Put the output and all caches aside: a first build."""
        self._put_aside([self.output, *self._matches(self.generator.caches)])

    def move(self) -> None:
        """Leave what a publishing service's next machine has: a fresh checkout, and the caches that it keeps.

        Every file is another one than before, those of the checkout with times of now, those of the caches with
        their own.
        """
        kept = self._matches(self.generator.kept)
        for path in kept:
            copy = path.with_name(f"{path.name}.kept")
            shutil.copytree(path, copy)
        self.forget()
        for path in kept:
            path.with_name(f"{path.name}.kept").rename(path)
        for path in self.folder.rglob("*"):
            if path.is_file() and not any(path.is_relative_to(cache) for cache in kept):
                path.touch()

    def _matches(self, patterns: Sequence[str]) -> list[Path]:
        return sorted({path for pattern in patterns for path in self.folder.glob(pattern)})

    def _put_aside(self, paths: Sequence[Path]) -> None:
        """Rename the paths out of the way.

        Deleting would have the next builds pay for it: ext4 without a journal leaves deleted files' inodes alone for
        minutes, and looks past each of them whenever it makes a file.
        """
        for path in paths:
            if path.exists():
                aside = self.folder.parent / RUBBISH / str(time.time_ns())
                aside.parent.mkdir(exist_ok=True)
                path.rename(aside)

    def edit(self, number: int) -> None:
        """Give the first press release the title and the last line of an edit with this number, and save it."""
        document = Document(_EDITED, self.documents)
        path = self.folder / self.generator.source(document, LANGUAGES[0])
        text = _LAST_LINE.sub("\n", path.read_text(encoding="utf-8"))
        text = _EDIT.sub(rf"\g<1>Edit {number} of ", text, count=1)
        path.write_text(f"{text.rstrip()}\n\nThis is edit {number}.\n", encoding="utf-8")

    def shows(self, number: int, page: Path | None = None) -> bool:
        """Return whether the built page has both the title and the last line of an edit; `page` spares the search."""
        try:
            text = (page or self.edited_page).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            # It is being replaced just now.
            return False
        return f"Edit {number} of " in text and f"This is edit {number}." in text

    @property
    def edited_page(self) -> Path:
        """The built page of the press release that is edited."""
        return next(self.output.glob(self.generator.page), self.output / self.generator.page)

    @property
    def _log(self) -> Path:
        return self.folder / "log.txt"

    def _command(self, arguments: Sequence[str], port: int = 0) -> Command:
        words = {"python": sys.executable, "peers": self.peers.resolve(), "site": self.folder.resolve(), "port": port}
        variables = {name: value.format(**words) for name, value in self.generator.variables.items()}
        return Command([argument.format(**words) for argument in arguments], self.folder, variables)
