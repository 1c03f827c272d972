"""A corpus of N documents in each language, in the form of one generator; the same bytes for the same arguments.

    python -m benchmarks.corpus --docs 500 --for eventsite --out FOLDER [--languages 2] [--seed 2017]

FOLDER gets what the generator reads: `content/`, and for the peers their configuration and theme from
`benchmarks/peers/`. It must be new, empty or an earlier corpus, which is removed.
"""

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

from .documents import LANGUAGES, SEED, Document
from .event_form import to_event
from .peer_forms import Writer, put, to_eleventy, to_hugo, to_pelican

# The configurations and themes of the peers, by form; our own form needs none.
_SITES = Path(__file__).parent / "peers"
_MARK = ".corpus"

WRITERS: dict[str, Writer] = {
    "eventsite": to_event,
    "hugo": to_hugo,
    "pelican": to_pelican,
    "eleventy": to_eleventy,
}
"""Form of a corpus → what writes it."""


def write_corpus(form: str, total: int, out: Path, *, languages: int = 2, seed: str = SEED) -> None:
    """Write a corpus of `total` documents in as many `languages` (1 to 4) into the folder `out`, anew.

    Raises FileExistsError where the folder holds anything but an earlier corpus.
    """
    if out.exists() and any(out.iterdir()) and not (out / _MARK).exists():
        raise FileExistsError(f"{out} holds something that is no corpus; name an empty folder")
    shutil.rmtree(out, ignore_errors=True)
    if (_SITES / form).exists():
        shutil.copytree(_SITES / form, out, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    put(out / _MARK, "")
    documents = [Document(number, total, seed) for number in range(total)]
    WRITERS[form](out, documents, LANGUAGES[:languages])


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the corpus that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=int, default=500, help="documents, each written in every language")
    parser.add_argument("--for", dest="form", choices=sorted(WRITERS), required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--languages", type=int, choices=range(1, len(LANGUAGES) + 1), default=2)
    parser.add_argument("--seed", default=SEED)
    options = parser.parse_args(arguments)
    try:
        write_corpus(options.form, options.docs, options.out, languages=options.languages, seed=options.seed)
    except FileExistsError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
