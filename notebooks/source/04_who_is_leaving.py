# %% [markdown]
# # 04 · Churn and turnover: who is leaving?
#
# **The manager's question.** *Customers leave, and mostly nobody tells us. How many do we keep, and for how long? Does
# anything that we do hold them? And whom do we call this month, before it is too late?*
#
# | | |
# |---|---|
# | After this lesson you can | tell silence from leaving, by an account's own rhythm; count what was kept, and say a rate with its period; estimate how long accounts stay, those still here counted; test whether ties hold them, and judge managers, without two famous traps; set an alarm, and spend 60 hours of calls |
# | You need | lesson 02 |
# | Minutes | core 40 to teach and 50 to do; the parts marked *optional* add 40 |

# %% [markdown] tags=["trainer"]
# **Trainer · opening · 5 minutes (half day: 10).** Ask before anything is run: *"How many customers did you lose last year?
# Write down a number."* Then: *"How do you know?"* Most rooms have no number, and those that have one never say of what (our
# estimate). Collect the ways of knowing on the board: they gave notice, they stopped ordering, the representative said so.
# The lesson comes back to each. Say: *"Today two traps are laid in which almost everybody is caught. Being caught is the
# lesson."* In the short class exercises 4.2, 4.3, 4.4 and 4.7 are left for home; say so now.

# %% [markdown] tags=["slide"]
# ## What can this file answer?
#
# Before any analysis, ask what the file can say at all. *By proxy* means that something else stands in for what we would
# like to know, and the remark says what.

# %% tags=["slide"]
import math

import pandas as pd

import kamlib
from kamlib import figures, methods, widgets
from kamlib.course import begin, bridge, check, glossary, hint, may_say, play, predict, progress, set_aside, solution
from kamlib.figures import show
from kamlib.tables import larkfield

company = kamlib.load()
begin("04", company)

# %% [markdown]
# Beside the spreadsheet moves you know, these are the new ones of this lesson.

# %%
bridge("04")

# %% [markdown] tags=["slide"]
# ## 1 · Has it left, or is it only silent?
#
# Leaving goes by two names: **churn** where people subscribe, customer turnover in older books. With a contract it has a
# day: the last one is over, and not renewed. Without one nobody says goodbye. There is only **silence**: days without an
# order.

# %% tags=["slide"]
now = methods.cohorts.silence(company.orders, company.as_of)
now.head()

# %% [markdown]
# One row is one account, the longest silence in its own measure first. `gap_days` is the account's **rhythm**, the median
# number of days between two of its orders. `times_usual` is its silence counted in such gaps. Ninety days are alarming in one
# who buys every week, and nothing at all in one who buys twice a year.
#
# `usual_days` is the median gap and two standard deviations on top. A silence beyond it gets the label *longer than usual*.

# %% tags=["slide"]
now["label"].value_counts().to_frame("accounts")

# %% [markdown]
# What do contracts say? Here are all accounts that ever had one. `left` is true where the last one ended more than 60 days
# ago. Beside it stands whether the account has been silent for a year.

# %%
over = methods.cohorts.left(company.or_empty("contracts"), company.as_of, grace_days=60)
over["silent_for_a_year"] = now["days_since_order"].reindex(over.index) >= 365
over[["left", "silent_for_a_year"]].value_counts().to_frame("accounts")

# %% [markdown]
# If contracts told the whole story, *left* and *silent* would go together. Look at the rows in which they do not. A contract
# can run on over an account that is gone, and can lapse under one that buys as before. It is better evidence than silence.
# It is still evidence. (A file without contracts shows an empty table: silence is all it has.)

# %% [markdown]
# Now the question that matters. Go back half a year. Some accounts had not ordered for three months or more. What became of
# them?

# %% tags=["slide"]
predict("4.a")

# %% [markdown] tags=["slide"]
# **Exercise 4.1.** Half a year (182 days) before the as-of date, some accounts had been silent for 90 days or more, but less
# than 365. Which share of them has ordered since? Work it out from `company.orders`.

# %%
answer_4_1 = ...
check("4.1", answer_4_1)

# %% tags=["slide"]
back = methods.cohorts.came_back(company.orders, company.as_of)
show(figures.came_back_bars(back))

# %% [markdown]
# What are the parts of this picture? A bar is a group of accounts by how long they had been silent on that day; its height is
# the share that has ordered since. The thin line is the 95 % interval (Wilson 1927): with few accounts it is long. Where is
# the day after which nobody comes back? There is none. There is only a slope.

