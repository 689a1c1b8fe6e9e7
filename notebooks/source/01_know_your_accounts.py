# %% [markdown]
# # 01 · Know your accounts: what do we know, is it true, and what is the rest worth?
#
# **The manager's question.** *There are thirteen things we ought to know of every account. Which of them do we know, how
# old is that knowledge, and what is a gap worth?*
#
# | | |
# |---|---|
# | After this lesson you can | audit what is written down about your accounts, and how old it is; check by sample whether it is true, and say how surely; count customers instead of account numbers; draw the market in six questions; decide which gap to fill first, and defend it |
# | You need | lesson 00 |
# | Minutes | core 40 to teach and 50 to do; the part marked *optional* adds 20 |

# %% [markdown] tags=["trainer"]
# **Trainer · opening · 5 minutes (half day: 10).** Ask everybody to think of their largest account and to write down,
# without looking anything up: what it spends with us, which share of its spending that is, and what it plans. Then:
# *"Who left one of the three empty?"* Expect nine hands in ten for the second (our estimate). Say: *"Those are three of
# thirteen. Today we find out how many you have, whether they are true, and which of the rest deserve an hour of your
# time."* In the short class, section 6 and the work on one's own file are left out; say so now. The line below the
# first table reads: with so few independent customers, two groups that differ by less than this factor would mostly
# look alike. Read it aloud once; nobody has to compute it.

# %% [markdown] tags=["slide"]
# ## What can this file answer?
#
# Five questions, and what this company's file can say to each. Where it says *not*, the remark tells what to ask for. Read
# that line before any other.

# %% tags=["slide"]
import math

import pandas as pd

import kamlib
from kamlib import figures, methods, widgets
from kamlib.course import begin, bridge, check, glossary, hint, may_say, play, predict, progress, set_aside, solution
from kamlib.figures import show
from kamlib.tables import larkfield

company = kamlib.load()
begin("01", company)

# %% [markdown]
# If you come from spreadsheets: these are the moves of this lesson, beside the ones you know.

# %%
bridge("01")

# %% [markdown] tags=["slide"]
# ## 1 · What do we know, and how old is it?
#
# Ask a supplier about a customer, and you get a story. Ask thirteen questions about every customer, and you get a
# **knowledge audit**: for each account and each question, is there an answer, and from when?

# %% tags=["slide"]
from kamlib.tables.contracts import KNOWLEDGE_QUESTIONS

questions = pd.Series(KNOWLEDGE_QUESTIONS, index=range(1, 14), name="what we ask")
questions.to_frame()

# %% [markdown]
# Read them with one of your own accounts in mind. Some you can look up tonight in your own books: 3, 11 and 12. Some only
# the customer can tell: 4, 6 and 9. Remember which are which. It will be worth money before the lesson is over.

# %% [markdown]
# One account and one question make one **audit cell**. **Coverage** is the share of cells with an answer. What would you
# guess?

# %% tags=["slide"]
predict("1.a")

# %% [markdown] tags=["slide"]
# **Exercise 1.1.** Which share of cells has an answer written down, whatever it says? Work it out yourself from
# `company.knowledge`, where a row may well have no answer. Mind what you divide by.

# %%
answer_1_1 = ...
check("1.1", answer_1_1)

# %%
columns = ["account_id", "account_name", "parent_id", "parent_name"]
accounts = company.accounts.reindex(columns=[*columns, "account_type", "region", "manager"])
knowledge = company.or_empty("knowledge")
audit = methods.accounts.knowledge_audit(knowledge, accounts, company.as_of)
audit

# %% [markdown]
# (`reindex` takes the columns we need; one that this company's list lacks comes out empty.) The second share is the smaller
# one. An answer wears out, and here one older than 548 days (eighteen months) is called **stale**. The limit is ours, so
# argue with it: plans go off like fish, while the way a firm works hardly changes.

