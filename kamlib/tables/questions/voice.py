"""What lessons 08 to 10 ask of a file: whether a questionnaire can be believed, what it says, and where we miss what they expect."""

from kamlib.tables.questions.question import ORDERS, Need, Question

ANSWERS: Need = ("answers", ("answer",))
PEOPLE: Need = ("responses", ("account_id",))

VOICE: dict[str, tuple[Question, ...]] = {
    "08": (
        Question(
            "Do our items measure what we mean?",
            (ANSWERS, ("items", ("dimension", "reversed"))),
            (ANSWERS, ("items", ("least", "most"))),
            "All items as one scale: which belong together, and which are worded the other way round, is not said.",
            "the codebook: the words of each item, its dimension, its scale, and whether it is worded the other way round",
            asks=("perception",),
        ),
        Question(
            "How sure is a score, with so many answers?",
            (ANSWERS, PEOPLE, ("accounts", ("parent_id",))),
            (ANSWERS,),
            "As if everybody answered for himself: who belongs to which group is not known.",
            "the account each respondent works for, and which accounts belong to which group",
            asks=("satisfaction",),
        ),
        Question(
            "Who answered, and who did not?",
            (("responses", ("account_id", "invited_at", "answered_at")), ("accounts", ("region",)), ORDERS),
            (("responses", ("invited_at", "answered_at")),),
            "How many and how late, not who: nothing is known of those who were silent.",
            "everybody who was invited, answered or not, with account, region and sales",
        ),
        Question(
            "Did anybody answer without reading?",
            (ANSWERS, ("responses", ("seconds",))),
            (ANSWERS,),
            "By straight lines alone: how long an answer took is not known.",
            "how long each questionnaire took",
            asks=("perception",),
        ),
        Question(
            "What do weights make of the score?",
            (ANSWERS, ("responses", ("account_id", "invited_at", "answered_at")), ("accounts", ("region",)), ORDERS),
            ask_for="everybody who was invited, answered or not, with account, region and sales",
            asks=("satisfaction",),
        ),
    ),
    "09": (
        Question(
            "How likely are they to recommend us and to come back?",
            (ANSWERS, PEOPLE, ("accounts", ("parent_id",))),
            (ANSWERS,),
            "As if everybody answered for himself: who belongs to which group is not known.",
            "the account each respondent works for, and which accounts belong to which group",
            asks=("recommend",),
        ),
        Question(
            "Which items go together?",
            (ANSWERS, ("items", ("dimension", "reversed"))),
            (ANSWERS,),
            "What belongs together is looked for, and held against nothing that was meant.",
            "the codebook: the dimension of each item, and whether it is worded the other way round",
            asks=("perception",),
        ),
        Question(
            "What moves satisfaction?",
            (ANSWERS, ("items", ("dimension",)), PEOPLE),
            (ANSWERS,),
            "Item by item, or as if everybody answered for himself.",
            "the dimension of each item, and the account each respondent works for",
            asks=("perception", "satisfaction"),
        ),
        Question(
            "What changed since the wave before?",
            (ANSWERS, ("responses", ("wave", "account_id"))),
            (ANSWERS, ("responses", ("wave",))),
            "As if everybody answered for himself.",
            "the same questions asked in two waves or more, and the account each respondent works for",
            asks=("perception",),
        ),
        Question(
            "Do those who rate us see the same?",
            (("visits", ("rater", "standard", "met")),),
            ask_for="mystery visits with the standard, whether it was met, and who rated it; some by two raters",
        ),
    ),
}
