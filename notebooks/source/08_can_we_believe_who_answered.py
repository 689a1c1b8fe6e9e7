# %% [markdown]
# # 08 · Can we believe who answered? Survey design
#
# **The manager's question.** *Our autumn survey has come back. Satisfaction is 5.4 out of 7; a year ago it was 5.0. The board wants to
# pay a bonus and to stop repairing the West. Has satisfaction risen?*
#
# | | |
# |---|---|
# | After this lesson you can | tell a sound item from a faulty one; add up items that run both ways; say how many answers a margin takes; compare who answered with who was asked; weight answers, and say what weights cannot mend |
# | You need | lessons 00 and 01 |
# | Minutes | core 40 to teach and 50 to do; the parts marked *optional* add 25 |

# %% [markdown] tags=["trainer"]
# **Trainer · opening · 5 minutes (half day: 10).** Before anything is run, write two numbers on the board: 4.97 and 5.43. *"Satisfaction,
# last autumn and this one. 228 people answered. Pay the bonus: who is for it?"* Count hands, and keep the count; most are for it (our
# estimate). Then ask: *"What would you want to know first?"* Write every question down. At the end tick off those that the lesson
# answered. In the short class exercises 8.3, 8.7 and 8.8 are left for home; say so now.

# %% [markdown] tags=["slide"]
# ## What can this file answer?
#
# A survey is three tables: what was asked, who was invited, and what was ticked. Most files hold only the last one.

# %% tags=["slide"]
import pandas as pd

import kamlib
from kamlib import figures, methods, widgets
from kamlib.course import begin, bridge, check, glossary, may_say, play, predict, set_aside
from kamlib.figures import show
from kamlib.tables import larkfield

company = kamlib.load()
begin("08", company)

# %% [markdown]
# Beside the spreadsheet moves you know, two are new in this lesson.

# %%
bridge("08")

# %% [markdown] tags=["slide"]
# ## 1 · What do we ask?
#
# An **item** is one line of a questionnaire: a question or a statement, with a scale to tick. Here are Larkfield's items on what customers
# got. They are our own words, in the five **dimensions** of service that Parasuraman, Zeithaml and Berry (1988) found.

# %% tags=["slide"]
items = company.or_empty("items")
items.loc[items["asks"] == "perception", ["item", "words", "dimension", "least", "most", "reversed"]].head(10)

# %% [markdown]
# This table is the **codebook**: what each item asks, and how its ticks are to be read. Look at p05. Who ticks 7 there says that we do
# *not* keep promises. It is a **reversed item**, worded the other way round.

# %% [markdown] tags=["slide"]
# **Exercise 8.1.** Five drafts of an item. Which one can stay as it is? Answer with its letter, in quotes.
#
# - A: Deliveries are on time and complete.
# - B: Would you not agree that our advice is excellent?
# - C: Orders arrive on the day that was named.
# - D: It never happens that nobody calls when there is no delivery.
# - E: How often, on average over the last three years, were our invoices right?

# %%
answer_8_1 = ...
check("8.1", answer_8_1)

# %% [markdown]
# Now the ticks. They come one below the other: one row an answer. A **sheet** is what one can compute with: one row a questionnaire, one
# column an item.

# %% tags=["slide"]
answers = company.or_empty("answers")
book = methods.survey.Codebook.of(items, "perception")
ticked = methods.survey.sheet(answers, book)
ticked.iloc[:5, :10]

# %% [markdown]
# What is 99? The codebook says it: "don't know". It is a **code**, and no answer. So two things must happen before anybody adds up: codes
# are left out, and reversed items are turned, 8 less the tick. Then ticks can be added up, and we call them scores.

# %% tags=["slide"]
scores = book.scored(ticked)
scores.iloc[:5, :10]

# %% [markdown]
# Who was invited, and in which **wave**, which is one round of the survey? That is the **sampling frame**. We look at the last wave.

# %% tags=["slide"]
tables = (company.or_empty(name) for name in ("responses", "accounts", "orders"))
frame = methods.survey.sampling_frame(*tables)
last = frame[frame["wave"] == frame["wave"].max()]
last.head()

