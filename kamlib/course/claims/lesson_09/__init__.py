"""What lesson 09 allows to be said of a company: its scores, what goes together, what moves satisfaction, what changed, who rates."""

from kamlib.course.claims.lesson_09 import changed, managers, moves, offers, raters, scores, together

__all__ = ["changed", "managers", "moves", "offers", "raters", "scores", "together"]
