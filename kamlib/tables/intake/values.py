"""Texts to values, as SQL: ids, numbers in exact decimals, moments in the client's time zone.

An expression gives NULL for a text it cannot read, never a guess: "1,5" where the decimal mark is a point is no 15.
Quantities and prices keep six decimals, money twelve, so that a quantity times a price below a cent is still exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

NUMBER = "DECIMAL(18, 6)"
MONEY = "DECIMAL(38, 12)"
ISO = "iso"
EXCEL = "excel"
_BLANKS = " \t\n\r\u00a0\u200b\ufeff"
_GROUPERS = "'’ \u00a0\u202f\u2009"
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CNY": "¥", "KRW": "₩", "INR": "₹", "CHF": "Fr."}


def literal(text: str) -> str:
    """Return `text` as an SQL literal.

    >>> literal("O'Neil")
    "'O''Neil'"
    """
    return "'" + text.replace("'", "''") + "'"


def text_sql(column: str, missing: Iterable[str] = ()) -> str:
    """Return SQL for the trimmed text of `column`, NULL where it is empty or one of the `missing` markers.

    "NA" is a text like any other unless the mapping lists it.
    """
    return marked_sql(f"nullif(trim({column}, {literal(_BLANKS)}), '')", missing)


def marked_sql(text: str, missing: Iterable[str]) -> str:
    """Return SQL for `text`, NULL where it is one of the `missing` markers."""
    markers = ", ".join(literal(marker.strip()) for marker in missing if marker.strip())
    return f"CASE WHEN {text} NOT IN ({markers}) THEN {text} END" if markers else text


def padded_sql(column: str) -> str:
    """Return SQL for whether a text of `column` begins or ends with a blank; far cheaper than trimming every text."""
    blank = "[\\s\\x{A0}\\x{200B}\\x{FEFF}]"
    return f"regexp_matches({column}, '^{blank}|{blank}$')"


def id_sql(text: str, read_as_float: bool) -> str:
    """Return SQL for an id; `read_as_float` undoes what a data frame did to whole numbers: "17850.0" is "17850"."""
    if not read_as_float:
        return text
    return f"CASE WHEN regexp_full_match({text}, '-?\\d+\\.0+') THEN split_part({text}, '.', 1) ELSE {text} END"


def said_sql(text: str, said: Mapping[str, str]) -> str:
    """Return SQL for a text that is one of a few values: the value for a word in `said`, any other text as it is.

    A word is compared in small letters, without accents, spaces or marks.
    """
    if not said:
        return text
    word = f"regexp_replace(lower(strip_accents({text})), '[\\W_]+', '', 'g')"
    cases = " ".join(f"WHEN {literal(word)} THEN {literal(value)}" for word, value in said.items())
    return f"CASE {word} {cases} ELSE {text} END"


def number_sql(text: str, decimal: str, currency: str, plain: bool = False) -> str:
    """Return SQL for a number in exact decimals, NULL where it cannot be read.

    Thousands marks must part groups of three; a minus may lead or trail, or be a pair of brackets; the client's own
    currency may stand beside the number, another currency makes it unreadable. `plain` leaves all that out, for a
    column known to hold only digits, a sign and a decimal mark.
    """
    quick = plain_number_sql(text, decimal)
    return quick if plain else f"coalesce({quick}, {_written_number_sql(text, decimal, currency)})"


def plain_number_sql(text: str, decimal: str) -> str:
    """Return SQL for a number of digits, a sign and the decimal mark, NULL where there is anything else."""
    if decimal == ".":
        return f"TRY_CAST({text} AS {NUMBER})"
    return f"CASE WHEN NOT contains({text}, '.') THEN TRY_CAST(replace({text}, ',', '.') AS {NUMBER}) END"


def _written_number_sql(text: str, decimal: str, currency: str) -> str:
    plain = text
    for mark in dict.fromkeys((currency, _SYMBOLS.get(currency, ""))):
        plain = f"replace({plain}, {literal(mark)}, '')" if mark else plain
    plain = f"replace(trim({plain}, {literal(_BLANKS)}), '−', '-')"
    plain = f"regexp_replace({plain}, '^\\(\\s*(.*?)\\s*\\)$|^(.*[^-\\s])\\s*-$', '-\\1\\2')"
    group = "," if decimal == "." else "."
    marks = f"{group}{_GROUPERS}".replace("'", "''")
    point = "\\." if decimal == "." else ","
    shape = f"[-+]?\\s*(\\d{{1,3}}([{marks}]\\d{{3}})+|\\d+)?({point}\\d*)?([eE][-+]?\\d+)?"
    digits = f"replace(regexp_replace({plain}, '[{marks}]', '', 'g'), ',', '.')"
    return f"CASE WHEN regexp_full_match({plain}, '{shape}') THEN TRY_CAST({digits} AS {NUMBER}) END"


def moment_sql(text: str, formats: Iterable[str], time_zone: str) -> str:
    """Return SQL for a moment in the client's time zone, NULL where no format reads it or it lies before 1900."""
    read = f"coalesce({', '.join(_one_format_sql(text, one, time_zone) for one in formats)}, NULL)"
    return f"CASE WHEN {read} BETWEEN TIMESTAMP '1900-01-01' AND TIMESTAMP '9999-12-31' THEN {read} END"


def _one_format_sql(text: str, one: str, time_zone: str) -> str:
    zone = literal(time_zone)
    if one == ISO:
        # The four cheap looks spare the pattern, and the plain cast would drop an offset without a word.
        suspect = f"length({text}) > 19 OR contains({text}, '+') OR suffix({text}, 'Z') OR contains({text}[12:], '-')"
        offset = f"regexp_matches({text}, '(Z|[+-]\\d{{2}}(:?\\d{{2}})?)$')"
        local = f"timezone({zone}, TRY_CAST({text} AS TIMESTAMPTZ))"
        return f"CASE WHEN ({suspect}) AND {offset} THEN {local} ELSE TRY_CAST({text} AS TIMESTAMP) END"
    if one == EXCEL:
        days = f"TRY_CAST(replace({text}, ',', '.') AS DOUBLE)"
        seconds = f"CAST(round({days} * 86400) AS BIGINT)"
        return f"CASE WHEN {days} BETWEEN 1 AND 73050 THEN TIMESTAMP '1899-12-30' + to_seconds({seconds}) END"
    parsed = f"try_strptime({text}, {literal(one)})"
    return f"timezone({zone}, {parsed})" if "%z" in one else parsed
