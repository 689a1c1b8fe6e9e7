"""Several currencies in one ledger: converted at stated rates, exactly, or set aside by name."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamlib.tables.intake import ClientMapping, Source, compare, read_mapping, take_in, write_mapping
from kamlib.tables.intake.rates import Rates, read_rates
from kamlib.tables.policies import Policies

COLUMNS = {"order_id": "order", "account_id": "customer", "ordered_at": "day", "revenue": "amount", "currency": "money"}
RATES = Rates({"USD": Decimal("0.923105"), "KRW": Decimal("0.000676123")}, "European Central Bank", "2024-12-31")
LINES = """order,customer,day,amount,money
1,A,2024-01-01,10.01,EUR
2,A,2024-01-02,33.33,USD
3,B,2024-01-03,125000,krw
4,B,2024-01-04,-7.07,USD
5,B,2024-01-05,8.00,CHF
6,B,2024-01-06,9.00,
7,B,2024-01-07,9.50,?
"""
CONVERT = Policies(other_currency="convert")


def test_converted_exactly_and_shown_in_each_currency(take, frame):
    taken = take(LINES, columns=COLUMNS, policies=CONVERT, rates=RATES)
    ledger = taken.ledger
    assert ledger.reasons == {"refund": 1, "no rate for CHF": 1, "currency not readable": 1}
    used = Decimal("10.01") + Decimal("9.00") + Decimal("33.33") * Decimal("0.923105") + 125000 * Decimal("0.000676123")
    assert ledger.money_used == used
    assert ledger.money_set_aside == Decimal("-7.07") * Decimal("0.923105")
    assert frame(taken).set_index("order_id").loc["3", "revenue"] == float(125000 * Decimal("0.000676123"))
    by = {one.currency: one for one in ledger.currencies}
    assert (by["USD"].money_in, by["USD"].money_used, by["USD"].money_set_aside) == tuple(
        map(Decimal, ("26.26", "33.33", "-7.07"))
    )
    assert by["USD"].used_converted == Decimal("33.33") * Decimal("0.923105")
    assert (by["CHF"].money_set_aside, by["CHF"].rate) == (Decimal(8), None)
    assert by["not readable"].money_set_aside == Decimal("9.5")
    words = taken.in_words()
    assert "Rates, from European Central Bank, as of 2024-12-31" in words
    assert "1 USD = 0.923105 EUR" in words
    assert "column 'money', row 6: 1 row set aside, no rate for CHF: state its rate below [rates]." in words
    assert "CHF 8.00 in 1 row = CHF 0.00 used + CHF 8.00 set aside" in words
    assert "1 USD = 0.923105 EUR" in taken._repr_html_()
    assert take(LINES, columns=COLUMNS, policies=CONVERT, rates=RATES) == taken


def test_prices_and_margins_are_converted_too(take, frame):
    columns = {k: v for k, v in COLUMNS.items() if k != "revenue"} | {
        "quantity": "n",
        "unit_price": "price",
        "margin": "margin",
    }
    text = "order,customer,day,n,price,margin,money\n1,A,2024-01-01,3,2.50,1.00,USD\n2,A,2024-01-01,1,2.00,0.50,EUR\n"
    rates = Rates({"USD": Decimal("0.5")}, "a", "b")
    orders = frame(take(text, columns=columns, policies=CONVERT, rates=rates))
    assert orders[["unit_price", "revenue", "margin"]].to_numpy().tolist() == [[1.25, 3.75, 0.5], [2.0, 2.0, 0.5]]


def test_currencies_are_known_by_the_sign_beside_the_amount(take):
    columns = {k: v for k, v in COLUMNS.items() if k != "currency"}
    text = "order,customer,day,amount\n1,A,2024-01-01,€5.00\n2,A,2024-01-01,$10.00\n3,A,2024-01-01,20.00 USD\n"
    rates = Rates({"USD": Decimal("0.5")}, "a", "b")
    assert take(text, columns=columns, policies=CONVERT, rates=rates).ledger.money_used == Decimal(20)


def test_a_mark_that_contradicts_its_line_is_not_read(take):
    text = "order,customer,day,amount,money\n1,A,2024-01-01,€5.00,EUR\n2,A,2024-01-01,$10.00,EUR\n"
    assert take(text, columns=COLUMNS).ledger.reasons == {"amount missing or not readable": 1}


def test_without_conversion_each_currency_is_still_shown(take):
    ledger = take(LINES, columns=COLUMNS).ledger
    assert ledger.reasons == {"another currency": 5}
    assert {one.currency: one.money_in for one in ledger.currencies}["USD"] == Decimal("26.26")
    assert "$26.26 in 2 rows = $0.00 used + $26.26 set aside" in str(ledger)


def test_an_amount_too_large_to_convert_is_set_aside(take):
    text = "order,customer,day,amount,money\n1,A,2024-01-01,1,EUR\n2,A,2024-01-01,999999999999,USD\n"
    rates = Rates({"USD": Decimal("999999")}, "a", "b")
    assert take(text, columns=COLUMNS, policies=CONVERT, rates=rates).ledger.reasons == {
        "amount too large to convert": 1
    }


@given(
    st.lists(
        st.tuples(st.decimals(-(10**6), 10**6, places=2), st.sampled_from(["EUR", "USD", "KRW", "CHF"])),
        min_size=1,
        max_size=8,
    ),
    st.decimals("0.000001", 1000, places=9),
)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_currency_and_the_whole_balance(take, lines, rate):
    text = "order,customer,day,amount,money\n0,A,2024-01-01,1,EUR\n"
    text += "".join(f"{n},A,2024-01-01,{amount},{code}\n" for n, (amount, code) in enumerate(lines))
    rates = Rates({"USD": rate, "KRW": Decimal("0.0007")}, "a", "b")
    ledger = take(text, columns=COLUMNS, policies=CONVERT, rates=rates, decimal=".").ledger
    ledger.check()
    worth = {"EUR": Decimal(1), "USD": rate, "KRW": Decimal("0.0007"), "CHF": Decimal(0)}
    assert ledger.money_in == 1 + sum(amount * worth[code] for amount, code in lines)
    for one in ledger.currencies:
        own = [amount for amount, code in [(Decimal(1), "EUR"), *lines] if code == one.currency]
        assert one.money_in == sum(own) == one.money_used + one.money_set_aside


MAPPING = """
name = "Client"
currency = "EUR"
[policies]
other_currency = "convert"
[rates]
source = "ECB"
as_of = 2024-12-31
USD = 0.92
[orders]
file = "orders.csv"
[orders.columns]
account_id = "customer"
ordered_at = "day"
revenue = "amount"
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("0.92", "0.10000000000000001", "USD is 0.10000000000000001: a rate is above 0"),
        ("0.92", "0", "a rate is above 0"),
        ("0.92", '"soon"', "write a number"),
        ("0.92", "true", "write a number"),
        ("USD = 0.92", "usd = 1.1", "three capitals"),
        ("USD = 0.92", "EUR = 1.1", "the client's own currency"),
        ("USD = 0.92", "", "needs \\[rates\\]"),
        ('source = "ECB"', "", "needs source"),
        ('other_currency = "convert"', "", "stated but not used"),
    ],
)
def test_what_no_rate_can_be(old, new, says, write):
    with pytest.raises(ValueError, match=says) as error:
        read_mapping(write(MAPPING.replace(old, new), "client.toml"))
    assert "\n" not in str(error.value)