# %% [markdown]
# ### Orders that moved house
#
# Some customers are silent under one name and busy under another. Here are accounts silent for a year, and beside them how
# long the whole group, their parent, has been silent.

# %%
parents = company.accounts.set_index("account_id").get("parent_id", pd.Series(dtype="str"))
group = now["days_since_order"].groupby(parents.reindex(now.index)).transform("min").rename("group_silent_for")
gone_quiet = now.loc[now["days_since_order"] >= 365, ["days_since_order", "purchase_days"]]
gone_quiet.join(group).sort_values("group_silent_for").head()

# %% [markdown]
# Did the customer leave, if its parent ordered last week? Perhaps a branch was closed. Perhaps its orders are booked on a
# sister account now. Either way nobody took the customer from you. Ask before you mourn.

# %% tags=["slide"]
may_say("4.1")

# %% [markdown] tags=["trainer"]
# **Trainer · section 1 · 15 minutes (half day: 30).** Say: silence is a question, not an answer. Expected wrong answers in
# 4.1, shares our estimate: the last order in the *whole* file (half the room; the answer is then 0, since whoever came back is
# not silent in it), and the share still silent (a fifth). The first is the mistake of the lesson: somebody judges a past day
# by what came later, and every silence becomes a farewell. Ask: *"After how many days does your company write a customer
# off, and who chose the number?"*

# %% [markdown] tags=["slide"]
# ## 2 · How many did we keep?
#
# Three numbers go by the name of **retention**. **Logo retention**: how many customers bought again, each counted once, large or
# small. **Gross revenue retention**: how much of last year's revenue came again, growth left out. **Net revenue retention**: the
# same, with what these customers bought on top.

# %% [markdown] tags=["slide"]
# **Exercise 4.2.** Of the customers with revenue in the year before (365 to 729 days ago), which share had revenue in the
# last 365 days again? A parent and its accounts are one customer.

# %%
answer_4_2 = ...
check("4.2", answer_4_2)

# %% [markdown] tags=["slide"]
# **Exercise 4.3.** What is net revenue retention: this year's revenue of the year before's customers, over what they
# brought then? Use the same two years and the same customers as in 4.2.

# %%
answer_4_3 = ...
check("4.3", answer_4_3)

# %% [markdown]
# Now with intervals. Where a file is too short for two years, two halves of it are compared.

# %% tags=["slide"]
stretch = methods.cohorts.stretch_days(company.orders, company.as_of)
kept = methods.cohorts.retention(company.orders, company.as_of, stretch, parents)
kept.intervals

# %% tags=["slide"]
show(figures.retention_bridge(kept, company.currency))

# %% [markdown]
# All the money of the first stretch is somewhere in this picture: kept, gone with those who are silent since, or gone where a
# customer bought less. And all of the second is kept, bought on top, new, or back. That is worth checking: a report in which the
# parts do not add up hides somebody.
#
# Net retention can pass 100 % while customers leave. So never give it alone.

# %% [markdown]
# What if each account counted as a customer of its own?

# %%
alone = methods.cohorts.retention(company.orders, company.as_of, stretch)
pd.DataFrame({"accounts": alone.intervals["estimate"], "customers": kept.intervals["estimate"]})

# %% [markdown]
# Where groups are known, accounts leave more often than customers do: a branch closes, and the group stays. Neither number
# is wrong. But children of one parent leave together, in one meeting. Who counts them as so many separate losses sees a
# trend where one buyer changed suppliers.

# %% [markdown] tags=["slide"]
# ### A rate has a period, and a change has a unit
#
# A loss of 24 % a year is not 2 % a month: each month only those still here can leave. And *5 per cent more retention* is not
# *5 points*. At 80 %, five per cent are four points. A famous claim about profit turns on this: the figures of Reichheld and
# Sasser (1990) count **points of defection**, and much that quotes them says per cent of retention.

# %%
a_year = kept.logo_retention ** (365 / stretch)
methods.churn.coats(a_year).map("{:.2%}".format).to_frame()

# %% [markdown] tags=["slide"]
# **Exercise 4.4.** A rival opens next door, and *account* retention (each account for itself) falls by 5 % of what it is
# now. Which share of those still here then leaves in a month, if it is the same share every month?

# %%
answer_4_4 = ...
check("4.4", answer_4_4)

