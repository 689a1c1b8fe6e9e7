"""What lesson 01 allows to be said of a company: what is known, whether it is true, of whom, and what a gap is worth."""

from __future__ import annotations

import pandas as pd

from kamlib.course.claim import Statement, claim
from kamlib.course.exercises.lesson_01.assumptions import ASSUMPTIONS
from kamlib.course.naming import isolated, names_of
from kamlib.figures import money, percent
from kamlib.figures.house import counted
from kamlib.methods import accounts, last_days
from kamlib.methods.accounts import Audit
from kamlib.tables import larkfield
from kamlib.tables.company import Company
from kamlib.tables.contracts import KNOWLEDGE_QUESTIONS

GOODHART = (
    "Goodhart, C. A. E. (1975). Problems of monetary management: the U.K. experience. Papers in Monetary Economics, "
    "Reserve Bank of Australia."
)
STRATHERN = "Strathern, M. (1997). 'Improving ratings': audit in the British university system. European Review 5."
WILSON = (
    "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the American "
    "Statistical Association 22."
)
FELLEGI = "Fellegi, I. P. and Sunter, A. B. (1969). A theory for record linkage. Journal of the American Statistical Association 64."
WEBSTER = "Webster, F. E. and Wind, Y. (1972). Organizational Buying Behavior."
RAIFFA = "Raiffa, H. and Schlaifer, R. (1961). Applied Statistical Decision Theory."

SAMPLE = 240
"""Answers to verify by telephone: about a day's work for one person, spread over a team of six."""
HASTE = 0.05
"""From this share of all answers on one day, the day is named. A convention of ours."""


def audit_of(company: Company) -> Audit:
    """Return the knowledge audit of a company, of nothing known where it brings no answers."""
    return accounts.knowledge_audit(company.or_empty("knowledge"), company.accounts, company.as_of)


def stakes_of(company: Company) -> pd.Series:
    """Return each account's revenue of the last 365 days: what is taken to be at stake."""
    orders = company.orders
    year = last_days(orders, company.as_of)
    return year.groupby("account_id")["revenue"].sum()


@claim("1.1", "What is known, and how old it is", question="What do we know of each account, and how old is it?")
def known(company: Company) -> Statement:
    """State how many of the thirteen questions are answered, how many freshly, and where the gap is widest."""
    from kamlib.figures import coverage_bars, knowledge_heatmap

    audit = audit_of(company)
    cells, many = f"{len(audit.cells):,}", counted(len(audit.by_account))
    if not audit.coverage > 0:
        return Statement(
            f"This file holds no answer to any of {cells} questions about {many}.",
            f"Nothing is written down that we were given: {cells} questions about {many} are open. Ask for the record cards "
            "before asking the customers.",
            "“Nobody knows these customers.” Somebody may, and has not written it down.",
            (_stale_after(audit),),
            lambda: (coverage_bars(audit),),
        )
    shares = audit.by_question["coverage"].tolist()
    least = shares.index(min(shares)) + 1
    question = KNOWLEDGE_QUESTIONS[least - 1]
    return Statement(
        f"{percent(audit.coverage)} of {cells} questions about {many} have an answer, and {percent(audit.fresh_share)} one "
        f"of at most {audit.stale_after_days:,} days.",
        f"Of {cells} questions about {many}, {percent(audit.coverage)} have an answer, and {percent(audit.fresh_share)} a "
        f"fresh one. Least is known on question {least}: “{question}” ({percent(min(shares))}).",
        f"“We know {percent(audit.coverage)} of our customers.” A card with an answer is a card with an answer: whether it "
        "is true, an audit of cards cannot see.",
        (_stale_after(audit), "Each of the thirteen questions counts the same, and so does each account."),
        lambda: (knowledge_heatmap(audit), coverage_bars(audit)),
        {"Accounts by what is known": audit.by_account.sort_values("coverage", kind="stable")},
    )


def _stale_after(audit: Audit) -> str:
    return f"An answer is called stale after {audit.stale_after_days:,} days, a convention of ours to be argued with."