# %% [markdown] tags=["slide"]
# **Exercise 1.2.** How old, in days, is an answer on the as-of date, at the median? (The median is the middle one: half of
# the answers are older.)

# %%
answer_1_2 = ...
check("1.2", answer_1_2)

# %% tags=["slide"]
show(figures.coverage_bars(audit))

# %% [markdown]
# Which bars are short? If 11 and 12 are among them, somebody could fill them tonight from our own books. A short bar does
# not mean that an answer is hard to get. Mostly it means that nobody asked for it.

# %% tags=["slide"]
show(figures.knowledge_heatmap(audit))

# %% [markdown]
# What are the parts of this picture? A row is a question. A column is a handful of accounts, the best known on the left. The
# darker the field, the more of them have a fresh answer. Look right: those are the accounts we serve blind. Then look for
# rows that stay pale all the way: questions that nobody here asks.

# %% [markdown]
# **Move it.** Suppose an answer were stale after half a year. Does more than half of what you know survive? Say yes or no
# before you move the slider. (`methods.last_days` keeps the 365 days up to the as-of date. It is the filter of lesson 00,
# and you need not write it again.)

# %% tags=["slide"]
year = methods.last_days(company.orders, company.as_of)
stakes = year.groupby("account_id")["revenue"].sum()
widgets.knowledge_map(audit, accounts, stakes, company.currency)

# %% [markdown] tags=["slide"]
# **Exercise 1.3.** A gap at a large account costs more than one at a small account. Of the 50 accounts with the most
# revenue in the last 365 days, at which do we not know what they buy from others (question 9), or know it from more than
# 548 days ago? Hand in their ids.

# %%
answer_1_3 = ...
check("1.3", answer_1_3)

# %% tags=["slide"]
may_say("1.1")

# %% [markdown] tags=["trainer"]
# **Trainer · section 1 · 20 minutes (half day: 35).** Collect the guesses of 1.a before anybody presses *Lock my
# guess*, for that shows the answer; most are too high (two thirds of a room, our estimate). Expected wrong answers,
# shares our estimate. 1.1: dividing rows by cells and getting 1 (a third). 1.2: counting from the newest answer or from
# today (a third), one age an account (a fifth). 1.3: forgetting that a stale answer is a gap (half). In the short class
# do 1.1 and 1.3 and leave 1.2 for home. Ask: *"Which of the thirteen would you strike out, because the answer would
# never change what you do?"* Write the numbers on the board; the decision comes back to them.

# %% [markdown] tags=["slide"]
# ## 2 · Is what we wrote down true?
#
# Head office wanted to know its customers better. So it measured how complete the cards were, manager by manager. Here is
# what that report looks like.

# %% tags=["slide"]
manager = accounts.set_index("account_id")["manager"]
complete = audit.by_account["coverage"].groupby(manager).mean()
complete.sort_values(ascending=False).to_frame("completeness")

# %% [markdown]
# If somebody stands far above the rest, is that the one who knows the customers best? Before you answer, ask *when* the
# cards were filled in.

# %% tags=["slide"]
predict("1.b")

# %% tags=["slide"]
methods.accounts.same_day_answers(knowledge).head()

# %% [markdown]
# Look at the first row: the date, the source, the number. And what was written on that day?

# %% tags=["slide"]
days = knowledge.groupby("answered_at")["answer"].count()
written = knowledge[knowledge["answered_at"].isin(days.nlargest(1).index)]
written["answer"].value_counts().head(8).to_frame("times written")

# %% [markdown]
# If it reads "ok" and "see file", nobody had to lie. The cards were measured by being full, so they were filled. That is
# **Goodhart's law** (Goodhart 1975), in the form Marilyn Strathern gave it in 1997: once a measure is made a target, it
# stops measuring well. **Completeness** is whether something is written. **Accuracy** is whether it is true. No count of
# cards can tell the two apart.

