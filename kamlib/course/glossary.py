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
         "methods.profit.by_stretch"),
)  # fmt: skip
_04 = (
    Term("churn", "04", "The share of customers that left in a period, of those who were there at its beginning.",
         "methods.cohorts.retention"),
    Term("silence", "04", "Days without an order: a question, and no farewell.", "methods.cohorts.silence"),
    Term("rhythm", "04", "How many days usually lie between two orders of an account: the median of its gaps.",
         "methods.cohorts.silence"),
    Term("logo retention", "04", "The share of customers that bought again, each counted once.",
         "methods.cohorts.retention"),
    Term("gross revenue retention", "04", "The share of a year's revenue that came again the next year, growth left out.",
         "methods.cohorts.retention"),
    Term("net revenue retention", "04", "What last year's customers bring this year, growth let in, over what they brought then.",
         "methods.cohorts.retention"),
    Term("points of defection", "04", "Customers lost, of a hundred that were there: 5 points are 5 customers, 5 per cent mostly fewer.",
         "methods.churn.coats"),
    Term("cohort", "04", "All customers that began in the same period.", "methods.cohorts.triangle"),
    Term("censoring", "04", "Seeing a life only up to some day: it lasted at least so long.", "methods.cohorts.lives"),
    Term("survival curve", "04", "The share still here after each length of time, those still here counted rightly.",
         "methods.churn.kaplan_meier"),
    Term("median lifetime", "04", "The time after which half have left; there is none while more than half are here.",
         "methods.churn.kaplan_meier"),
    Term("log-rank test", "04", "Whether groups leave at rates that differ more than chance would make them.",
         "methods.churn.log_rank"),
    Term("tie", "04", "Something agreed that makes leaving dearer, such as stock on call.", "methods.churn.ties_begun"),
    Term("immortal time", "04", "The time an account had to live through before it could get what is counted.",
         "methods.churn.three_ways"),
    Term("landmark", "04", "An age at which one looks who is still here and what each holds then.",
         "methods.churn.landmark"),
    Term("time-varying", "04", "Said of something held that counts only from the day on which it began.",
         "methods.churn.time_varying", "Time-varying"),
    Term("hazard ratio", "04", "How many times as fast some leave as others like them.", "methods.churn.cox"),
    Term("proportional hazards", "04", "That a hazard ratio is the same early and late in a life.", "methods.churn.cox"),
    Term("concordance", "04", "How often a model says rightly who of two leaves first.", "methods.churn.cox"),
    Term("funnel plot", "04", "Groups by size and rate, between the limits of what chance does to each size.",
         "methods.churn.funnel"),
    Term("shrinkage", "04", "Pulling a group's number towards that of all, the further the smaller the group.",
         "methods.churn.shrink"),
    Term("precision", "04", "Of those an alarm names, the share that it names rightly.", "methods.churn.indicators"),
    Term("recall", "04", "Of those an alarm should name, the share that it names.", "methods.churn.indicators"),
    Term("base-rate fallacy", "04", "Forgetting how many are quiet and stay when an alarm rings.",
         "methods.churn.indicators"),
)  # fmt: skip
_05 = (
    Term("lifetime value", "05", "What an account is still expected to leave, in money of today.", "methods.clv.value"),
    Term("margin multiple", "05", "How many years' margins an account is worth, at a retention and a discount.",
         "methods.equity.margin_multiple"),
    Term("crossover", "05", "The age at which an account has paid back what it cost to win.",
         "methods.equity.margin_multiple"),
    Term("point", "05", "A hundredth of the whole: from 80 % to 86 % are six points.", "methods.equity.value_of_points"),
    Term("sunk cost", "05", "Money that is spent whatever one does now.", "methods.clv.value"),
    Term("discount", "05", "What a year's waiting takes off an amount of money.", "methods.equity.margin_multiple"),
    Term("frequency", "05", "Purchase days after the first.", "methods.clv.summary"),
    Term("recency", "05", "An account's age at its last purchase.", "methods.clv.summary"),
    Term("probability alive", "05", "How likely an account has not left, from its own buying.",
         "methods.clv.ModifiedBetaGeometricNBD"),
    Term("holdout", "05", "The last part of a file, kept away from a model and then asked for.", "methods.clv.holdout"),
    Term("transactional", "05", "Said of a customer of whom only the margin of this order is counted on.",
         "methods.equity.margin_multiple"),
    Term("relationship", "05", "More margins follow, from those who stay.", "methods.equity.margin_multiple"),
    Term("shifted beta-geometric", "05", "A model of renewals in which those most likely to leave leave first.",
         "methods.clv.fit_sbg"),
    Term("T", "05", "An account's age on the as-of date.", "methods.clv.summary"),
    Term("Gamma-Gamma", "05", "A model of mean spend that draws each account towards everybody.",
         "methods.clv.fit_gamma_gamma"),
    Term("bootstrap", "05", "Fitting again to customers drawn with replacement, to see how far numbers move.",
         "methods.clv.bootstrap"),
    Term("state", "05", "Where a customer stands, such as one year without an order.",
         "methods.equity.migration_value"),
    Term("calibration", "05", "The first part of a file, to which a model is fitted.", "methods.clv.holdout"),
)  # fmt: skip

