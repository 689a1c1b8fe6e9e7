"""A bridge from spreadsheets: each pandas verb beside the move in Excel or LibreOffice Calc that does the same.

A lesson shows the verbs it uses for the first time, those of its reference solutions too. A test reads every lesson and
fails when a verb appears that stands on no bridge. Shown early in every lesson.
"""

from __future__ import annotations

from dataclasses import dataclass

from kamlib.course.words import WordList, of_lesson


@dataclass(frozen=True)
class Verb:
    """A pandas verb, how it looks in code, what it does, and the spreadsheet move; `lesson` uses it first."""

    name: str
    lesson: str
    looks: str
    does: str
    spreadsheet: str


def bridge(lesson: str | None = None) -> WordList:
    """Return the pandas verbs that are new in a lesson ("02"), or all of them, each beside the spreadsheet move.

    Raises ValueError when there is no such lesson.

    >>> bridge("00").rows[0][0]
    'orders.head()'
    """
    of_lesson(lesson, [verb.lesson for verb in VERBS], "bridge")
    verbs = [verb for verb in VERBS if lesson in (None, verb.lesson)]
    heads = ("in pandas", "what it does", "in Excel or LibreOffice")
    if lesson is not None:
        title = f"New in lesson {lesson}, beside what you do in a spreadsheet"
        rows = tuple((verb.looks, verb.does, verb.spreadsheet) for verb in verbs)
        return WordList(title, heads, rows, codes=heads[:1])
    every = tuple((verb.looks, verb.does, verb.spreadsheet, verb.lesson) for verb in verbs)
    return WordList("pandas beside a spreadsheet", (*heads, "lesson"), every, codes=heads[:1])


