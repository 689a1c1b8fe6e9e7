# %% [markdown]
# # 02 · Segmentation: which customers deserve which service?
#
# **The manager's question.** *We cannot look after three hundred customers as if each were the only one. Whom do we
# serve better than the rest, what does that cost, and how would we know that we chose well?*
#
# | | |
# |---|---|
# | After this lesson you can | score customers by recency, frequency and money, and defend the thresholds; measure how much hangs on a few; cut tiers, and say how fragile the cut is; tell a real group from one that a program drew; spend a service budget and count what it earned |
# | You need | lesson 00 |
# | Minutes | core 40 to teach and 50 to do; the part marked *optional* adds 30 |

# %% [markdown] tags=["trainer"]
# **Trainer · opening · 5 minutes (half day: 10).** Say: *"Today you spend a budget, and at the end we count what it
# earned."* Ask before anything is run: *"Write down how many customers you would call key accounts. Now write down why it is
# not one more."* Collect the numbers on the board and leave them there. Expect round numbers (two thirds of a room, our
# estimate) and hardly a reason. Then run the setup, and read one line of the verdict aloud: what *by proxy* means is worth a
# minute. In the short class, section 4 and the work on one's own file are left out; say so now.

# %% [markdown] tags=["slide"]
# ## What can this file answer?
#
# Before any analysis, ask what the file can say at all. Each line below is a question of this lesson. *By proxy* means
# that something else stands in for what we would like to know, and the remark says what.

# %% tags=["slide"]
import math

import pandas as pd

import kamlib
from kamlib import figures, methods, widgets
from kamlib.course import begin, bridge, check, glossary, hint, may_say, play, predict, progress, set_aside, solution
from kamlib.figures import show

company = kamlib.load()
begin("02", company)

# %% [markdown]
# The last line is worth a second look. With this many customers, small differences between groups cannot be seen, only
# imagined. Whoever finds them anyway has found luck.

# %% [markdown]
# Beside the spreadsheet moves you know, these are the new ones of this lesson.

# %%
bridge("02")

# %% [markdown] tags=["slide"]
# ## 1 · Who bought lately, often, and for much?
#
# Catalogue houses asked three things about a customer long before they had computers (Hughes, *Strategic Database
# Marketing*, 1994). How many days since the last order? How many orders? How much money? The three are called **RFM**:
# recency, frequency, monetary value. To keep our words apart we name the columns for what they hold: `days_since_order`,
# `order_count`, `revenue`.

# %% tags=["slide"]
rfm = methods.segments.rfm(company.orders, company.as_of)
rfm.head()

# %% [markdown]
# One row is now one account. That step, from order lines to accounts, is a **reduction**: many rows in, one row out for
# each account. Note the as-of date. "Days since" means nothing until you say since *when*.
#
# There is no magic in `rfm`. This is all it does, written in pandas:

# %%
from kamlib.course import code_of
from kamlib.tables import reductions

code_of(reductions.rfm)

# %% [markdown]
# `groupby` makes one heap of lines for each account, as a pivot table does in a spreadsheet. Then each heap becomes one
# row. On ten million lines the same runs in a database, and the tests hold the two against each other.

# %% [markdown] tags=["slide"]
# **Exercise 2.1.** How many days ago, at the **median**, did an account last order? (The median is the middle one: half
# of the accounts are above it.) Work it out from `company.orders`, as the code above does.

# %%
answer_2_1 = ...
check("2.1", answer_2_1)

# %% [markdown]
# Is the middle account also the average one? `describe` puts both side by side; its 50% is the median.

# %%
rfm.describe().loc[["50%", "mean", "max"]]

# %% [markdown]
# Where the mean lies far above the median, a few accounts pull it up. For such columns the median describes a typical
# customer, and the mean describes nobody.

# %% [markdown]
# ### From numbers to scores
#
# A **score** says where a customer stands among the others, from 1 to 5. It needs **thresholds**: four values that cut
# the accounts into fifths. Thresholds should be visible, because somebody will ask for them.