# %% [markdown]
# ### Cohorts
#
# A **cohort** is all customers that began in the same period. It is only ever compared at its own age.

# %% tags=["slide"]
years = (company.as_of - company.orders["ordered_at"].min()).days / 365.25
triangle = methods.cohorts.triangle(company.orders, company.as_of, 6 if years > 3 else 1, parents)
show(figures.cohort_triangle(triangle))

# %% [markdown]
# A row is a cohort, a column its age. Read down a column: do later cohorts do better at the same age? Look at the number in
# brackets first: a row of two customers says nothing. A hatched edge is a period that is not over; whoever reads it as a fall has
# found the calendar. And in the first row stands everybody who was here before the file began.

# %% tags=["slide"]
may_say("4.2")

# %% [markdown] tags=["trainer"]
# **Trainer · section 2 · 10 minutes (half day: 30).** In the short class show the bridge and the two columns, accounts and
# customers, and leave the exercises for home. Expected wrong answers, shares our estimate. 4.2: accounts for customers (half
# the room), grouping by a parent that is missing (a quarter). 4.3: all revenue over all revenue, the new ones in it (half); the
# mean of each customer's ratio (a fifth). 4.4: dividing by twelve (half), points for per cent (a quarter); many do both. Ask:
# *"Your board reads 'retention up 5 %'. What did they hear?"*

# %% [markdown] tags=["slide"]
# ## 3 · How long do accounts stay?
#
# It sounds like an average. Let us take one. `lives` has a row an account: when we first saw it, how long we watched it (in
# years), and whether it left. Silent to the end for a year, or for a third of a shorter file, counts as left.

# %% tags=["slide"]
lives = methods.cohorts.lives(company.orders, company.as_of, parents=parents)
lives.groupby("left")["duration"].agg(["size", "mean"])

# %% [markdown]
# Two averages. Which of them says how long an account stays? Decide before you read on. And a guess, while you are at it:

# %% tags=["slide"]
predict("4.b")

# %% [markdown]
# Neither. The first is of accounts still here, which have not told us yet. The second is of those who left, so of the quick
# ones: whoever stays ten years cannot be among them in a file that holds five. To see a life only up to some day is called
# **censoring**. A life of which we saw two years is not a life of two years.

# %% [markdown] tags=["slide"]
# **Exercise 4.5.** Of the first three years since we first saw it, how many does an account stay, on average? Use
# `methods.churn.kaplan_meier`. Its result has a `restricted_mean`.

# %%
answer_4_5 = ...
check("4.5", answer_4_5)

# %% [markdown]
# Kaplan and Meier (1958) found how to count those who have not left yet. At each moment at which somebody leaves, divide by
# those who could have: all that were watched so long. Then multiply what remains. An account still here counts for as long as
# it was watched, and then drops out of the count without having left.

# %% tags=["slide"]
survival = methods.churn.kaplan_meier(lives["duration"], lives["left"])
show(figures.survival_curves(survival))

# %% [markdown]
# What are the parts of this picture? The **survival curve** falls where accounts leave. The band is where it may lie, at 95 %.
# The numbers below say how many were watched so long; where they get small, believe little. If the curve does not reach one
# half, there is no **median lifetime** yet, and nobody should invent one.

# %% [markdown]
# Do those that buy more at a time stay longer? (At a time, and not in all: who stays long buys much in all. Keep that thought
# for the next section.)

# %% tags=["slide"]
size = (lives["size"] > 0.5).map({True: "larger orders", False: "smaller orders"})
by_size = methods.churn.kaplan_meier(lives["duration"], lives["left"], size)
show(figures.survival_curves(by_size))

# %% [markdown]
# Could that be luck? The **log-rank test** (Mantel 1966) adds up, over all moments at which somebody left, how many of each
# group left and how many would have, were the groups alike.

# %%
methods.churn.log_rank(lives["duration"], lives["left"], size)

# %% [markdown]
# `p` is how often groups that are alike would differ so much. The test says nothing about why, and it takes accounts as
# independent, which children of one parent are not.
#
# Are the numbers right? Our code is held against published ones, digit by digit. On 163 fruit flies (Waltons) the log-rank
# statistic is 122.25. On 432 released prisoners (Rossi, Berk and Lenihan 1980) a year of age takes 6 % off the rate of re-arrest.
# Of 7,043 subscribers of an invented telephone company (Telco) 84 % are still there after 12 months. These are yardsticks for
# arithmetic. None is evidence about your customers.