_00 = (
    Verb("head", "00", "orders.head()", "shows the first five rows", "scroll to the top (Ctrl + Home)"),
    Verb("[column]", "00", 'orders["revenue"]', "takes one column", "click the column's letter"),
    Verb("[condition]", "00", 'orders[orders["revenue"] > 1000]', "keeps the rows for which it is true",
         "Data > Filter (AutoFilter); the other rows are really gone, not hidden"),
    Verb("pd.Timedelta", "00", "company.as_of - pd.Timedelta(days=364)", "counts days back from a date",
         "=A1-364 on a date cell"),
    Verb("sum", "00", 'orders["revenue"].sum()', "adds up a column", "=SUM(I:I)"),
    Verb("mean", "00", 'orders["revenue"].mean()', "takes the average; of true and false, the share that is true",
         "=AVERAGE(I:I)"),
    Verb("nunique", "00", 'orders["account_id"].nunique()', "counts the different values",
         "Remove Duplicates on a copy, then count; =COUNTA(UNIQUE(C:C)) in newer versions"),
    Verb("unique", "00", 'orders["account_id"].unique()', "lists the different values, each once",
         "Remove Duplicates; Advanced Filter > unique records (LibreOffice: Standard Filter > no duplications)"),
    Verb("pd.Series", "00", "pd.Series(values)", "makes a column out of values", "paste the values into an empty column"),
    Verb("isin", "00", 'accounts.isin(this_year["account_id"])', "is true where a value is found in another column",
         "=COUNTIF(other!C:C, A2) > 0"),
)  # fmt: skip
_01 = (
    Verb("groupby", "01", 'orders.groupby("account_id")["revenue"].sum()', "one heap for each value, one result a heap",
         "Insert > PivotTable (LibreOffice: Data > Pivot Table): the field goes to Rows"),
    Verb("count", "01", 'knowledge["answer"].count()', "counts the values that are there", "=COUNTA(C:C)-1"),
    Verb("size", "01", 'accounts.groupby("region").size()', "counts the rows of each heap", "PivotTable with Count"),
    Verb("max", "01", 'orders["ordered_at"].max()', "the largest value", "=MAX(D:D)"),
    Verb("median", "01", "days.median()", "the middle value", "=MEDIAN(A:A)"),
    Verb("nlargest", "01", 'revenue.nlargest(10)', "the largest so many", "Filter > Top 10; =LARGE(A:A, 1) and down"),
    Verb("idxmax", "01", "revenue.idxmax()", "the name of the row with the largest value",
         "=INDEX(A:A, MATCH(MAX(B:B), B:B, 0))"),
    Verb("sort_values", "01", 'table.sort_values("position", ascending=False)', "sorts the rows by a column",
         "Data > Sort, largest to smallest"),
    Verb("value_counts", "01", 'table["basis"].value_counts()', "counts how often each value occurs",
         "PivotTable with Count; =COUNTIF(A:A, value)"),
    Verb("set_index", "01", 'accounts.set_index("account_id")', "makes a column the names of the rows",
         "move the key to the first column, as VLOOKUP wants it"),
    Verb("reindex", "01", "accounts.reindex(columns=names)", "brings columns or rows into this order; missing ones stay empty",
         "insert and move columns until the heads are as wanted"),
    Verb("index", "01", "table.index", "the names of the rows", "the first column, where it names the rows"),
    Verb("loc", "01", 'table.loc["A0001", "revenue"]', "takes rows and columns by their names",
         "=INDEX(…, MATCH(name, A:A, 0), MATCH(head, 1:1, 0))"),
    Verb("query", "01", 'knowledge.query("question == 10")', "keeps the rows for which a sentence is true",
         "Data > Filter"),
    Verb("notna", "01", 'knowledge["answer"].notna()', "is true where a value is there", '=A2<>""'),
    Verb("empty", "01", "table.empty", "is true where a table has no row", "=COUNTA(A:A)<=1"),
    Verb("where", "01", "totals.where(counts >= 5)", "keeps a value where it is true and empties it elsewhere",
         '=IF(B2>=5, A2, "")'),
    Verb("fillna", "01", "parent.fillna(account)", "puts a value where one is missing", '=IF(B2="", A2, B2)'),
    Verb("map", "01", 'orders["account_id"].map(parent)', "looks each value up in another table",
         "=VLOOKUP(C2, parents!A:B, 2, FALSE) or XLOOKUP, filled down"),
    Verb("join", "01", "table.join(other)", "puts the columns of another table beside, by the names of the rows",
         "=VLOOKUP for each column, filled down"),
    Verb("merge", "01", 'orders.merge(accounts, on="account_id")', "puts two tables together where a column agrees",
         "Power Query > Merge; =XLOOKUP(C2, other!A:A, other!B:B), filled down"),
    Verb("assign", "01", 'table.assign(half=table["revenue"] / 2)', "adds a column worked out from others",
         "a formula in the next free column, filled down"),
    Verb("rename", "01", 'counts.rename("accounts")', "gives a column another head", "type over the head"),
    Verb("copy", "01", "table.copy()", "makes a second table that can be changed alone",
         "Move or Copy Sheet > Create a copy"),
    Verb("difference", "01", "high_volume.difference(high_value)", "those of the first that are not in the second",
         "=COUNTIF(second, A2) = 0, then filter"),
    Verb("dt", "01", 'orders["ordered_at"].dt.normalize()', "works on dates: here, takes the time of day off", "=INT(A2)"),
    Verb("to_frame", "01", "counts.to_frame()", "makes a table of one column out of a column", "give the column a head"),
    Verb("to_series", "01", "accounts.index.to_series()", "makes a column out of the names of the rows",
         "copy the first column"),
)  # fmt: skip
_02 = (
    Verb("transform", "02", '….groupby("account_id")["ordered_at"].transform("min")',
         "the result of a heap, written beside each of its rows", "=MINIFS(D:D, C:C, C2), filled down"),
    Verb("min", "02", 'orders["ordered_at"].min()', "the smallest value", "=MIN(D:D)"),
    Verb("quantile", "02", "order_count.quantile([0.2, 0.4])", "the value below which such a share of rows lies",
         "=PERCENTILE.INC(A:A, 0.2)"),
    Verb("describe", "02", "rfm.describe()", "count, mean, spread and quartiles of each column",
         "Data Analysis > Descriptive Statistics (LibreOffice: Data > Statistics)"),
    Verb("get", "02", 'accounts.get("parent_id")', "takes a column, or nothing where there is none",
         "look for the head in row 1 before you use the column"),
    Verb("pd.DataFrame", "02", "pd.DataFrame(rows)", "makes a table out of rows", "paste the rows into an empty sheet"),
    Verb("astype", "02", 'score.astype(int)', "turns values into another kind, such as whole numbers",
         "Format Cells, but for the value and not its look; =INT(A2), =VALUE(A2)"),
)  # fmt: skip
_03 = (
    Verb("drop", "03", 'profit.drop(columns="basis")', "leaves a column out", "hide or delete the column"),
    Verb("idxmin", "03", 'profit["profit"].idxmin()', "the name of the row with the smallest value",
         "=INDEX(A:A, MATCH(MIN(B:B), B:B, 0))"),
    Verb("nsmallest", "03", 'profit["profit"].nsmallest(3)', "the smallest so many", "=SMALL(B:B, 1) and down"),
    Verb("iloc", "03", 'profit["basis"].iloc[0]', "takes rows by their place: here, the first", "=INDEX(B:B, 2)"),
    Verb("to_period", "03", 'drops["delivered_at"].dt.to_period("M")', "the month of a date",
         '=TEXT(A2, "YYYY-MM")'),
    Verb("pd.concat", "03", "pd.concat([visits, drops])", "puts tables one below the other",
         "copy the second table below the first"),
    Verb("sub", "03", "margin.sub(cost, fill_value=0)", "subtracts; what one side lacks counts as 0",
         "=B2-IFERROR(VLOOKUP(A2, cost!A:B, 2, FALSE), 0)"),
)  # fmt: skip
_04 = (
    Verb("between", "04", "days.between(90, 364)", "is true where a value lies between two others, both counted in",
         "=AND(A2>=90, A2<=364)"),
    Verb("agg", "04", '….groupby("left")["duration"].agg(["size", "mean"])', "several results for each heap at once",
         "PivotTable: the same field twice in Values, once as Count and once as Average"),
    Verb("unstack", "04", "revenue.unstack(fill_value=0)", "turns the last part of the row names into columns",
         "PivotTable: move a field from Rows to Columns"),
    Verb("clip", "04", "margin.clip(lower=0)", "lifts what lies below a limit up to it", "=MAX(0, A2)"),
)  # fmt: skip
_05 = (
    Verb("abs", "05", "moved.abs()", "takes the size of a number without its sign", "=ABS(A2)"),
    Verb("items", "05", "[name for name, years in horizons.items()]", "goes through names and what stands under each",
         "fill down beside a column of names"),
)  # fmt: skip