# %% [markdown]
# The telephone can. We cannot ring everybody, so we let chance choose whom we ring: a **sample**. Nobody knows beforehand
# which cell is drawn, so nobody can polish it.

# %%
sample = methods.accounts.sample_cells(audit, 240)
sample.head()

# %% [markdown]
# On Larkfield the customers answer at once, because the truth is known to the machine. On your own file this table is the
# list of calls to make, and nobody has made them yet.

# %% tags=["slide"]
checked = larkfield.check_answers(sample, company.truth)
methods.accounts.accuracy(checked)

# %% [markdown]
# `share` is what we found in this sample. Another sample would find something else, so `low` and `high` say how far off
# it may be: the 95 % interval of Wilson (1927). It stays honest with few calls, and with shares near none or all, where
# the textbook formula does not.

# %% [markdown] tags=["slide"]
# **Exercise 1.4.** We rang the first 40 accounts, in order of `account_id`, that have an answer to question 10. *At
# least* which share of such answers is right? Give the lower end of Wilson's interval. The calls are in
# `company.truth["knowledge"]`.

# %%
answer_1_4 = ...
check("1.4", answer_1_4)

# %% [markdown]
# Now put the two beside each other, manager by manager: how full the cards are (the diamond), and how much of what we
# checked is true (the dot).

# %% tags=["slide"]
checked["manager"] = checked["account_id"].map(manager)
by_manager = methods.accounts.accuracy(checked, by="manager")
show(figures.completeness_and_accuracy(by_manager.join(complete.rename("completeness"))))

# %% [markdown]
# Had completeness been a good measure, the dots would follow the diamonds. Do they? The lines are long, because each
# manager was checked a few dozen times at most. Where two lines overlap by much, do not rank the two managers.

# %% tags=["slide"]
may_say("1.2")

# %% [markdown] tags=["trainer"]
# **Trainer · section 2 · 15 minutes (half day: 35).** Show the completeness report first and ask: *"Who gets the
# bonus?"* Most name the fullest cards (two thirds, our estimate). Only then show the date. Let the silence work, then
# ask: *"What did head office do wrong?"* It measured what it could count. Do not let the room blame the manager: in
# that company you might have done the same. Expected wrong answers in 1.4, shares our estimate: the share alone (half),
# the textbook interval (a third). In the short class 1.4 has no time of its own: read its solution from here. Ask:
# *"Which of your own targets can be met without doing the work?"*

# %% [markdown] tags=["slide"]
# ## 3 · One face: how many customers are there?
#
# A customer who is in the list twice gets two prices, two visits and two dunning letters. It is one customer to itself. To
# show **one face**, we must first see one.

# %% tags=["slide"]
candidates = methods.accounts.duplicate_candidates(accounts)
candidates.head(8)

# %% [markdown]
# `similarity` compares names without accents, capitals and legal forms: 100 means alike in all the rest. These are
# **duplicate candidates**, and a candidate is a question to a person (Fellegi and Sunter 1969 left the doubtful pairs to a
# clerk). Two branches of one group have nearly the same name, and are two accounts with good reason.

# %%
confirmed = larkfield.confirm_pairs(candidates, company.truth)
print(f"{len(candidates):,} pairs read alike; {len(confirmed):,} are one customer.")

# %% [markdown]
# What would it cost to merge them all unasked? A wrong merge does not show. Two firms become one, one of them gets the
# other's prices and the other's invoices, and no report ever says so. A missed duplicate can be merged next year. A wrong
# merge is hard to take apart.

# %%
unasked = methods.accounts.merge_map(accounts, candidates)
asked = methods.accounts.merge_map(accounts, confirmed)
wrong = unasked[unasked != asked]
moved = stakes.reindex(wrong.index).sum()
print(f"Merging all of them would book {moved:,.0f} {company.currency} a year on another firm.")

# %% [markdown]
# ### Parents
#
# The other half of one face: several accounts under one parent, a group that can take them all away in one meeting. To
# **roll up** is to add them together.