# %% [markdown] tags=["slide"]
# **Exercise 8.2.** In the last wave, what does *reliability* score? A respondent's score is the mean of the items on reliability that he or
# she answered; the dimension's score is the mean over respondents.

# %%
answer_8_2 = ...
check("8.2", answer_8_2)

# %% [markdown]
# May five items be added up at all? If they are about one thing, who scores high on one scores high on the others. **Cronbach's alpha**
# (1951) says how sure their sum is: 0 is noise, 1 is one thing said five times. Guess: does alpha rise or fall when the reversed item is
# *not* turned?

# %% [markdown] tags=["slide"]
# **Exercise 8.3.** Which alpha have the items on reliability in the last wave, over those who answered all of them
# (`methods.survey.reliability`, `.alpha`)?

# %%
answer_8_3 = ...
check("8.3", answer_8_3)

# %% [markdown]
# On Larkfield it is .85. Without turning it would be .51: that fall is how a forgotten item is found, and `.note` warns of it. But mind
# what alpha does not say. Ask five times whether the lorry was clean, and alpha is splendid. It says that items agree, not that they are
# about what you mean.

# %% tags=["slide"]
may_say("8.1")

# %% [markdown] tags=["trainer"]
# **Trainer · section 1 · 20 minutes (half day: 40).** Expected wrong answers, shares our estimate. 8.1: A (a third; "and" is hard to see),
# E (a fifth). 8.2: the reversed item not turned (half of those who use `ticked`), 99 averaged (a third; the score is above 7, and nobody
# wonders). 8.3: standardised alpha (a tenth). Ask: *"Which item of your own survey asks two things at once?"* There is one.

# %% [markdown] tags=["slide"]
# ## 2 · How many answers do we need?
#
# A share known from a sample has a **margin of error**: in 95 of 100 such samples the truth lies no further away. It depends on how many
# *answer*, and hardly on how many there are.

# %% tags=["slide"]
predict("8.a")

# %% tags=["slide"]
margin = methods.survey.margin_of_error
sizes = [50, 100, 200, 400, 800]
points_off = {f"of {people:,}": [100 * margin(0.5, n, people) for n in sizes] for people in (1_000, 20_000, 2_000_000)}
pd.DataFrame({"answers": sizes, **points_off}).set_index("answers").round(1)

# %% [markdown]
# In points, for a share of 50 % among 1,000, 20,000 and two million people. Read a row: hardly anything changes. Read a column: four times
# the answers halve the margin. Only where the sample is a good part of all there are does the margin shrink by itself: 400 of 1,000 know
# more than 400 of two million.

# %% [markdown] tags=["slide"]
# **Exercise 8.4.** All contacts invited in the last wave are all there are. How many *answers* would bring a share, 50 % at worst, to
# within 5 points (`methods.survey.sample_size`)?

# %%
answer_8_4 = ...
check("8.4", answer_8_4)

# %% [markdown]
# That formula believes that everybody answers for himself. But contacts of one group have the same contract, the same lorry, the same
# quarrel. A **cluster** is a set of people who answer alike, and ten of them know less than ten strangers.

# %% [markdown] tags=["slide"]
# **Exercise 8.5.** Of those who answered in the last wave, which margin of error has the share of the satisfied (6 or 7 of 7)? Take groups
# as clusters (`methods.survey.weighted_mean`), and half of the 95 % interval that it gives. (It has Student's *t* in it: of few groups one
# knows less than 1.96 would say.)

# %%
answer_8_5 = ...
check("8.5", answer_8_5)

# %% tags=["slide"]
may_say("8.2")

# %% [markdown]
# Now we know what chance does to *those who answer*. What of those who do not? **Move it.** Ask more people, then let the silent be less
# content. Which of the two moves the truth out of the blue bar?

# %% tags=["slide"]
widgets.sample_and_silence(max(len(last), 100))

# %% [markdown]
# More answers make the blue bar narrower, around the wrong place. Only the silent can say where the truth is.

