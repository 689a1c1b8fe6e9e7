"""What lesson 04 allows to be said of a company: one file a section, from silence to the calls of the month."""

from kamlib.course.claims.lesson_04 import calls, kept, silent, staying, ties, turnover

__all__ = ["calls", "kept", "silent", "staying", "ties", "turnover"]
