"""Make the table of schema.org's terms that the tests hold the site's structured data against.

Needs:  npm pack schema-dts@2.1.0, unpacked: schema.org's whole vocabulary as types of TypeScript
Run:    python tests/vocabulary/make.py path/to/package Event Person …

Only the named types are kept, with everything above them: a table of all would have a megabyte.
"""

import json
import re
import sys
from pathlib import Path

TABLE = Path(__file__).with_name("schema_org.json")
_INTERFACE = re.compile(
    r"^(?:export )?interface (\w+?)(?:Base|Leaf) (?:extends ([^{]+) )?\{(.*?)^\}", re.DOTALL | re.MULTILINE
)
_PROPERTY = re.compile(r'^ {4}"([\w-]+)"\?: SchemaValue<(.*?), "\1">;', re.MULTILINE)
_NAME = re.compile(r"\w+")
_ENUMERATION = re.compile(r"^export type (\w+) = (.*);$", re.MULTILINE)
_VALUE = re.compile(r'"(https://schema\.org/\w+)"')


def read(text: str) -> tuple[dict[str, set[str]], dict[str, dict[str, list[str]]]]:
    """Return of each type the types right above it, and its own properties with the types of their values."""
    above: dict[str, set[str]] = {}
    properties: dict[str, dict[str, list[str]]] = {}
    for name, bases, body in _INTERFACE.findall(text):
        parents = {re.sub(r"(?:Base|Leaf)$", "", base) for base in _NAME.findall(bases)} - {
            name,
            "Partial",
            "IdReference",
        }
        above.setdefault(name, set()).update(parents)
        for term, values in _PROPERTY.findall(body):
            found = [value for value in _NAME.findall(values) if value != "IdReference"]
            properties.setdefault(name, {})[term] = sorted(found)
    return above, properties


def enumerations(text: str) -> dict[str, list[str]]:
    """Return the addresses that stand for the values of each type that has only a few."""
    found = {name: sorted(_VALUE.findall(values)) for name, values in _ENUMERATION.findall(text)}
    return {name: values for name, values in sorted(found.items()) if values}


def ancestors(name: str, above: dict[str, set[str]]) -> list[str]:
    """Return the type and all types above it, sorted."""
    found, rest = set(), [name]
    while rest:
        one = rest.pop()
        if one not in found:
            found.add(one)
            rest += above.get(one, ())
    return sorted(found)


def main() -> None:
    """Write the table."""
    package, *names = sys.argv[1:]
    facts = json.loads((Path(package) / "package.json").read_text(encoding="utf-8"))
    text = (Path(package) / "dist/schema.d.ts").read_text(encoding="utf-8")
    above, properties = read(text)
    kinds = {name: ancestors(name, above) for name in sorted(names)}
    known = {one for every in kinds.values() for one in every} & properties.keys()
    terms = {name: properties[name] for name in sorted(known)}
    used = {value for found in terms.values() for values in found.values() for value in values}
    table = {
        "source": f"{facts['name']} {facts['version']} (npm), the vocabulary of https://schema.org; made by make.py",
        "types": kinds,
        "properties": terms,
        "values": {name: values for name, values in enumerations(text).items() if name in used},
    }
    TABLE.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
