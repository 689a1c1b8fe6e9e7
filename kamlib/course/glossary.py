"""The course's words: each term in one sentence, the lesson that teaches it, and the function that computes it.

One word has one meaning in this course. A term stands in bold where its lesson defines it; a test keeps this list and
the lessons true to each other. Shown near the end of every lesson.
"""

from __future__ import annotations

from dataclasses import dataclass

from kamlib.course.words import WordList, of_lesson


@dataclass(frozen=True)
class Term:
    """A word and its lesson, what it means in one sentence, what computes it, and its other spelling in bold."""

    name: str
    lesson: str
    meaning: str
    function: str = ""
    bold: str = ""

    @property
    def written(self) -> str:
        """How the lesson that defines the term writes it in bold."""
        return self.bold or self.name


def glossary(lesson: str | None = None) -> WordList:
    """Return the terms that a lesson defines ("02"), in its order, or those of all lessons by the alphabet.

    Raises ValueError when there is no such lesson.

    >>> glossary("02").rows[0][0], len(glossary().rows) == len(TERMS)
    ('RFM', True)
    """
    of_lesson(lesson, [term.lesson for term in TERMS], "terms")
    terms = [term for term in TERMS if lesson in (None, term.lesson)]
    if lesson is None:
        terms.sort(key=lambda term: term.name.casefold())
    heads = ("term", "meaning", "function")
    if lesson is not None:
        rows = tuple((term.name, term.meaning, term.function) for term in terms)
        return WordList(f"The words of lesson {lesson}", heads, rows, codes=("function",))
    every = tuple((term.name, term.meaning, term.function, term.lesson) for term in terms)
    return WordList("The words of the course", (*heads, "lesson"), every, codes=("function",))