# %% tags=["slide"]
predict("1.c")

# %% [markdown] tags=["slide"]
# **Exercise 1.5.** How many customers are there really, when a second entry counts with the first, and accounts of one
# parent count as one? The confirmed second entries are in `company.truth["accounts"]`, column `duplicate_of`. The order of
# the two steps matters.

# %%
answer_1_5 = ...
check("1.5", answer_1_5)

# %%
rollup = methods.accounts.roll_up(company.orders, accounts, merges=asked)
rollup.levels

# %% [markdown]
# The money is the same in every row. What changes is on whom it hangs. The effective number says how many equal
# customers would make a business as concentrated as this one. Where groups are known, it falls from the first row to the
# last, and with it some of the comfort of having many customers. (`gini` and `hhi` measure it otherwise: lesson 02.)

# %% tags=["slide"]
show(figures.rollup_levels(rollup))

# %% tags=["slide"]
widgets.rollup_before_after(rollup, company.currency)

# %% tags=["slide"]
may_say("1.3")

# %% [markdown] tags=["trainer"]
# **Trainer · section 3 · 15 minutes (half day: 30).** Read three of the candidate pairs aloud and let the room vote: one
# firm or two? It will be split. That is the point; the fuzzy match has no more to go on than they have. Expected wrong
# answers in 1.5, shares our estimate: grouping by `parent_id` and losing those without (a third), rolling up before merging,
# so that second entries without a parent stay (half). Ask: *"What does it cost you to be wrong in each direction?"*

# %% [markdown] tags=["slide"]
# ## 4 · The market in six questions
#
# One card describes one account. What do all cards say together? Six old questions order the answer: who buys, what, why,
# who takes part in buying, how, and where.

# %% tags=["slide"]
people = company.get("contacts")
notes = company.get("knowledge")
profile = methods.accounts.market_profile(company.orders, company.accounts, people, notes)
show(figures.market_profile_panels(profile))

# %% [markdown]
# Each panel says what it stands on. *Why* stands on what was written on cards, and you have just seen how some of that
# can come about. A panel without data stays empty. An empty panel in a report is worth more than a guess, because somebody
# will ask about it.

# %% [markdown] tags=["slide"]
# *Who takes part* is the **buying centre** (Webster and Wind 1972): the user, the one who specifies, the one who buys, the
# one who decides, and the gatekeeper who lets you in or not. Mostly we know the buyer. Seldom the one who decides.
#
# **Exercise 1.6.** Which share of the last 365 days' revenue comes from accounts where we know nobody who decides (no
# contact in the role `decider`)?

# %%
answer_1_6 = ...
check("1.6", answer_1_6)

# %% [markdown]
# ### The account card
#
# Before a visit you want one page, not six panels: the **account card**. Take the largest account.

# %%
account = stakes.idxmax()
tables = {"orders": company.orders, "accounts": company.accounts, "contacts": people, "knowledge": notes}
methods.accounts.account_card(account, as_of=company.as_of, currency=company.currency, **tables)

# %% [markdown]
# Nobody filled this in. It is written from the tables, with the age of each answer, so it cannot be more complete than
# what we know. The questions at its foot are the ones to take along. Browse a few; find a large account with an empty card.

# %% tags=["slide"]
widgets.card_browser(company)

# %% tags=["slide"]
may_say("1.4")

# %% [markdown] tags=["trainer"]
# **Trainer · section 4 · 5 minutes (half day: 25).** In the short class show the panels and one card, and leave 1.6 for
# home. Expected wrong answers in 1.6, shares our estimate: merging order lines with contacts, which repeats every line for
# every person (half the room), and the share of accounts instead of revenue (a fifth). Ask: *"Whose name would you need if
# your main contact left tomorrow?"*

