"""What a company's file can answer, before anything is computed: each lesson's questions, and the verdict on them."""

from kamlib.tables.questions.question import Need, Question
from kamlib.tables.questions.verdict import QUESTIONS, Finding, Verdict, verdict

__all__ = ["QUESTIONS", "Finding", "Need", "Question", "Verdict", "verdict"]
