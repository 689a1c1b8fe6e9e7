"""The tables the course accepts, each with its columns, types, units and rules."""

from kamlib.tables.contracts.customers import ACCOUNTS, CONTACTS, KNOWLEDGE, KNOWLEDGE_QUESTIONS
from kamlib.tables.contracts.growth import AIMS, PROGRAMMES, REFERRALS
from kamlib.tables.contracts.table import SQL_TYPES, Column, Kind, Table, dictionary
from kamlib.tables.contracts.terms import TERMS
from kamlib.tables.contracts.trade import ACTIVITIES, DELIVERIES, ORDERS, WALLET
from kamlib.tables.contracts.voices import (
    ANSWERS,
    ASKS,
    COMPLAINTS,
    ITEMS,
    OFFERS,
    PROMISES,
    RESPONSES,
    STAFF_RESPONSES,
    STANDARDS,
    VISITS,
)

CONTRACTS: dict[str, Table] = {
    table.name: table
    for table in (
        *(ACCOUNTS, CONTACTS, ORDERS, ACTIVITIES, WALLET, KNOWLEDGE, TERMS, DELIVERIES, PROGRAMMES, REFERRALS),
        *(ITEMS, RESPONSES, ANSWERS, OFFERS, STAFF_RESPONSES, VISITS, STANDARDS, COMPLAINTS, PROMISES),
    )
}

__all__ = ["AIMS", "ASKS", "CONTRACTS", "KNOWLEDGE_QUESTIONS", "SQL_TYPES", "Column", "Kind", "Table", "dictionary"]
