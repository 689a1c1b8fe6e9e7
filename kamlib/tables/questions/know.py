"""What lessons 01 and 02 ask of a file: who the accounts are, and how they differ."""

from kamlib.tables.questions.question import MARGIN, ORDERS, Question

KNOW: dict[str, tuple[Question, ...]] = {
    "01": (
        Question(
            "What do we know of each account, and how old is it?",
            (("knowledge", ("answer", "answered_at")),),
            ask_for="what is written down about each account: account, question, answer, date and source",
        ),
        Question(
            "Is what we wrote down true?",
            (("knowledge", ("answer", "answered_at", "source")), ("accounts", ("manager",))),
            (("knowledge", ("answer", "answered_at")),),
            "For all answers together: nobody knows who wrote them.",
            "the date and source of each answer, who answers for each account, and an hour of telephone to check a sample",
        ),
        Question(
            "How many customers do we really have?",
            (("accounts", ("account_name", "parent_id")), ORDERS),
            (("accounts", ("account_name",)), ORDERS),
            "Names alone: second entries can be looked for, groups cannot.",
            "which accounts belong to which group",
        ),
        Question(
            "Who buys what, why, how and where, and who takes part?",
            (
                ("orders", ("category",)),
                ("accounts", ("account_type", "region")),
                ("contacts", ("role",)),
                ("knowledge", ("answer",)),
            ),
            (ORDERS,),
            "Some of the six questions only: a panel stays open where the file cannot tell.",
            "type and region of each account, who takes part in buying there, and what they told us",
        ),
        Question(
            "Which gap is worth filling first?",
            (("knowledge", ("answer", "answered_at")), ORDERS),
            (ORDERS,),
            "As if nothing were known, since no answers are in the file.",
            "what is written down about each account",
        ),
    ),
    "02": (
        Question("Who bought lately, often and for much?", (ORDERS,)),
        Question("How much do we depend on a few accounts?", (ORDERS,)),
        Question(
            "Which accounts bring high value and high volume?",
            (("orders", ("margin", "quantity")),),
            (ORDERS,),
            "Revenue stands for value, because margins are missing.",
            "the cost of goods, or the margin, of each order line",
        ),
        Question("Do the accounts fall into groups of their own accord?", (ORDERS,)),
        Question(
            "How does each account buy?",
            (("orders", ("product_id", "category")), ("contacts", ("role",))),
            (("orders", ("product_id",)),),
            "Order history alone: a proxy for how the customer decides.",
            "who takes part in buying at each account, and the product category of each line",
        ),
        Question(
            "What is it worth to treat tiers differently?",
            (MARGIN, ("activities", ("cost",))),
            (ORDERS,),
            "Under an assumed margin and an assumed cost of service.",
            "the hours spent on each account, and what an hour costs",
        ),
    ),
}