# %% tags=["slide"]
may_say("4.3")

# %% [markdown] tags=["trainer"]
# **Trainer · section 3 · 10 minutes (half day: 30).** Let the room vote on the two averages before you go on. Expected wrong
# answers in 4.5, shares our estimate: those who left (half the room), those still here (a quarter), one over the yearly rate
# (a few, who have read a book). Ask: *"The average age in a maternity ward is two days. How long do people live?"* Then: *"What
# is your company's average customer lifetime, and which of these was it?"* If a quick student counts from `opened_at`: the
# accounts opened before the file began had to live until it did, so in those years nobody could be seen leaving.

# %% [markdown] tags=["slide"]
# ## 4 · Do ties keep them?
#
# A **tie** makes leaving dearer: a framework agreement, stock on call, electronic ordering. The books call such ties
# structural, and say that they hold customers better than friendly ones (Turnbull and Wilson 1989). That is a claim about
# causes, and easily checked, it seems.

# %% tags=["slide"]
predict("4.c")

# %% tags=["slide"]
begun = methods.churn.ties_begun(company.or_empty("contracts"), lives)
tied = lives["account_id"].isin(begun["account_id"])
lives["left"].groupby(tied.map({True: "had a tie", False: "never had one"})).agg(["size", "mean"])

# %% [markdown]
# `mean` is the share that left. Shall we order more ties? Wait. An account that left after half a year: how many contracts could it have signed? And one
# that has stayed for four years?
#
# To hold a tie, an account first had to live until it was signed. That stretch in which it could not leave is called
# **immortal time** (Suissa 2008). Counted over the whole life, *anything* that takes time to gather seems to hold customers:
# contracts, categories, meetings, Christmas cards.

# %% [markdown] tags=["slide"]
# There are two honest ways. The **landmark** (Anderson, Cain and Gelber 1983): choose an age, take those still here at it, ask
# what they hold *then*, and watch who leaves from there on. Or **time-varying**: let each account count as untied until its
# tie begins, and as tied after.

# %% [markdown] tags=["slide"]
# **Exercise 4.6.** Take the accounts still here two years after we first saw them. How many times as often have those that
# held a tie then left since, as the others? (A share over a share. 1 would be no difference.)

# %%
answer_4_6 = ...
check("4.6", answer_4_6)

# %% [markdown]
# Here are all three ways, and this time like is compared with like: accounts that buy as much at a time. The number is a
# **hazard ratio** (Cox 1972): how many times as fast accounts leave for each tie more. Below 1 is slower.

# %% tags=["slide"]
at = min(2, lives["duration"].max() / 2)
ways = methods.churn.three_ways(lives, begun, at)
show(figures.exposure_effects(ways, truth=larkfield.effect_of_ties(company.truth)))

# %% [markdown]
# Nothing differs between the rows but the counting. On Larkfield we know the truth: beginning a tie does *nothing* to leaving.
# The ratio is 1. (Having one tie more *planned*, begun or not, goes with 0.96: those to whom ties are offered differ a little.)
#
# Over 200 such companies the honest intervals held the truth in 97 of 100, a little more than they promise, and the one over the
# whole life in 8. Does yours? If an honest one misses, remember that one in twenty may.

# %% [markdown]
# **Move it.** Before you do: at which age will the tied and the others differ most? And where does the difference go that you
# saw over the whole life?

# %% tags=["slide"]
watched = lives[lives["duration"] > 0]
parts = methods.churn.time_varying(watched, begun[begun["account_id"].isin(watched["account_id"])])
widgets.survival_landmark(parts)

# %% [markdown]
# ### Checks before belief
#
# The model behind the ratios claims that a ratio is the same early and late in a life: **proportional hazards**. A small number
# in the last column says that it is not. And how well does it foretell who leaves first? Its **concordance** says so: 0.5 for a
# coin, 1 for an oracle.

# %%
model = methods.churn.cox(parts, "stop", "left", ["held", "size"], start="start", clusters="customer")
print(f"Concordance: {model.concordance:.2f}. {model.note}")
model.table[["hazard_ratio", "low", "high"]].join(model.proportional["p"].rename("p_changes_with_age"))

# %% [markdown]
# `held` is one tie more. `size` is the step from the account that buys least at a time to the one that buys most. The accounts of
# one parent are a cluster: they leave together, so they are not taken as so many separate witnesses.

