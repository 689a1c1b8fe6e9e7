"""What happens to a row that is not clean, in one place: one question a field, and a closed set of answers to each.

No formula further on decides any of this, so two lessons on one file never disagree about its rows. Every intake
prints its policies in words. Taught in lesson 00, and wherever a client's own file is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

SET_ASIDE = "set aside"
STOP = "stop"
USE = "use"
CONVERT = "convert"
TRIM, EXACT, MERGE = "trim", "exact", "merge"
UNKNOWN_ACCOUNT = "(unknown)"


def _question(default: str, question: str, **answers: str) -> str:
    spelled = {answer.replace("_", " "): sentence for answer, sentence in answers.items()}
    return field(default=default, metadata={"question": question, "answers": spelled})


@dataclass(frozen=True)
class Policies:
    """The answers to every question an unclean row asks; each field holds one of the answers its question allows.

    Raises ValueError, naming the answers, when a field holds another.

    >>> Policies(duplicate="set aside").duplicate
    'set aside'
    >>> Policies(refund="ignore")
    Traceback (most recent call last):
    ...
    ValueError: Policy 'refund' cannot be 'ignore': the answers are 'set aside', 'use'.
    """

    missing_account: str = _question(
        SET_ASIDE,
        "a line without an account",
        set_aside="A line without an account is set aside.",
        use=f"A line without an account is used, under the account {UNKNOWN_ACCOUNT}.",
    )
    unreadable_date: str = _question(
        SET_ASIDE,
        "a date that is missing, cannot be read or only stands for none (before 1901, 1 January 1970)",
        set_aside="A line whose date is missing, cannot be read or only stands for none "
        "(before 1901, 1 January 1970) is set aside.",
        stop="Nothing is taken in while any date is missing, cannot be read or only stands for none "
        "(before 1901, 1 January 1970).",
    )
    future_date: str = _question(
        SET_ASIDE,
        "a date after the as-of date, or after today where none is given",
        set_aside="A line dated after the as-of date (after today where none is given) is set aside.",
        use="A line dated after the as-of date (after today where none is given) is used.",
        stop="Nothing is taken in while any line is dated after the as-of date (after today where none is given).",
    )
    missing_amount: str = _question(
        SET_ASIDE,
        "an amount that is missing or cannot be read",
        set_aside="A line whose amount is missing or cannot be read is set aside.",
        stop="Nothing is taken in while any amount is missing or cannot be read.",
    )
    other_currency: str = _question(
        SET_ASIDE,
        "a line in another currency",
        set_aside="A line in another currency is set aside: amounts of two currencies are never added.",
        stop="Nothing is taken in while any line is in another currency.",
        convert="A line in another currency is converted at the rate that the mapping states; "
        "one without a rate is set aside.",
    )
    cancellation: str = _question(
        SET_ASIDE,
        "a cancelled order",
        set_aside="A line of a cancelled order is set aside.",
        use="A line of a cancelled order is used: it lowers revenue.",
    )
    refund: str = _question(
        SET_ASIDE,
        "a negative quantity or amount that is not marked as cancelled",
        set_aside="A line with a negative quantity or amount, not marked as cancelled, is set aside.",
        use="A line with a negative quantity or amount, not marked as cancelled, is used: it lowers revenue.",
    )
    negative_price: str = _question(
        SET_ASIDE,
        "a price below zero",
        set_aside="A line with a price below zero is set aside.",
        use="A line with a price below zero is used.",
    )
    zero_price: str = _question(
        SET_ASIDE,
        "a line that costs nothing",
        set_aside="A line with a price, quantity or amount of zero is set aside.",
        use="A line with a price, quantity or amount of zero is used: it counts as an order but brings nothing.",
    )
    duplicate: str = _question(
        "keep",
        "a line equal to an earlier one in every column of the file",
        keep="A line equal to an earlier one in every column is used: two equal lines may both be real.",
        set_aside="A line equal to an earlier one in every column is set aside; the first is used.",
    )

    id_spelling: str = _question(
        TRIM,
        "ids that differ only in case or in blanks",
        trim="Blanks around an id are taken off; ids that differ in case or in blanks inside are different, and named.",
        exact="An id is taken as it stands: one with a blank behind it is another id.",
        merge="Ids that differ only in case or in blanks are one: they are written in capitals, without blanks.",
    )

    def __post_init__(self) -> None:
        for entry in fields(self):
            given, allowed = getattr(self, entry.name), entry.metadata["answers"]
            if given not in allowed:
                listed = ", ".join(repr(answer) for answer in allowed)
                raise ValueError(f"Policy {entry.name!r} cannot be {given!r}: the answers are {listed}.")

    @property
    def preset(self) -> str | None:
        """Name of the preset that these answers are, or None."""
        return next((name for name, policies in PRESETS.items() if policies == self), None)

    def in_words(self) -> tuple[str, ...]:
        """Return one sentence a question, in the order in which the rules apply.

        >>> Policies().in_words()[0]
        'A line without an account is set aside.'
        """
        return tuple(entry.metadata["answers"][getattr(self, entry.name)] for entry in fields(self))

    def _repr_html_(self) -> str:
        name = f" ({self.preset})" if self.preset else ""
        return f"<p>Policies{name}</p><ul>{''.join(f'<li>{sentence}</li>' for sentence in self.in_words())}</ul>"


def questions() -> dict[str, tuple[str, ...]]:
    """Return each question's name with the answers it allows.

    >>> questions()["duplicate"]
    ('keep', 'set aside')
    """
    return {entry.name: tuple(entry.metadata["answers"]) for entry in fields(Policies)}


SALES_TO_KNOWN_CUSTOMERS = Policies()
NET_OF_REFUNDS = Policies(cancellation=USE, refund=USE, negative_price=USE, zero_price=USE)
EVERYTHING_READABLE = replace(NET_OF_REFUNDS, missing_account=USE, future_date=USE)

PRESETS: Mapping[str, Policies] = {
    "sales to known customers": SALES_TO_KNOWN_CUSTOMERS,
    "net of refunds": NET_OF_REFUNDS,
    "everything readable": EVERYTHING_READABLE,
}


def preset(name: str) -> Policies:
    """Return the policies of that name; a ValueError lists the names there are.

    >>> preset("net of refunds").refund
    'use'
    """
    if name not in PRESETS:
        listed = ", ".join(repr(known) for known in PRESETS)
        raise ValueError(f"There are no policies called {name!r}: the presets are {listed}.")
    return PRESETS[name]


def from_answers(answers: Mapping[str, str]) -> Policies:
    """Return policies from what a mapping file says: a `preset`, single answers, or a preset with answers changed.

    >>> from_answers({"preset": "net of refunds", "duplicate": "set aside"}).duplicate
    'set aside'
    """
    given = dict(answers)
    start = preset(given.pop("preset")) if "preset" in given else Policies()
    unknown = sorted(set(given) - set(questions()))
    if unknown:
        raise ValueError(f"There is no policy {unknown[0]!r}: the questions are {', '.join(questions())}.")
    return replace(start, **given)
