"""What may import what, read from the source: leaves stand on the trunk, the trunk knows no leaf and no edge."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import spinscore
from spinscore.registry import FAMILIES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "spinscore"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LEAVES = [path for path in SOURCES if path.parts[len(PACKAGE.parts)] == "detectors"]
EDGES = ("cli", "__main__", "pages", "render", "batch", "training", "integrations", "authoring")
TRUNK = [
    path
    for path in SOURCES
    if path not in LEAVES and path.relative_to(PACKAGE).parts[0].removesuffix(".py") not in EDGES
]
SCORING = [*TRUNK, *LEAVES, PACKAGE / "batch.py", *PACKAGE.glob("render/*.py"), *PACKAGE.glob("pages/*.py")]
STARTING = [*SCORING, *PACKAGE.glob("cli/*.py"), *PACKAGE.glob("authoring/*.py")]
LEAF_MAY_IMPORT = ("document", "findings", "registry", "rule", "text", "wording", "phrases", "features")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(path: Path, *, lazy: bool = True) -> Iterator[str]:
    """The modules that a file imports, dotted; without `lazy` those inside functions and for types are left out."""
    tree = ast.parse(path.read_text("utf-8"))
    nodes: list[ast.AST] = list(ast.walk(tree)) if lazy else list(tree.body)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parts_of_ours(path: Path, *, lazy: bool = True) -> set[str]:
    return {name.split(".")[1] for name in imports(path, lazy=lazy) if name.startswith("spinscore.")}


@pytest.mark.parametrize("path", LEAVES, ids=name_of)
def test_a_leaf_imports_the_trunk_only(path: Path) -> None:
    family = path.relative_to(PACKAGE / "detectors").parts[0]
    for name in imports(path):
        if name.startswith("spinscore."):
            allowed = name.split(".")[1] in LEAF_MAY_IMPORT
            assert allowed or name.startswith(f"spinscore.detectors.{family}._"), name


@pytest.mark.parametrize("path", TRUNK, ids=name_of)
def test_the_trunk_imports_no_leaf_and_no_edge(path: Path) -> None:
    assert parts_of_ours(path, lazy=False) & {*EDGES, "detectors"} == set()


@pytest.mark.parametrize("path", TRUNK, ids=name_of)
def test_the_trunk_reaches_edges_only_inside_functions_that_are_known(path: Path) -> None:
    lazy = parts_of_ours(path) & {*EDGES, "detectors"}
    known = {
        "__init__.py": {"pages"},
        "scorer.py": {"batch", "pages"},
        "report.py": {"pages", "render", "integrations"},
        "explanation.py": {"render"},
    }
    assert lazy <= known.get(path.name, set())


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_the_trunk_has_no_circle_of_imports_not_even_a_lazy_one() -> None:
    ours = {module_of(path): path for path in TRUNK if path.name != "__init__.py"}
    graph = {
        name: {target for item in imports(path) for target in (item, item.rpartition(".")[0]) if target in ours}
        for name, path in ours.items()
    }
    graph["spinscore.plain"].discard("spinscore.report")  # for its types
    TopologicalSorter(graph).prepare()


def from_outside(path: Path, *, lazy: bool = True) -> set[str]:
    return {name.split(".")[0] for name in imports(path, lazy=lazy)} - {"spinscore"} - sys.stdlib_module_names


@pytest.mark.parametrize("path", SCORING, ids=name_of)
def test_scoring_imports_numpy_and_nothing_else_from_outside(path: Path) -> None:
    for_types = {"pandas"} if path.name == "report.py" else set()
    assert from_outside(path) <= {"numpy", *for_types}


@pytest.mark.parametrize("path", STARTING, ids=name_of)
def test_starting_the_command_line_imports_no_more(path: Path) -> None:
    assert from_outside(path, lazy=False) <= {"numpy"}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_the_trunk_knows_no_rule_by_name(path: Path) -> None:
    if path in TRUNK and path.name != "__init__.py":
        code = ast.parse(path.read_text("utf-8"))
        docs = {
            id(node.body[0].value)
            for node in ast.walk(code)
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        texts = [
            n.value
            for n in ast.walk(code)
            if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs
        ]
        assert set(texts) & set(spinscore.rules()) == set()


def test_every_family_is_a_folder_and_every_folder_a_family() -> None:
    folders = {path.name for path in (PACKAGE / "detectors").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(FAMILIES)


def test_every_module_begins_with_a_docstring_and_postpones_annotations() -> None:
    for path in SOURCES:
        text = path.read_text("utf-8")
        if text.strip():
            assert ast.get_docstring(ast.parse(text)), path
            assert "def " not in text or "from __future__ import annotations" in text, path


def test_no_module_prints_but_the_command_line_and_training() -> None:
    for path in SCORING:
        if path.name != "batch.py":
            calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
            assert not any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls), path


def test_no_file_of_the_project_names_a_place_on_the_machine_that_made_it() -> None:
    # a chatbot's sandbox is called "/mnt/data", which a rule looks for
    machine = re.compile(r"(?<![\w.])/(?:home|Users|root|work|tmp|mnt|private)/(?!data\b)[A-Za-z0-9._-]")
    kinds = {".py", ".toml", ".tsv", ".md", ".json", ".txt", ".cff", ".yml", ".yaml", ".sh", ".cfg", ".ipynb"}
    found = []
    for folder in ("spinscore", "models", "tests", "docs", "examples", "notebooks"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in kinds and path != Path(__file__) and "__pycache__" not in path.parts:
                found += [f"{name_of(path)}: {match[0]}" for match in machine.finditer(path.read_text("utf-8"))]
    found += [
        f"{path.name}: {m[0]}"
        for path in ROOT.glob("*.*")
        if path.suffix in kinds
        for m in machine.finditer(path.read_text("utf-8"))
    ]
    assert found == []