# %% [markdown] tags=["optional"]
# ### Do we talk to them enough? *(optional)*
#
# "Stay in touch, and they stay." So count visits and calls: those of the last three months, and those of three months a year
# earlier.

# %% tags=["optional", "slide"]
talked = methods.churn.attention(lives, company.or_empty("activities"))
show(figures.exposure_effects(talked))

# %% [markdown] tags=["optional"]
# If the first row stands higher than the second, do talks drive customers away? Hardly. We call those that worry us, so the
# talks just before the end are a sign of trouble, not its cause. The row a year earlier cannot be that. It can still be
# something else: we visit the large ones more, and forget the small ones.

# %% [markdown] tags=["optional"]
# ### After a large purchase *(optional)*
#
# Buyers who have just spent much look for reasons to have been right (Festinger 1957). Call soon, say the books, before they
# find others. Does the next order come later after a large purchase, and sooner where we called within two weeks?

# %% tags=["optional"]
after = methods.churn.after_purchase(company.orders, company.as_of, company.get("activities"), parents)
methods.churn.next_order(after)

# %% [markdown] tags=["optional"]
# Above 1 is sooner. Purchases that were followed by another within the two weeks are left out: nobody could have called in
# time there. You know by now why that matters. A longer wait may be regret. It may be a full warehouse. Orders do not tell the
# two apart; calling some by lot, and not others, does (lesson 13).

# %% tags=["slide"]
may_say("4.4")

# %% [markdown] tags=["trainer"]
# **Trainer · section 4 · 15 minutes (half day: 40).** Spring the trap properly. Show the two shares, and ask: *"What would you
# tell the board?"* Write the sentence on the board. Nearly everybody proposes more ties (nine in ten, our estimate). Only then
# ask about the account that left after half a year. Expected wrong answers in 4.6, shares our estimate: the whole life (half),
# ties signed after the landmark counted in (a quarter), early leavers kept as untied (a fifth). Do not promise that ties never
# hold anybody: on Larkfield they hold nobody by construction; elsewhere they may, and with so few leavers a real effect can hide.
# Ask: *"Which of your success stories counts over the whole life?"* Prize winners live longer, loyal customers buy more
# categories, users of the new feature churn less.

# %% [markdown] tags=["slide"]
# ## 5 · Who loses more than chance would?
#
# If nobody answers for losses, it is said, nobody prevents them. So turnover is told apart by manager or branch, and put in a
# list. A list has a top. First, a game.

# %% tags=["slide"]
predict("4.d")

# %% [markdown]
# Now the real list: by manager where the file names one, else by region, else by the quarter of the first order. A parent
# counts once in each group.

# %% tags=["slide"]
groups = methods.churn.groups_of(company.accounts, company.orders)
league = methods.churn.league(company.orders, company.as_of, groups, parents)
league

# %% [markdown] tags=["slide"]
# **Exercise 4.7.** The manager at the top of the list lost so many of so many customers last year. If the rate of all managers
# together held for everybody, how likely would so many *or more* be by luck alone?

# %%
answer_4_7 = ...
check("4.7", answer_4_7)

# %% [markdown]
# Where do the smallest groups stand? With three customers one can only lose none, a third, or worse. So small groups fill both
# ends of every list, and large ones the middle. The **funnel plot** (Spiegelhalter 2005) draws how far luck alone goes for each
# size.

# %% tags=["slide"]
funnel = methods.churn.funnel(league)
show(figures.funnel_plot(funnel))

# %% [markdown]
# The line is the rate of all together. Of groups that are all alike one in twenty lies outside the inner limits, so that alone
# is no news. Outside the outer ones lies one in five hundred. There, go and ask, and ask kindly: the file knows who answers for
# an account today, not who did when it left.

# %% [markdown]
# **Move it.** How many of 20 customers may a group lose before anybody should be surprised? And set the target to half of
# today's rate: who would be blamed then, and for what?

# %% tags=["slide"]
widgets.funnel_limits(league)

# %% [markdown]
# What is a fair guess for a small group? Its own number is mostly luck, so pull it towards the whole, the further the smaller
# it is: **shrinkage** (Efron and Morris 1977).

# %% tags=["slide"]
fair = methods.churn.shrink(league)
show(figures.shrinkage_plot(fair))

# %% [markdown]
# And a fair target? *Lose no more than 5 %* must be something one can be seen to reach. `luck` is the chance to meet it though
# nothing changed; `power` the chance to show it where it is truly met; `years` how long one would have to count.

