"""Company names made comparable: without case, accents, punctuation and legal form.

"Łąkobor Podłogi Sp. z o.o." and "LAKOBOR PODLOGI" are one customer entered by two clerks. A legal form is taken off as
whole words at either end only, so that "Ascot" keeps its first letters; scripts without spaces carry it as an ending.
Used by duplicates, lesson 01.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ß": "ss"}
)
_ENDINGS: tuple[str, ...] = (
    # German, Dutch, French, Italian, Spanish, Portuguese
    *("gmbh & co. kg", "gmbh & co. kgaa", "gmbh", "ggmbh", "mbh", "ug haftungsbeschränkt", "ug", "ag", "se", "kg"),
    *("kgaa", "ohg", "gbr", "e.k.", "e.u.", "e.v.", "e.g.", "bvba", "b.v.", "n.v.", "v.o.f.", "c.v.", "srl", "sprl"),
    *("s.a.", "s.a.s.", "s.a.s.u.", "s.a.r.l.", "e.u.r.l.", "s.c.i.", "s.n.c.", "sàrl", "s.r.l.", "s.r.l.s.", "s.p.a."),
    *("s.a.u.", "s.l.", "s.l.u.", "sociedad limitada", "sociedad anónima", "lda", "s.a. de c.v.", "s. de r.l. de c.v."),
    *("ltda", "eireli", "s.a.b. de c.v."),
    # English
    *("ltd", "limited", "llp", "lp", "plc", "llc", "l.l.c.", "inc", "incorporated", "corp", "corporation", "co"),
    *("company", "co. ltd", "co. limited", "pty ltd", "pty limited", "pvt ltd", "private limited", "pte ltd", "dac"),
    *("clg", "teoranta", "teo", "sdn bhd", "bhd", "pt", "tbk"),
    # Northern and eastern Europe
    *(
        "ab",
        "hb",
        "as",
        "a/s",
        "asa",
        "aps",
        "i/s",
        "k/s",
        "ans",
        "enk",
        "ivs",
        "oy",
        "oyj",
        "oy ab",
        "ky",
        "ry",
        "tmi",
    ),
    *("ehf", "hf", "oü", "ou", "uab", "sia", "sp. z o.o.", "sp. z o.o. sp.k.", "sp.k.", "sp.j.", "sp. j.", "s.c."),
    *("spółka z ograniczoną odpowiedzialnością", "s.r.o.", "spol. s r.o.", "a.s.", "v.o.s.", "k.s.", "d.o.o.", "d.d."),
    *("s.p.", "j.d.o.o.", "kft", "bt", "zrt", "nyrt", "a.d.", "e.o.o.d.", "o.o.d.", "a.d.", "d.o.o.e.l."),
    *("a.ş.", "anonim şirketi", "ltd. şti.", "limited şirketi", "san. ve tic. ltd. şti.", "san. ve tic. a.ş."),
    *("ооо", "оао", "зао", "пао", "ао", "ип", "тов", "тоо", "еоод", "оод", "ад", "еад", "д.о.о.", "а.д."),
    *("α.ε.", "ε.π.ε.", "ο.ε.", "ι.κ.ε.", "ε.ε.", "ανώνυμη εταιρεία", 'בע"מ', "ش.م.م", "ذ.م.م", "ش.م.ع"),
)
_BEGINNINGS: tuple[str, ...] = (
    "ооо",
    "оао",
    "зао",
    "пао",
    "ао",
    "ип",
    "тов",
    "тоо",
    "ooo",
    "oao",
    "zao",
    "pao",
    "uab",
    "sia",
    "pt",
)
_BEGINNINGS += ("oy", "ab", "sarl", "s.a.r.l.", "شركة", "บริษัท", "cv", "ud", "ets", "sté", "société", "firma")
_ATTACHED: tuple[str, ...] = (
    "股份有限公司",
    "有限责任公司",
    "有限責任公司",
    "有限公司",
    "株式会社",
    "有限会社",
    "合同会社",
    "주식회사",
    "유한회사",
    "公司",
)
_ATTACHED += ("มหาชน", "จำกัด")


def comparable(name: object) -> str:
    """Return a company's name as duplicates are compared: bare words in lower case, without its legal form.

    A name that is nothing but a legal form stays; a missing name is empty.

    >>> comparable("Łąkobor Podłogi Sp. z o.o."), comparable("ASCOT, A/S"), comparable("北京地板有限公司")
    ('lakobor podlogi', 'ascot', '北京地板')
    """
    if not isinstance(name, str):
        return ""
    words = _plain(name).split()
    while len(words) > 1 and (fewer := _without_one(words)):
        words = fewer
    joined = " ".join(words)
    for ending in _ATTACHED_PLAIN:
        bare = joined.removesuffix(ending).removeprefix(ending).strip()
        joined = bare or joined
    return joined


def _plain(name: str) -> str:
    """Return words of letters and digits: no case, no accents (of Latin, Greek, Cyrillic), dots closed up."""
    spread = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    letters = "".join(c for c in spread if not "\u0300" <= c <= "\u036f")  # other scripts' marks are letters
    closed = re.sub(r"(?<=\w)[.'’`´\"״/](?=\w)", "", unicodedata.normalize("NFC", letters))
    # Python's \w leaves out vowel signs of Indic scripts and Thai, which belong to their words.
    kept = "".join(c if c.isalnum() or unicodedata.category(c).startswith("M") else " " for c in closed)
    # "s. r. o." and "s r o" are "s.r.o.": single letters in a row are one word.
    runs = groupby(kept.split(), key=lambda word: len(word) == 1)
    return " ".join("".join(run) if single else " ".join(run) for single, run in runs)


_ENDING_WORDS = {tuple(_plain(form).split()) for form in _ENDINGS}
_BEGINNING_WORDS = {tuple(_plain(form).split()) for form in _BEGINNINGS}
_LONGEST = max(map(len, _ENDING_WORDS))
_ATTACHED_PLAIN = tuple(_plain(form) for form in _ATTACHED)


def _without_one(words: list[str]) -> list[str]:
    """Return the words without one legal form at their end or their beginning, or nothing where there is none."""
    for length in range(min(_LONGEST, len(words) - 1), 0, -1):
        if tuple(words[-length:]) in _ENDING_WORDS:
            return words[:-length]
        if tuple(words[:length]) in _BEGINNING_WORDS:
            return words[length:]
    return []