# %% [markdown] tags=["slide"]
# ## 5 · What is a gap worth?
#
# Some gaps do not matter. An answer is worth something only if it can change what we do. That thought is from Raiffa and
# Schlaifer (1961), and it fits in one function: the **value of knowing**.

# %%
methods.accounts.value_of_knowing(probability=0.3, gain=1_000, loss=600)

# %% [markdown]
# An offer wins 1,000 in three cases of ten and costs 600 otherwise. Blindly it loses, so we would not make it. Knowing
# beforehand, we make it in the three cases: 0.3 times 1,000. Now an answer that changes nothing:

# %%
methods.accounts.value_of_knowing(probability=0.3, gain=1_000, loss=0)

# %% [markdown]
# If trying costs nothing, we try anyway, and knowing beforehand is worth nothing, however interesting it is.

# %% [markdown] tags=["slide"]
# **Exercise 1.7.** An offer to your largest account of the last 365 days wins 5 % of its yearly revenue with a chance of
# 0.3, and costs 2 % of it otherwise. What is it worth to know beforehand which it will be?

# %%
answer_1_7 = ...
check("1.7", answer_1_7)

# %% [markdown]
# To value every gap in the audit we need such numbers for every question. Nobody has measured them. So we write down our
# **assumptions**, where everybody can attack them.

# %% tags=["slide"]
from kamlib.course.exercises.lesson_01 import ASSUMPTIONS

ASSUMPTIONS.join(questions)

# %% [markdown]
# Read line 9: in three cases of ten, acting on the answer wins 6 % of the account's yearly revenue, otherwise it costs
# 3 %; what we are told is right in eight cases of ten; asking takes 40 minutes. Questions 3, 11 and 12 gain nothing, since
# our own books answer them.

# %% tags=["slide"]
predict("1.d")

# %%
gaps = methods.accounts.gap_values(audit, stakes, ASSUMPTIONS)
gaps.head()

# %% tags=["slide"]
show(figures.gap_value_bars(gaps, company.currency))

# %% [markdown]
# ### How wrong may we be?
#
# Halve every chance of success, and look again at the first hundred gaps of the list. How many are still among them?

# %%
doubtful = ASSUMPTIONS.assign(probability=ASSUMPTIONS["probability"] / 2)
again = methods.accounts.gap_values(audit, stakes, doubtful)
still = gaps.head(100).merge(again.head(100), on=["account_id", "question"])
left = again["expected_value"].sum() / max(gaps["expected_value"].sum(), 1)
print(f"{len(still)} of 100 are still there; the worth of all gaps falls to {left:.0%}.")

# %% [markdown]
# The sum is soft: never promise it to anybody. The order is firmer, but it moves too. And there is an assumption that no
# table shows: the **stake**. We took last year's revenue, because it is in the file. What is really at stake at an account
# is what can still be won or lost there. A large account that already buys everything from us has little left to win.

# %% tags=["slide"]
may_say("1.5")

# %% [markdown] tags=["trainer"]
# **Trainer · section 5 · 10 minutes (half day: 30).** Do 1.7 together, on the board, as two branches of a tree.
# Expected wrong answers, shares our estimate: forgetting to take away what one would earn blindly (half the room), the
# whole gain without its chance (a fifth). Then let three people (in the short class one) each change one assumption, in
# a copy as under *How wrong may we be?*, and run the picture again. Ask: *"Which of these numbers could you find out by
# trying it on ten accounts?"* In the short class skip the part on how wrong we may be, but read its last sentence
# aloud: it is worth money in the decision.

# %% [markdown] tags=["optional", "slide"]
# ## 6 · Who may see what? *(optional)*
#
# A card says who decides, who pays late and who wants to sell. That is what your competitor would like to read, and parts
# of it are about people. Three habits help, and each costs something.
#
# **Pseudonyms** stand for names, and the file with the keys lies elsewhere. `kam intake --pseudonymise` writes both. But a
# customer with a fifth of your revenue is known by its size alone.
#
# The **smallest cell**: in a table that leaves the house, show no group of fewer than five. Whoever is alone in a group is
# named by it (Sweeney 2002 made a rule of the idea).

