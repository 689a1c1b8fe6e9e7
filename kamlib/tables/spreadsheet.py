"""What a spreadsheet must not run: a text from a client's file is data, also where it begins like a formula.

Used wherever a table is saved for a spreadsheet; the risk is known as CSV or formula injection.
"""

from __future__ import annotations

import re

_PLAIN_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)*")
_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """Return `text` with a leading apostrophe where a spreadsheet would run it; a plain number is left as it is.

    >>> guarded("=1+1"), guarded("-6")
    ("'=1+1", '-6')
    """
    return "'" + text if text.startswith(_STARTS) and not _PLAIN_NUMBER.fullmatch(text) else text
