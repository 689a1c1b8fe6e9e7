"""From the one source of each lesson to the notebooks that students open.

A source is `notebooks/source/NN_name.py` in the percent format. The student's notebook leaves out what is meant for
the trainer, holds no outputs, and takes each cell's id from the cell's content, so that two builds are the same to the
byte and a change in one cell shows as a change in one cell.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import jupytext

from kamlib.tables.cache import atomic_path
from kamlib.tables.contracts import CONTRACTS, dictionary

TAGS = frozenset({"parameters", "trainer", "slide", "hide-in-report", "optional"})
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}


def sources(notebooks: Path) -> list[Path]:
    """Return the lessons' sources in order."""
    return sorted((notebooks / "source").glob("[0-9][0-9]_*.py"))


def student_notebook(source: Path) -> str:
    """Return the student's notebook of one source as the text of an .ipynb file.

    A ValueError names the source and cell where a tag is not one of the course's.
    """
    notebook: Any = jupytext.read(source)
    cells = [_plain(cell, source) for cell in notebook.cells if "trainer" not in cell.metadata.get("tags", [])]
    seen: Counter[str] = Counter()
    for cell in cells:
        digest = hashlib.sha256(f"{cell['cell_type']}\n{cell['source']}".encode()).hexdigest()[:12]
        cell["id"] = f"{digest}-{seen[digest]}" if seen[digest] else digest
        seen[digest] += 1
        cell["source"] = cell["source"].splitlines(keepends=True)
    whole = {"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def build(root: Path) -> list[Path]:
    """Write the student notebooks and the data dictionary below `root`; returns what was written."""
    wanted = {
        root / "notebooks" / f"{source.stem}.ipynb": student_notebook(source) for source in sources(root / "notebooks")
    }
    wanted[root / "data" / "README.md"] = dictionary(CONTRACTS.values())
    for path, text in wanted.items():
        with atomic_path(path) as temporary:
            temporary.write_text(text, encoding="utf-8", newline="\n")
    return list(wanted)


def _plain(cell: Any, source: Path) -> dict[str, Any]:
    tags = list(cell.metadata.get("tags", []))
    if unknown := sorted(set(tags) - TAGS):
        start = cell.source.splitlines()[0] if cell.source else "an empty cell"
        raise ValueError(f"{source.name}: tag {unknown[0]!r} at «{start}» is none of {', '.join(sorted(TAGS))}.")
    kept: dict[str, Any] = {
        "cell_type": cell.cell_type,
        "metadata": {"tags": tags} if tags else {},
        "source": cell.source,
    }
    return kept | ({"execution_count": None, "outputs": []} if cell.cell_type == "code" else {})
