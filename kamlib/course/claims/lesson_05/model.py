"""Section 2 of lesson 05 as a claim: which model fits this business, and what the file was turned into."""

from __future__ import annotations

from kamlib.course.claim import Statement, claim
from kamlib.figures import percent
from kamlib.methods import clv
from kamlib.tables.company import Company

SCHMITTLEIN = (
    "Schmittlein, D. C., Morrison, D. G. and Colombo, R. (1987). Counting your customers. Management Science 33."
)


@claim(
    "5.2",
    "Which model fits",
    question="Is there a contract, and which model fits?",
    references=(SCHMITTLEIN,),
)
def which(company: Company) -> Statement:
    """State the family of models that fits, its warnings, and what was merged."""
    told = clv.summary(company.orders, company.as_of, unit="month")
    family = clv.which_model(contract=False, orders=company.orders, as_of=company.as_of, summary=told.table)
    once = float((told.table["frequency"] == 0).mean()) if len(told.table) else 0.0
    warned = " ".join(family.warnings)
    return Statement(
        f"Orders come at any time and leaving is not seen: {family.model}. {percent(once)} of the accounts bought on one day only.",
        f"{told.note} {percent(once)} of the accounts bought on one day only. {warned}".rstrip(),
        "“The model is right.” It assumes that buying is random in time and that an account leaves for good. Neither is quite so, "
        "and where accounts buy by the clock the model calls a silent one gone too late.",
        ("Contracts that are in the file are not used here: orders go on without them, and stop in spite of them.",),
    )