@claim("1.2", "Whether it is true", question="Is what we wrote down true?", references=(GOODHART, STRATHERN, WILSON))
def true(company: Company) -> Statement:
    """State on which day most was written, and what a sample of calls found to be right."""
    audit = audit_of(company)
    days = accounts.same_day_answers(company.or_empty("knowledge"))
    to_check = accounts.sample_cells(audit, SAMPLE)
    if to_check.empty:
        return Statement(
            "There is no answer to check.",
            "Nothing is written down that could be true or false.",
            "“The file is correct.” It says nothing.",
        )
    busiest = _busiest(days)
    checked = larkfield.check_answers(to_check, company.truth)
    if checked.empty:
        return Statement(
            f"Nobody has checked the answers yet; a sample of {len(to_check):,} would do.",
            f"{busiest} Whether the answers are true is not known: {len(to_check):,} drawn at random are ready to be checked.",
            "“The cards are complete, so we know our customers.” Complete is not correct.",
            ("The sample is drawn at random from all answers, so it speaks for all of them.",),
            lists={"Answers to check by telephone": to_check.set_index("account_id")},
        )
    found = accounts.accuracy(checked).iloc[0]
    return Statement(
        f"Of {int(found['n']):,} answers checked, {percent(found['share'])} were right.",
        f"{busiest} Of {int(found['n']):,} answers drawn at random and checked, {percent(found['share'])} were right "
        f"(95 % interval {percent(found['low'])} to {percent(found['high'])}).",
        "“The manager with the fullest cards knows most.” Fullness is what was asked for, so fullness is what came. Nor: "
        "“somebody cheated.” Many answers on one day are a reason to check, not a proof.",
        ("The sample is drawn at random from all answers, so it speaks for all of them.",),
        lambda: _by_manager(company, audit, checked),
    )


def _busiest(days: pd.DataFrame) -> str:
    if days.empty:
        return "No answer has a date."
    by_day = days.groupby("answered_at")["share"].sum()
    day = pd.Timestamp(str(by_day.idxmax()))
    if by_day.max() < HASTE:
        return "No single day stands out for the answers written on it."
    return f"{percent(float(by_day.max()))} of all answers were written on one day, {day.day} {day:%B %Y}."


def completeness_by_manager(company: Company, audit: Audit, checked: pd.DataFrame) -> pd.DataFrame:
    """Return a row a manager: completeness of the cards, and n, accurate, share, low and high of those checked."""
    manager = company.accounts.reindex(columns=["account_id", "manager"]).set_index("account_id")["manager"]
    full = audit.by_account["coverage"].groupby(manager).mean().rename("completeness")
    found = accounts.accuracy(checked.assign(manager=checked["account_id"].map(manager)), by="manager")
    return found.join(full, how="outer")


def _by_manager(company: Company, audit: Audit, checked: pd.DataFrame) -> tuple:
    from kamlib.figures import completeness_and_accuracy

    table = completeness_by_manager(company, audit, checked)
    return (completeness_and_accuracy(table),) if len(table) else ()


@claim(
    "1.3",
    "One face to the customer",
    question="How many customers do we really have?",
    references=(FELLEGI,),
)
def one_face(company: Company) -> Statement:
    """State how many customers stand behind the accounts, and how much more hangs on the largest."""
    from kamlib.figures import rollup_levels

    candidates = accounts.duplicate_candidates(company.accounts)
    confirmed = larkfield.confirm_pairs(candidates, company.truth)
    rolled = accounts.roll_up(company.orders, company.accounts, accounts.merge_map(company.accounts, confirmed))
    first, last = rolled.levels.iloc[0], rolled.levels.iloc[-1]
    if rolled.customers.empty:
        raise ValueError(f"{company.name} has no order: nobody can be counted as a customer.")
    largest = rolled.customers.iloc[0]
    merged = "second entries are merged and " if len(confirmed) else ""
    return Statement(
        f"{counted(first['customers'])} with orders are {last['customers']:,.0f} customers; the largest brings "
        f"{percent(float(last['top_1_share']))} of revenue.",
        f"{counted(first['customers'])} that ordered are {last['customers']:,.0f} customers once {merged}"
        f"groups are put together. {_pairs(company, len(candidates), len(confirmed))} The largest customer, "
        f"{isolated(str(largest['name']))}, brings {percent(float(last['top_1_share']))} of revenue; the largest account alone "
        f"brings {percent(float(first['top_1_share']))}.",
        "“These two names are the same firm.” A program says that names are alike; a person says that firms are. Nor: “we "
        "lost customers.” Nobody left when the list was put in order.",
        (
            "Only accounts with orders are counted.",
            "Accounts of one parent count as one customer."
            if company.has("accounts", "parent_id")
            else "The file names no parents, so accounts of one group count as several customers.",
        ),
        lambda: (rollup_levels(rolled),),
        {"Pairs of names to put to a person": candidates, "Customers, the largest first": rolled.customers},
    )