# %% [markdown] tags=["trainer"]
# **Trainer · section 2 · 15 minutes (half day: 30).** Prediction 8.a: nearly all guess a much wider margin for two million (our estimate);
# let the table speak. Expected wrong answers in 8.4: 385, without the population (half the room); the number to invite (a third). 8.5:
# without clusters (half). Ask: *"Your newspaper's poll asked 1,000 people. Of how many is that a poll?"*

# %% [markdown] tags=["slide"]
# ## 3 · Who answered?

# %% tags=["slide"]
predict("8.b")

# %% [markdown]
# The frame knows region and size of everybody, answered or not. So we can compare. (Where nobody was silent, or nothing is known of
# them, the table is empty.)

# %% tags=["slide"]
by_region = methods.survey.response_rates(last, last["answered"], "region")
by_size = methods.survey.response_rates(last, last["answered"], "size")
show(figures.response_bars(pd.concat({"region": by_region, "size": by_size})))

# %% [markdown]
# What are the parts of this picture? A dot is the share of a group that answered, the bar its interval, the broken line everybody. On
# Larkfield the North answers far more often than the West, and large accounts far more than small ones.

# %% [markdown] tags=["slide"]
# **Exercise 8.6.** In the last wave, by how many *points* is the response rate at large accounts higher than at small ones?

# %%
answer_8_6 = ...
check("8.6", answer_8_6)

# %% [markdown]
# Does it matter? Those who answer late are half way to being silent (Armstrong and Overton 1977). Do they think otherwise?

# %% tags=["slide"]
said = methods.survey.scores_of(items, answers, "satisfaction").mean(axis=1)
score = pd.DataFrame({"satisfaction": said.reindex(last.index)})
methods.survey.early_and_late(score, last["days"])

# %% [markdown]
# On Larkfield the late third of the last wave is less content by 0.3. It is a warning: the silent may be less content still.

# %% tags=["slide"]
may_say("8.3")

# %% [markdown] tags=["optional"]
# ### Optional: who did not read
#
# Some tick one box all the way down. Where items run both ways, nobody can mean that.

# %% tags=["optional"]
predict("8.c")

# %% [markdown] tags=["optional"]
# **Exercise 8.7.** How many questionnaires of the last wave are a *straight line*: every item on what was got that was answered is ticked
# alike, though some are worded the other way round (`methods.survey.careless`)?

# %% tags=["optional"]
answer_8_7 = ...
check("8.7", answer_8_7)

# %% [markdown] tags=["optional"]
# And some say "don't know". That is an answer of a kind: a gap is silence, 99 is a fact.
#
# **Exercise 8.8.** Of all ticks on what was got in the last wave, which share is "don't know"?

# %% tags=["optional"]
answer_8_8 = ...
check("8.8", answer_8_8)

# %% [markdown] tags=["optional"]
# They are not spread evenly. Who never had damage or a complaint cannot say how it was settled: look at the top of the list.

# %% tags=["optional"]
methods.survey.item_nonresponse(ticked[ticked.index.isin(last.index)], book).head()

# %% tags=["optional"]
may_say("8.4")

# %% [markdown] tags=["trainer"]
# **Trainer · section 3 · 15 minutes (half day: 30).** Expected wrong answers, shares our estimate. 8.6: how the answers are made up instead
# of who answered (half the room: draw the two fractions on the board), per cent for points (a fifth). 8.7: looked among the turned scores,
# where the line hides (a third). 8.8: divided by all cells, empty ones too (half), gaps counted with codes (a fifth). Ask: *"Who never
# answers your survey?"*

# %% [markdown] tags=["slide"]
# ## 4 · Weights: what they mend, and what they do not
#
# If the small accounts of the West are one in ten of those invited and one in forty of those who answered, each of their answers could
# count four times. A **weight** says for how many each answer stands. **Raking** (Deming and Stephan 1940) finds weights so that regions
# *and* sizes stand as among all who were invited.

# %% [markdown] tags=["slide"]
# **Exercise 8.9.** Weight the satisfaction of the last wave so that regions and sizes stand as among all who were invited
# (`methods.survey.rake`). What is the weighted mean?

