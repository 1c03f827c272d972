"""Publishes the built site to the branch that GitHub Pages serves, without touching anything else.

    fetch the branch ─▶ compare with the folder ─▶ commit (ghp-import) ─▶ push
          ▲                                                                │
          └──────────── somebody else pushed in the meantime ◀─────────────┘

Nothing is ever forced: what others pushed stays in the history. What is pushed is one commit, named by its
hash, whose files are those that the folder had at the start. The working tree, the index and the current
branch are left alone.
"""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass, replace
from email.utils import formatdate
from pathlib import Path
from typing import TypeAlias

import ghp_import

from . import PublishError, refuse_unfit

if sys.platform != "win32":
    import fcntl

Tree: TypeAlias = dict[str, tuple[str, str]]  # path -> the mode and the hash that git gives to the file

_TRIES = 3
_LARGEST_LOSS = 0.2  # of the published pages

# Set by git for its hooks; they would lead each command here to another repository or index.
_OF_A_HOOK = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"}

# What is in the line of git that names the cause; its very last one is often only "failed to push some refs".
_CAUSES = ("[remote rejected]", "Permission denied", "fatal:", "error:", "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was published, or with `dry_run` would be: paths in the branch, sorted.

    `commit` is the full hash, and None where nothing was committed.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    commit: str | None = None
    pushed: bool = False


def publish(  # noqa: PLR0913 - each is one choice of the person who publishes, and named
    root: Path,
    *,
    remote: str = "origin",
    branch: str = "gh-pages",
    message: str,
    repo: Path,
    dry_run: bool = False,
    minimum_pages: int = 1,
    allow_shrink: bool = False,
) -> Outcome:
    """Make the folder `root` the newest commit of the remote's branch, and return what that changed.

    Nothing is committed or pushed with `dry_run`, or where the branch has just these files. A folder that
    lacks more than a fifth of the published pages is refused, unless `allow_shrink`. The commit has the date
    of SOURCE_DATE_EPOCH when that is set.

    The folder is looked at once, at the start; one that has other files when it is committed is refused.

    Changes the environment and the current folder of the process while ghp-import runs, so call it from one
    thread only. Raises PublishError, with the local branch as it was.
    """
    host = _Host(repo, remote, branch)
    algorithm, folder = host.check()
    with _alone(folder / "eventsite-publish.lock"):
        refuse_unfit(root, minimum_pages)
        # Once for all tries: a build that takes the folder's place in between, with drafts, must not go out.
        tree = _tree_of_folder(root, algorithm)
        for _ in range(_TRIES):
            tip = host.fetch()
            published = host.tree(tip) if tip else {}
            outcome = _difference(published, tree)
            if not allow_shrink:
                _refuse_shrunk(published, tree)
            if dry_run or tree == published:
                return outcome
            if commit := host.commit_and_push(root.absolute(), message, tip, tree):
                return replace(outcome, commit=commit, pushed=True)
    sentence = f"{remote}/{branch} changed while it was published, {_TRIES} times; publish again."
    raise PublishError(sentence)


def published_file(path: str, *, remote: str = "origin", branch: str = "gh-pages", repo: Path) -> bytes | None:
    """Return a file of the published branch as it is on the remote now; None where there is none.

    Raises PublishError where the remote cannot be read.
    """
    return published_files(remote=remote, branch=branch, repo=repo)(path)


def published_files(*, remote: str = "origin", branch: str = "gh-pages", repo: Path) -> Callable[[str], bytes | None]:
    """Return what reads files of the published branch as it is on the remote now; None where there is none.

    Raises PublishError where the remote cannot be read.
    """
    host = _Host(repo, remote, branch)
    host.check()
    tip = host.fetch()
    tree = host.tree(tip) if tip else {}
    return lambda path: host.content(tip, path) if tip and path in tree else None


@dataclass(frozen=True, slots=True)
class _Host:
    """The branch of a remote, as git sees it from the repository `repo`."""

    repo: Path
    remote: str
    branch: str

    @property
    def ref(self) -> str:
        return f"refs/heads/{self.branch}"

    @property
    def tracking(self) -> str:
        return f"refs/remotes/{self.remote}/{self.branch}"

    def check(self) -> tuple[str, Path]:
        """Refuse what cannot work, before anything is sent; return how it hashes and where git's folder is."""
        problem = f"{self.repo} is not a git repository that can be used"
        facts = self.git("rev-parse", "--show-object-format", "--git-common-dir", problem=problem)
        algorithm, folder = facts.splitlines()
        self.git("check-ref-format", self.ref, problem=f"{self.branch} is not a name for a branch")
        self.git("remote", "get-url", self.remote, problem=f"{self.repo} has no remote {self.remote}")
        if f"branch {self.ref}" in self.git("worktree", "list", "--porcelain").splitlines():
            message = f"The branch {self.branch} is checked out; switch to another one, then publish again."
            raise PublishError(message)
        return algorithm, self.repo / folder

    def fetch(self) -> str | None:
        """Fetch the branch and return the hash of its newest commit, or None where the remote lacks it."""
        problem = f"{self.remote} cannot be read"
        if not self.git("ls-remote", self.remote, self.ref, problem=problem):
            self.run("update-ref", "-d", self.tracking)
            return None
        refs = f"+{self.ref}:{self.tracking}"
        self.git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", self.remote, refs, problem=problem)
        return self.git("rev-parse", self.tracking).strip()

    def content(self, commit: str, path: str) -> bytes:
        """Return the bytes of a file of a commit."""
        return self.git("cat-file", "blob", f"{commit}:{path}", problem=f"{self.remote} cannot be read").encode(
            errors="surrogateescape"
        )

    def tree(self, commit: str) -> Tree:
        """Return the files of a commit."""
        rows = self.git("ls-tree", "-r", "-z", "--full-tree", commit).split("\0")
        files = (row.split("\t", 1) for row in rows if row)
        return {path: (fields.split()[0], fields.split()[2]) for fields, path in files}

    def commit_and_push(self, root: Path, message: str, tip: str | None, tree: Tree) -> str:
        """Return the hash of the pushed commit, or nothing; then the local branch is as it was.

        Raises PublishError, before anything is pushed, if the files of the commit are not those of `tree`.
        """
        before, pushed = self.local(), False
        try:
            commit = self.commit(root, message)
            if commit and self.tree(commit) != tree:
                changed = f"The folder {root} changed while it was being published; run the command again."
                raise PublishError(changed)
            pushed = bool(commit) and self.push(commit, tip)
            return commit if pushed else ""
        finally:
            if not pushed:
                self.run("update-ref", *([self.ref, before] if before else ["-d", self.ref]))

    def local(self) -> str:
        """Return the hash of the local branch, or nothing where there is none."""
        return self.run("rev-parse", "--verify", "--quiet", self.ref).stdout.strip()

    def commit(self, root: Path, message: str) -> str:
        """Commit the folder on top of the fetched branch; return the hash, or nothing where that failed.

        ghp-import sets the local branch to the fetched one first.
        """
        options = {"remote": self.remote, "branch": self.branch, "mesg": message, "nojekyll": True}
        with self._as_ghp_import_needs_it():
            try:
                ghp_import.ghp_import(str(root), **options)
            except (ghp_import.GhpError, OSError, TypeError):  # it dies of a TypeError when git fails
                return ""
        return self.local()

    def push(self, commit: str, tip: str | None) -> bool:
        """Push the commit; return False if the remote refused it because its branch is no longer at `tip`."""
        result = self.run("push", "--quiet", self.remote, f"{commit}:{self.ref}")
        if result.returncode == 0:
            return True
        now = self.run("ls-remote", self.remote, self.ref)
        found = now.stdout.split()[0] if now.stdout else None
        if found == commit:  # the push arrived, only its answer did not
            return True
        if now.returncode == 0 and found != tip:
            return False
        message = f"{self.remote} did not take the branch {self.branch}: {_cause(result.stderr)}"
        raise PublishError(message)

    def git(self, *arguments: str, problem: str = "") -> str:
        """Return what a git command writes; where it fails, raise `problem` with git's reason."""
        result = self.run(*arguments)
        if result.returncode:
            message = f"{problem or f'git {arguments[0]} failed'}: {_cause(result.stderr)}"
            raise PublishError(message)
        return result.stdout

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a git command in the repository; file names that are not UTF-8 come back as surrogates."""
        try:
            return subprocess.run(
                ["git", "-C", str(self.repo), *arguments],
                capture_output=True,
                check=False,
                encoding="utf-8",
                env=_environment(),
                errors="surrogateescape",
                stdin=subprocess.DEVNULL,
            )
        except FileNotFoundError as error:
            message = "git is not installed; install it, then publish again."
            raise PublishError(message) from error

    @contextmanager
    def _as_ghp_import_needs_it(self) -> Iterator[None]:
        """Have ghp-import find the repository, the author and the date, which it takes from the process."""
        changed = _environment()
        for part in ("name", "email"):
            variable = f"GIT_COMMITTER_{part.upper()}"
            configured = self.run("config", f"user.{part}").stdout.strip()
            changed[variable] = os.environ.get(variable) or configured or "eventsite"
        if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
            changed["GIT_COMMITTER_DATE"] = formatdate(_seconds(epoch))
        saved = dict(os.environ)
        try:
            os.environ.clear()
            os.environ.update(changed)
            with chdir(self.repo):
                yield
        finally:
            os.environ.clear()
            os.environ.update(saved)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Wait for another publish from this clone, which would move the same local branch; not on Windows."""
    with path.open("ab") as file:
        if sys.platform != "win32":
            fcntl.flock(file, fcntl.LOCK_EX)  # freed when the file is closed, or the process killed
        yield


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    # An error instead of a question that nobody may be there to answer, and messages in one known language.
    return {"GIT_TERMINAL_PROMPT": "0"} | kept | {"LC_ALL": "C"}


def _seconds(epoch: str) -> int:
    if not epoch.isdecimal():
        message = f"SOURCE_DATE_EPOCH is {epoch!r}; it must be whole seconds since 1970."
        raise PublishError(message)
    return int(epoch)


def _tree_of_folder(root: Path, algorithm: str) -> Tree:
    """Return the files of the folder as git would store them, with the `.nojekyll` that ghp-import adds."""
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    tree = {
        name: ("100755" if os.access(path, os.X_OK) else "100644", _hash(path.read_bytes(), algorithm))
        for name, path in files.items()
    }
    return tree | {".nojekyll": ("100644", _hash(b"", algorithm))}


def _hash(content: bytes, algorithm: str) -> str:
    return hashlib.new(algorithm, b"blob %d\0" % len(content) + content).hexdigest()


def _difference(published: Tree, tree: Tree) -> Outcome:
    return Outcome(
        added=tuple(sorted(tree.keys() - published.keys())),
        changed=tuple(sorted(path for path in tree if published.get(path, tree[path]) != tree[path])),
        removed=tuple(sorted(published.keys() - tree.keys())),
    )


def _refuse_shrunk(published: Tree, tree: Tree) -> None:
    pages = {path for path in published if path.endswith(".html")}
    lost = sorted(pages - tree.keys())
    if len(lost) > len(pages) * _LARGEST_LOSS:
        summary = f"{len(lost)} of {len(pages)} published pages are missing; --allow-shrink if that is meant:"
        raise PublishError.listing(summary, lost)


def _cause(stderr: str) -> str:
    """Return the line of git's that says why it failed, without the passwords of addresses."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip()] or ["git gave no reason"]
    telling = next(cause for cause in _CAUSES if any(cause in line for line in lines))
    line = [line for line in lines if telling in line][-1]
    return re.sub(r"://[^\s']*@", "://", line)
