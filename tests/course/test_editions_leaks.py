"""Nothing that is for the trainer reaches the student: no line of a solution, no sentence of a note."""

import json
import re
from pathlib import Path

import pytest

from kamlib.course.build import sources, student_notebook
from kamlib.course.editions.cells import read, tagged
from kamlib.course.editions.notes import FORM
from kamlib.course.editions.solution import checked, solution_notebook
from kamlib.course.editions.trainer import trainer_notebook
from kamlib.course.exercise import exercises, find

ROOT = Path(__file__).parents[2]
SOURCES = sources(ROOT / "notebooks")


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[*_`>]", "", text).split())


def _text(notebook: str) -> str:
    return _plain("\n".join("".join(cell["source"]) for cell in json.loads(notebook)["cells"]))


def _solution_lines(source: Path) -> list[str]:
    """Lines of the lesson's solutions, but for those that the lesson itself gives the reader above the exercise.

    The last line, which is the answer, is never given.
    """
    cells = [cell for cell in read(source) if cell["cell_type"] == "code" and not tagged(cell, "trainer")]
    secret = []
    for place, cell in enumerate(cells):
        given = {line.strip() for above in cells[:place] for line in above["source"].splitlines()}
        for number, name in checked(cell):
            *lines, last = (line.strip() for line in find(number).solution_code(name).splitlines())
            secret += [
                line for line in lines if line not in given and not re.fullmatch(r"\w+ = company\.\w+|\W*", line)
            ]
            secret.append(last.removeprefix(f"{name} = "))
    return [_plain(line) for line in secret]


def _note_sentences(source: Path) -> list[str]:
    notes = [_plain(cell["source"]) for cell in read(source) if tagged(cell, "trainer")]
    sentences = [sentence for note in notes for sentence in re.split(r"(?<=[.?!:])\s", note)]
    return [sentence for sentence in sentences if len(sentence.split()) >= 4]


def _leaks(source: Path, notebook: str) -> list[str]:
    text = _text(notebook)
    return [secret for secret in _solution_lines(source) + _note_sentences(source) if secret in text]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_nothing_of_the_trainers_is_in_the_students_edition(source):
    assert len(_solution_lines(source)) >= 3
    assert len(_note_sentences(source)) >= 3
    assert _leaks(source, student_notebook(source)) == []
    assert "Trainer" not in _text(student_notebook(source))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_test_finds_a_leak(source, tmp_path):
    canary = tmp_path / source.name
    secret = _solution_lines(source)[-1]
    line = next(
        raw.strip()
        for one in exercises(source.stem[:2]).values()
        for raw in one.solution_code("x").splitlines()
        if secret in _plain(raw)
    )
    canary.write_text(f"{source.read_text(encoding='utf-8')}\n# %%\n{line}\n", encoding="utf-8")
    assert secret in _leaks(source, student_notebook(canary))
    untagged = source.read_text(encoding="utf-8").replace(' tags=["trainer"]', "", 1)
    canary.write_text(untagged, encoding="utf-8")
    assert _leaks(source, student_notebook(canary))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_others_hold_what_the_students_edition_must_not(source):
    solution = _text(solution_notebook(source))
    assert all(line in solution for line in _solution_lines(source))
    assert not any(sentence in solution for sentence in _note_sentences(source))
    trainer = _text(trainer_notebook(source))
    assert all(secret in trainer for secret in _solution_lines(source) + _note_sentences(source))
    for number in exercises(source.stem[:2]):
        assert f'expected("{number}", company)' in trainer
    assert not re.search(r"^answer_\w+ = \.\.\.$", "\n".join(_cells(solution_notebook(source))), re.MULTILINE)


def _cells(notebook: str) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(notebook)["cells"]]


def test_dots_that_cannot_be_filled_are_refused(tmp_path):
    source = tmp_path / "02_x.py"
    for cell, said in (
        ('answer_2_99 = ...\ncheck("2.99", answer_2_99)', "02_x.py: There is no exercise '2.99'"),
        ('check("2.1", answer_2_1)', "without the line «answer_2_1 = ...»"),
        ("answer_2_1 = ...", "are never checked in their own cell"),
    ):
        source.write_text(f"# %% [markdown]\n# # Title\n\n# %%\n{cell}\n", encoding="utf-8")
        with pytest.raises(ValueError, match=said):
            solution_notebook(source)


def test_a_solution_with_a_backslash_is_filled_in_as_it_is(tmp_path, monkeypatch):
    from kamlib.course.editions import solution

    class Asked:
        def solution_code(self, name):
            return f'{name} = "\\\\d\\n"'

    monkeypatch.setattr(solution, "find", lambda number: Asked())
    source = tmp_path / "02_x.py"
    source.write_text('# %%\nanswer = ...\ncheck("2.1", answer)\n', encoding="utf-8")
    assert 'answer = "\\\\d\\n"' in _cells(solution_notebook(source))[0]


def test_a_note_keeps_its_words_in_its_box(tmp_path):
    source = tmp_path / "02_x.py"
    note = FORM + " Say *this*.\n#\n# - and that"
    source.write_text(f'# %% [markdown]\n# # T\n\n# %% [markdown] tags=["trainer"]\n# {note}\n', encoding="utf-8")
    assert _cells(trainer_notebook(source))[-1] == f"> {FORM} Say *this*.\n>\n> - and that"


def test_what_to_say_expect_and_ask_begin_a_paragraph(tmp_path):
    source = tmp_path / "02_x.py"
    note = f'{FORM} Say: *"One."* Expected answers: two (half). In the\n# short class three. Ask: *"Four?"* Do not ask.'
    source.write_text(f'# %% [markdown]\n# # T\n\n# %% [markdown] tags=["trainer"]\n# {note}\n', encoding="utf-8")
    said = _cells(trainer_notebook(source))[-1]
    assert [line[2:] for line in said.splitlines() if line != ">"] == [
        f'{FORM} Say: *"One."*',
        "Expected answers: two (half).",
        "In the",
        "short class three.",
        'Ask: *"Four?"* Do not ask.',
    ]


def test_a_note_stands_below_the_heading_of_its_part(tmp_path):
    source = tmp_path / "02_x.py"
    parts = ["# # T", "# ## 1 · One", "# Prose.", f"# {FORM} After.", "# ## 2 · Two", f"# {FORM} Last."]
    tags = {3: ' tags=["trainer"]', 5: ' tags=["trainer"]'}
    source.write_text(
        "\n\n".join(f"# %% [markdown]{tags.get(place, '')}\n{text}" for place, text in enumerate(parts)),
        encoding="utf-8",
    )
    said = _cells(trainer_notebook(source))
    assert said[2:] == ["## 1 · One", f"> {FORM} After.", "Prose.", "## 2 · Two", f"> {FORM} Last."]