# %% tags=["slide"]
thresholds = methods.segments.quintiles(rfm)
thresholds

# %% [markdown]
# The rule is short: a score is 1 plus the number of thresholds that the account beats strictly. Accounts with the same
# number get the same score. That sounds like nothing. It is more than most recipes manage.

# %% tags=["slide"]
predict("2.a")

# %% [markdown]
# The usual recipe ranks the accounts first, and breaks ties by the order of the rows. So two customers with three orders
# each may get a 2 and a 4, and swap when somebody sorts the file.

# %%
scores = methods.segments.score(rfm, thresholds)
scores.head()

# %% [markdown] tags=["slide"]
# **Exercise 2.2.** Score each account's number of orders from 1 to 5 yourself: 1 plus the number of thresholds (the 20,
# 40, 60 and 80 % quantiles) strictly below its count. Hand in a Series with one score an account.

# %%
answer_2_2 = ...
check("2.2", answer_2_2)

# %% [markdown]
# ### From scores to names
#
# Nobody says "a 5-4-4" in a meeting. So we name **cells**: groups of scores with a rule that everybody can read. Each rule
# takes the recency score, and the mean of the other two. A pair in brackets is a range: (4, 5) means from 4 to 5.

# %%
pd.DataFrame(methods.segments.CELLS)

# %% [markdown]
# The first cell holds the best: ordered lately, often and for much. If the three scores had nothing to do with each other,
# about 10 % of accounts would be in it (two fifths, times 6 of 25 pairs of scores). Do they?

# %% tags=["slide"]
predict("2.d")

# %% tags=["slide"]
cells = methods.segments.cells(scores)
summary = methods.segments.cell_summary(rfm, cells)
show(figures.cell_bars(summary))

# %% [markdown]
# Now look at *at risk*: large once, silent for long. Compare the two bars. A few accounts, and more than their share of
# the money: these are the calls to make this week. But a cell is only as good as its thresholds.

# %% [markdown]
# **Move it.** Suppose "lately" meant half a year. Which cell grows most, and which one empties? Say your guess aloud before
# you move the first slider.

# %% tags=["slide"]
widgets.rfm_thresholds(rfm, company.currency)

# %% tags=["slide"]
may_say("2.1")

# %% [markdown] tags=["trainer"]
# **Trainer · section 1 · 20 minutes (half day: 40).** Say: one row an order line, then one row an account; whoever loses
# that step loses the lesson. Expected wrong answers, shares our estimate. 2.1: over lines instead of accounts (half the
# room), the mean (a quarter). 2.2: `pd.qcut` with `rank(method="first")`, copied from the web (a third); thank whoever hands
# it in, the check names it. In the short class do 2.1 together and leave 2.2 for home. Question to ask: *"Your best customer
# ordered yesterday for the first time. Which score does she get, and is that wrong?"* (Frequency 1. It is right, and it is
# not an insult: a score describes the past.)

# %% [markdown] tags=["slide"]
# ## 2 · How much hangs on a few?
#
# If one customer left, what share of the business would go? **Concentration** measures that. First a guess.

# %% tags=["slide"]
predict("2.b")

# %% [markdown] tags=["slide"]
# **Exercise 2.3.** Now work it out: which share of all revenue do the largest 20 % of accounts bring? Where a fifth is no
# whole number of accounts, round up (`math.ceil`).

# %%
answer_2_3 = ...
check("2.3", answer_2_3)

# %% [markdown]
# "80/20" is usually quoted as if it were a law. It is what one particular curve does: a Pareto distribution with exponent
# log 5 / log 4 = 1.16. Your curve has a number of its own, and you have just worked it out. Here is the rest of it, with
# intervals: what another set of customers like these might have shown.

# %%
parents = company.accounts.set_index("account_id").get("parent_id")
concentration = methods.concentration.concentration(company.orders, parents)
concentration

