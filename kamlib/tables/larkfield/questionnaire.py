"""The questionnaire that Larkfield sends: our own words, in the five dimensions of service quality.

The dimensions are those of Parasuraman, Zeithaml and Berry (1988); the wording of every item is the course's own. Two items
are worded the other way round, as in most questionnaires, so that adding up without turning them can be seen to fail.
Taught in lessons 08 to 10.
"""

from typing import NamedTuple

import pandas as pd

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield import offers

DIMENSIONS = ("reliability", "responsiveness", "assurance", "empathy", "tangibles")
DONT_KNOW = 99


class Asked(NamedTuple):
    """One item: its code, its words, its dimension, whether it is worded the other way round."""

    code: str
    words: str
    dimension: str
    reversed: bool = False


ITEMS = (
    Asked("01", "Orders arrive on the day that was named.", "reliability"),
    Asked("02", "What arrives is what was ordered: article, colour and batch.", "reliability"),
    Asked("03", "Invoices are right the first time.", "reliability"),
    Asked("04", "Goods arrive undamaged.", "reliability"),
    Asked("05", "We have to check after them whether a promise was kept.", "reliability", True),
    Asked("06", "A question is answered on the same day.", "responsiveness"),
    Asked("07", "When a site changes its plan, the delivery changes with it.", "responsiveness"),
    Asked("08", "A quote comes back before we need it.", "responsiveness"),
    Asked("09", "If a delivery will be late, we hear of it before we have to ask.", "responsiveness"),
    Asked("10", "A complaint is settled without a second call.", "responsiveness"),
    Asked("11", "The people we speak to know floors.", "assurance"),
    Asked("12", "What they say about a product proves true on the site.", "assurance"),
    Asked("13", "They tell us when a floor is wrong for the job.", "assurance"),
    Asked("14", "Prices and conditions are clear before we order.", "assurance"),
    Asked("15", "They know our company and how we work.", "empathy"),
    Asked("16", "Somebody there answers for us by name.", "empathy"),
    Asked("17", "We are treated like a number.", "empathy", True),
    Asked("18", "They come to us with ideas that fit our projects.", "empathy"),
    Asked("19", "Samples and displays look the way the floor will look.", "tangibles"),
    Asked("20", "Lorries and crews leave a site as they found it.", "tangibles"),
    Asked("21", "Ordering online is simple.", "tangibles"),
    Asked("22", "Paperwork and labels can be read at a glance.", "tangibles"),
)

KANO = (
    Asked("k1", "the delivery comes on the day that was named", "must-be"),
    Asked("k2", "a sample of any floor lies on the site next morning, and may be kept", "attractive"),
    Asked("k3", "the yearly catalogue is printed on paper", "indifferent"),
)
"""Features asked twice, with and without; the last field is what is true of most."""

OVERALL = (
    ("overall", "All in all, how satisfied are you with Larkfield?", 1, 7),
    ("recommend", "How likely are you to recommend Larkfield to a colleague elsewhere?", 0, 10),
    ("effort", "How much work was it for you to get what you needed from us?", 1, 7),
    ("repurchase", "How likely is it that you will buy from us again within a year?", 0, 10),
)

ATTITUDES = (
    Asked("a1", "I know what our customers expect of me.", "clarity"),
    Asked("a2", "When a customer has a problem, I may solve it myself.", "freedom"),
    Asked("a3", "Other departments give me what I need, when I need it.", "inside"),
    Asked("a4", "We promise only what we can keep.", "promises"),
    Asked("a5", "I would send a friend to us as a customer.", "pride"),
    Asked("a6", "My work is measured by numbers that customers do not notice.", "measures", True),
)

DEPARTMENTS = ("management", "customer service", "drivers and crews", "sales")

PRINCIPLES = (
    Asked("c01", "We go on learning who our customers are and what they need.", "learn"),
    Asked("c02", "Customers who differ are served differently, on purpose.", "differ"),
    Asked("c03", "We see what a customer will need before the order comes.", "anticipate"),
    Asked("c04", "We talk with customers, and what they say leads to something.", "interact"),
    Asked("c05", "We look at the revenue we keep, and not only at cost saved.", "keep revenue"),
    Asked("c06", "What we do is worth something to the customer as well as to us.", "value for both"),
    Asked("c07", "Whichever way customers reach us, they meet one company.", "one face"),
    Asked("c08", "What one department knows of a customer, the others can see.", "share"),
    Asked("c09", "Rules say what to do in the cases that come again and again.", "rules"),
    Asked("c10", "Who speaks with a customer has the training and the leave to decide.", "empower"),
    Asked("c11", "We know which customers to keep, and what to do about the rest.", "keep the right ones"),
    Asked("c12", "Looking after customers is everybody's work, all year round.", "way of working"),
)
"""Twelve principles of building customer relationships, each as one statement; the last field is its short name."""

