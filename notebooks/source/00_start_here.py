# %% [markdown]
# # 00 · Start here
#
# **The manager's question.** *I have a list of what our customers bought. What can it tell me, and what do I have to do
# to make it talk?*
#
# | | |
# |---|---|
# | After this lesson you can | open a company and say what one row of its orders is; hand in an answer and read what the check says; say what a lower price must bring before it pays; place every lesson on the map of key-account management; point the lessons at a file of your own |
# | You need | nothing: no programming, no statistics |
# | Minutes | 15 to teach, 25 to do |

# %% [markdown] tags=["trainer"]
# **Trainer · opening · 3 minutes (half day: 8).** Let everybody run the setup cell before you say a word: the two who
# cannot are why you came early (`kam doctor` tells you what their machine lacks). Say: *"Nobody here has to be able to
# program. You have to be able to doubt a number."* Expected trouble: one in five presses Enter without Shift and wonders
# why nothing happens (our estimate). Ask: *"Which number did you last present without knowing where it came from?"*

# %% [markdown] tags=["slide"]
# ## How a lesson works
#
# A lesson is a page of **cells**. Some hold text, like this one. The grey ones hold code, which is text that the computer
# obeys. Click a grey cell and press **Shift + Enter**: it runs, and what it found appears below it. Go from top to bottom.
#
# You cannot break anything. This page is your own copy, in your **workspace**: the folder with your lessons, your progress
# and your choice of company. `kam lab --reset 00` brings the original back, and keeps what you wrote beside it.
#
# The next cell is at the head of every lesson. It fetches the tools, among them pandas, which works with tables, and
# opens a company.

# %%
import pandas as pd

import kamlib
from kamlib import figures, methods, widgets
from kamlib.course import begin, bridge, check, glossary, hint, predict, progress, set_aside, solution
from kamlib.figures import show

company = kamlib.load()
begin("00", company)

# %% [markdown]
# If you know spreadsheets, you know most of this already. Every lesson shows early on which new words of code it uses, and
# beside each the move you would make in Excel or LibreOffice. Do not learn the list. Come back to it.
#
# Two things will happen to you, and neither is bad. If the computer says that a name *is not defined*, a cell further up has
# not been run: go back and run it. If a box says that the *kernel* died, which is the program that runs your cells, press OK
# and run the page again from the top. What you have passed is kept.

# %%
bridge("00")

# %% [markdown] tags=["slide"]
# ## 1 · What is one row?
#
# Unless you chose another company, this is **Larkfield Floors**. It sells commercial flooring. It is invented, and that is
# its use: somebody knows the truth about every customer, and keeps it from you until you have decided something.

# %% tags=["slide"]
company

# %% [markdown]
# Those are its **tables**. A table has rows and columns, like a sheet, and each column holds one kind of thing. Let us
# give the most important one a short **name**. The word on the left of `=` now stands for what is on the right.

# %%
orders = company.orders
orders.head()

# %% [markdown]
# `head()` is a **function**: a word with brackets, which does something. Here it shows the first rows. Read one row aloud.
# It is one **line** of an order: so many of one article. An order has several lines. An **account**, a customer we deliver
# and invoice to, places many orders.
#
# Before you count anything in a table, ask what one row is. How much does it matter? Guess first. Move the slider and lock
# your guess. Without a mouse: run the cell with **Ctrl + Enter**, press **Tab** until the slider has a frame, and use the
# arrow keys.

# %% tags=["slide"]
predict("0.a")

# %% [markdown]
# Counting rows when you mean customers is the most common mistake in all of customer analysis. Three small moves protect
# you. Take a column. Keep some rows. Count what is different.

# %%
large = orders[orders["revenue"] > 1000]
large["account_id"].nunique()

# %% [markdown]
# The first line keeps the rows whose revenue is above 1,000 and names them `large`. The second takes one column of these
# and counts the different values in it. So it says how many accounts ever bought a line of more than 1,000.
#
# Your turn. A company is always looked at on one day, the **as-of date**: nothing after it is known. A year is 365 days:
# that day, and the 364 before it.

# %%
first_day = company.as_of - pd.Timedelta(days=364)
print(f"From {first_day:%d %B %Y} to {company.as_of:%d %B %Y}.")

# %% [markdown] tags=["slide"]
# **Exercise 0.1.** How many accounts placed an order in the last 365 days, that is, from `first_day` on (`>=`)?
#
# Put your answer in place of the three dots and run the cell. It may be a number, or code that works it out.

# %%
answer_0_1 = ...
check("0.1", answer_0_1)

# %% [markdown]
# A check does not only say "wrong". If it knows the mistake, it says what you did. Stuck? Take the `#` away from one of
# these and run the cell. Each time you run it, `hint` tells a little more. After a first attempt, `solution` shows one way
# to do it. Later lessons leave these two lines out: write them below any check.

# %%
# hint("0.1")
# solution("0.1")