# %% [markdown]
# Four numbers, one idea. **Top shares** say what the largest bring. The **Gini** index (Gini 1914) runs from 0, all
# equal, towards 1, one has all. The **HHI** (Herfindahl and Hirschman) adds up the squared shares; one over it is the
# **effective number** of customers: how many equal ones would make a business as concentrated as this.

# %% tags=["slide"]
show(figures.lorenz_curve(concentration))

# %% [markdown]
# What are the parts of this picture? The diagonal is a world of equal customers. The curve is ours (Lorenz 1905). The
# distance between them is the Gini. Where the curve climbs steeply, on the right, sit the customers that decide your year.

# %% [markdown] tags=["slide"]
# **Exercise 2.4.** Accounts are not always customers. Several may belong to one **parent** who can take them all away in
# one meeting. Which share of revenue does the largest *customer* bring, when a parent and its accounts count as one?

# %%
answer_2_4 = ...
check("2.4", answer_2_4)

# %% tags=["slide"]
may_say("2.2")

# %% [markdown] tags=["trainer"]
# **Trainer · section 2 · 15 minutes (half day: 30).** Collect the guesses of 2.b on the board before anybody presses
# *Lock my guess*, for that shows the answer: 80 will win by far (more than half the room, our estimate). Expected wrong
# answers, shares our estimate. 2.3: the fifth of *lines* (a third); sorting upwards (a few). 2.4: grouping by
# `parent_id` and losing everybody without a parent (half): pandas drops missing keys without a word, and so does a
# pivot table's filter. Ask: *"What would have told you?"* (The total.)

# %% [markdown] tags=["slide"]
# ## 3 · High value, high volume: where do you cut?
#
# Customers lie on a **continuum**, from high value and high volume down to low and low. **Volume** is how much they buy.
# **Value** is what is left for us: the margin. The two are related. They are not the same.

# %%
continuum = methods.segments.continuum(company.orders)
continuum.sort_values("position", ascending=False).head()

# %% [markdown]
# `position` is the rank of the two percentiles together: 0.95 means that 95 % of accounts stand no higher. The columns
# `volume_is` and `value_is` say what was measured. If margins are missing, revenue stands in, and the table admits it.

# %% tags=["slide"]
tiers = methods.segments.tiers(continuum, cuts=(0.80, 0.50))
show(figures.value_volume(continuum, tiers, company.currency))

# %% [markdown]
# Look for accounts far right but low: much volume, little value. They fill the warehouse, the lorries and the diary. Look
# also for the opposite, high but left: few units, good margin. They seldom shout.

# %% [markdown] tags=["slide"]
# **Exercise 2.5.** Which accounts are in the top fifth by units but not in the top fifth by margin? Hand in their ids.

# %%
answer_2_5 = ...
check("2.5", answer_2_5)

# %% [markdown]
# ### How fragile is the cut?
#
# A **tier** is a cut in a continuum. Somebody chose where. So the honest question is what would have happened a little to
# the left.

# %% tags=["slide"]
predict("2.c")

# %% tags=["slide"]
show(figures.cut_sensitivity(methods.segments.cut_sensitivity(continuum, cuts=(0.80, 0.50))))

# %% tags=["slide"]
widgets.value_volume_cut(continuum)

# %% tags=["slide"]
may_say("2.3")

# %% [markdown] tags=["trainer"]
# **Trainer · section 3 · 15 minutes (half day: 30).** Let one person move the cut until "the right number" of A customers
# appears. Compare it with the numbers on the board. Ask: *"Who decided what right was?"* Expected wrong answers in 2.5,
# shares our estimate: revenue for margin (half the room), the difference the wrong way round (a fifth). This is the last
# section where everybody still has time: if you are late, drop the picture of the sensitivity and keep the widget.

# %% [markdown] tags=["optional", "slide"]
# ## 4 · Do groups exist of their own accord? *(optional)*
#
# So far *we* cut. A **clustering** method looks for groups by itself: accounts that are near to each other and far from
# the rest. "Near" needs a definition, so the **features** it may look at must be stated, and brought to one scale.