# %%
methods.churn.targets(fair.table, wanted=0.05)[["n", "unchanged", "luck", "power", "years", "verdict"]]

# %% [markdown] tags=["optional"]
# The same by category, for a product manager: of those who bought a category, which share left us altogether? *(optional)*

# %% tags=["optional"]
methods.churn.league(company.orders, company.as_of, methods.churn.categories_of(company.orders), parents)

# %% [markdown] tags=["slide"]
# ### The worst improve by themselves
#
# Last year somebody was at the top of the list, and somebody had a talk with them. What happened since?

# %%
a_year_ago = company.as_of - pd.Timedelta(days=stretch)
before = methods.churn.league(company.orders, a_year_ago, groups, parents)
league[["n", "left", "rate"]].join(before["rate"].rename("rate_before")).sort_values("rate_before", ascending=False)

# %% [markdown] tags=["slide"]
# **Exercise 4.8.** Count three years back, 365 days each. Take the fifth of accounts whose revenue fell furthest, in per cent,
# from the first year to the second. Which share of them bought more in the third than in the second?

# %%
answer_4_8 = ...
check("4.8", answer_4_8)

# %% tags=["slide"]
methods.churn.fifths_after(company.orders, company.as_of)

# %% [markdown]
# Compare the first row with the last. On Larkfield nobody did anything for these accounts, or against them. Part of what put them
# at an end of the list was luck, and luck does not stay. That is **regression to the mean** (Galton 1886). Whatever you do to the
# worst, many will improve. So a programme must beat what the worst do by themselves.

# %% tags=["slide"]
may_say("4.5")

# %% [markdown] tags=["trainer"]
# **Trainer · section 5 · 10 minutes (half day: 35).** Play the game of 4.d before you show the list, and keep the number on the
# board: the real list often looks tamer. In the short class go from the funnel straight to 4.8. Expected wrong answers, shares
# our estimate. 4.7: the chance of *more than* so many (half of those who know the function), the mean of the managers' rates (a
# third). 4.8: leaving out those who bought nothing (half). Ask: *"Whom did you praise last year, and how did they do since?"*
# Somebody always says that praise spoils people. Now they know what they saw.

# %% [markdown] tags=["slide"]
# ## 6 · An alarm, and what it promised
#
# An airline does not wait until the engine stops: it looks for signs. Ours are silence, a fall in orders, a complaint. A sign
# is judged by two numbers. **Precision**: of those it names, how many were leaving. **Recall**: of those leaving, how many it
# names.

# %% tags=["slide"]
predict("4.e")

# %% [markdown] tags=["slide"]
# **Exercise 4.9.** Half a year ago an alarm rang for each account silent for longer than its `usual_days` that had ordered in
# the 365 days before. Which share of these alarms was right, with no order since?

# %%
answer_4_9 = ...
check("4.9", answer_4_9)

# %% tags=["slide"]
half_a_year_before = company.as_of - pd.Timedelta(days=182)
signs = methods.churn.signs(company.orders, half_a_year_before, company.get("activities"))
call_cost = larkfield.CALL_MINUTES * larkfield.COST_A_MINUTE
methods.churn.indicators(signs, ~back["ordered_since"], call_cost)

# %% [markdown]
# `cost_of_one` is what it costs to find one that was leaving, all calls counted. Which sign would you buy? One with high
# precision leaves many out. One with high recall rings all day.
#
# Half a year without an order stands for leaving here, because nothing else is known yet. On Larkfield somebody can ask.

# %% tags=["slide"]
today = methods.churn.signs(company.orders, company.as_of, company.get("activities"))
methods.churn.indicators(today, larkfield.ask_who_left(company.truth), call_cost)

# %% [markdown]
# The alarm rings when a silence is longer than about nineteen of twenty of the account's gaps. So it is 95 % sure? No. Among
# accounts that *stay*, one in twenty rings, and more: on any day we choose, we stand in a long gap more easily than in a short
# one. And far more stay than leave, so a small share of them is many. Forgetting how many stay is the **base-rate fallacy**
# (Bar-Hillel 1980). (On a file of your own this table is empty: nobody has asked yet.)

# %% [markdown]
# ### What may a call cost?
#
# From which score on should we call? That is no question of accuracy. It depends on what a call costs, how often it keeps
# somebody, and what is at stake (Elkan 2001). Where margins are missing, a quarter of revenue stands in.

