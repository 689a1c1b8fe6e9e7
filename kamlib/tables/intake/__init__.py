"""A client's file in, contract tables out, and every row set aside with its reason."""

from kamlib.tables.intake.comparing import Comparison, compare
from kamlib.tables.intake.intake import Intake, open_intake, previous, take_in
from kamlib.tables.intake.ledger import CurrencyMoney, Entry, RowLedger
from kamlib.tables.intake.mapping import ClientMapping, Source, read_mapping
from kamlib.tables.intake.proposing import Proposal, propose, propose_all
from kamlib.tables.intake.rates import Rates
from kamlib.tables.intake.store import forget
from kamlib.tables.intake.writing import write_mapping

__all__ = [
    "ClientMapping",
    "Comparison",
    "CurrencyMoney",
    "Entry",
    "Intake",
    "Proposal",
    "Rates",
    "RowLedger",
    "Source",
    "compare",
    "forget",
    "open_intake",
    "previous",
    "propose",
    "propose_all",
    "read_mapping",
    "take_in",
    "write_mapping",
]