# %% tags=["optional"]
features = methods.segments.features(company.orders, company.as_of)
features.describe().loc[["mean", "std", "min", "max"]]

# %% [markdown] tags=["optional"]
# Every program finds groups, also where there are none. So two questions come first. Are the groups **separate**? The
# silhouette (Rousseeuw 1987) says so: near 1 apart, near 0 touching. Are they **stable**? Draw the accounts again with
# replacement, cluster again, and see whether the same ones stay together (adjusted Rand index, Hubert and Arabie 1985; 1
# means always).

# %% tags=["optional"]
scaled = methods.segments.scale(features)
choice = methods.segments.choose_k(scaled)
choice

# %% tags=["optional", "slide"]
show(figures.cluster_choice(choice))

# %% [markdown] tags=["optional"]
# What would data *without* groups show? A cloud of the same shape, each column smoothed to a single peak, clustered in the
# same way: that is the **null**, in the table above. The dashed line lies a little over it. A silhouette below the line is
# no evidence. And a number of clusters that changes with the next sample is
# no segmentation, however well it looks on a slide.

# %% tags=["optional", "slide"]
widgets.cluster_count(scaled, choice)

# %% [markdown] tags=["optional"]
# What makes each group different? A **profile** compares it with everybody else, in standard deviations, so that days and
# euros can stand side by side.

# %% tags=["optional", "slide"]
groups = methods.segments.cluster(scaled, choice.k or 2)
profile = methods.segments.profile(features, groups)
show(figures.segment_profile(profile))

# %% tags=["optional", "slide"]
may_say("2.4")

# %% [markdown] tags=["trainer", "optional"]
# **Trainer · section 4 · 0 minutes (half day: 30).** Left out of the short class. The point is the null line. Ask: *"How
# would you convince your director that the four personas from last year's workshop exist?"* Expected answer of nine in ten,
# our estimate: "they feel right". Write it on the board, and run the stability. Do not promise that groups never exist;
# promise that you will look.

# %% [markdown] tags=["slide"]
# ## 5 · How do they buy?
#
# Some customers buy the same again without a thought. Some compare. Some start from nothing. Robinson, Faris and Wind
# (*Industrial Buying and Creative Marketing*, 1967) called it **straight rebuy**, **modified rebuy** and **new task**. An
# order history cannot see a decision. It sees articles. So what follows is a proxy, and is labelled as one.

# %%
behaviour = methods.segments.behaviour(company.orders, company.as_of, contacts=company.get("contacts"))
behaviour[["straight_rebuy", "modified_rebuy", "new_task", "label"]].head()

# %% [markdown]
# Each row adds up to 1: the account's lines after its first day, by what was new about them. Nothing new is a straight
# rebuy; a new article of a known category, modified; a new category, a new task. What is the label based on?

# %%
behaviour["basis"].value_counts().to_frame().head()

# %% tags=["slide"]
show(figures.buying_mix(behaviour))

# %% [markdown]
# A straight rebuyer wants you to be invisible: right goods, right day, right invoice. A customer with a new task wants
# advice before the order. The same visit is a service to one and a nuisance to the other. Mind that history has a
# beginning: after years of orders nearly everything has been bought before, so look at the shares more than at the labels.

# %% [markdown] tags=["slide"]
# **Exercise 2.6.** After an account's first day of ordering, which share of its lines are articles that it has had
# before? (One share, over the lines of all accounts.)

# %%
answer_2_6 = ...
check("2.6", answer_2_6)

# %% tags=["slide"]
may_say("2.5")

# %% [markdown] tags=["trainer"]
# **Trainer · section 5 · 5 minutes (half day: 20).** In the short class show the picture, ask the question, and leave
# exercise 2.6 for home. Expected wrong answers in 2.6, shares our estimate: keeping the first day in the total (half the
# room), forgetting that *another* account's purchase is no repeat (a fifth). Ask: *"Which of your customers would be annoyed
# by a visit?"*

