"""Section 1 of lesson 08 as a claim: whether the items of each dimension agree enough to be added up."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.claims.lesson_08.survey_of import frame_of, last_wave, wave_in_words
from kamlib.figures.house import counted
from kamlib.methods import survey
from kamlib.tables.company import Company

CRONBACH = "Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika 16."
PARASURAMAN = (
    "Parasuraman, A., Zeithaml, V. A. and Berry, L. L. (1988). SERVQUAL: A multiple-item scale for measuring consumer perceptions of "
    "service quality. Journal of Retailing 64."
)
LEAST = 0.7
NAMED = 2


@claim(
    "8.1",
    "What the items measure",
    question="Do our items measure what we mean?",
    references=(CRONBACH, PARASURAMAN),
)
def measure(company: Company) -> Statement:
    """State the reliability of each dimension, and name items that run against the others."""
    may_not = (
        "“It is valid, alpha is high.” Alpha says that items agree with each other, not that they are about what we mean; and it grows "
        "with every item that is added."
    )
    assumed = (
        "Items are turned round as the codebook says. Who left an item of a dimension out does not count for that dimension.",
    )
    table, against = alphas(company)
    if table.empty:
        said = "Whether the items measure anything cannot be told: it takes two items of a dimension and three who answered both."
        return Statement(said, said, may_not, assumed)
    low = table[table["alpha"] < LEAST]
    worst, best = table["alpha"].idxmin(), table["alpha"].idxmax()
    least, most = (f"{alpha:.2f}".replace("-", "−") for alpha in (table["alpha"].min(), table["alpha"].max()))
    headline = f"Alpha lies from {least} ({worst}) to {most} ({best})."
    if len(table) == 1:
        headline = f"Alpha of {best} is {most}."
    word = counted(len(low), "dimension")
    firm = (
        f"{word} below {LEAST:g}: do not act on their scores alone." if len(low) else f"all lie at {LEAST:g} or above."
    )
    turned = f" {' '.join(against)}" if against else ""
    few, many = int(table["questionnaires"].min()), int(table["questionnaires"].max())
    asked = counted(many, "questionnaire") if few == many else f"{few:,} to {many:,} questionnaires a dimension"
    said = f"{headline} {firm[0].upper()}{firm[1:]} {'Each' if len(table) > 1 else 'It'} is of {asked}.{turned}"
    return Statement(headline, said, may_not, assumed)


def alphas(company: Company) -> tuple[pd.DataFrame, list[str]]:
    """Return alpha, its interval and of how many it is, by dimension in the last wave, and a sentence for each item that runs backwards."""
    items, answers = company.or_empty("items"), company.or_empty("answers")
    book = survey.Codebook.of(items, "perception")
    scores = survey.scores_of(items, answers)
    wave = last_wave(frame_of(company))
    scores = scores[scores.index.isin(wave.index)]
    rows: dict[str, dict[str, float]] = {}
    against: dict[str, str] = {}
    for dimension in book.dimensions:
        names = [name for name in book.names(dimension) if scores[name].nunique() > 1]
        part = scores[names].dropna()
        if len(names) < 2 or len(part) < 3 or (part.nunique() < 2).any():
            continue
        found = survey.reliability(scores[names])
        rows[dimension or "all items"] = {
            "items": len(names),
            "questionnaires": len(part),
            "alpha": found.alpha,
            "low": found.low,
            "high": found.high,
        }
        if "against" in found.note:
            against[dimension or "all items"] = found.note.replace("WARNING: ", "")
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["items", "questionnaires", "alpha", "low", "high"])
    worst = sorted(against, key=lambda name: rows[name]["alpha"])
    said = [f"{name}: {against[name]}" for name in worst[:NAMED]]
    more = len(worst) - len(said)
    said += [f"Items run against the others in {counted(more, 'more dimension')}, too."] if more > 0 else []
    return table.rename_axis("dimension"), said


def backwards(company: Company) -> str:
    """Return the warning of items that run against the others, for what else is made of the items; empty where none does."""
    return " ".join(alphas(company)[1])


def said_of(company: Company) -> str:
    """Return which wave the last one is, in words."""
    wave = last_wave(frame_of(company))
    return wave_in_words(wave) if len(wave) else "no survey"
