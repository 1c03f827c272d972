"""Publishing to a branch: real git, a bare repository as the host, none of the machine's configuration."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from eventsite.publish import PublishError
from eventsite.publish import ghpages as ghpages_module
from eventsite.publish.ghpages import Outcome, publish

PAGE = "<!doctype html><title>{}</title>"


@pytest.fixture(autouse=True)
def _own_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give git an author and no other configuration."""
    for name in [name for name in os.environ if name.startswith("GIT_") or name == "SOURCE_DATE_EPOCH"]:
        monkeypatch.delenv(name)
    for variable, value in {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "An",
        "GIT_AUTHOR_EMAIL": "an@example.org",
        "GIT_COMMITTER_NAME": "An",
        "GIT_COMMITTER_EMAIL": "an@example.org",
        "HOME": str(tmp_path),
    }.items():
        monkeypatch.setenv(variable, value)


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """Return a bare repository, as a host has it."""
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "host.git")
    return tmp_path / "host.git"


@pytest.fixture
def repo(host: Path) -> Path:
    """Return a repository with one commit on main and the host as origin."""
    return clone(host, "repo")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a built site of three pages and a script."""
    return site(tmp_path / "output", {"index.html": "1", "en/index.html": "2", "a.html": "3", "js/a.js": "4"})


def git(where: Path, *arguments: str) -> str:
    """Run git, which must succeed, and return what it writes."""
    command = ["git", "-c", "core.quotePath=false", "-C", str(where), *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.removesuffix("\n")


def clone(host: Path, name: str) -> Path:
    """Make a repository next to the host's, with one commit on main."""
    repo = host.parent / name
    git(host.parent, "init", "--quiet", "--initial-branch=main", name)
    git(repo, "remote", "add", "origin", str(host))
    (repo / "README.md").write_text("draft\n", encoding="utf-8")
    git(repo, "add", "README.md")
    git(repo, "commit", "--quiet", "--message=Start")
    return repo


def site(root: Path, files: dict[str, str]) -> Path:
    """Write the files below `root`."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(text), encoding="utf-8")
    return root


def files(host: Path, revision: str = "gh-pages") -> list[str]:
    """List the files of the host's branch."""
    return sorted(git(host, "ls-tree", "-r", "-z", "--name-only", revision).removesuffix("\0").split("\0"))


def history(host: Path) -> list[str]:
    """List the messages of the host's branch, the newest first."""
    return git(host, "log", "--format=%s", "gh-pages").splitlines()


def refusal(root: Path, repo: Path, **options: object) -> str:
    """Return the message with which publishing is refused."""
    with pytest.raises(PublishError) as error:
        publish(root, message="No", repo=repo, **options)  # type: ignore[arg-type]
    return str(error.value)


def test_publish_first_time(root: Path, repo: Path, host: Path) -> None:
    """The first publish makes the branch, with every file of the folder and a .nojekyll."""
    outcome = publish(root, message="Đưa lên", repo=repo)
    names = (".nojekyll", "a.html", "en/index.html", "index.html", "js/a.js")
    assert outcome == Outcome(names, (), (), commit=git(host, "rev-parse", "gh-pages"), pushed=True)
    assert files(host) == list(names)
    assert history(host) == ["Đưa lên"]
    assert git(host, "show", "gh-pages:en/index.html") == PAGE.format("2")


def test_publish_unchanged(root: Path, repo: Path, host: Path) -> None:
    """A folder that is published already makes no commit."""
    first = publish(root, message="One", repo=repo)
    assert publish(root, message="Two", repo=repo) == Outcome((), (), ())
    assert git(host, "rev-parse", "gh-pages") == first.commit


def test_publish_changed_keeps_history(root: Path, repo: Path, host: Path) -> None:
    """A later publish is a commit on top of the first and tells what it changed."""
    first = publish(root, message="One", repo=repo)
    site(root, {"a.html": "new", "b.html": "5"})
    (root / "js/a.js").unlink()
    outcome = publish(root, message="Two", repo=repo)
    assert outcome == Outcome(("b.html",), ("a.html",), ("js/a.js",), git(host, "rev-parse", "gh-pages"), True)
    assert history(host) == ["Two", "One"]
    assert git(host, "rev-parse", "gh-pages~1") == first.commit


