"""What is written in the cells of a heat map is read at every value, on the light card that stands on either theme's page."""

import numpy as np
import pandas as pd
import pytest
from matplotlib import colormaps
from matplotlib.colors import to_hex

from kamlib import figures
from kamlib.figures.equity.points import worth_of_points_grid
from kamlib.figures.gaps.board import TONES as VERDICTS
from kamlib.figures.house.drawing import COLOURS, contrast, picture, readable
from kamlib.figures.survey.loadings import TONES, on_tone, written
from kamlib.methods import survey

ENOUGH = 4.5
"""W3C, WCAG 2.2, criterion 1.4.3: the contrast of text on its ground."""


@pytest.mark.parametrize("name", ["Blues", "RdBu", "PuOr"])
def test_digits_have_contrast_at_every_value_of_a_scale(name):
    for value in np.linspace(0, 1, 1001):
        tone = colormaps[name](float(value))
        assert contrast(readable(tone), tone) >= ENOUGH


def test_digits_of_loadings_have_contrast_from_one_end_to_the_other():
    for value in np.linspace(-1.2, 1.2, 2401):
        tone = TONES((min(max(value, -1), 1) + 1) / 2)
        assert contrast(on_tone(value), tone) >= ENOUGH


def test_words_on_the_verdicts_of_a_board_have_contrast():
    for tone in VERDICTS.values():
        face = "white" if tone == "white" else COLOURS[tone]
        assert contrast(readable(face), face) >= ENOUGH


def cells(ax):
    """Return each word in a cell with the colour of the pixels at the cell's edge, as drawn."""
    picture(ax, 60)
    figure = ax.get_figure()
    figure.canvas.draw()
    pixels = np.asarray(figure.canvas.buffer_rgba())
    for text in ax.texts:
        column, row = text.get_position()
        left, up = ax.transData.transform((column, row))
        corner = ax.transData.transform((column + 0.4, row + 0.4)) - (left, up)
        x, y = round(left + corner[0]), round(pixels.shape[0] - (up + corner[1]))
        if text.get_text().strip():
            yield text, to_hex(pixels[y, x, :3] / 255)


def rfm():
    random = np.random.default_rng(3)
    table = pd.DataFrame({"revenue": random.lognormal(5, 1.5, 400)})
    scores = pd.DataFrame({name: random.integers(1, 6, 400) for name in ("recency_score", "frequency_score")})
    return figures.rfm_grid(table, scores)


def points():
    gains = np.linspace(0, 1.4, 72).reshape(8, 9)
    return worth_of_points_grid(pd.DataFrame(gains, index=np.linspace(0.5, 0.95, 8), columns=np.linspace(0, 0.2, 9)))


def loadings():
    random = np.random.default_rng(4)
    common = np.repeat(random.normal(size=(300, 2)), 4, axis=1)
    raw = pd.DataFrame(common + random.normal(size=(300, 8)), columns=[f"i{place}" for place in range(8)])
    return figures.loadings_map(survey.factors(raw, 2, "oblimin"))


@pytest.mark.parametrize("draw", [rfm, points, loadings])
def test_what_is_drawn_has_that_contrast(draw):
    found = list(cells(draw()))
    assert len(found) > 7
    for text, tone in found:
        # A pixel is rounded to whole steps of 1/255.
        assert contrast(text.get_color(), tone) >= ENOUGH - 0.1, (text.get_text(), tone)


def test_the_two_signs_are_told_apart_without_colours():
    assert written(-0.3) == "−"
    assert written(0.3) == ""
    assert written(-0.6) == "−0.60"
    for size in np.linspace(0.1, 1, 19):
        warm, cold = TONES((1 - size) / 2), TONES((1 + size) / 2)
        assert warm[0] > warm[2]
        assert cold[2] > cold[1]