# %% [markdown] tags=["slide"]
# ## 6 · What is it worth to treat tiers differently?
#
# Handling different customers differently has a price: the service itself, and the **complexity** of running several
# kinds of it. It pays where the extra margin is larger than both. The extra margin depends on how customers **respond**,
# and that no ledger tells. So we state an assumption and see how far it may be wrong. Where a file has no margins, a
# quarter of revenue stands in for them: one assumption more.

# %% tags=["slide"]
years = max((company.as_of - company.orders["ordered_at"].min()).days / 365.25, 1)
margin = continuum["value"] * (1 if company.has("orders", "margin") else 0.25)
worth = methods.segments.worth_of_tiers(
    margin / years,
    tiers,
    response={"A": 0.06, "B": 0.03, "C": 0.0},
    cost_per_account={"A": 2000, "B": 400, "C": 0},
    cost_of_a_tier=10_000,
)
show(figures.tier_worth(worth, company.currency))

# %% [markdown]
# The number to look for, in the table behind the picture, is the **break-even response**: how much the tier's margin must
# rise before the service has paid for itself. If you would not bet on that rise, do not buy the service.

# %% [markdown]
# ### How many tiers?
#
# Every further tier fits somebody better, and has to be run: other offers, other rules, other training. Is the third still
# worth it?

# %% tags=["slide"]
count = methods.segments.tier_count(
    margin / years,
    response={"basic": 0.0, "standard": 0.03, "key": 0.06},
    cost_per_account={"basic": 0, "standard": 400, "key": 2000},
    cost_of_a_tier=10_000,
)
show(figures.tier_worth(count, company.currency))

# %% [markdown]
# Change `cost_of_a_tier` and run the cell again. At some price the simplest company is the best one. Few companies know
# what theirs is.

# %% [markdown] tags=["slide"]
# **Exercise 2.7.** Key service costs 4,500 a year for each account. You would give it to the 30 accounts with the largest
# margin in the last 365 days. By which share must the margin of these 30 rise before it pays?

# %%
answer_2_7 = ...
check("2.7", answer_2_7)

# %% tags=["slide"]
may_say("2.6")

# %% [markdown] tags=["trainer"]
# **Trainer · section 6 · 10 minutes (half day: 20).** Say: the response is an assumption, and the break-even says how large
# it must be. Expected wrong answers in 2.7, shares our estimate: dividing by revenue (a third), because the share looks
# charmingly small, so ask them to pay the driver with revenue; a year's cost against all years' margin (a third). Ask:
# *"Which of these numbers have you ever measured?"*

# %% [markdown] tags=["slide"]
# ## Debug me: it runs, and that is the problem
#
# A colleague computed the company's margin rate. No error, a plausible number, and it went into the board paper.

# %% tags=["slide"]
rates = continuum["value"] / rfm["revenue"]
print(f"Our margin rate is {rates.mean():.1%}.")

# %% [markdown] tags=["slide"]
# **Exercise 2.8.** What is the company's margin rate really: margin over revenue, all lines together? Before you mend it,
# say in one sentence what the code above computed.

# %%
answer_2_8 = ...
check("2.8", answer_2_8)

# %% [markdown] tags=["trainer"]
# **Trainer · debug me · 5 minutes (half day: 10).** Let everybody say aloud what the code computed before anybody mends it.
# Expected wrong answers in 2.8, shares our estimate: still a mean over accounts, only better written (a third); a mean over
# lines (a fifth). Ask: *"Which of your own reports holds a mean of rates?"*

# %% [markdown]
# ## The same on your own file
#
# Everything above ran on `company`. Point the workspace at your own ledger (`kam lab --client client.toml`, see lesson
# 00), and run this lesson again from the top. Then answer three questions in writing. What did intake set aside, and
# would your finance director agree? Which line of the first table says *by proxy*? Which threshold would your sales team
# argue with?