# %% tags=["optional"]
money = accounts.assign(revenue=accounts["account_id"].map(stakes))
groups = money.groupby(["region", "manager", "account_type"], dropna=False)["revenue"]
groups.sum().where(groups.size() >= 5).to_frame()

# %% [markdown] tags=["optional"]
# Empty lines are groups of fewer than five. Mind the total: if it stands below the table and one line is hidden, a
# subtraction brings it back. Hide two, or drop the total.
#
# How long does a copy live? Intake keeps a clean copy of a client's file, so that nothing is read twice. When the work is
# done it has no business on your machine. `kam intake --forget` deletes it. Put the day in the contract, not in your good
# intentions.

# %% [markdown] tags=["trainer", "optional"]
# **Trainer · section 6 · 0 minutes (half day: 15).** Left out of the short class. Ask: *"Which three columns of your customer
# list would identify a customer without its name?"* Expected answer: town, trade and size (most of a room, our estimate).
# Consultants: let each say aloud when they last deleted a client's file.

# %% [markdown] tags=["slide"]
# ## Debug me: it runs, and that is the problem
#
# A colleague reports to the board how much we know. No error, and a fine number.

# %% tags=["slide"]
card = knowledge.assign(known=knowledge["answer"].notna())
card["manager"] = card["account_id"].map(manager)
shares = card.groupby("manager", dropna=False)["known"].mean()
print(f"We know {0 if shares.empty else shares.mean():.0%} of what we should know.")

# %% [markdown] tags=["slide"]
# **Exercise 1.8.** Two things are wrong. Say both in a sentence each before you mend them. Then: which share of cells has
# an answer that *says* something? These six say nothing: ok, n/a, good, see file, as last year, to be confirmed.

# %%
answer_1_8 = ...
check("1.8", answer_1_8)

# %% [markdown] tags=["trainer"]
# **Trainer · debug me · 5 minutes (half day: 10).** The two: a mean of managers' shares, in which ten accounts weigh as much
# as a hundred; and "n/a" counted as knowledge. Most rooms find the second only (two thirds, our estimate), for they have
# just seen it. Expected wrong answers in 1.8: taking the fillers out of the total as well (a fifth). Ask: *"Which number of
# your own is a mean of means?"*

# %% [markdown]
# ## The same on your own file
#
# Point the workspace at your own ledger (`kam lab --client client.toml`) and run this lesson again. With orders alone, the
# audit says that nothing is known; that is a true sentence about the file, and the verdict at the head says what to ask
# for. Then answer three questions in writing. Where do the thirteen answers live: in a system, in a drawer, in somebody's
# head? Who would notice if they were wrong? Which pair of names would you ring about first?

# %%
set_aside()

# %% [markdown] tags=["trainer"]
# **Trainer · own file · 0 minutes (half day: 10).** Left out of the short class, or set for home. Hardly anybody has the
# thirteen answers as a table (one in ten, our estimate). Let the others write the card of one account from memory, with the
# month of each answer. Ask: *"Who in your company could fill in the rest, and what happens when that person leaves?"*

# %% [markdown] tags=["slide"]
# ## The decision: forty hours
#
# You have forty hours of asking this month. Which gaps do you fill, and in which order? Each question takes about the
# minutes in the table above; some calls take longer. Your list is worked from the top until the hours are gone.
#
# - **Number.** Which answers are missing, stale, or not answers at all?
# - **Money.** An answer earns only where it changes what we do, and where something can still be won or kept.
# - **Action.** A list: `account_id` and `question`, the first to ask on top.
#
# The habit is to begin with the largest account, and ask all that is missing. Play it.