# %% [markdown] tags=["trainer"]
# **Trainer · section 1 · 12 minutes (half day: 18).** Do exercise 0.1 wrongly on the projector, with `len(orders)`, and
# read the check's sentence aloud. The class learns in one minute that a wrong answer costs nothing here. Expected wrong
# answers (our estimate): lines for accounts, half of the room; orders for accounts, a quarter; all years, a few. Ask:
# *"Your report says 1,200 customers. What was one row?"*

# %% [markdown] tags=["slide"]
# ## 2 · Which lever moves profit?
#
# What can a manager set? McCarthy (*Basic Marketing*, 1960) put it under four words: product, place, promotion, price. In
# the accounts they end up as four **levers**: the price, the volume, what a unit costs, and what is fixed. Which is the
# longest? Say it before you look.

# %% tags=["slide"]
predict("0.b")

# %% tags=["slide"]
last_year = methods.levers.base_year(company.orders, company.as_of, company.get("activities"))
show(figures.lever_bars(last_year, company.currency))

# %% [markdown]
# One per cent of each, the others held still. Price is long because a higher price costs nothing to make. But no lever
# moves alone. Sell dearer, and somebody buys less. What are these numbers made from?

# %%
print(last_year.basis)

# %% [markdown] tags=["slide"]
# Now the other way. A colleague wants to lower every price by 5 %, "because volume will make up for it". How much volume?
# A sheet of paper is enough: take a unit that sells at 100. What is left of it when the goods are paid is its **margin**, and
# each line of `orders` has a column of that name.
#
# **Exercise 0.2.** Every price falls by 5 %. By which share must volume rise before margin is what it was in the last 365
# days? Hand in a share, such as 0.25.

# %%
answer_0_2 = ...
check("0.2", answer_0_2)

# %% [markdown]
# The volume at which nothing is won or lost is the **break-even** volume. Whether customers do answer so strongly is
# another matter. The simplest way to put it is one number, the **elasticity**: by how many per cent volume changes when
# the price rises by one per cent. At -1.5 a price cut of 1 % sells about 1.5 % more.
#
# **Move it.** Begin with the first slider. Then give a discount that half of the volume takes. Which answer would customers
# have to give, in the last list, before the cut pays?

# %% tags=["slide"]
widgets.profit_levers(last_year, company.currency)

# %% [markdown] tags=["slide"]
# What the picture hides: one elasticity speaks for every customer, every article and every size of change. It knows no
# competitor who answers next week, and nobody who learns to wait for the next discount. And no list of orders tells it. It
# is an assumption until somebody has tried.
#
# **What you may say:** "At our margins, a cut of 5 % must bring this much more volume before it pays."
#
# **What you may not say:** "A cut of 5 % will bring it." That is a forecast, and nothing on this page is one.

# %% [markdown] tags=["trainer"]
# **Trainer · section 2 · 10 minutes (half day: 16).** Collect the guesses of 0.b first: most say one per cent (our
# estimate: half of the room). Expected wrong answers in 0.2: 5 % (a third), 5.3 %, which keeps revenue and not margin (a
# third), the cut over the margin share, which forgets that the margin shrinks (a few, and they are nearly there). Ask:
# *"Who in your company may give 5 % away, and who knows this number?"*

# %% [markdown] tags=["slide"]
# ## 3 · The map of the course
#
# Key-account management rests on three elements. **Segmentation**: telling customers apart. **Retention**: keeping them.
# **Growth**: more business with those you keep. A number that a manager steers by is called a **KPI**, a key performance
# indicator. Here comes one for each element. Work the second one out yourself first.

# %% [markdown]
# These are the accounts of two years:

# %%
this_year = orders[orders["ordered_at"] >= first_day]
older = orders[orders["ordered_at"] < first_day]
year_before = older[older["ordered_at"] >= first_day - pd.Timedelta(days=365)]

# %% [markdown] tags=["slide"]
# **Exercise 0.3.** Of the accounts in `year_before`, which share is in `this_year`, too? Take each account once:
# `pd.Series(year_before["account_id"].unique())` does so, and `isin` says for each whether it is found elsewhere.

# %%
answer_0_3 = ...
check("0.3", answer_0_3)

# %% tags=["slide"]
methods.scorecard.scorecard(company.orders, company.as_of)

# %% [markdown]
# Read the last column twice. A number answers the question it was made for, and no other. The lessons take the three apart:
#
# | part | lessons | element | you learn to say |
# |---|---|---|---|
# | Know | 00-02 | segmentation | who our customers are, and which deserve what |
# | Value | 03-07 | segmentation, retention | who pays, who leaves, what each is worth |
# | Quality | 08-12 | retention | what they expect, what they get, where it breaks |
# | Keep and grow | 13-17 | retention, growth | what to offer, to whom, with which hours |

# %% [markdown] tags=["trainer"]
# **Trainer · section 3 · 6 minutes (half day: 10).** Expected wrong answers in 0.3 (our estimate): this year's number of
# accounts over last year's, a third of the room, and it looks fine because new accounts hide those who left; lines instead
# of accounts, some; the share turned round, a few. Ask: *"Which of the three numbers would you least like to see in your
# bonus, and why?"*