CHECKS = (
    "answered within four rings",
    "said name and branch",
    "asked what the floor is for",
    "asked how many people walk on it",
    "offered a sample",
    "named a price or said when it comes",
    "named a delivery day",
    "warned of a limit of the product",
    "asked for the project's date",
    "repeated what was agreed",
    "sent the written offer in time",
    "called back after the offer",
)
"""What a mystery shopper ticks."""

OVERRATED = "09"
"""The item that staff rate far higher than customers do."""
KIND_RATER = "Rater C"
EVENT_REGION, EVENT_WAVE = "West", "2024-2"
"""The West warehouse moved in the summer of 2024, and deliveries suffered from the wave after it on."""
LINK_ONLY_FROM = "2025-2"
"""From this wave on nobody was called any more: only a link was sent, and those who were annoyed did not open it."""
_AGREE = (
    ("p", "perception", "{}"),
    ("e", "expectation", "At an excellent supplier: {}"),
    ("m", "minimum", "At a supplier that is just good enough: {}"),
)
_BELIEVE = (
    ("be", "staff belief of expectation", "Customers expect of an excellent supplier: {}"),
    ("bp", "staff belief of perception", "Customers would say of us: {}"),
)
"""How an item begins in the answers, what it asks, and how its words are put. From 1 (not at all) to 7 (fully)."""
_PAIR = (
    ("f", "functional", "How do you feel if {}?"),
    ("d", "dysfunctional", "How do you feel if it is not so: {}?"),
)


def make_items() -> pd.DataFrame:
    """Return the items table (contract columns): what customers are asked, in the order of the sheet, then what staff are.

    It is the same for every seed. Only what was got can be answered with "don't know". Of Kano's features it does not say
    what they are: that is for the answers to show.
    """
    rows = _agreed(_AGREE, {"p": str(DONT_KNOW)})
    rows += [
        (f"i_{name}", f"How many of 100 points is {name} worth to you?", name, "points", 0, 100, 0, None, name)
        for name in DIMENSIONS
    ]
    rows += [
        (f"{feature.code}{end}", words.format(feature.words), None, asks, 1, 5, 0, None, feature.code)
        for feature in KANO
        for end, asks, words in _PAIR
    ]
    rows += [
        (code, words, None, "satisfaction" if code == "overall" else code, least, most, 0, None, code)
        for code, words, least, most in OVERALL
    ]
    rows += [
        (offer.item, offers.words_of(offer), None, "offer", offers.LEAST, offers.MOST, 0, None, offer.item)
        for offer in offers.OFFERS
    ]
    rows += _agreed(_BELIEVE, {})
    rows += [
        (item.code, item.words, item.dimension, "attitude", 1, 7, int(item.reversed), None, item.code)
        for item in ATTITUDES
    ]
    rows += [
        (
            f"v{place}",
            f"What I get from {name} is what I need, when I need it.",
            None,
            "internal service",
            1,
            7,
            0,
            None,
            name,
        )
        for place, name in enumerate(DEPARTMENTS, start=1)
    ]
    rows += [(item.code, item.words, item.dimension, "principle", 1, 5, 0, None, item.code) for item in PRINCIPLES]
    columns = CONTRACTS["items"].dtypes()
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def feature_truth() -> pd.DataFrame:
    """Return of each of Kano's features what is true of most customers: feature, words and true_class."""
    rows = [(feature.code, feature.words, feature.dimension) for feature in KANO]
    return pd.DataFrame(rows, columns=["feature", "words", "true_class"]).astype("str")


def _agreed(kinds: tuple[tuple[str, str, str], ...], unknown: dict[str, str]) -> list[tuple]:
    """Return the rows of all items asked in each of these ways."""
    return [
        (
            f"{start}{item.code}", words.format(item.words), item.dimension, asks, 1, 7, int(item.reversed),
            unknown.get(start), item.code,
        )
        for start, asks, words in kinds
        for item in ITEMS
    ]  # fmt: skip