_06 = (
    Verb("to_list", "06", "here.to_list()", "takes the values of a column without their labels", "copy, then Paste Values"),
)  # fmt: skip

_08 = (
    Verb("dropna", "08", 'last.dropna(subset="score")', "leaves out rows without a value", "filter: untick (Blanks)"),
    Verb("to_dict", "08", "counts.to_dict()", "writes labels and values as pairs, each label once", "two columns side by side"),
    Verb("round", "08", "scores.round(1)", "shows so many decimals", "=ROUND(A1, 1)"),
)  # fmt: skip

_09 = (
    Verb("pivot_table", "09", 'visits.pivot_table(index="visit_id", columns="rater", values="met")',
         "puts a row for each label and a column for each other one", "PivotTable: rater in Columns, met in Values"),
    Verb("pivot", "09", 'visits.pivot(index="visit_id", columns="rater", values="met")',
         "the same where every place holds one value", "PivotTable"),
    Verb("shape", "09", "scores.shape", "says how many rows and columns there are", "=ROWS(A:A), =COLUMNS(1:1)"),
)  # fmt: skip

_10 = (
    Verb("drop_duplicates", "10", 'said.drop_duplicates("staff_id")', "keeps the first row of each", "Data > Remove Duplicates"),
    Verb("corr", "10", 'by_item.corr(method="spearman")', "how far two columns go together, from −1 to 1; here by ranks",
         "=CORREL(A:A, B:B) on the ranks"),
    Verb("T", "10", "profiles.T", "turns rows into columns", "=TRANSPOSE(A1:D9)"),
    Verb("pd.DateOffset", "10", "company.as_of - pd.DateOffset(years=1)", "goes a year, a month or a week back or forth from a day",
         "=EDATE(A1, -12)"),
)  # fmt: skip
VERBS: tuple[Verb, ...] = (*_00, *_01, *_02, *_03, *_04, *_05, *_06, *_08, *_09, *_10)
"""All verbs, by lesson, in the order in which a reader meets them."""