# %% tags=["slide"]
habit = audit.cells[audit.cells["state"] != "fresh"]
habit = habit.assign(revenue=habit["account_id"].map(stakes).fillna(0))
habit = habit.sort_values("revenue", ascending=False, kind="stable")
play(habit[["account_id", "question"]].head(500), on_record=False)

# %% [markdown]
# Now the list of section 5, the best hour first. Compare four lines: yours, the largest first, the easiest first, and the
# best there is. If a careful list earns hardly more than a habit, or less, ask what its stakes were worth.

# %%
play(gaps[["account_id", "question"]].head(500))

# %% [markdown]
# **Your turn.** Change the rule, not single lines: a rule can be explained, and used next month. What is really at stake
# at an account? Who ordered lately, and who left long ago? Where did we spend few hours for the size (`activities`)? Who is
# listed twice? Which of the fresh answers do you not believe? Which questions would you never ask?

# %%
my_stakes = stakes.copy()
# my_stakes = my_stakes[...]
my_assumptions = ASSUMPTIONS.copy()
# my_assumptions.loc[5, "gain_share"] = ...
my_gaps = methods.accounts.gap_values(audit, my_stakes, my_assumptions)
play(my_gaps[["account_id", "question"]].head(500))

# %% [markdown]
# **What would change our mind?** Write down now what you would have to see in a year to say that the hours were wasted.
# One honest way: of the answers you got, how many changed what anybody did? Your list is kept in the workspace with
# today's date.

# %% [markdown] tags=["trainer"]
# **Trainer · the decision · 15 minutes (half day: 30).** Most rooms begin with the largest accounts (two thirds, our
# estimate), some with the emptiest cards. Let them. Then teams, three plays each (in the short class one), gain and
# luck in two columns on the board. What rules earned on twenty seeds, after the cost of the hours, in euro: easiest
# questions first −2,000; emptiest cards first 2,000; largest accounts first 12,400 (5,700 to 31,200); the list of
# section 5 16,100; questions 4 and 9 at accounts that ordered lately, with few hours and few quotes for their size,
# 24,600; the best list 87,600. Say it honestly: the list of section 5 earned *less* than the habit on two of the
# twenty, and the shipped company is one of them. The rule of thought beat the habit on all twenty and the list on
# seventeen. Luck in one year is about 9,000 either way, nearly as much as thought gains over habit, so one play proves
# little. Nobody comes near the best, for that list knows the answers. Ask the winner: *"What is your rule, in one
# sentence?"* Ask all: *"Which of the thirteen would you strike out now?"*

# %%
progress()

# %% [markdown]
# ## What this lesson did not settle
#
# A full and true card says what we know. It does not say what an account earns us (lesson 03), who is about to leave (04),
# or what they think of us when nobody from our house is asking (08 and 09). Whether asking itself wins business can only be
# known by asking some and not others: lesson 13.

# %% [markdown]
# ### Words of this lesson

# %%
glossary("01")

# %% [markdown]
# ## References
#
# Fellegi, I. P. and Sunter, A. B. (1969). A theory for record linkage. *Journal of the American Statistical Association*
# 64. · Goodhart, C. A. E. (1975). Problems of monetary management: the U.K. experience. *Papers in Monetary Economics*,
# Reserve Bank of Australia. · Raiffa, H. and Schlaifer, R. (1961). *Applied Statistical Decision Theory*. · Strathern, M.
# (1997). 'Improving ratings': audit in the British university system. *European Review* 5. · Sweeney, L. (2002).
# k-anonymity: a model for protecting privacy. *International Journal of Uncertainty, Fuzziness and Knowledge-Based
# Systems* 10. · Webster, F. E. and Wind, Y. (1972). *Organizational Buying Behavior*. · Wilson, E. B. (1927). Probable
# inference, the law of succession, and statistical inference. *Journal of the American Statistical Association* 22.
#
# Text: CC BY 4.0. Code: MIT. Larkfield Floors and everybody in it are invented.
