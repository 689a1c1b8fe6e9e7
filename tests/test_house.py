"""The house keeps its rules: imports only upwards, no circles, small files, small functions, true environments."""

import ast
import re
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kamlib"
FLOORS = ["tables", "methods", "figures", "widgets", "course", "report", "cli"]
MODULES = sorted(PACKAGE.rglob("*.py"))
CONDA_NAMES = {"duckdb": "python-duckdb", "matplotlib": "matplotlib-base", "seaborn": "seaborn-base"}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {_name(path) for path in MODULES}


def _imports(path: Path, *, only_at_import: bool = False) -> set[str]:
    """Names of the package's modules that a file imports; with `only_at_import`, those it needs to be imported itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(_at_import(tree.body)) if only_at_import else list(ast.walk(tree))
    found = set()
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kamlib"):
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in NAMES else node.module for name in whole}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("kamlib")}
    return found


def _at_import(body):
    for node in body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        yield node
        if isinstance(node, ast.If | ast.Try):
            yield from _at_import(node.body)


def _floor(module: str) -> int | None:
    parts = module.split(".")
    return FLOORS.index(parts[1]) if len(parts) > 1 and parts[1] in FLOORS else None


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_go_upwards_only(path):
    own = _floor(_name(path))
    if own is None:
        return
    for other in _imports(path):
        floor = _floor(other)
        assert floor is None or floor <= own, f"{_name(path)} imports {other} from a floor below"


def test_no_import_circle():
    graph = {_name(path): _imports(path, only_at_import=True) - {_name(path)} for path in MODULES}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_files_and_functions_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 60, f"{node.name} has {node.end_lineno - node.lineno + 1} lines"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_says_what_it_is(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{_name(path)} has no docstring"
    assert path.stem not in {"utils", "helpers", "common"}


def _bounds(requirement: str) -> tuple[str, str]:
    name, bound = re.fullmatch(r"([A-Za-z0-9_-]+)(.*)", requirement).groups()
    return CONDA_NAMES.get(name, name), bound


def test_environment_yml_is_true():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = re.findall(
        r"^  - (?!pip)(\S+)$", (ROOT / "environment.yml").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    conda = dict(_bounds(line) for line in lines if line != "conda-forge")
    assert conda.pop("python") == project["requires-python"]
    assert conda == dict(_bounds(requirement) for requirement in project["dependencies"])
    assert re.search(r"- pip:\n\s+- -e \.\n?\Z", (ROOT / "environment.yml").read_text(encoding="utf-8"))


def test_data_dictionary_is_true():
    from kamlib.tables.contracts import CONTRACTS, dictionary

    assert (ROOT / "data" / "README.md").read_text(encoding="utf-8") == dictionary(CONTRACTS.values())