# %%
answer_8_9 = ...
check("8.9", answer_8_9)

# %% [markdown]
# **Move it.** Weight by one, by the other, by both. Then cut the largest weights. What is won, and what is paid?

# %% tags=["slide"]
answered = last.assign(score=said).dropna(subset="score")
margins = {name: last[name].value_counts().to_dict() for name in ("region", "size")}
known = len(answered) > 30 and len(last.dropna(subset=["region", "size"])) == len(last)
widgets.weight_limits(answered["score"], answered, margins) if known else "Nothing is known of the silent."

# %% [markdown]
# Each answer of a group that seldom answers counts several times, and so does its chance: the 228 answers of the default company know as
# much as 154 alike ones. Cut the weights, and some of that comes back, with some of the bias.

# %% [markdown]
# So the score was too kind, and weights took some of that off. All of it? On a client's file nobody knows. At Larkfield we may look behind
# the curtain: here is what *everybody* thought, in every wave. (Elsewhere the line is not drawn.)

# %% tags=["slide"]
waves = methods.survey.wave_scores(frame.assign(score=said))
thought = company.truth.get("opinions", pd.DataFrame(columns=["wave", "satisfied"]))
waves["everybody"] = thought.groupby("wave")["satisfied"].mean()
show(figures.scores_by_wave(waves))

# %% [markdown]
# What are the parts of this picture? The circles are the score as it came, the squares the weighted one, the diamonds the truth. For five
# waves the squares lie near the diamonds: weights mended what region and size had spoilt. In the last wave they do not. What happened?
#
# Until the spring of 2025 everybody who was silent was called. Since then only a link is sent, and who is annoyed does not open it. Now
# answering depends on satisfaction *itself*. No weight can mend that: the answers that are missing look like none that came.

# %% tags=["slide"]
predict("8.d")

# %% [markdown]
# What can be said at all, if nothing is supposed of the silent? They may all be satisfied, or none of them (Manski 2003).

# %% [markdown] tags=["slide"]
# **Exercise 8.10.** What is the *lowest* share of satisfied people (6 or 7) among all invited in the last wave that the answers leave
# possible?

# %%
answer_8_10 = ...
check("8.10", answer_8_10)

# %% [markdown]
# From a fifth to three quarters: that is all that the answers promise by themselves. Everything narrower rests on a belief about the
# silent. Or on asking them.

# %% tags=["slide"]
may_say("8.5")

# %% [markdown] tags=["trainer"]
# **Trainer · section 4 · 15 minutes (half day: 30).** Expected wrong answers, shares our estimate. 8.9: one margin alone (a third),
# weights upside down (a fifth). 8.10: the low end of the interval (half the room). Do not show the picture before 8.9 is done. On the
# default company the last wave says 5.43, weighted 5.12, and the truth is 4.83, what it was a year before. Ask: *"When did your company
# last change how it asks?"*

# %% [markdown] tags=["slide"]
# ## Debug me: it runs, and that is the problem
#
# A colleague reports how well complaints are settled in the last wave, item p10, on a scale from 1 to 7.

# %% tags=["slide"]
in_last = ticked[ticked.index.isin(last.index)]
settled = in_last.get("p10", pd.Series(dtype=float)).mean()
print(f"Complaints settled without a second call: {settled:.1f} of 7. Excellent!")

# %% [markdown] tags=["slide"]
# **Exercise 8.11.** Do it properly: what is the mean of p10 in the last wave, over those who could say?

# %%
answer_8_11 = ...
check("8.11", answer_8_11)

# %% [markdown] tags=["trainer"]
# **Trainer · debug me · 5 minutes (half day: 10).** 99 averaged as an answer: 24 of 7. Expected wrong answers in 8.11, shares our estimate:
# 99 made a 0 (a quarter), made the middle (a tenth). Ask: *"Why did nobody laugh at 24 of 7?"* In a chart of percentages nobody would see
# it.

