"""Contracts for what passes between us: order lines, the work and the drops they cost, and the customer's whole wallet."""

from kamlib.tables.contracts.table import Column, Table

ORDERS = Table(
    "orders",
    "one line of an order, as invoiced",
    (
        Column("order_id", "id", "the order or invoice the line belongs to"),
        Column("order_line", "whole", "number of the line within its order", required=False, least=1),
        Column("account_id", "id", "the account that bought"),
        Column("ordered_at", "time", "when the order was placed, in the company's time zone"),
        Column("product_id", "id", "the article", required=False, missing=True),
        Column("category", "text", "product category", required=False, missing=True),
        Column(
            "quantity", "number", "units bought; negative for goods taken back", "units", required=False, missing=True
        ),
        Column("unit_price", "money", "price of one unit after discount", "per unit", required=False, missing=True),
        Column("revenue", "money", "what the customer pays for the line; negative for a refund"),
        Column("margin", "money", "revenue less the cost of the goods", required=False, missing=True),
    ),
)

ACTIVITIES = Table(
    "activities",
    "one piece of work done for an account",
    (
        Column("activity_id", "id", "our id for the piece of work", unique=True),
        Column("account_id", "id", "the account it was done for"),
        Column("performed_at", "time", "day it was done"),
        Column("activity", "text", "kind of work: visit, call, quote, sample, complaint"),
        Column("minutes", "number", "time it took", "minutes", least=0),
        Column("cost", "money", "what that time and its expenses cost us", required=False, missing=True, least=0),
        Column("staff", "name", "who did it", required=False, missing=True),
    ),
)

DELIVERIES = Table(
    "deliveries",
    "one drop: one time a lorry stopped for an account, or goods were handed over",
    (
        Column("delivery_id", "id", "our id for the drop", unique=True),
        Column("account_id", "id", "the account it was for"),
        Column("order_id", "id", "the order it belongs to", required=False, missing=True),
        Column("delivered_at", "time", "day it was done"),
        Column(
            "kind",
            "text",
            "kind of drop: to the warehouse, to the site, collected, taken back, or the client's own words",
            required=False,
            missing=True,
        ),
        Column("minutes", "number", "time it took, loading and driving included", "minutes", least=0),
        Column("cost", "money", "what that time and the way cost us", required=False, missing=True, least=0),
    ),
)

WALLET = Table(
    "wallet",
    "one category that one surveyed account buys, from us and from others",
    (
        Column("account_id", "id", "the account asked"),
        Column("category", "text", "product category"),
        Column("surveyed_at", "time", "day the customer was asked"),
        Column("annual_spend", "money", "all the account spends on the category in a year", "per year", least=0),
        Column("our_rank", "whole", "our place among its suppliers of the category, 1 for the first", least=1),
    ),
)