# %%
set_aside()

# %% [markdown] tags=["trainer"]
# **Trainer · own file · 0 minutes (half day: 15).** Left out of the short class, or set for home. Who brought no file works
# with a neighbour who did. Expect that half of the files lack a margin (our estimate): then the verdict says *by proxy*, and
# that is a result. Ask: *"What did intake set aside, and would your finance director agree?"*

# %% [markdown] tags=["slide"]
# ## The decision: who gets which service?
#
# There are three levels of service, and a budget that does not stretch to everybody. Both are Larkfield's; on a file of your
# own, think of yours. You may use all you have learnt above, and what else the tables hold.

# %% tags=["slide"]
from kamlib.tables.larkfield import BUDGET, SERVICE_LEVELS

print(f"Budget: {figures.money(BUDGET, company.currency, 0)} a year")
pd.Series(SERVICE_LEVELS).to_frame("cost of one account a year")

# %% [markdown]
# - **Number.** Which accounts would bring more margin if they were served better? Size alone does not say so: a large
#   account may buy just as much without you.
# - **Money.** The service must cost less than it brings.
# - **Action.** Put a level against every account in `plan`.
#
# Here is the habit: the dearest service for the largest, as far as the budget goes. Play it, then do better.

# %% tags=["slide"]
plan = pd.Series("basic", index=company.accounts["account_id"])
largest = rfm["revenue"].nlargest(int(BUDGET / SERVICE_LEVELS["key"])).index
plan[largest] = "key"
play(plan, on_record=False)

# %% [markdown] tags=["slide"]
# **Your turn.** Change the rule, not single accounts: a rule can be explained, and used next year. Recent or silent? High
# margin or high volume? Does `company.get("wallet")` say who buys most of the category elsewhere?

# %%
my_plan = pd.Series("basic", index=company.accounts["account_id"])
# my_plan[...] = "standard"
play(my_plan)

# %% [markdown] tags=["slide"]
# **What would change our mind?** Write down now which number, a year from today, would tell you that the plan was wrong.
# Your plan is kept in the workspace with today's date, so that nobody has to remember it kindly.

# %% [markdown] tags=["trainer"]
# **Trainer · the decision · 15 minutes (half day: 35).** Most of the room will give the dearest service to the largest
# accounts (two thirds, our estimate). Let them. Then show the line of the outcome that says what that habit earns. Let teams
# play against each other, with three plays each. Put gain and luck on the board in two columns. The team with the most luck
# will feel cleverest: that is the lesson. Ask the winner: *"What is your rule, in one sentence?"* Do not promise that size
# never pays, or that cleverness always does: in some seeds the habit earns money, and in a few a plain "standard for half of
# them" beats a careful rule. Silence and size say who is large and who is silent. They do not say who responds; neglect, an
# open wallet and a low rank among the suppliers say more.

# %% [markdown] tags=["slide"]
# ## What this lesson did not settle
#
# Margin is not profit: what an account costs to serve comes in lesson 03. Silence is not leaving: lesson 04. Past value is
# not future value: lesson 05. And whether better service *causes* better business can only be known by trying it on some
# and not on others: lesson 13.

# %%
glossary("02")

# %% [markdown]
# ## References
#
# Gini, C. (1914). Sulla misura della concentrazione e della variabilità dei caratteri. · Hubert, L. and Arabie, P. (1985).
# Comparing partitions. *Journal of Classification* 2. · Hughes, A. M. (1994). *Strategic Database Marketing*. · Lorenz,
# M. O. (1905). Methods of measuring the concentration of wealth. *Publications of the American Statistical Association*
# 9. · Robinson, P. J., Faris, C. W. and Wind, Y. (1967). *Industrial Buying and Creative Marketing*. · Rousseeuw, P. J.
# (1987). Silhouettes. *Journal of Computational and Applied Mathematics* 20.
#
# Text: CC BY 4.0. Code: MIT. Larkfield Floors and everybody in it are invented.
