"""The live picture: one message in, one frame out; what is moved over the background is what a full drawing shows."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from kamlib.figures import house
from kamlib.widgets import Choice, Explorer, Frame, Slider
from kamlib.widgets.live import HEIGHT, WIDTH


class Bar:
    """A painter of one bar, a label and a line, whose limits move when asked."""

    def __init__(self):
        ax = house.axes()
        self.ax = ax
        self.figure = ax.figure
        ax.set(xlim=(0, 10), ylim=(-1, 1))
        self.bar = ax.barh([0], [1])[0]
        self.text = ax.text(1, 0.8, "")
        self.moving = [self.bar, self.text]

    def update(self, size, word):
        if size == 13:
            raise ValueError("thirteen is not drawn")
        self.bar.set_width(size)
        self.text.set_text(f"{word} {size}")
        self.ax.set_xlim(0, 10 if size <= 10 else 20)
        return Frame(f"The bar is {size}.", f"A bar of {size}, {word}.", redraw=size > 10)


@pytest.fixture
def explorer(monkeypatch):
    controls = [
        Slider("size", "Size", (1, 2, 5, 9, 12, 13), 2, lambda size: f"{size} cm"),
        Choice("word", "Word", ("long", "wide"), "wide"),
    ]
    made = Explorer("How long?", controls, Bar())
    made.sent = []
    monkeypatch.setattr(made, "send", lambda content, buffers=None: made.sent.append((content, buffers)))
    return made


def pixels(image):
    return np.asarray(Image.open(BytesIO(image)).convert("RGB")).astype(int)


def test_a_message_brings_one_frame_with_its_words(explorer):
    explorer._answer(explorer, {"kind": "draw", "view": "v", "asked": 7, "at": [3, 0]}, [])
    ((content, buffers),) = explorer.sent
    assert content == {
        "view": "v",
        "asked": 7,
        "kind": "frame",
        "alt": "A bar of 9, long.",
        "caption": "The bar is 9.",
        "type": "image/jpeg",
    }
    assert pixels(buffers[0]).shape == (HEIGHT * 1.25, WIDTH * 1.25, 3)


def test_a_moved_frame_is_what_a_full_drawing_shows(explorer):
    moved = [pixels(explorer.image(size=size)) for size in (1, 9, 5)]
    for size, frame in zip((1, 9, 5), moved, strict=True):
        painter = Bar()
        fresh = Explorer(
            "How long?", [Slider("size", "Size", (size,), size), Choice("word", "W", ("wide",), "wide")], painter
        )
        assert (frame == pixels(fresh.image())).all(), size
    assert (moved[0] != moved[1]).any()


def test_limits_that_move_are_drawn_anew_and_back(explorer):
    usual = pixels(explorer.image(size=9))
    wide = pixels(explorer.image(size=12))
    assert (usual[-100:] != wide[-100:]).any(), "the ticks have moved"


def test_a_frame_that_fails_is_answered_with_a_sentence(explorer):
    with pytest.raises(ValueError, match="thirteen"):
        explorer._answer(explorer, {"kind": "draw", "view": "v", "asked": 1, "at": [5, 0]}, [])
    ((content, _),) = explorer.sent
    assert content["problem"] == "This picture could not be drawn: thirteen is not drawn"
    assert content["asked"] == 1


def test_without_a_front_end_words_say_what_is_shown(explorer):
    assert explorer.text(size=5) == "How long?\nSize: 5 cm\nWord: wide\nThe bar is 5.\nA bar of 5, wide."
    bundle, _ = explorer._repr_mimebundle_()
    assert bundle["text/plain"] == repr(explorer) == explorer.text()
    assert "Size: 2 cm" in bundle["text/plain"]


def test_the_browser_gets_labels_and_every_place_in_words(explorer):
    slider, choice = explorer.controls
    assert slider["label"] == "Size"
    assert slider["texts"][slider["at"]] == "2 cm"
    assert (choice["kind"], choice["texts"], choice["at"]) == ("choice", ["long", "wide"], 1)
    assert explorer.first_words == "A bar of 2, wide."


def test_what_makes_no_sense_is_said_in_a_sentence(explorer):
    with pytest.raises(ValueError, match="'Size' cannot stand at 3: it goes from 1 cm to 13 cm in 6 stops"):
        explorer.text(size=3)
    with pytest.raises(ValueError, match="the controls are size, word"):
        explorer.text(colour="red")
    with pytest.raises(ValueError, match="share a name"):
        Explorer("Twice", [Slider("a", "A", (1,), 1), Slider("a", "B", (1,), 1)], Bar())
