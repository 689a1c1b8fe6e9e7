"""What lesson 05 allows to be said of a company: one file a section, from the margin multiple to how sure a value is."""

from kamlib.course.claims.lesson_05 import alive, model, multiple, sure, worth

__all__ = ["alive", "model", "multiple", "sure", "worth"]