# %% [markdown]
# ## The same on your own file
#
# Everything above ran on `company`. A survey export with one column an item comes in through `kam intake survey.csv` (see lesson 00): it
# says which scale it read in each column, and asks for nothing it can see. Then run this lesson again from the top, and answer three
# questions in writing. Whom did we invite, and where is that list? Which items run the other way round? What do we know of the silent?

# %%
set_aside()

# %% [markdown] tags=["trainer"]
# **Trainer · own file · 0 minutes (half day: 10).** Left out of the short class, or set for home. Most bring a file of answers without the
# list of those invited: then sections 3 and 4 cannot be done, and that is the finding. Ask: *"Who sent the invitations, and is the list
# still there?"*

# %% [markdown] tags=["slide"]
# ## The decision: whom do we call before we believe the score?
#
# The board has a rule. If satisfaction rose by 0.2 or more in a year, it pays a bonus of 40,000 and ends the repair of loading in the West.
# Else it does neither. You report the change. You may have up to 60 of the silent called, at 15 each; seven in ten are reached. Those
# called then speak for all who were silent (Hansen and Hurwitz 1946). With no call, your report is the weighted change.

# %% [markdown] tags=["slide"]
# - **Number.** How far may a report be off that rests on so many calls?
# - **Money.** A wrong report costs the bonus and what the repair would have earned; a call costs 15.
# - **Action.** A list of the silent to call, by `response_id`.
#
# Here is the habit: nobody is called, the score is weighted. Play it, then do better.

# %% tags=["slide"]
play([], on_record=False)

# %% [markdown] tags=["slide"]
# **Your turn.** Whom do you call, and how many? The friendliest, the largest, those of the West, or whoever the lot falls on?

# %%
silent = last.index[~last["answered"]]
my_plan = []
# my_plan = pd.Series(silent).sample(..., random_state=...)
play(my_plan)

# %% [markdown] tags=["slide"]
# **What would change our mind?** Write down now which change in the next wave you would believe, asked in which way, with how many calls to
# the silent. Your list is kept in the workspace with today's date.

# %% [markdown] tags=["trainer"]
# **Trainer · the decision · 15 minutes (half day: 25).** Over 20 companies never looked at before the weighted change misled the board on
# all 20. Calls to people drawn by lot put it right on 16 with 10 calls, on 17 with 20 and on 18 with 60. Who calls only large accounts, or
# only the West, hears part of the silent: compare two such lists in the room. A few draws mislead even with 40 calls: let two groups use
# different lots, and talk about luck. Ask the winner: *"How many calls would you have paid for, knowing nothing?"*

# %% [markdown] tags=["slide"]
# ## What this lesson did not settle
#
# What the answers say, and what moves satisfaction (lesson 09). Where what customers got parts from what they expected, and whether our own
# people know it (lesson 10). And why the annoyed do not open a link: ask those you reach.

# %%
glossary("08")

# %% [markdown]
# ## References
#
# Armstrong, J. S. and Overton, T. S. (1977). Estimating nonresponse bias in mail surveys. *Journal of Marketing Research* 14. · Cochran, W.
# G. (1977). *Sampling Techniques*. · Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. *Psychometrika* 16. ·
# Curran, P. G. (2016). Methods for the detection of carelessly invalid responses in survey data. *Journal of Experimental Social
# Psychology* 66. · Deming, W. E. and Stephan, F. F. (1940). On a least squares adjustment of a sampled frequency table when the expected
# marginal totals are known. *Annals of Mathematical Statistics* 11. · Hansen, M. H. and Hurwitz, W. N. (1946). The problem of non-response
# in sample surveys. *Journal of the American Statistical Association* 41. · Manski, C. F. (2003). *Partial Identification of Probability
# Distributions*. · Parasuraman, A., Zeithaml, V. A. and Berry, L. L. (1988). SERVQUAL: A multiple-item scale for measuring consumer
# perceptions of service quality. *Journal of Retailing* 64.
#
# Text: CC BY 4.0. Code: MIT. Larkfield Floors and everybody in it are invented. The wording of all items is our own.
