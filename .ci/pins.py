"""Refresh the pins in pyproject.toml: the newest versions that fit together, names and versions only.

Run: uv run python .ci/pins.py

A lock file would write the address of a registry into every line, so the pins stand as constraints in pyproject.toml.
"""

import re
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
COMMAND = "uv pip compile --no-config --universal --quiet --no-header --no-annotate --no-strip-markers --upgrade"
BLOCK = re.compile(r"constraint-dependencies = \[\n.*?\n\]\n", flags=re.DOTALL)


def main() -> None:
    """Solve for everything the project can install and write the answer into its place."""
    command = [*COMMAND.split(), "--all-extras", "--group", "dev", "--group", "bench", str(PROJECT)]
    solved = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    pins = [line.strip().replace('"', "'") for line in solved.splitlines() if "==" in line]
    lines = "".join(f'    "{pin}",\n' for pin in pins)
    text, found = BLOCK.subn(f"constraint-dependencies = [\n{lines}]\n", PROJECT.read_text(encoding="utf-8"))
    if found != 1:
        raise SystemExit("pyproject.toml has no constraint-dependencies to refresh.")
    PROJECT.write_text(text, encoding="utf-8")
    print(f"{len(pins)} packages pinned.")


if __name__ == "__main__":
    main()
