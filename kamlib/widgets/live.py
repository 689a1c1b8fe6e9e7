"""Controls above one live picture: built once, afterwards only updated.

The figure is drawn once and kept as a background; a move of a control moves a few artists over it and sends the browser
one image with its words. A move asks for one picture at a time, so the newest place of the controls is what is shown.
Where no front end runs, `Explorer.text` says in words what the picture shows. Used by every lesson from 02 on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar, Protocol

import anywidget
import traitlets
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from kamlib.figures.house import dress, style
from kamlib.figures.house.drawing import families_of, whatever_the_letters

WIDTH, HEIGHT = 720, 400
_DPI = 125


@dataclass(frozen=True)
class Slider:
    """A slider over `stops` (numbers in the order they are passed), each written for the reader by `write`."""

    name: str
    label: str
    stops: Sequence[Any]
    value: Any
    write: Callable[[Any], str] = str
    kind: ClassVar[str] = "slider"


@dataclass(frozen=True)
class Choice:
    """A list to choose one of `stops` from, each written for the reader by `write`."""

    name: str
    label: str
    stops: Sequence[Any]
    value: Any
    write: Callable[[Any], str] = str
    kind: ClassVar[str] = "choice"


Control = Slider | Choice


@dataclass(frozen=True)
class Frame:
    """What the picture says now: `caption` for all to read, `alt` in place of the picture for who cannot see it.

    `redraw` says that limits or ticks moved too, so that the whole figure is drawn again (about twice as slow).
    """

    caption: str
    alt: str
    redraw: bool = False


class Painter(Protocol):
    """What an explorer shows: a figure, those of its artists that move, and how the controls' values move them."""

    figure: Figure
    moving: list[Artist]

    def update(self, *args: Any, **values: Any) -> Frame:
        """Move the artists to `values`, by the controls' names, and return the words."""


class LivePicture:
    """A figure whose still parts are drawn once; a frame draws the moving ones over them and encodes the pixels."""

    type = "image/jpeg"

    def __init__(self, figure: Figure, moving: Sequence[Artist]) -> None:
        self.figure = figure
        self.moving = sorted(moving, key=lambda artist: artist.get_zorder())
        self.canvas = FigureCanvasAgg(figure)
        figure.set_size_inches(WIDTH / 100, HEIGHT / 100)
        figure.set_dpi(_DPI)
        self._background: Any = None

    def encode(self, *, redraw: bool = False) -> bytes:
        """Return the picture as it stands, as bytes of `type`."""
        if self._background is None or redraw:
            self._draw_still()
        self.canvas.restore_region(self._background)
        with style(), whatever_the_letters():
            for artist in self.moving:
                if isinstance(artist, Text):
                    artist.set_fontfamily(families_of(artist.get_text()))
                self.figure.draw_artist(artist)
        # Of the formats every browser reads, JPEG without colour subsampling was the quickest by four times.
        buffer = BytesIO()
        size = self.canvas.get_width_height(physical=True)
        pixels = Image.frombuffer("RGBX", size, self.canvas.buffer_rgba(), "raw", "RGBX", 0, 1)
        pixels.save(buffer, "JPEG", quality=90, subsampling=0)
        return buffer.getvalue()

    def _draw_still(self) -> None:
        with style(), whatever_the_letters():
            dress(self.figure)
            for artist in self.moving:
                artist.set_animated(False)
            self.canvas.draw()  # with the moving parts, so that the layout leaves room for them
            self.figure.set_layout_engine("none")
            for artist in self.moving:
                artist.set_animated(True)
            self.canvas.draw()
        self._background = self.canvas.copy_from_bbox(self.figure.bbox)


class Explorer(anywidget.AnyWidget):
    """A few controls above one live picture.

    `controls` start where something is to be seen; `painter` draws. Raises ValueError when a control starts outside its
    own stops or two controls share a name.
    """

    _esm = Path(__file__).with_name("live.js")
    _css = Path(__file__).with_name("live.css")
    title = traitlets.Unicode().tag(sync=True)
    controls = traitlets.List(traitlets.Dict()).tag(sync=True)
    size = traitlets.List([WIDTH, HEIGHT]).tag(sync=True)
    first_words = traitlets.Unicode().tag(sync=True)

    def __init__(self, title: str, controls: Sequence[Control], painter: Painter) -> None:
        self._controls = {control.name: control for control in controls}
        if len(self._controls) < len(controls):
            raise ValueError(f"Two controls of {title!r} share a name: give each its own.")
        self._painter = painter
        self._picture = LivePicture(painter.figure, painter.moving)
        specs = [_spec(control) for control in controls]
        self._values = {control.name: control.value for control in controls}
        super().__init__(title=title, controls=specs, first_words=painter.update(**self._values).alt)
        self.on_msg(self._answer)

    def text(self, **values: Any) -> str:
        """Return in words what the picture shows at `values`; controls not named stay where they start.

        Raises ValueError for a control that does not exist or a value off its stops.
        """
        at = {**self._values, **values}
        for name, value in values.items():
            if name not in self._controls:
                raise ValueError(f"There is no control {name!r}: the controls are {', '.join(self._controls)}.")
            _place(self._controls[name], value)
        frame = self._painter.update(**at)
        lines = [f"{c.label}: {c.write(at[c.name])}" for c in self._controls.values()]
        return "\n".join([str(self.title), *lines, frame.caption, frame.alt])

    def image(self, **values: Any) -> bytes:
        """Return the bytes of the picture (JPEG) at `values`, as `text` takes them."""
        frame = self._painter.update(**{**self._values, **values})
        return self._picture.encode(redraw=frame.redraw)

    def _answer(self, _: Any, message: Mapping[str, Any], __: Any) -> None:
        """Draw what one view of the widget asks for."""
        if message.get("kind") != "draw":
            return
        head = {"view": message.get("view"), "asked": message.get("asked")}
        try:
            places = zip(self._controls.values(), message["at"], strict=True)
            frame = self._painter.update(**{control.name: control.stops[place] for control, place in places})
            image = self._picture.encode(redraw=frame.redraw)
        except Exception as error:
            self.send({**head, "kind": "problem", "problem": f"This picture could not be drawn: {error}"})
            raise
        words = {"alt": frame.alt, "caption": frame.caption, "type": LivePicture.type}
        self.send({**head, "kind": "frame", **words}, [image])

    def __repr__(self) -> str:
        """Return what the picture shows, in words."""
        return self.text()


def _place(control: Control, value: Any) -> int:
    stops = list(control.stops)
    if value not in stops:
        raise ValueError(
            f"{control.label!r} cannot stand at {value!r}: it goes from {control.write(stops[0])} to "
            f"{control.write(stops[-1])} in {len(stops)} stops."
        )
    return stops.index(value)


def _spec(control: Control) -> dict[str, Any]:
    texts = [control.write(stop) for stop in control.stops]
    return {"kind": control.kind, "label": control.label, "texts": texts, "at": _place(control, control.value)}
