"""The house style: one look for every picture, on a figure of its own.

A picture here is a bare matplotlib Figure: nothing global is changed and no pyplot window is kept. Colours are those of
Okabe and Ito (2008, "Color Universal Design"), which colour-blind readers tell apart. Used by every lesson's pictures.
"""

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import Any

from cycler import cycler
from matplotlib import font_manager, rc_context
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.category import StrCategoryFormatter
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FixedFormatter, FuncFormatter, LogFormatter, NullFormatter
from matplotlib.transforms import offset_copy

COLOURS = {
    "blue": "#0072B2",
    "orange": "#E69F00",
    "green": "#009E73",
    "vermilion": "#D55E00",
    "purple": "#CC79A7",
    "sky": "#56B4E9",
    "yellow": "#F0E442",
    "ink": "#1F2933",
    "grey": "#616E7C",
    "pale": "#D9DEE4",
}
CYCLE = tuple(COLOURS[name] for name in ("blue", "orange", "green", "vermilion", "purple", "sky", "yellow"))
SAVED_DPI = 200
CLEAR: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 1.2}
"""The `bbox` of a text that lines pass by: the ground of the picture, so that none of them crosses its letters."""
LONGEST_LABEL, LONGEST_BESIDE = 28, 38
"""Letters of a name: under a picture, or anywhere else unless there is more room; and beside it."""
TITLE_ROOM = 4
"""Pixels kept free between a title and the right edge."""
_FURTHER_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans",
    "Yu Gothic",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Nirmala UI",
    "Arial Unicode MS",
)


@cache
def families() -> tuple[str, ...]:
    """Return the fonts to draw with: DejaVu Sans, then those on this machine that hold other scripts.

    >>> families()[0]
    'DejaVu Sans'
    """
    present = set(font_manager.fontManager.get_font_names())
    return ("DejaVu Sans", *(name for name in _FURTHER_FONTS if name in present))


def families_of(text: str) -> list[str]:
    """Return the fonts that `text` needs: the first alone where it holds every letter, which draws a third faster.

    >>> families_of("Kalidół Posadzki: €1,200")
    ['DejaVu Sans']
    """
    return list(families()[:1] if _letters().issuperset(text) else families())


@cache
def _letters() -> frozenset[str]:
    """Return the letters of the first font."""
    return frozenset(map(chr, font_manager.get_font(font_manager.findfont(families()[0])).get_charmap())) | {"\n"}


@contextmanager
def style() -> Iterator[None]:
    """Apply the house style inside a `with` block, and only there.

    >>> from matplotlib import rcParams
    >>> with style():
    ...     rcParams["axes.titlelocation"]
    'left'
    """
    settings: Any = {
        "font.family": list(families()),
        "font.size": 10,
        "axes.titlesize": 12,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.titlepad": 10,
        "axes.labelcolor": COLOURS["ink"],
        "axes.titlecolor": COLOURS["ink"],
        "axes.edgecolor": COLOURS["grey"],
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.axisbelow": True,
        "axes.prop_cycle": cycler(color=CYCLE),
        "grid.color": COLOURS["pale"],
        "grid.linewidth": 0.6,
        "xtick.color": COLOURS["grey"],
        "ytick.color": COLOURS["grey"],
        "xtick.labelcolor": COLOURS["ink"],
        "ytick.labelcolor": COLOURS["ink"],
        "text.color": COLOURS["ink"],
        "text.hinting": "none",  # at our resolutions no eye sees it, and letters draw twice as fast
        "text.parse_math": False,  # a dollar sign in a customer's name is no formula
        "legend.frameon": False,
        "lines.linewidth": 2,
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
    }
    with rc_context(settings):
        yield


@contextmanager
def whatever_the_letters() -> Iterator[None]:
    """Draw names whose letters no font of this machine holds, without a warning: the words beside hold them."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+")
        yield


def axes(ax: Axes | None = None, *, width: float = 7.2, height: float = 4.2) -> Axes:
    """Return `ax` itself, or new axes in the house style, `width` by `height` inches, on a figure of their own.

    >>> float(axes(width=5).figure.get_figwidth())
    5.0
    """
    if ax is not None:
        return ax
    with style():
        figure = Figure(figsize=(width, height), dpi=100, layout="constrained")
        FigureCanvasAgg(figure)
        return figure.add_subplot()


def finding(ax: Axes, sentence: str) -> None:
    """Title `ax` with what it shows, broken over as many lines as the picture's width needs."""
    with style():
        title = ax.set_title(sentence, loc="left", wrap=True, parse_math=False)
    # matplotlib breaks lines as if two dollar signs made a formula, whatever parse_math says, and at the very edge.
    text: Any = title
    measure = text._get_rendered_text_width
    text._get_rendered_text_width = lambda words: measure(words.replace("$", "0")) + TITLE_ROOM


