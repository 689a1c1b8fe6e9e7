"""The house style of every picture: its look, its words, and the card it is shown on. Used by every lesson."""

from kamlib.figures.house.amounts import counted, lasting, money, percent, points, short_money, signed
from kamlib.figures.house.card import card, show
from kamlib.figures.house.description import alt_text, describe, table_behind
from kamlib.figures.house.drawing import (
    COLOURS,
    CYCLE,
    axes,
    dress,
    families,
    finding,
    legend_below,
    picture,
    style,
    write_ticks,
)
from kamlib.figures.house.table import csv_bytes, table_card

__all__ = [
    "COLOURS",
    "CYCLE",
    "alt_text",
    "axes",
    "card",
    "counted",
    "csv_bytes",
    "describe",
    "dress",
    "families",
    "finding",
    "lasting",
    "legend_below",
    "money",
    "percent",
    "picture",
    "points",
    "short_money",
    "show",
    "signed",
    "style",
    "table_behind",
    "table_card",
    "write_ticks",
]
