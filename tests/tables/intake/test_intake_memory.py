"""A large file is taken in under a bounded memory: benchmarks/intake.py, with fewer rows."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.skipif(sys.platform == "win32", reason="the system there does not tell a process's peak")
@pytest.mark.parametrize("pseudonymise", [False, True])
def test_peak_memory_of_half_a_million_rows(pseudonymise):
    spec = importlib.util.spec_from_file_location("benchmark_of_intake", ROOT / "benchmarks" / "intake.py")
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    found = benchmark.measure(500_000, pseudonymise)
    assert found["rows"] == 500_000
    # The file has 23 MB; Python with pandas and DuckDB is a third of the bound before the first row.
    assert found["peak_megabytes"] < 600