def test_rates_are_exact_as_written_and_written_as_read(write, tmp_path):
    mapping = read_mapping(write(MAPPING.replace("0.92", "0.100000001"), "client.toml"))
    assert mapping.rates == Rates({"USD": Decimal("0.100000001")}, "ECB", "2024-12-31")
    assert read_mapping(write_mapping(mapping, tmp_path / "again.toml")).rates == mapping.rates
    assert read_rates({"USD": 2, "source": "a", "as_of": "b"}).table == {"USD": Decimal(2)}


def test_other_rates_are_another_definition(take, write):
    file = write(LINES)
    old = take(file, columns=COLUMNS, policies=CONVERT, rates=RATES)
    new = take_in(
        ClientMapping(
            "Client",
            "EUR",
            (Source("orders", file, COLUMNS),),
            policies=CONVERT,
            rates=Rates({"USD": Decimal("0.95"), "KRW": RATES.table["KRW"]}, RATES.source, "2025-01-31"),
        )
    )
    found = compare(new, old)
    assert set(found.mapping) == {"rates.USD", "rates.as_of"}
    assert "rates.USD: 0.923105 before, 0.95 now" in found.in_words()


def test_a_total_for_each_currency_is_no_order(take):
    text = "order,customer,day,amount,money\n1,A,2024-01-01,5,EUR\n2,A,2024-01-02,3,CHF\nSumme EUR,,,5,EUR\nSumme CHF,,,3,CHF\n"
    assert take(text, columns=COLUMNS).ledger.reasons == {"row of totals": 2, "another currency": 1}


def test_a_line_that_names_no_currency_is_said(take):
    said = take(LINES, columns=COLUMNS).in_words()
    assert "column 'money', row 7: 1 rows name no currency and count as the client's." in said


def test_a_total_is_no_money_of_its_currency(take):
    text = "order,customer,day,amount,money\n1,A,2024-01-01,5,EUR\n2,A,2024-01-02,3,CHF\nSumme EUR,,,5,EUR\nSumme CHF,,,3,CHF\n"
    ledger = take(text, columns=COLUMNS).ledger
    assert {one.currency: one.money_in for one in ledger.currencies} == {"EUR": Decimal(5), "CHF": Decimal(3)}