# %% tags=["slide"]
alarms = back[back["days_since_order"] < 365]
margin = company.orders.get("margin", 0.25 * company.orders["revenue"])
in_year = company.orders["ordered_at"].between(half_a_year_before - pd.Timedelta(days=365), half_a_year_before)
worth = margin[in_year].groupby(company.orders["account_id"]).sum().reindex(alarms.index).fillna(0).clip(lower=0)
gone = ~alarms["ordered_since"]
costs = methods.churn.alarm_costs(alarms["times_usual"], gone, call_cost, worth, success=0.2)
show(figures.alarm_cost_curve(costs, company.currency, score="times its usual gap"))

# %% [markdown]
# One thing this curve leaves out. It lets a call on a customer who would have stayed cost its time, and nothing else. But that
# customer has been *woken*, and may ask for a better price. The more you call, the dearer that gets, and no table here shows it.

# %% [markdown]
# **Move it.** Say your guess first: if a call cost twice as much, would you call half as many? And how often must a call keep
# somebody before calling anybody pays?

# %% tags=["slide"]
widgets.alarm_threshold(alarms["times_usual"], gone, worth, company.currency)

# %% tags=["slide"]
may_say("4.6")

# %% [markdown] tags=["trainer"]
# **Trainer · section 6 · 10 minutes (half day: 25).** Let everybody write down a guess for 4.e; 95 is common after *nineteen of
# twenty* (a third of the room, our estimate). Expected wrong answers in 4.9, shares our estimate: recall for precision (a
# third), accounts silent for years left in (a third), the share right about *anybody* (a few; tell them of the alarm that never
# rings and is right about nine in ten). Ask: *"What does it cost you to ring a customer who was happy?"* Collect the answers:
# they are needed for the decision.

# %% [markdown] tags=["slide"]
# ## Debug me: it runs, and that is the problem
#
# A colleague wants to sell every account a third category, and has the numbers to prove it. (Where a file has no categories,
# articles stand in.)

# %% tags=["slide"]
added = methods.churn.range_widened(company.orders, lives)
depth = lives["account_id"].map(added["account_id"].value_counts()).fillna(0)
share = lives["left"].groupby(depth >= 3).mean()
print(f"With three or more, {share.get(True, 0):.0%} left; with fewer, {share.get(False, 0):.0%}.")

# %% [markdown] tags=["slide"]
# **Exercise 4.10.** Do it properly. Of the accounts still here a year after we first saw them: how many times as often have
# those that had bought three categories or more *by then* left since, as the narrower ones?

# %%
answer_4_10 = ...
check("4.10", answer_4_10)

# %% [markdown]
# And in the three ways of section 4, for each category more:

# %% tags=["slide"]
show(figures.exposure_effects(methods.churn.three_ways(lives, added, at / 2)))

# %% [markdown] tags=["trainer"]
# **Trainer · debug me · 5 minutes (half day: 10).** Who was caught in section 4 should catch this one; half of the room will
# still admire the number (our estimate). Let them say when each number was known. Expected wrong answers in 4.10, shares our
# estimate: the colleague's own number as a ratio (a third), categories bought later counted in (a third). Ask: *"Who in your
# company sells with this chart?"*

# %% [markdown]
# ## The same on your own file
#
# Everything above ran on `company`. Point the workspace at your own ledger (`kam lab --client client.toml`, see lesson 00), and
# run this lesson again from the top. Then answer three questions in writing. After which silence do *you* write an account off,
# and what did the first picture say to that? Which line of the first table says *not*, and whom must you ask? Does your sales
# report count parents or children?

# %%
set_aside()

# %% [markdown] tags=["trainer"]
# **Trainer · own file · 0 minutes (half day: 10).** Left out of the short class, or set for home. Expect files without
# contracts, parents and managers (most of them, our estimate). Then section 4 says that nothing can be told, and that is a
# result. Ask: *"Who in your company knows which accounts belong together?"*

# %% [markdown] tags=["slide"]
# ## The decision: whom do we call this month?
#
# You have 60 hours. A call takes about an hour and a half, with what prepares and follows it. Whom do you call, and in which
# order? The list is worked from the top until the hours are gone.

# %% tags=["slide"]
print(f"{larkfield.KEEPING_HOURS:.0f} hours, about {larkfield.CALL_MINUTES:.0f} minutes a call.")
print(f"A call costs about {figures.money(call_cost, company.currency)}.")

