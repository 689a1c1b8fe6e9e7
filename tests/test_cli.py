"""The command line refuses what cannot be meant, in one sentence, before it does anything."""

import pytest
from typer.testing import CliRunner

from kamlib.cli import app


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["intake", "sales.csv", "--forget"], "--forget takes the client's mapping (.toml), not sales.csv: give that."),
        (["intake", "client.toml", "sales.csv"], "Give one mapping file (.toml), or the client's files, not both."),
        (["intake", "client.toml", "--out", "x.toml"], "client.toml is one already."),
        (["build", "--edition", "teacher"], "student, solution, trainer"),
        (["report", "77", "--data", "larkfield"], "Lesson '77' has no report"),
        (["sql", "nothing"], "nothing"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(words, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 1
    assert said in " ".join(result.output.split())
    assert len(result.output.strip().splitlines()) <= 3
    assert list(tmp_path.iterdir()) == []