_00 = (
    Term("cell", "00", "A piece of a lesson's page; a grey one holds code and runs.", bold="cells"),
    Term("name", "00", "A word that stands for a value or a table, once = has given it."),
    Term("function", "00", "A word with brackets after it that does something and may hand something back."),
    Term("table", "00", "Rows and columns, like a sheet in which each column holds one kind of thing.", bold="tables"),
    Term("order line", "00", "One article on one order: one row of orders.", "company.orders", "line"),
    Term("account", "00", "A customer we deliver and invoice to.", "company.accounts"),
    Term("margin", "00", "What is left of the revenue when the goods are paid.", "company.orders"),
    Term("as-of date", "00", "The day a company is looked at: nothing after it is known.", "company.as_of"),
    Term("segmentation", "00", "Telling customers apart, so that each can be served in the way that suits them."),
    Term("retention", "00", "Keeping the customers one has.", "methods.scorecard.scorecard"),
    Term("growth", "00", "More business with the customers one keeps.", "methods.scorecard.scorecard"),
    Term("KPI", "00", "Key performance indicator: a number that a manager steers by, for better or worse."),
    Term("lever", "00", "Something a manager can set that moves profit: price, volume, unit cost, fixed cost.",
         "methods.levers.pull", "levers"),
    Term("elasticity", "00", "By how many per cent volume changes when the price rises by one per cent.",
         "methods.levers.pull"),
    Term("break-even volume", "00", "The volume at which a decision neither wins nor loses against today.",
         "methods.levers.pull", "break-even"),
    Term("mapping", "00", "A small file that says which column of a client's file is which of ours.",
         "widgets.column_mapper"),
    Term("intake", "00", "Reading a client's file: each row is used, or set aside with its reason.", "company.intake"),
    Term("workspace", "00", "The folder with your own copies of the lessons, your progress and your choice of company."),
)  # fmt: skip
_01 = (
    Term("knowledge audit", "01", "For each account and each question, whether there is an answer, and from when.",
         "methods.accounts.knowledge_audit"),
    Term("audit cell", "01", "One account times one question.", "methods.accounts.knowledge_audit"),
    Term("coverage", "01", "The share of an audit's cells that have an answer.", "methods.accounts.knowledge_audit"),
    Term("stale", "01", "Said of an answer that is older than a limit we set.", "methods.accounts.knowledge_audit"),
    Term("Goodhart's law", "01", "A measure that becomes a target stops measuring well."),
    Term("completeness", "01", "Whether something is written.", "methods.accounts.completeness"),
    Term("accuracy", "01", "Whether what is written is true.", "methods.accounts.accuracy"),
    Term("sample", "01", "A few of many, chosen by chance, so that nobody knows beforehand which.",
         "methods.accounts.sample_cells"),
    Term("one face", "01", "To be one supplier to a customer who is in our list more than once.",
         "methods.accounts.roll_up"),
    Term("duplicate candidate", "01", "A pair of accounts that may be one customer: a question to a person.",
         "methods.accounts.duplicate_candidates", "duplicate candidates"),
    Term("roll-up", "01", "Counting accounts of one parent, and second entries, as one customer.",
         "methods.accounts.roll_up", "roll up"),
    Term("buying centre", "01", "All who take part in a customer's decision to buy.", "methods.accounts.market_profile"),
    Term("account card", "01", "All that the tables hold of one account, on one page.", "methods.accounts.account_card"),
    Term("value of knowing", "01", "What an answer is worth before one decides: nothing, if it cannot change the decision.",
         "methods.accounts.value_of_knowing"),
    Term("assumption", "01", "A number that nobody has measured, written down where everybody can attack it.",
         bold="assumptions"),
    Term("stake", "01", "What can still be won or lost at an account in a year.", "methods.accounts.gap_values"),
    Term("pseudonym", "01", "A key that stands for a name, with the list of keys kept elsewhere.", bold="pseudonyms"),
    Term("smallest cell", "01", "The smallest group that a table may show when it leaves the house."),
)  # fmt: skip
_02 = (
    Term("RFM", "02", "Recency, frequency, money: days since the last order, number of orders, revenue of an account.",
         "methods.segments.rfm"),
    Term("reduction", "02", "Many rows in, one row out for each account.", "methods.segments.rfm"),
    Term("median", "02", "The middle value: half of the accounts are above it."),
    Term("score", "02", "Where a customer stands among the others, from 1 to 5.", "methods.segments.score"),
    Term("threshold", "02", "A value at which one score ends and the next begins.", "methods.segments.quintiles",
         "thresholds"),
    Term("RFM cell", "02", "A named group of scores with a rule that everybody can read.", "methods.segments.cells",
         "cells"),
    Term("concentration", "02", "How much of the business hangs on how few.",
         "methods.concentration.concentration"),
    Term("top share", "02", "The share of revenue that the largest accounts bring.", "methods.concentration.top_share",
         "top shares"),
    Term("Gini index", "02", "Concentration from 0, all accounts equal, towards 1, one has all.",
         "methods.concentration.gini", "Gini"),
    Term("HHI", "02", "Herfindahl-Hirschman index: the sum of the squared shares of revenue.",
         "methods.concentration.hhi"),
    Term("effective number", "02", "How many equal customers would make a business as concentrated as this one.",
         "methods.concentration.concentration"),
    Term("parent", "02", "The group that owns several accounts and can take them all away in one meeting.",
         "methods.accounts.roll_up"),
    Term("continuum", "02", "Customers in one line from high value and volume to low, before anybody cuts it.",
         "methods.segments.continuum"),
    Term("volume", "02", "How much a customer buys.", "methods.segments.continuum"),
    Term("value", "02", "What a customer leaves us: the margin.", "methods.segments.continuum"),
    Term("tier", "02", "A part of the continuum between two cuts that somebody chose.", "methods.segments.tiers"),
    Term("clustering", "02", "A method that looks for groups by itself: near to each other, far from the rest.",
         "methods.segments.cluster"),
    Term("feature", "02", "A number about an account that a clustering may look at.", "methods.segments.features",
         "features"),
    Term("separate groups", "02", "Groups whose members are nearer to each other than to the next group.",
         "methods.segments.choose_k", "separate"),
    Term("stable groups", "02", "Groups that come back when the accounts are drawn again.",
         "methods.segments.choose_k", "stable"),
    Term("null", "02", "What the same method shows on data without any groups.", "methods.segments.choose_k"),
    Term("profile of a group", "02", "How a group differs from everybody else, in standard deviations.",
         "methods.segments.profile", "profile"),
    Term("straight rebuy", "02", "Buying the same again without a thought.", "methods.segments.behaviour"),
    Term("modified rebuy", "02", "Buying again, but something is new and is compared.", "methods.segments.behaviour"),
    Term("new task", "02", "Buying for the first time, with everything to be found out.", "methods.segments.behaviour"),
    Term("complexity", "02", "What it costs to run several kinds of service at once.",
         "methods.segments.worth_of_tiers"),
    Term("response", "02", "By how much a customer's margin changes because of what we do.",
         "methods.segments.worth_of_tiers", "respond"),
    Term("break-even response", "02", "The response at which a service has just paid for itself.",
         "methods.segments.worth_of_tiers"),
)  # fmt: skip
_03 = (
    Term("cost to serve", "03", "What the work for an account costs: visits, calls, quotes, drops.",
         "methods.profit.cost_of_work"),
    Term("time-driven costing", "03", "Cost to serve from minutes and from what a minute costs.", "methods.profit.rates"),
    Term("practical capacity", "03", "The minutes people can really work; what nobody used belongs to no account.",
         "methods.profit.sized_to_peak"),
    Term("waterfall", "03", "An account's profit and loss as steps, each taking something off the one before.",
         "methods.profit.waterfall"),
    Term("whale curve", "03", "Profit added up from the best account to the worst: it rises above the total and falls back.",
         "methods.profit.whale_curve"),
    Term("owner", "03", "A parent with all its accounts, or an account that has no parent.",
         "methods.profit.whale_curve", "owners"),
    Term("bridge", "03", "A change of sales or margin split by a rule into steps that add up to it.",
         "methods.profit.bridge"),
    Term("price step", "03", "Same account, same article, another price: what that did to sales.",
         "methods.profit.bridge", "Price"),
    Term("volume step", "03", "More units or fewer: what that did to sales.", "methods.profit.bridge", "Volume"),
    Term("mix", "03", "Dearer or cheaper articles for the same units: what that did to sales.",
         "methods.profit.bridge", "Mix"),
    Term("new and leaving", "03", "The money of accounts that bought in one of two years only.",
         "methods.profit.bridge"),
    Term("driver tree", "03", "Profit as a product of things a manager can count.", "methods.profit.driver_tree",
         "driver trees"),
    Term("tornado", "03", "What profit becomes as one driver at a time moves down and up, widest first.",
         "methods.profit.tornado"),
    Term("stranded cost", "03", "Cost that stays when what it served is gone.", "methods.profit.saved_by_stopping"),
    Term("regression to the mean", "03", "Who is chosen for a bad year had bad luck too, and is better off next year.",
         "methods.profit.by_year"),
)  # fmt: skip

TERMS: tuple[Term, ...] = (*_00, *_01, *_02, *_03)
"""All terms, in the order in which the lessons define them."""