# %% [markdown]
# - **Number.** Who is leaving, and could be kept? Not everybody who is silent leaves; not everybody who leaves can be kept.
# - **Money.** What is at stake there, and what does it cost to wake one who would have stayed?
# - **Action.** A list of accounts, the first to call on top.
#
# Here is the habit: look after the largest. Play it, then do better.

# %% tags=["slide"]
last_year = methods.last_days(company.orders, company.as_of)
largest_first = last_year.groupby("account_id")["revenue"].sum().sort_values(ascending=False).index
play(largest_first, on_record=False)

# %% [markdown] tags=["slide"]
# **Your turn.** Make a rule, not a list of names. Start from `now`, the silence of today: silent for how long, and against
# whose rhythm? Too long gone to be won back? Then put those with most at stake on top.

# %%
my_list = now.index[:0]
# my_list = now[now["times_usual"] > ...].sort_values(...).index
play(my_list)

# %% [markdown] tags=["slide"]
# **What would change our mind?** Write down now which number, a year from today, would tell you that the calls did nothing. You
# will need some whom you did *not* call, though your rule named them. Leave a few out, by lot. Your list is kept in the
# workspace with today's date.

# %% [markdown] tags=["trainer"]
# **Trainer · the decision · 10 minutes (half day: 20).** Most of the room calls the largest, or the longest silent (two thirds,
# our estimate). Show what both earn: calling the largest usually loses money, because they would have stayed and now want a
# better price; the longest silent are past calling, so only the hours are lost. A rule from this lesson (silent beyond its own
# rhythm, but for less than nine months, the most margin first) earned money on 30 of 40 fresh seeds and beat both habits on 34; on
# average it reached a fifth of what a list could that knew every answer. Do not promise more. Nobody can see in the file who leaves
# because of us, and only those can be kept. Ask the winner: *"What is your rule, in one sentence? And whom will you leave out,
# by lot?"*

# %% [markdown] tags=["slide"]
# ## What this lesson did not settle
#
# Whether a call, or a tie, *causes* anybody to stay: try it on some and not on others, by lot (lesson 13). What an account kept
# is worth over its life, and how likely a silent one is alive (lesson 05). Whether loyal customers pay (lesson 06). Where the
# hours of a month do most good, all work counted (lesson 16).

# %%
glossary("04")

# %% [markdown]
# ## References
#
# Anderson, J. R., Cain, K. C. and Gelber, R. D. (1983). Analysis of survival by tumor response. *Journal of Clinical Oncology*
# 1. · Bar-Hillel, M. (1980). The base-rate fallacy in probability judgments. *Acta Psychologica* 44. · Cox, D. R. (1972).
# Regression models and life-tables. *Journal of the Royal Statistical Society, Series B* 34. · Efron, B. and Morris, C. (1977).
# Stein's paradox in statistics. *Scientific American* 236. · Elkan, C. (2001). The foundations of cost-sensitive learning.
# *Proceedings of the Seventeenth International Joint Conference on Artificial Intelligence*. · Festinger, L. (1957). *A Theory
# of Cognitive Dissonance*. · Galton, F. (1886). Regression towards mediocrity in hereditary stature. *Journal of the
# Anthropological Institute* 15. · Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete observations.
# *Journal of the American Statistical Association* 53. · Mantel, N. (1966). Evaluation of survival data and two new rank order
# statistics arising in its consideration. *Cancer Chemotherapy Reports* 50. · Reichheld, F. F. and Sasser, W. E. (1990). Zero
# defections: quality comes to services. *Harvard Business Review* 68. · Reinartz, W. J. and Kumar, V. (2000). On the
# profitability of long-life customers in a noncontractual setting. *Journal of Marketing* 64. · Rossi, P. H., Berk, R. A. and
# Lenihan, K. J. (1980). *Money, Work, and Crime*. · Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional
# performance. *Statistics in Medicine* 24. · Suissa, S. (2008). Immortal time bias in pharmaco-epidemiology. *American Journal
# of Epidemiology* 167. · Turnbull, P. W. and Wilson, D. T. (1989). Developing and protecting profitable customer
# relationships. *Industrial Marketing Management* 18. · Wilson, E. B. (1927). Probable inference, the law of succession, and
# statistical inference. *Journal of the American Statistical Association* 22.
#
# Text: CC BY 4.0. Code: MIT. Larkfield Floors and everybody in it are invented.
