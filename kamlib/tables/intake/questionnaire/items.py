"""What a mapping says of a questionnaire's items: the column of each, its scale, and whether it is worded the other way round.

One line an item in `[responses.items]`: `"Q1" = { scale = [1, 7], reversed = true }`; a scale is from and to, or its words from
the least on.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.intake.questionnaire.scales import Scale

SETTINGS = ("column", "scale", "reversed", "words", "dimension", "asks", "about", "no_answer")
ASKS = CONTRACTS["items"]["asks"].values


@dataclass(frozen=True)
class MappedItem:
    """One item of a client's sheet: the file's column, its scale, and what the codebook says of it.

    `asks` is what kind of question it is (of the contract's kinds), `about` the attribute it asks about, so that what was expected
    and what was got can be paired; `no_answer` lists the texts that stand for none.
    """

    name: str
    column: str
    scale: Scale
    reversed: bool = False
    words: str = ""
    dimension: str = ""
    asks: str = "perception"
    about: str = ""
    no_answer: tuple[str, ...] = ()

    def settings(self) -> dict[str, Any]:
        """Return what the mapping file says of it: what is as usual is left out."""
        scale = list(self.scale.words) if self.scale.words else [self.scale.least, self.scale.most]
        said: dict[str, Any] = {"column": self.column} if self.column != self.name else {}
        said |= {"scale": scale}
        said |= {"reversed": True} if self.reversed else {}
        said |= {name: value for name in ("words", "dimension") if (value := getattr(self, name))}
        said |= {"asks": self.asks} if self.asks != "perception" else {}
        said |= {"about": self.about} if self.about not in ("", self.name) else {}
        return said | ({"no_answer": list(self.no_answer)} if self.no_answer else {})


def read_items(section: Mapping[str, Any], where: str = "[responses.items]") -> tuple[MappedItem, ...]:
    """Return the items that a mapping's section names; a ValueError says in a sentence what no item can be.

    >>> read_items({"Q1": {"scale": [1, 7]}})[0].scale.most
    7
    """
    return tuple(_read(str(name), said, f"{where} {name}") for name, said in section.items())


def _read(name: str, said: Any, where: str) -> MappedItem:
    if not isinstance(said, dict):
        raise ValueError(f"{where} is {said!r}: write it as {{ scale = [1, 7] }}.")
    if unknown := next((key for key in said if key not in SETTINGS), None):
        raise ValueError(
            f"{where} does not know {unknown!r}{_meant(unknown, SETTINGS)}: known are {', '.join(SETTINGS)}."
        )
    asks = said.get("asks", "perception")
    if asks not in ASKS:
        raise ValueError(f"{where} asks is {asks!r}{_meant(str(asks), ASKS)}: it is one of {', '.join(ASKS)}.")
    reversed_ = said.get("reversed", False)
    if not isinstance(reversed_, bool):
        raise ValueError(f"{where} reversed is {reversed_!r}: it is true or false.")
    texts = {key: said.get(key, "") for key in ("words", "dimension", "about")}
    if wrong := next((key for key, value in texts.items() if not isinstance(value, str)), None):
        raise ValueError(f"{where} {wrong} is {texts[wrong]!r}: write it in quotes.")
    silent = said.get("no_answer", ())
    return MappedItem(
        name,
        str(said.get("column", name)),
        _scale(said.get("scale"), where),
        reversed_,
        texts["words"],
        texts["dimension"],
        asks,
        texts["about"] or name,
        tuple(map(str, silent if isinstance(silent, list | tuple) else (silent,))),
    )


def _meant(typed: str, known: Iterable[str]) -> str:
    """Return a guess at a word that was mistyped.

    >>> _meant("reverse", ["reversed", "scale"]), _meant("?", ["scale"])
    (' (did you mean "reversed"?)', '')
    """
    near = difflib.get_close_matches(typed, list(known), 1)
    return f' (did you mean "{near[0]}"?)' if near else ""


def _scale(said: Any, where: str) -> Scale:
    if isinstance(said, list | tuple):
        if (
            len(said) == 2
            and all(isinstance(end, int) and not isinstance(end, bool) for end in said)
            and said[0] < said[1]
        ):
            return Scale(said[0], said[1])
        if len(said) > 1 and all(isinstance(word, str) for word in said) and len(set(said)) == len(said):
            return Scale(1, len(said), tuple(said))
    raise ValueError(
        f'{where} scale is {said!r}: write from and to, such as [1, 7], or its words from the least on, such as ["no", "partly", "yes"].'
    )
