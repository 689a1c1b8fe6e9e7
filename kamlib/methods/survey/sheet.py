"""From answers one below the other to a sheet: one row a questionnaire, one column an item, as it was ticked.

A survey is kept long, because a questionnaire changes from wave to wave and a row an answer stays a row an answer. It is
computed with wide. An item that a wave did not ask is then a gap, and a gap is no zero. Taught in lesson 08.
"""

import pandas as pd

from kamlib.methods.survey.codebook import TURNED, Codebook


def sheet(answers: pd.DataFrame, codebook: Codebook, respondent: str = "response_id") -> pd.DataFrame:
    """Return the answers as a table with a row a respondent, in the order in which they first stand, and a column an item.

    `answers` has a row an answer: the respondent, item and answer; `respondent` is "staff_id" in the answers of staff. Items
    that are not in the codebook are left out; one that nobody answered is a column of gaps. A respondent who answered none
    of its items has no row. Codes for no answer and items that run backwards stay as they were ticked: `codebook.scored`
    reads them. Raises ValueError for a column that is not there, and where one respondent answers one item twice.

    >>> answers = pd.DataFrame({"response_id": ["R2", "R1", "R1"], "item": ["a", "a", "b"], "answer": [99, 5, 1]})
    >>> sheet(answers, Codebook.alike(["a", "b"], 1, 7, missing=[99])).to_dict("index")
    {'R2': {'a': 99.0, 'b': nan}, 'R1': {'a': 5.0, 'b': 1.0}}
    """
    if lacking := [name for name in (respondent, "item", "answer") if name not in answers]:
        raise ValueError(f"The answers have no column {lacking[0]!r}: it takes {respondent}, item and answer.")
    names = codebook.names()
    wanted = answers[answers["item"].isin(names)]
    twice = wanted[wanted.duplicated([respondent, "item"])]
    if len(twice):
        who, what = twice.iloc[0][[respondent, "item"]]
        raise ValueError(
            f"{who} answers {what} more than once, and {len(twice):,} answers in all are one too many: which of them counts?"
        )
    wide = wanted.pivot(index=respondent, columns="item", values="answer")
    wide = wide.reindex(index=pd.unique(wanted[respondent]), columns=names).rename_axis(index=respondent, columns=None)
    # Answers in words stay words: the codebook says of them, with the item's name, that they are no numbers.
    return wide.astype(float) if pd.api.types.is_numeric_dtype(wanted["answer"]) else wide


def scores_of(
    items: pd.DataFrame, answers: pd.DataFrame, asks: str = "perception", respondent: str = "response_id"
) -> pd.DataFrame:
    """Return the scores of all items of one kind: the sheet of the answers, read through the codebook of the items.

    `items` and `answers` are contract tables; a row a respondent who answered one of the items, a column an item.

    >>> items = pd.DataFrame({"item": ["a"], "least": [1.0], "most": [7.0], "reversed": [1], "missing_codes": ["99"]})
    >>> answers = pd.DataFrame({"response_id": ["R1", "R2"], "item": "a", "answer": [2.0, 99.0]})
    >>> scores_of(items, answers)["a"].tolist()
    [6.0, nan]
    """
    codebook = Codebook.of(items, asks)
    return codebook.scored(sheet(answers, codebook, respondent))


def by_subject(
    items: pd.DataFrame, answers: pd.DataFrame, asks: str = "perception", respondent: str = "response_id"
) -> pd.DataFrame:
    """Return the scores of all items of one kind, each column named by what it is about, so that kinds can be paired.

    What was got, what is expected, what is just enough and what staff believe of them are other items about the same; an item
    that is about nothing is left out. Raises ValueError where two items of one kind are about the same.

    >>> items = pd.DataFrame({"item": ["p01"], "asks": ["perception"], "least": [1.0], "most": [7.0], "about": ["on time"]})
    >>> by_subject(items, pd.DataFrame({"response_id": ["R1"], "item": ["p01"], "answer": [5.0]})).columns.tolist()
    ['on time']
    """
    scores = scores_of(items, answers, asks, respondent)
    about = dict(items.dropna(subset="about")[["item", "about"]].values.tolist()) if "about" in items else {}
    named = scores[[name for name in scores if name in about]].rename(columns=about)
    if twice := next((str(name) for name in named.columns[named.columns.duplicated()]), None):
        raise ValueError(f"Two items that ask for {asks} are about {twice!r}: give each a subject of its own.")
    return named


def subjects(items: pd.DataFrame) -> pd.DataFrame:
    """Return what the items are about, a row a subject: its label and its dimension.

    The label is the code and the words of what was got; between them it says where the answers are turned round.

    >>> items = pd.DataFrame({"item": ["p01"], "asks": ["perception"], "words": ["It comes."], "about": ["01"]})
    >>> subjects(items)["label"].to_dict()
    {'01': '01 It comes.'}
    """
    if "about" not in items:
        return pd.DataFrame(columns=["label", "dimension"])
    kinds = items["asks"].fillna("perception") if "asks" in items else "perception"
    rows = items[(kinds == "perception") & items["about"].notna()].drop_duplicates("about").set_index("about")
    words = rows["words"].fillna("") if "words" in rows else pd.Series("", rows.index)
    dimension = rows["dimension"].fillna("") if "dimension" in rows else pd.Series("", rows.index)
    turned = rows["reversed"].fillna(0).astype(float) != 0 if "reversed" in rows else pd.Series(False, rows.index)
    label = [
        f"{code}{TURNED if other else ''} {said}".strip()
        for code, said, other in zip(rows.index, words, turned, strict=True)
    ]
    return pd.DataFrame({"label": label, "dimension": dimension}, index=rows.index)
