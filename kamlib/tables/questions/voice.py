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
            "As if everybody answered for himself: who works for which account is not known.",
            "the account each respondent works for, and which accounts belong to which group",
            asks=("satisfaction",),
            closer=(ANSWERS, PEOPLE),
            closer_means="Contacts of one account count together; which accounts belong to one group is not known.",
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
            (ANSWERS,),
            ask_for="the answers to “How likely are you to recommend us?”, from 0 to 10",
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
        Question(
            "Whose customers are satisfied?",
            (ANSWERS, PEOPLE, ("accounts", ("manager", "parent_id"))),
            (ANSWERS, PEOPLE, ("accounts", ("manager",))),
            "As if every account stood alone: which belong to one group is not known.",
            "the manager who looks after each account, and which accounts belong to which group",
            asks=("satisfaction",),
        ),
        Question(
            "What is a name, or another attribute of an offer, worth?",
            (ANSWERS, ("offers", ("attribute", "level"))),
            ask_for="offers rated by respondents, and what each offer is: its attributes and their levels, the price among them",
            asks=("offer",),
        ),
    ),
    "10": (
        Question(
            "Where do we fall short of what they expect?",
            (ANSWERS, ("items", ("about", "dimension")), PEOPLE),
            (ANSWERS,),
            "By what was got alone, the lowest first: what is expected stands beside it where it was asked.",
            "what customers expect of an excellent supplier, item by item, beside what they got",
            asks=("expectation", "perception"),
            proxy_asks=("perception",),
        ),
        Question(
            "Is it enough?",
            (ANSWERS, ("items", ("about",))),
            ask_for="what is just enough and what is expected, item by item, beside what they got",
            asks=("expectation", "minimum", "perception"),
        ),
        Question(
            "What matters, and how well do we do it?",
            (ANSWERS, ("items", ("dimension",)), PEOPLE),
            (ANSWERS,),
            "By what moves satisfaction alone: what customers say matters was not asked.",
            "how customers share 100 points over the dimensions",
            asks=("perception", "points", "satisfaction"),
            proxy_asks=("perception", "satisfaction"),
        ),
        Question(
            "Do our own people know?",
            (ANSWERS, ("staff_responses", ("item", "answer")), ("items", ("about",))),
            ask_for="the same items from staff: what customers would say of us, and what they expect",
            asks=("perception", "staff belief of perception"),
        ),
        Question(
            "Where on the way is it lost?",
            (
                ANSWERS,
                ("staff_responses", ("department", "answer")),
                ("items", ("about",)),
                ("standards", ("about", "target")),
            ),
            ask_for="what managers believe customers expect, and the written standards with the score that is aimed at",
            asks=("expectation", "perception", "staff belief of expectation"),
        ),
        Question(
            "Do we keep what we promise?",
            (("promises", ("promised_at", "promised_for", "delivered_at")), ("accounts", ("region",))),
            (("promises", ("promised_at", "promised_for", "delivered_at")),),
            "For all together: the region of an account is not known.",
            "the day that was named for each order, and the day the goods came",
        ),
        Question(
            "What must be there, and what delights?",
            (ANSWERS, ("items", ("about",)), ("accounts", ("account_type",))),
            (ANSWERS, ("items", ("about",))),
            "For all together: which customers are alike is not known.",
            "for each feature, how customers feel with it and how without it",
            asks=("dysfunctional", "functional"),
        ),
        Question(
            "Do all sources say the same?",
            (
                ANSWERS,
                PEOPLE,
                ("accounts", ("region",)),
                ("staff_responses", ("region",)),
                ("visits", ("region", "met")),
                ("promises", ("delivered_at",)),
                ("complaints", ("raised_at",)),
            ),
            (ANSWERS, PEOPLE, ("accounts", ("region",))),
            "By the sources that the file has.",
            "mystery visits, staff's answers, complaints and promised days, each with its region",
        ),
    ),
}