def test_publish_from_another_clone(root: Path, repo: Path, host: Path) -> None:
    """A clone that never saw the branch continues its history."""
    publish(root, message="One", repo=repo)
    site(root, {"b.html": "5"})
    publish(root, message="Two", repo=clone(host, "other"))
    assert history(host) == ["Two", "One"]


def test_publish_executable(root: Path, repo: Path, host: Path) -> None:
    """Only the mode of a file changed: that is a change, and unchanged after it."""
    publish(root, message="One", repo=repo)
    (root / "js/a.js").chmod(0o755)
    assert publish(root, message="Two", repo=repo).changed == ("js/a.js",)
    assert publish(root, message="Three", repo=repo).commit is None
    assert history(host) == ["Two", "One"]


def test_publish_dry_run(root: Path, repo: Path, host: Path) -> None:
    """A dry run tells what would change, and neither commits nor pushes."""
    first = publish(root, message="One", repo=repo)
    site(root, {"a.html": "new", "b.html": "5"})
    assert publish(root, message="Two", repo=repo, dry_run=True) == Outcome(("b.html",), ("a.html",), ())
    assert git(host, "rev-parse", "gh-pages") == first.commit
    assert git(repo, "rev-parse", "gh-pages") == first.commit


def test_publish_leaves_the_rest_alone(root: Path, repo: Path) -> None:
    """The working tree, the index, HEAD and the environment are as before."""
    (repo / "README.md").write_text("edited\n", encoding="utf-8")
    (repo / "staged.md").write_text("staged\n", encoding="utf-8")
    git(repo, "add", "staged.md")

    def state() -> list[object]:
        commands = (("status", "--porcelain=v2", "--branch"), ("stash", "list"), ("rev-parse", "HEAD"))
        return [*(git(repo, *command) for command in commands), Path.cwd(), dict(os.environ)]

    before = state()
    publish(root, message="One", repo=repo)
    assert state() == before


def test_publish_odd_names(root: Path, repo: Path, host: Path) -> None:
    """Each name that git can take arrives as it is, and is unchanged the next time."""
    vietnamese = ["lịch-trình/Đỗ Thị Ế.html", "e\u0302\u0301.html", "ế.html"]
    odd = [
        "-rf.html",
        " two  spaces .html",
        "a'b&c#?%20.html",
        "back\\slash.html",
        "a\u200db.html",
        'in"side.html',
        "D a.html",
    ]
    names = [*vietnamese, *odd]
    site(root, dict.fromkeys(names, "x"))
    publish(root, message="One", repo=repo)
    assert files(host) == sorted([".nojekyll", "a.html", "en/index.html", "index.html", "js/a.js", *names])
    assert publish(root, message="Two", repo=repo).commit is None


