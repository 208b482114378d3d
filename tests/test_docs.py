"""The papers are what the code is: parts made from it are current, and what they name is there."""

import importlib.util
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dragoman import contract
from dragoman.cli.app import command
from dragoman.records import Reading

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAPERS = [*sorted(DOCS.glob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md"]
_FENCE = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#]*)(#[^)]*)?\)")


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


make_docs = script("make_docs")


@pytest.mark.parametrize("path", list(make_docs.documents()), ids=lambda path: path.name)
def test_what_is_made_from_the_code_is_current(path: Path) -> None:
    assert make_docs.current(path, make_docs.documents()[path]), f"{path.name} is stale; run `make docs`"


def commands() -> dict[str, Any]:
    return dict(make_docs.leaves("dragoman", command()))


@pytest.mark.parametrize("name", list(commands()))
def test_every_command_argument_and_option_is_documented(name: str) -> None:
    found = commands()[name]
    assert found.help
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert f"### `{name}`\n" in text
    section = text.partition(f"### `{name}`\n")[2].partition("\n### ")[0]
    for parameter in found.params:
        if parameter.name == "help":
            continue
        assert parameter.help, f"{name} {parameter.name} has no help"
        assert " ".join(parameter.help.split()).replace("|", "\\|") in section
        for option in (*parameter.opts, *parameter.secondary_opts):
            assert parameter.param_type_name == "argument" or f"`{option}" in section


def told_commands() -> Iterator[tuple[str, list[str]]]:
    """Every line of a shell example that calls dragoman, with the paper that it stands in."""
    for paper in PAPERS:
        for block in _FENCE.findall(paper.read_text(encoding="utf-8")):
            for line in block.splitlines():
                words = shlex.split(line, comments=True)
                if "dragoman" in words:
                    yield paper.name, words[words.index("dragoman") + 1 :]


@pytest.mark.parametrize(("paper", "words"), list(told_commands()), ids=lambda value: str(value)[:60])
def test_commands_and_options_in_examples_exist(paper: str, words: list[str]) -> None:
    found, names = command(), list(words)
    while names and not names[0].startswith("-") and names[0] in getattr(found, "commands", {}):
        found = found.commands[names.pop(0)]
    assert not getattr(found, "commands", {}), f"{paper}: dragoman {' '.join(words)}"
    known = {option for parameter in found.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert {word for word in names if word.startswith("-") and word != "-"} <= known


def test_make_targets_in_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"demo", "test"} <= set(targets)
    assert all(f"\n{target}:" in makefile for target in targets)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_links_lead_somewhere(paper: Path) -> None:
    for target, anchor in _LINK.findall(paper.read_text(encoding="utf-8")):
        path = (paper.parent / target).resolve() if target else paper
        assert path.exists(), f"{paper.name} links to {target}"
        if anchor and path.suffix == ".md":
            assert anchor[1:] in {
                slug(line) for line in path.read_text(encoding="utf-8").splitlines() if line[:1] == "#"
            }


def slug(heading: str) -> str:
    words = re.sub(r"[^\w\s-]", "", heading.lstrip("#").strip().lower())
    return re.sub(r"\s+", "-", words)


def test_the_reading_format_names_every_key_of_the_schema() -> None:
    text = (DOCS / "reading-format.md").read_text(encoding="utf-8")
    schema = contract.schema(Reading, "dragoman-reading/1")
    definitions = [schema, *schema["$defs"].values()]
    keys = {key for definition in definitions for key in definition.get("properties", {})}
    assert {key for key in keys if not re.search(rf"[`\s{{,\"]{key}[`\s,\"]", text)} == set()


def test_python_in_the_readme_runs_as_far_as_names_go() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    compile(example, "README.md", "exec")
    import dragoman
    from dragoman.ledger import ClaimRow, Rows

    assert {"read", "Ledger"} <= set(dragoman.__all__)
    assert {"add", "claims"} <= set(dir(dragoman.Ledger))
    assert {"to_pandas", "to_polars", "to_arrow"} <= set(dir(Rows))
    assert set(re.findall(r"\bclaim\.(\w+)", example)) <= set(ClaimRow.__dataclass_fields__)