_06 = (
    Term("average cost", "06", "All that was spent over everybody who came or stayed.", "methods.equity.average_costs"),
    Term("trial", "06", "Some drawn by lot get the money, others none, so that the difference is its doing."),
    Term("additional", "06", "Said of accounts that came or stayed because of the money, and would not have without it.",
         "methods.equity.pilot_costs"),
    Term("marginal cost", "06", "What the next account costs, if more is spent.", "methods.equity.pilot_costs"),
    Term("Pareto law", "06", "The best so many hold a share that follows from one exponent, at every size of the best.",
         "methods.top_fifth.pareto_share"),
    Term("tenure", "06", "How long an account has been with us.", "methods.equity.account_years"),
    Term("the same sales", "06", "Comparing accounts as if each had sold as much, so that size cannot pose as age.",
         "methods.equity.cost_by_tenure"),
    Term("referral", "06", "A new account that another one brought.", "methods.equity.referral_rates"),
    Term("steady base", "06", "The number of accounts at which as many leave as come.", "methods.equity.steady_base",
         "new accounts a year over the share that leaves"),
)  # fmt: skip

_08 = (
    Term("item", "08", "One line of a questionnaire: a question or a statement, with a scale to tick.", "methods.survey.Item"),
    Term("dimension", "08", "Items that are about one thing, such as reliability.", "methods.survey.Codebook",
         "dimensions"),
    Term("codebook", "08", "What each item asks, and how its ticks are to be read.", "methods.survey.Codebook"),
    Term("reversed item", "08", "An item worded the other way round: its ticks are turned before they are added up.",
         "methods.survey.Codebook"),
    Term("sheet", "08", "Answers with a row a questionnaire and a column an item, as ticked.", "methods.survey.sheet"),
    Term("code", "08", "A number that stands for no answer, such as 99 for “don't know”.", "methods.survey.Item"),
    Term("wave", "08", "One round of a survey that is repeated."),
    Term("sampling frame", "08", "Everybody who was invited, answered or not, with what is known of each.",
         "methods.survey.sampling_frame"),
    Term("Cronbach's alpha", "08", "How sure the sum of several items is: 0 is noise, 1 is one thing said again and again.",
         "methods.survey.reliability"),
    Term("margin of error", "08", "Half of a 95 % interval: how far chance may put a sample off.",
         "methods.survey.margin_of_error"),
    Term("cluster", "08", "People who answer alike, such as the contacts of one group.", "methods.survey.weighted_mean"),
    Term("weight", "08", "For how many people an answer stands.", "methods.survey.rake"),
    Term("raking", "08", "Finding weights that give several known margins at once.", "methods.survey.rake", "Raking"),
)  # fmt: skip

_09 = (
    Term("net promoter score", "09", "The share of those who tick 9 or 10 less the share of those who tick 0 to 6, in points.",
         "methods.survey.net_promoter"),
    Term("factor", "09", "Something that several items have in common.", "methods.survey.factors"),
    Term("loading", "09", "How far an item goes along with a factor.", "methods.survey.factors"),
    Term("KMO", "09", "Whether items share enough to look for factors: above .8 is good, below .5 nothing is to be found.",
         "methods.survey.suitability"),
    Term("driver", "09", "An attribute that goes along with satisfaction.", "methods.survey.drivers"),
    Term("mystery shopper", "09", "Somebody who calls as a customer and ticks which standards were met."),
    Term("kappa", "09", "Agreement of two raters with chance taken off.", "methods.agreement.cohen_kappa"),
    Term("difference in differences", "09", "The change of those whom an event touched, less the change of the others in the same time.",
         "methods.survey.difference_in_differences"),
    Term("part-worth", "09", "What one attribute of an offer adds to its rating, the others held.", "methods.survey.part_worths"),
    Term("price premium", "09", "What more somebody would pay for an attribute: its part-worth over what one unit of money takes off.",
         "methods.survey.part_worths"),
    Term("badge", "09", "An attribute that is paid for because of what it says about the one who chose it."),
)  # fmt: skip

_10 = (
    Term("service gap", "10", "What somebody got less what the same person expects; below zero is less than expected.",
         "methods.gaps.service_gaps"),
    Term("SERVPERF", "10", "What was got, alone, as the measure of service.", "methods.gaps.service_gaps"),
    Term("zone of tolerance", "10", "What lies between what is just enough and what is desired.", "methods.gaps.tolerance"),
    Term("basic", "10", "Stated high and derived low: taken for granted until it fails.", "methods.gaps.stated_and_derived"),
    Term("blind spot", "10", "What our staff rate high and customers low, surely apart.", "methods.gaps.blind_spots"),
    Term("gap 1", "10", "Managers do not know what is expected.", "methods.gaps.gap_chain"),
    Term("gap 2", "10", "What managers know is not written down.", "methods.gaps.gap_chain"),
    Term("gap 3", "10", "What is written down is not done.", "methods.gaps.gap_chain"),
    Term("gap 4", "10", "More is promised than is done.", "methods.gaps.promise_gap"),
    Term("must-be", "10", "A feature that nobody notices and everybody misses.", "methods.gaps.kano"),
    Term("attractive", "10", "A feature that pleases and is not missed.", "methods.gaps.kano"),
    Term("Better", "10", "The share that having a feature pleases.", "methods.gaps.kano"),
    Term("Worse", "10", "The share that missing a feature annoys.", "methods.gaps.kano"),
    Term("shape", "10", "Whether two groups rank the items alike.", "methods.gaps.profile_match", "Shape"),
    Term("level", "10", "How much higher one group rates all items.", "methods.gaps.profile_match"),
    Term("triangulate", "10", "To trust what several sources say that err in different ways.", "methods.gaps.board"),
)  # fmt: skip
TERMS: tuple[Term, ...] = (*_00, *_01, *_02, *_03, *_04, *_05, *_06, *_08, *_09, *_10)
"""All terms, in the order in which the lessons define them."""
