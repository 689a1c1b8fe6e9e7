"""Amounts, shares, counts and lengths of time in words: money with its currency. Used by every lesson's pictures."""

import math

_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥"}


def money(value: float, currency: str, digits: int = 2) -> str:
    """Write an amount with its currency.

    >>> money(8911407.904, "EUR"), money(-12.5, "CHF"), money(1e6, "GBP", 0)
    ('€8,911,407.90', '−CHF 12.50', '£1,000,000')
    """
    if not math.isfinite(value):
        return "not known"
    rounded = round(float(value), digits)
    unit = _SYMBOLS.get(currency, f"{currency} ")
    return f"{'−' if rounded < 0 else ''}{unit}{abs(rounded):,.{digits}f}"


def short_money(value: float, currency: str) -> str:
    """Write an amount briefly, for an axis or a label inside a picture.

    >>> short_money(1_250_000, "EUR"), short_money(-40_000, "EUR"), short_money(0, "USD"), short_money(999_950, "EUR")
    ('€1.25m', '−€40k', '$0', '€1m')
    """
    if not math.isfinite(value):
        return "not known"
    unit = _SYMBOLS.get(currency, f"{currency} ")
    size = abs(float(value))
    scale, mark = next(((s, m) for s, m in ((1e9, "bn"), (1e6, "m"), (1e3, "k")) if size >= s * 0.9995), (1.0, ""))
    shown = size / scale
    # Rounded once: three digits and then cents would write 0.5248 as 0.53.
    digits = f"{shown if shown < 1 else float(f'{shown:.3g}'):,.2f}".rstrip("0").rstrip(".")
    return f"{'−' if value < 0 and digits != '0' else ''}{unit}{digits}{mark}"


def percent(value: float, digits: int = 0) -> str:
    """Write a share as percent.

    >>> percent(0.256), percent(-0.0314, 1)
    ('26%', '−3.1%')
    """
    if not math.isfinite(value):
        return "not known"
    rounded = round(100 * float(value), digits)
    return f"{'−' if rounded < 0 else ''}{abs(rounded):,.{digits}f}%"


def points(value: float, digits: int = 0) -> str:
    """Write a difference of shares, or of scores, in points.

    >>> points(7), points(1.2), points(-5), points(6.93, 1), points(1.0, 1)
    ('7 points', '1 point', '−5 points', '6.9 points', '1 point')
    """
    if not math.isfinite(value):
        return "not known"
    rounded = round(float(value), digits)
    size = f"{abs(rounded):,.{digits}f}"
    size = size.removesuffix(".0")
    return f"{'−' if rounded < 0 else ''}{size} {'point' if size == '1' else 'points'}"


def signed(value: float, digits: int = 2) -> str:
    """Write points with their sign.

    >>> signed(-0.954), signed(0.2), signed(12.5, 0)
    ('−0.95', '+0.20', '+12')
    """
    return f"{value:+.{digits}f}".replace("-", "−")


def counted(number: float, what: str = "account") -> str:
    """Write a number of accounts, or of something else whose plural takes an s.

    >>> counted(1), counted(4338), counted(1, "day")
    ('1 account', '4,338 accounts', '1 day')
    """
    return f"{number:,.0f} {what}{'' if number == 1 else 's'}"


def lasting(time: float, unit: str) -> str:
    """Write a length of time with its unit, which is given in the plural.

    >>> lasting(6.21, "years"), lasting(35, "months"), lasting(1, "years"), lasting(0.042, "years")
    ('6.2 years', '35 months', '1 year', '0.042 years')
    """
    if not math.isfinite(time):
        return "not known"
    digits = f"{time:,.1f}".removesuffix(".0") if abs(time) >= 1 or time == 0 else f"{time:.2g}"
    return f"{digits} {unit.removesuffix('s') if digits == '1' else unit}"