def _pairs(company: Company, alike: int, confirmed: int) -> str:
    if not alike:
        return "No two names read alike."
    pairs = "1 pair of names reads alike" if alike == 1 else f"{alike:,} pairs of names read alike"
    return (
        f"{pairs}; {f'{confirmed:,} confirmed as one customer' if company.truth else 'nobody has confirmed any yet'}."
    )


@claim(
    "1.4",
    "The market in six questions",
    question="Who buys what, why, how and where, and who takes part?",
    references=(WEBSTER,),
)
def market(company: Company) -> Statement:
    """State which of the six market questions the file answers, and on what."""
    from kamlib.figures import market_profile_panels

    profile = accounts.market_profile(
        company.orders, company.accounts, company.get("contacts"), company.get("knowledge")
    )
    told = [key for key, panel in profile.panels.items() if panel is not None]
    open_ones = [key.replace("_", " ") for key in profile.panels if key not in told]
    words = ", ".join(key.replace("_", " ") for key in told)
    return Statement(
        f"The file answers {len(told)} of the six questions about its market.",
        (
            f"Of the six questions, the file answers: {words}. "
            if told
            else "The file answers none of the six questions. "
        )
        + (f"It cannot say: {', '.join(open_ones)}." if open_ones else "No question stays open."),
        "“This is the market.” These are our customers: who buys from others only is in none of these tables.",
        tuple(profile.basis[key] for key in told),
        lambda: (market_profile_panels(profile),),
    )


@claim("1.5", "What a gap is worth", question="Which gap is worth filling first?", references=(RAIFFA,))
def worth(company: Company) -> Statement:
    """State which gap to fill first under the assumptions, and what half of the expected worth takes."""
    from kamlib.figures import gap_value_bars

    gaps = accounts.gap_values(audit_of(company), stakes_of(company), ASSUMPTIONS)
    total = float(gaps["expected_value"].sum())
    assumed = (
        "What is at stake at an account is taken to be its revenue of the last 365 days.",
        "How often an answer pays, what it wins or costs and the minutes it takes are assumed for each question, not measured.",
    )
    if not total > 0:
        return Statement(
            "No gap is worth anything under these assumptions.",
            "Under our assumptions no answer would change what we do.",
            "“We know enough.” Only that these assumptions put nothing at stake.",
            assumed,
        )
    first = gaps.iloc[0]
    half = gaps["expected_value"].cumsum() <= total / 2
    hours, all_hours = (float(minutes.sum()) / 60 for minutes in (gaps.loc[half, "minutes"], gaps["minutes"]))
    in_hours = f"lies in {hours:,.0f} of {all_hours:,.0f} hours of asking."
    question = KNOWLEDGE_QUESTIONS[int(first["question"]) - 1]
    return Statement(
        f"Half of what {len(gaps):,} gaps are worth {in_hours}",
        f"Under our assumptions the first thing to ask is “{question}” at {names_of(company, [first['account_id']])[0]}: "
        f"worth {money(float(first['expected_value']), company.currency)} a year for {first['minutes']:,.0f} minutes, which is "
        f"{money(float(first['value_per_hour']), company.currency)} an hour. "
        f"Half of the worth of all gaps {in_hours}",
        "“This answer will earn that much.” It is an average over answers that mostly change nothing, under assumptions "
        "that nobody has tested.",
        assumed,
        lambda: (gap_value_bars(gaps, company.currency),),
        {"Gaps to fill, the best hour first": _asked(gaps.head(200))},
    )


def _asked(gaps: pd.DataFrame) -> pd.DataFrame:
    """Return the gaps by account, each question in its words."""
    words = [KNOWLEDGE_QUESTIONS[number - 1] for number in gaps["question"]]
    return gaps.assign(question=words).set_index("account_id")
