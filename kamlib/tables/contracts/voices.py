"""Contracts for what is said of us: the questionnaire and its answers, staff, mystery visits, complaints, promises."""

from kamlib.tables.contracts.table import Column, Table

ASKS = (
    "perception",
    "expectation",
    "minimum",
    "importance",
    "points",
    "functional",
    "dysfunctional",
    "satisfaction",
    "recommend",
    "effort",
    "repurchase",
    "staff belief of expectation",
    "staff belief of perception",
    "attitude",
    "internal service",
    "principle",
    "offer",
)
"""What an item can ask for: what customers got, what they expect, what is just enough, how much it matters, how they share
points over the dimensions, Kano's pair (with the feature, without it), the four questions over all, what staff believe, how
staff see their work, what one department gets from another, how far a principle is lived, how likely
an offer described by its attributes would be taken."""

ITEMS = Table(
    "items",
    "one item of a questionnaire, as the codebook has it",
    (
        Column("item", "id", "code of the item, as it stands in the answers", unique=True),
        Column("words", "text", "the question or the statement, as it was put", required=False, missing=True),
        Column("dimension", "text", "what the item belongs to, such as reliability", required=False, missing=True),
        Column("asks", "text", "what kind of answer it asks for", required=False, missing=True, values=ASKS),
        Column("least", "number", "the lowest answer of its scale"),
        Column("most", "number", "the highest answer of its scale"),
        Column(
            "reversed",
            "whole",
            "1 where agreeing means the opposite of what the other items of its dimension mean, else 0",
            required=False,
            least=0,
            most=1,
            default=0,
        ),
        Column(
            "missing_codes",
            "text",
            "codes that stand for no answer, such as 99, with blanks between them; empty where there are none",
            required=False,
            missing=True,
        ),
        Column(
            "about",
            "id",
            "what the item is about; the same for all items that can be paired, such as what was got and what is expected",
            required=False,
            missing=True,
        ),
    ),
)

RESPONSES = Table(
    "responses",
    "one invitation to a survey, answered or not",
    (
        Column("response_id", "id", "our id for the invitation and its questionnaire", unique=True),
        Column("wave", "text", "name of the survey; in the order of time", required=False, missing=True),
        Column("contact_id", "id", "the person invited; empty where nobody knows", required=False, missing=True),
        Column(
            "account_id",
            "id",
            "the account the person works for; empty where nobody knows",
            required=False,
            missing=True,
        ),
        Column("invited_at", "time", "day of the invitation", required=False, missing=True),
        Column(
            "answered_at", "time", "day the questionnaire came back; empty where none did", required=False, missing=True
        ),
        Column(
            "seconds",
            "number",
            "time the whole questionnaire took; empty where none came back",
            "seconds",
            required=False,
            missing=True,
            least=0,
        ),
        Column("comment", "text", "what was added in words", required=False, missing=True),
    ),
)

ANSWERS = Table(
    "answers",
    "one answer of one respondent to one item",
    (
        Column("response_id", "id", "the questionnaire it stands in"),
        Column("item", "id", "code of the item"),
        Column("answer", "number", "what was ticked, as a number; codes for no answer and reversed items as they are"),
    ),
)

OFFERS = Table(
    "offers",
    "one attribute of one offer that an item describes",
    (
        Column("item", "id", "code of the item that asks for the offer"),
        Column("attribute", "text", "what offers differ in, such as price"),
        Column("level", "text", "what it is in this offer; a number for what is counted or paid"),
    ),
)

STAFF_RESPONSES = Table(
    "staff_responses",
    "one answer of one of our people to one item",
    (
        Column("staff_id", "id", "who answered; a running number will do"),
        Column("department", "text", "where they work", required=False, missing=True),
        Column("region", "text", "sales region or country", required=False, missing=True),
        Column("answered_at", "time", "day they answered", required=False, missing=True),
        Column("item", "id", "code of the item"),
        Column("answer", "number", "what was ticked, as a number; codes for no answer and reversed items as they are"),
    ),
)

VISITS = Table(
    "visits",
    "one standard in one mystery visit or call, as one rater saw it",
    (
        Column("visit_id", "id", "the visit or call; the same for all its raters"),
        Column("region", "text", "sales region or country", required=False, missing=True),
        Column("visited_at", "time", "day of the visit", required=False, missing=True),
        Column("rater", "name", "who rated it", required=False, missing=True),
        Column("standard", "text", "what should have been done"),
        Column("met", "whole", "1 where it was done, else 0", least=0, most=1),
    ),
)

STANDARDS = Table(
    "standards",
    "one written standard of our service",
    (
        Column("standard", "text", "what shall be done, as mystery visits tick it where they do", unique=True),
        Column(
            "about",
            "id",
            "what of the questionnaire it serves, as the items have it; empty where it serves none",
            required=False,
            missing=True,
        ),
        Column(
            "target",
            "number",
            "the mean answer of customers that is aimed at, on the scale of the items; empty where none is",
            required=False,
            missing=True,
        ),
        Column(
            "least_share",
            "number",
            "the share of visits or calls in which it shall be met; empty where none is named",
            required=False,
            missing=True,
            least=0,
            most=1,
        ),
    ),
)

COMPLAINTS = Table(
    "complaints",
    "one complaint of one account",
    (
        Column("complaint_id", "id", "our id for the complaint", unique=True),
        Column("account_id", "id", "the account that complained"),
        Column("raised_at", "time", "day it was raised"),
        Column("arose_in", "text", "step of our work where the fault arose", required=False, missing=True),
        Column("noticed_in", "text", "step where it was noticed", required=False, missing=True),
        Column("settled_at", "time", "day it was settled; empty while it is open", required=False, missing=True),
    ),
)

PROMISES = Table(
    "promises",
    "one day that was promised for an order",
    (
        Column("order_id", "id", "the order it was promised for"),
        Column("account_id", "id", "the account it was promised to"),
        Column("promised_at", "time", "day the promise was made"),
        Column("promised_for", "time", "day that was named", ahead=True),
        Column("delivered_at", "time", "day the first goods came; empty while none have", required=False, missing=True),
    ),
)
