"""Contract for contracts: what binds an account to us, one row a term, so that a renewal is a row of its own."""

from kamlib.tables.contracts.table import Column, Table

TERMS = Table(
    "contracts",
    "one term of a contract; a renewal is a new row of the same contract",
    (
        Column("contract_id", "id", "the contract; the same for all its terms"),
        Column("account_id", "id", "the account it binds"),
        Column(
            "kind",
            "text",
            "the tie: framework agreement, stock on call, electronic ordering, joint range, or the client's own words",
            required=False,
            missing=True,
        ),
        Column("started_at", "time", "first day of the term"),
        Column("ends_at", "time", "last day of the term; empty while it is open", required=False, missing=True),
        Column(
            "annual_value",
            "money",
            "what the account agreed to buy in a year; empty where nothing was agreed",
            "per year",
            required=False,
            missing=True,
            least=0,
        ),
    ),
)