# %% [markdown] tags=["slide"]
# ## 4 · The basics, well, before the elephant
#
# The usual way to fail is to ask for all the data and to start when they are there. They never are. Start with what
# answers most questions. Which tables does each lesson need, which only make it sharper, and which has this company?

# %% tags=["slide"]
from kamlib.course.minimum import minimum_data

show(minimum_data(company))

# %% [markdown]
# The tables stand from left to right in the order in which to ask for them: first those without which most questions have
# no answer. *By proxy* counts the questions that something else in the file answers roughly. How many hours a table costs you
# is not in here: estimate it, and begin with the table that answers most questions for an hour. With `orders` alone you can
# begin today.

# %% [markdown] tags=["trainer"]
# **Trainer · section 4 · 2 minutes (half day: 6).** Say: *"Orders first. The rest when a question asks for it."* Expected
# objection: "our CRM is not clean enough" (half of a room of managers, our estimate). Ask: *"For which question is it not?"*

# %% [markdown] tags=["slide"]
# ## Debug me: it runs, and that is the problem
#
# A colleague put the size of our average order on a slide. No error, a plausible number.

# %% tags=["slide"]
print(f"Our average order: {figures.money(orders['revenue'].mean(), company.currency)}")

# %% [markdown] tags=["slide"]
# **Exercise 0.4.** What did an order bring on average in the last 365 days? Say first, in one sentence, what the code above
# computed. There are two mistakes in it.

# %%
answer_0_4 = ...
check("0.4", answer_0_4)

# %% [markdown] tags=["trainer"]
# **Trainer · debug me · 2 minutes (half day: 6).** It is the mean of lines, over all years. Expected wrong answers (our
# estimate): one of the two mended and not the other, half of the room. Ask: *"Who would have noticed, in the meeting?"*

# %% [markdown] tags=["slide"]
# ## Bring your own file
#
# Every lesson runs on your company's orders as well: CSV, Excel or Parquet, as your system exports them. A **mapping**, a
# small file, says which of your columns is which of ours. Here is one to practise on, with odd heads, decimal commas and a
# total in its last row. To use your own, drag it into the list of files on the left, and put its name, in quotes, in place of
# `practice_file()`.

# %%
from kamlib.course.practice_file import practice_file

my_file = practice_file()
widgets.column_mapper(my_file)

# %% [markdown]
# Look each line over: are the first values what you expect? Two columns of the practice file were not recognised, and
# nothing in it says which currency it is in. A guess is offered only where the file gives a reason. When you are done, press
# **Write mapping**. The rest is two commands, for a terminal (File > New > Terminal opens one here):
#
# 1. `kam intake client.toml` reads the file so. **Intake** uses each row, or sets it aside and says why. Used and set aside
#    add up to what was in the file, to the cent.
# 2. `kam lab --client client.toml` opens these same lessons on it.
#
# Nothing leaves your machine. What was set aside of the company you are looking at now?

# %%
set_aside()

# %% [markdown] tags=["trainer"]
# **Trainer · own file · 3 minutes (half day: 20).** In the short class, show the form and map one column: the number of the
# order. Expected mistakes (our estimate): the customer's name for the number, a fifth of the room; gross for net amounts, a
# few, and no program can see that. Ask: *"Who at your place can tell you whether this column is before or after discount?"*

# %% [markdown] tags=["slide"]
# ## The decision: what do you ask for on Monday?
#
# - **Number.** Which question of the map costs you most while nobody can answer it?
# - **Money.** Put a rough amount on it, for a year. It may be wrong by half.
# - **Action.** Which table answers it, who has it, and when do you ask?
# - **What would change our mind?** Write down what the file would have to show before you did something differently. If
#   nothing could, do not ask for it.

# %% [markdown] tags=["trainer"]
# **Trainer · the decision · 2 minutes (half day: 6).** Everybody writes, nobody talks. Collect the tables on the board.
# Expected (our estimate): half of the room asks for more data than one question needs. Ask: *"What would you do if the
# number came out twice as high?"* If the answer is the same, the question can wait.

# %%
progress()

# %% [markdown]
# ## What this lesson did not settle
#
# Whether the largest accounts earn anything: lesson 03. Whether the silent ones have left: lesson 04. How strongly customers
# answer a price can only be tried, on some and not on others: lesson 13. Next comes **01 · Know your accounts**: what do we
# know of each, and what is a gap in it worth?

# %% [markdown]
# The words of this lesson. `glossary()` with nothing in its brackets shows those of the whole course, and leads to the
# lessons that teach them; `bridge()` does the same for the words of code.

# %%
glossary("00")

# %% [markdown]
# ## References
#
# McCarthy, E. J. (1960). *Basic Marketing: A Managerial Approach*. · Nagle, T. T. (1987). *The Strategy and Tactics of
# Pricing*.
#
# Text: CC BY 4.0. Code: MIT. Larkfield Floors and everybody in it are invented.
