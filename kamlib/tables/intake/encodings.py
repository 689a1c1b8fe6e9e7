"""Which encoding a text file is in: its byte-order mark, else strict UTF-8, else the likeliest of the old ones.

The old encodings cannot be told apart with certainty, so the answer says what else the file could be. A mapping's own
word always wins.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from kamlib.tables.intake.opening import open_bytes

LEGACY = ("cp1252", "cp850", "cp949", "gb18030", "cp932")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLOCK = 1 << 20
_ENOUGH = 64 << 10


@dataclass(frozen=True)
class Encoding:
    """An encoding by Python's name, why it is that one, and which others the bytes would allow."""

    name: str
    reason: str
    others: tuple[str, ...] = ()


def find_encoding(file: Path) -> Encoding:
    """Return the encoding of the text in `file`, read to its end; a ValueError says when it is no text."""
    with open_bytes(file) as stream:
        first = stream.read(_BLOCK)
        for mark, name in _MARKS:
            if first.startswith(mark):
                return Encoding(name, "the file begins with its mark")
        if b"\x00" in first[:4096]:
            return _without_mark(file, first[:4096])
        decoder = codecs.getincrementaldecoder("utf-8")()
        block, plain = first, True
        try:
            while block:
                plain = plain and block.isascii()
                decoder.decode(block)
                block = stream.read(_BLOCK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            sample = _lines_beyond_ascii(block + stream.read(_BLOCK))
        else:
            reason = "plain ASCII, which every encoding shares" if plain else "all of it is valid UTF-8"
            return Encoding("utf-8", reason)
    return _legacy(file, sample)


def _without_mark(file: Path, first: bytes) -> Encoding:
    even, odd = first[0::2].count(0), first[1::2].count(0)
    if max(even, odd) > len(first) / 8:
        return Encoding("utf-16-le" if odd > even else "utf-16-be", "every second byte is empty")
    raise ValueError(f"{file.name} is not a text file: ask for it as CSV, Excel or Parquet.")


def _lines_beyond_ascii(block: bytes) -> bytes:
    lines = [line for line in re.split(rb"[\r\n]+", block) if not line.isascii()]
    return b"\n".join(lines)[:_ENOUGH]


def _legacy(file: Path, sample: bytes) -> Encoding:
    from charset_normalizer import from_bytes

    fitting = [name for name in LEGACY if _decodes(sample, name)]
    if not fitting:
        raise ValueError(
            f"{file.name} is in none of the encodings utf-8, utf-16, {', '.join(LEGACY)}: "
            "save it as UTF-8, or name its encoding in the mapping."
        )
    best = from_bytes(sample, cp_isolation=fitting).best()
    name = best.encoding if best is not None else fitting[0]
    others = tuple(other for other in fitting if other != name)
    return Encoding(name, f"not UTF-8; read this way it says «{_example(sample, name)}»", others)


def _decodes(sample: bytes, name: str) -> bool:
    try:
        sample.decode(name)
    except UnicodeDecodeError:
        # A sample cut inside a two-byte character is no reason to rule the encoding out.
        try:
            sample[:-1].decode(name)
        except UnicodeDecodeError:
            return False
    return True


def _example(sample: bytes, name: str) -> str:
    text = sample.decode(name, errors="replace")
    words = re.findall(r"[^\W\d_]*[^\x00-\x7f][^\W\d_]*", text)
    return max(words[:50], key=len, default=text[:20])
