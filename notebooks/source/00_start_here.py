# %% [markdown]
# # 00 · Start here
#
# **The manager's question.** *I have a list of what our customers bought. What can it tell me, and what do I have to do
# to make it talk?*
#
# | | |
# |---|---|
# | After this lesson you can | open a company and say what one row of its ledger is; hand in an answer and read what the check says; move a picture from the keyboard; point the lessons at a file of your own |
# | You need | nothing: no programming, no statistics |
# | Minutes | 10 to teach, 15 to do |

# %% [markdown] tags=["trainer"]
# **Trainer, 10 minutes.** Let everybody run the setup cell before you say a word: the two who cannot are why you came
# early. Then do exercise 0.1 wrongly on the projector, with `len(orders)`, and read the check's sentence aloud. The
# class learns in one minute that a wrong answer costs nothing here. Expected wrong answers: lines for accounts (most),
# orders for accounts (some), all years (a few).

# %% [markdown]
# ## How a lesson works
#
# A lesson is a page of **cells**. Grey cells hold code. Click one and press **Shift + Enter**: it runs, and its result
# appears below. Run them from top to bottom. You cannot break anything: the original of this page is kept, and
# `kam lab --reset 00_start_here` brings it back.
#
# The next cell is in every lesson. It opens a company.

# %%
import pandas as pd

import kamlib
from kamlib import figures, methods, widgets
from kamlib.course import begin, check, hint, play, predict, solution

company = kamlib.load()
begin("00", company)

# %% [markdown]
# ## Meet the company
#
# Unless you chose another, this is **Larkfield Floors**. It sells commercial flooring to distributors and contractors.
# It is invented, and that is its use: somebody knows the truth about every customer, and keeps it from you until you
# have decided something.

# %%
company

# %% [markdown]
# Those are its **tables**. A table has rows and columns, like a sheet. The one that matters most is `orders`. Before
# you count anything in a table, ask one thing: *what is one row?*

# %%
orders = company.orders
orders.head()

# %% [markdown]
# One row is one **line** of an order: so many of one article. An order has several lines, and an **account** (a customer
# we deliver and invoice to) places many orders. Counting rows when you mean customers is the most common mistake in all
# of customer analysis. The first exercise lets you make it.

# %% [markdown]
# ## Your first check
#
# **Exercise 0.1.** How many accounts placed an order in the 365 days before the company's **as-of date**, the day we
# look at it?
#
# Put your answer in place of the three dots and run the cell. You may write a number, or code that works it out. If you
# are stuck, run `hint("0.1")` in a cell of its own: it gives one hint at a time.

# %%
answer_0_1 = ...
check("0.1", answer_0_1)

# %% [markdown]
# A check never just says "wrong" if it can say *what* you did. After a first attempt, `solution("0.1")` shows one way to
# do it.

# %% [markdown]
# ## A picture you can move
#
# Is every customer worth the same? The picture puts each account where its volume and its value place it. Press **Tab**
# until the first slider is marked, then use the arrow keys, and watch how many accounts change sides.

# %%
continuum = methods.segments.continuum(orders)
widgets.value_volume_cut(continuum)

# %% [markdown]
# Each point is an account. The line you move decides who is called a key account. Nothing about the customers changed
# while you moved it. Keep that in mind when somebody tells you they have 41 key accounts.

# %% [markdown]
# ## Bring your own file
#
# Every lesson runs on your company's file as well. In a terminal:
#
# 1. `kam intake sales.csv --out client.toml` looks at the file and proposes which column is which, with its reasons.
# 2. Open `client.toml` in any editor. Answer the questions it leaves open.
# 3. `kam intake client.toml` reads the file by that mapping, and prints every row it set aside, and why.
# 4. `kam lab --client client.toml` opens these same lessons on it.
#
# The money always adds up: what was used and what was set aside make what was in the file. Nothing is dropped in
# silence. Your file never leaves your machine.

# %%
company.intake if company.intake else "The teaching company needs no intake: nothing had to be set aside."

# %% [markdown]
# ## The map of the course
#
# Managing key accounts rests on three things: knowing whom you serve, keeping them, and growing with them. The lessons
# follow that order.
#
# | part | lessons | you learn to say |
# |---|---|---|
# | **Know** | 00-02 | who our customers are, and which deserve what |
# | **Value** | 03-07 | who pays, who leaves, what each is worth |
# | **Quality** | 08-12 | what they expect, what they get, where it breaks |
# | **Keep and grow** | 13-17 | what to offer, to whom, with which hours |
#
# Next: **02 · Segmentation**, where three hundred customers want service and the budget is enough for some of them.

# %% [markdown]
# ---
# Text: CC BY 4.0. Code: MIT. Larkfield Floors and everybody in it are invented.