def write_ticks(axis: Axis, write: Callable[[float], str]) -> None:
    """Let `write` word the tick labels of `axis`: `write_ticks(ax.yaxis, percent)`."""
    axis.set_major_formatter(FuncFormatter(lambda value, _: write(value)))


def legend_below(ax: Axes, down: float = 40, *, ncols: int = 3) -> None:
    """Write the legend of `ax` without a frame, `down` points below its axis, where it covers nothing.

    It ends where the axes end: long names left of them leave it room there, and none to the right.
    """
    below = offset_copy(ax.transAxes, ax.get_figure(root=True), y=-down, units="points")
    ax.legend(loc="upper right", bbox_to_anchor=(1, 0), bbox_transform=below, ncols=ncols, frameon=False)


def picture(ax: Axes, dpi: int = SAVED_DPI) -> tuple[bytes, bool]:
    """Return the PNG bytes of the figure `ax` stands on, and whether this machine's fonts held every letter."""
    figure = ax.get_figure(root=True)
    if figure is None:
        raise ValueError("These axes stand on no figure any more: draw the picture again.")
    buffer = BytesIO()
    with style(), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        dress(figure)
        figure.savefig(buffer, format="png", dpi=dpi, metadata={"Software": None})
    missing = [w for w in caught if re.match(r"Glyph \d+", str(w.message))]
    for other in (w for w in caught if w not in missing):
        warnings.warn_explicit(other.message, other.category, other.filename, other.lineno)
    return buffer.getvalue(), not missing


def shorten(name: str, most: int = LONGEST_LABEL) -> str:
    """Return `name`, cut to `most` letters where it is longer; the table behind a picture holds it whole.

    >>> shorten("Vereinigte Bodenleger der Hansestadt Lübeck GmbH & Co. KG")
    'Vereinigte Bodenleger der H…'
    """
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def readable(colour: Any) -> str:
    """Return whether white or black is read better on `colour`; one of the two has a contrast of 4.5 on any colour.

    >>> readable("#F0E442"), readable((0.0, 0.2, 0.5))
    ('black', 'white')
    """
    return "white" if contrast("white", colour) > contrast("black", colour) else "black"


def write_readably(ax: Axes) -> None:
    """Give the words in the cells of a heat map the colour that is read best on each cell."""
    mesh: Any = ax.collections[0]
    mesh.update_scalarmappable()
    for text, face in zip(ax.texts, mesh.get_facecolors(), strict=True):
        text.set_color(readable(face))


def contrast(one: Any, other: Any) -> float:
    """Return the contrast of two colours, from 1 to 21 (W3C, WCAG 2.2: lighter + .05 over darker + .05).

    >>> contrast("white", "black"), round(contrast("#D55E00", "white"), 1)
    (21.0, 3.9)
    """
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Any) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def dress(figure: Figure) -> None:
    """Give every text of `figure` the house's fonts, and read none as a formula; titles go left, names are cut."""
    for axes_ in figure.axes:
        if title := axes_.get_title():
            axes_.set_title("", loc="center")
            finding(axes_, title)
        for axis in (axes_.xaxis, axes_.yaxis):
            if isinstance(axis.get_major_formatter(), LogFormatter):
                write_ticks(axis, "{:,.10g}".format)
            elif isinstance(inner := axis.get_major_formatter(), (FuncFormatter, FixedFormatter, StrCategoryFormatter)):
                most = LONGEST_BESIDE if axis is axes_.yaxis else LONGEST_LABEL
                axis.set_major_formatter(
                    FuncFormatter(lambda value, at, inner=inner, most=most: shorten(inner(value, at), most))
                )
            if isinstance(axis.get_minor_formatter(), LogFormatter):
                axis.set_minor_formatter(NullFormatter())
    for text in figure.findobj(Text):
        text.set_fontfamily(families_of(text.get_text()))
        text.set_parse_math(False)
