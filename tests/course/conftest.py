"""An exercise, a prediction and a lesson made up for the tests of the course."""

from types import SimpleNamespace

import pytest

from kamlib.course import exercise as registry
from kamlib.course import session
from kamlib.course.expects import share


@pytest.fixture
def best_fifth(monkeypatch):
    """Make lesson 99 of one exercise and one prediction the only one there is."""
    monkeypatch.setattr(registry, "_EXERCISES", {})
    monkeypatch.setattr(registry, "_GUESSES", {})
    monkeypatch.setattr(registry, "lessons_with_exercises", list)

    @registry.exercise("99.1", "Which share <do they> bring?", expects=share)
    def asked(company):
        """Return the share."""
        total = company.total
        return company.best / total

    @asked.mistake("That is the rest.")
    def of_the_rest(company):
        return 1 - company.best / company.total

    @asked.mistake("Divide by zero.")
    def breaks(company):
        return company.best / 0

    asked.hints("Vague.", "Plainer.", "Divide.")

    @registry.prediction("99.a", "How large is it?", "percent", 0, 100, "So large.")
    def how_large(company):
        return 100 * company.best / company.total

    return asked


@pytest.fixture
def test_company():
    """A company of two numbers."""
    return SimpleNamespace(name="Test Ltd", best=62, total=100, currency="EUR")


@pytest.fixture
def open_lesson(best_fifth, monkeypatch, tmp_path):
    """Stand in a workspace, with no lesson open yet; return its folder."""
    (tmp_path / "workspace.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(session, "_current", [])
    return tmp_path


@pytest.fixture
def amount():
    """Give the amount of a decision's outcome whose label holds the words."""
    return lambda outcome, words: next(value for label, value in outcome.amounts if words in label)


@pytest.fixture(scope="module")
def client():
    """Make a company of some of another's tables, or of tables of one's own."""
    from kamlib.tables.company import Company
    from kamlib.tables.larkfield import AS_OF

    def made(company, *names, **changed) -> Company:
        tables = {name: company.get(name) for name in names} | changed
        return Company("Test Ltd", "EUR", AS_OF, lambda: tables)

    return made


@pytest.fixture(scope="session")
def coincide():
    """Name the wrong ways, by exercise, that on one company of three give what the right one gives, or another wrong one."""
    return {
        "8.5": {"the_error"},
        "8.7": {"long_runs"},
        "9.8": {"against_b"},
        "9.10": {"lowest_expected"},
        "10.3": {"without_groups", "in_every_wave"},
        "10.4": {"sure_of_one", "got_in_every_wave", "of_the_west"},
        "10.10": {"of_the_first"},
    }