def test_publish_relative_root(root: Path, repo: Path, host: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative paths are relative to the current folder, not to the repository."""
    monkeypatch.chdir(root.parent)
    publish(Path("output"), message="One", repo=Path("repo"))
    assert history(host) == ["One"]


def test_publish_date(root: Path, repo: Path, host: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commit has the date of SOURCE_DATE_EPOCH, so the same site makes the same commit."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    first = publish(root, message="One", repo=repo)
    assert git(host, "log", "-1", "--format=%at %ct", "gh-pages") == "1500000000 1500000000"
    git(host, "update-ref", "-d", "refs/heads/gh-pages")
    git(repo, "update-ref", "-d", "refs/heads/gh-pages")
    assert publish(root, message="One", repo=repo) == first


def test_publish_date_invalid(root: Path, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A SOURCE_DATE_EPOCH without a meaning is refused."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    assert refusal(root, repo) == "SOURCE_DATE_EPOCH is 'today'; it must be whole seconds since 1970."


def test_publish_without_author(root: Path, repo: Path, host: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine where git knows nobody, as in CI, the commit is the program's."""
    monkeypatch.delenv("GIT_COMMITTER_NAME")
    monkeypatch.delenv("GIT_COMMITTER_EMAIL")
    publish(root, message="One", repo=repo)
    assert git(host, "log", "-1", "--format=%cn <%ce>", "gh-pages") == "eventsite <eventsite>"


def test_publish_inside_a_hook(root: Path, repo: Path, host: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables that git sets for its hooks do not lead elsewhere."""
    other = clone(host, "other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "no-index"))
    publish(root, message="One", repo=repo)
    monkeypatch.delenv("GIT_DIR")
    assert [git(where, "branch", "--list", "gh-pages") for where in (repo, other)] == ["  gh-pages", ""]


def race(repo: Path, other: Path, root: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Have another clone publish right before each of the first `times` pushes."""
    push = ghpages_module._Host.push
    left = [f"Theirs {number}" for number in range(times, 0, -1)]

    def late(self: ghpages_module._Host, commit: str, tip: str | None) -> bool:
        if self.repo == repo and left:
            message = left.pop()
            publish(site(root, {"index.html": message}), message=message, repo=other)
        return push(self, commit, tip)

    monkeypatch.setattr(ghpages_module._Host, "push", late)


def test_publish_race(root: Path, repo: Path, host: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another clone pushes in between stays in the history, below ours."""
    publish(root, message="One", repo=repo)
    theirs = site(tmp_path / "theirs", {"index.html": "x", "en/index.html": "2", "a.html": "3"})
    race(repo, clone(host, "other"), theirs, monkeypatch, times=2)
    site(root, {"b.html": "5"})
    outcome = publish(root, message="Ours", repo=repo)
    assert history(host) == ["Ours", "Theirs 2", "Theirs 1", "One"]
    assert (outcome.added, outcome.changed) == (("b.html", "js/a.js"), ("index.html",))
    assert files(host) == [".nojekyll", "a.html", "b.html", "en/index.html", "index.html", "js/a.js"]


def test_publish_race_first_time(
    root: Path, repo: Path, host: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two first publishes at once end in one history."""
    race(repo, clone(host, "other"), site(tmp_path / "theirs", {"index.html": "x"}), monkeypatch, times=1)
    publish(root, message="Ours", repo=repo)
    assert history(host) == ["Ours", "Theirs 1"]


def test_publish_race_lost(
    root: Path, repo: Path, host: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After three lost races it gives up, and both branches are as the others left them."""
    first = publish(root, message="One", repo=repo)
    theirs = site(tmp_path / "theirs", {"index.html": "x", "en/index.html": "2", "a.html": "3"})
    race(repo, clone(host, "other"), theirs, monkeypatch, times=3)
    site(root, {"b.html": "5"})
    assert refusal(root, repo) == ("origin/gh-pages changed while it was published, 3 times; publish again.")
    assert history(host) == ["Theirs 3", "Theirs 2", "Theirs 1", "One"]
    assert git(repo, "rev-parse", "gh-pages") == first.commit


@pytest.mark.parametrize("clones", [1, 2])
def test_publish_at_once(repo: Path, host: Path, tmp_path: Path, clones: int) -> None:
    """Processes that publish at once, from one clone or from two, lose no commit."""
    script = "import sys, pathlib; from eventsite.publish.ghpages import publish\n"
    script += "root, repo = map(pathlib.Path, sys.argv[1:]); publish(root, message=root.name, repo=repo)"
    package = Path(ghpages_module.__file__).parents[2]
    started = []
    for name, where in (("one", repo), ("two", repo if clones == 1 else clone(host, "other"))):
        folder = site(tmp_path / name, {"index.html": name})
        command = [sys.executable, "-c", script, str(folder), str(where)]
        started.append(subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(package)}))
    assert [process.wait(30) for process in started] == [0, 0]
    assert sorted(history(host)) == ["one", "two"]


def test_publish_folder_that_changes(root: Path, repo: Path, host: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is written between the look at the folder and the commit is not published."""
    commit = ghpages_module._Host.commit

    def slow(self: ghpages_module._Host, folder: Path, message: str) -> str:
        site(root, {"a.html": "late"})
        return commit(self, folder, message)

    monkeypatch.setattr(ghpages_module._Host, "commit", slow)
    assert refusal(root, repo) == f"The folder {root} changed while it was being published; run the command again."
    assert [git(where, "branch", "--list", "gh-pages") for where in (repo, host)] == ["", ""]


def swap(root: Path, draft: Path, monkeypatch: pytest.MonkeyPatch, fetches: int) -> None:
    """Have another build take the folder's place during the fetch of that number, from 1."""
    fetch = ghpages_module._Host.fetch
    left = list(range(fetches))

    def slow(self: ghpages_module._Host) -> str | None:
        if left:
            left.pop()
            if not left:
                root.rename(root.with_name("old"))
                draft.rename(root)
        return fetch(self)

    monkeypatch.setattr(ghpages_module._Host, "fetch", slow)


def test_publish_folder_swapped_during_fetch(
    root: Path, repo: Path, host: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A development build that takes the folder's place meanwhile never reaches the host; the branches stay."""
    first = publish(root, message="One", repo=repo)
    site(root, {"b.html": "5"})
    pages = {"index.html": "1", "en/index.html": "2", "a.html": "3", "b.html": "5", "draft.html": "secret"}
    swap(root, site(tmp_path / "draft", pages), monkeypatch, fetches=1)
    assert refusal(root, repo) == f"The folder {root} changed while it was being published; run the command again."
    assert [git(where, "rev-parse", "gh-pages") for where in (repo, host)] == [first.commit, first.commit]


def test_publish_folder_swapped_after_a_lost_race(
    root: Path, repo: Path, host: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second try publishes what the first one saw, or nothing."""
    pages = {"index.html": "1", "en/index.html": "2", "a.html": "3", "draft.html": "secret"}
    theirs = site(tmp_path / "theirs", {"index.html": "x"})
    # The second fetch is the other clone's, for what it pushes between our tries.
    swap(root, site(tmp_path / "draft", pages), monkeypatch, fetches=2)
    race(repo, clone(host, "other"), theirs, monkeypatch, times=1)
    assert refusal(root, repo) == f"The folder {root} changed while it was being published; run the command again."
    assert history(host) == ["Theirs 1"]
    assert files(host) == [".nojekyll", "index.html"]


def test_refusal_of_missing_and_empty_folder(repo: Path, tmp_path: Path) -> None:
    """A folder that is missing, empty, a file or a link is refused."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    assert [refusal(tmp_path / name, repo) for name in ("missing", "empty", "link")] == [
        f"{tmp_path}/missing is not a folder; build the site first.",
        f"{tmp_path}/empty is empty; build the site first.",
        f"{tmp_path}/link is not a folder; build the site first.",
    ]


def test_refusal_lists_every_path(root: Path, repo: Path, host: Path, tmp_path: Path) -> None:
    """Everything that is wrong is told at once, each on one line, and nothing is published."""
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (root / "link.html").symlink_to(tmp_path / "secret")
    (root / "folder").symlink_to(tmp_path)
    site(root, {".env": "key", ".git/config": "x", "js/.nojekyll": "", "new\nline": "", '"quote"/a.html': ""})
    (root / os.fsdecode(b"latin\xe9.html")).touch()
    os.mkfifo(root / "pipe")
    (root / "index.html").unlink()
    with (root / "film.mp4").open("wb") as film:
        film.truncate(100_000_001)
    hidden = "hidden, so it may hold what is not meant for visitors"
    link = "a symbolic link, which would publish what it points to"
    name = "a name that git cannot take; use letters, digits, - and _"
    assert refusal(root, repo).splitlines() == [
        f"{root} is not fit to be published:",
        f'  "quote": {name}',
        f"  .env: {hidden}",
        f"  .git: {hidden}",
        "  film.mp4: 101 MB, the limit for a file is 100 MB",
        f"  folder: {link}",
        f"  js/.nojekyll: {hidden}",
        f"  latin\\udce9.html: {name}",
        f"  link.html: {link}",
        f"  new\\nline: {name}",
        "  pipe: neither a file nor a folder",
        "  index.html: missing",
    ]
    assert git(host, "branch", "--list") == ""


def test_refusal_of_large_site(root: Path, repo: Path) -> None:
    """A site over the host's limit is refused."""
    for number in range(10):
        with (root / f"film-{number}.mp4").open("wb") as film:
            film.truncate(100_000_000)
    assert refusal(root, repo) == (
        f"{root} is not fit to be published:\n  the whole site: 1001 MB, the limit is 1000 MB"
    )


def test_refusal_of_few_pages(root: Path, repo: Path) -> None:
    """Fewer pages than the caller expects are refused."""
    assert refusal(root, repo, minimum_pages=4) == (
        f"{root} is not fit to be published:\n  *.html: 3 instead of at least 4"
    )


def test_nojekyll_in_folder(root: Path, repo: Path) -> None:
    """A .nojekyll of the folder's own is no hidden file, and not a change either."""
    publish(root, message="One", repo=repo)
    (root / ".nojekyll").touch()
    assert publish(root, message="Two", repo=repo) == Outcome((), (), ())


def test_refusal_of_shrunk_site(root: Path, repo: Path, host: Path) -> None:
    """A site that lost more than a fifth of its pages needs a word that this is meant; a fifth does not."""
    site(root, {f"{number}.html": "" for number in range(7)})
    publish(root, message="Ten pages", repo=repo)
    (root / "0.html").unlink()
    (root / "1.html").unlink()
    publish(root, message="Eight pages", repo=repo)
    (root / "2.html").unlink()
    (root / "en/index.html").unlink()
    assert refusal(root, repo) == (
        "2 of 8 published pages are missing; --allow-shrink if that is meant:\n  2.html\n  en/index.html"
    )
    publish(root, message="Six pages", repo=repo, allow_shrink=True)
    assert history(host) == ["Six pages", "Eight pages", "Ten pages"]


def test_refusal_outside_of_git(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is no repository is named, with git's reason."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert refusal(root, tmp_path) == (
        f"{tmp_path} is not a git repository that can be used: "
        "fatal: not a git repository (or any of the parent directories): .git"
    )


def test_refusal_without_remote(root: Path, repo: Path) -> None:
    """A remote that the repository does not have is named."""
    assert refusal(root, repo, remote="upstream") == (
        f"{repo} has no remote upstream: error: No such remote 'upstream'"
    )


def test_refusal_of_unreachable_remote(root: Path, repo: Path) -> None:
    """The password in the remote's address is not told."""
    git(repo, "remote", "set-url", "origin", "http://an:s3cr3t@127.0.0.1:9/site.git")
    told = refusal(root, repo)
    assert told.startswith("origin cannot be read: fatal: unable to access 'http://127.0.0.1:9/site.git/': ")
    assert "s3cr3t" not in told


@pytest.mark.parametrize(
    "address",
    [
        "https://an:p@ss/word@example.org/a.git",
        "https://token@example.org/a.git",
        "https://example.org/a.git",
    ],
)
def test_cause_without_credentials(address: str) -> None:
    """The cause keeps the host of an address and loses who asked."""
    stderr = f"remote: counting\nfatal: unable to access '{address}': 403\n\nhint: see help\n"
    assert ghpages_module._cause(stderr) == "fatal: unable to access 'https://example.org/a.git': 403"


def test_refusal_of_protected_branch(root: Path, repo: Path, host: Path) -> None:
    """A branch that the host protects is told with the host's reason, and no commit stays behind."""
    hook = host / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'GH006: Protected branch' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    told = refusal(root, repo)
    reason = "! [remote rejected] ", " -> gh-pages (pre-receive hook declined)"
    start = f"origin did not take the branch gh-pages: {reason[0]}"
    assert (told[: len(start)], told[-len(reason[1]) :]) == (start, reason[1])
    assert git(repo, "branch", "--list", "gh-pages") == ""


def test_refusal_of_checked_out_branch(root: Path, repo: Path) -> None:
    """The branch that somebody works on is not moved under their feet."""
    git(repo, "checkout", "--quiet", "-b", "gh-pages")
    assert refusal(root, repo) == "The branch gh-pages is checked out; switch to another one, then publish again."


def test_refusal_of_branch_name(root: Path, repo: Path) -> None:
    """A name that cannot be a branch is refused."""
    assert refusal(root, repo, branch="a..b") == "a..b is not a name for a branch: git gave no reason"


def test_refusal_without_git(root: Path, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without git is told to get it."""
    monkeypatch.setenv("PATH", str(root))
    assert refusal(root, repo) == "git is not installed; install it, then publish again."
