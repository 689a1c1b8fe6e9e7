"""What lesson 02 allows to be said of a company: one file a section, from scores to the worth of tiers."""

from kamlib.course.claims.lesson_02 import buying, dependence, groups, scores, tiers, worth

__all__ = ["buying", "dependence", "groups", "scores", "tiers", "worth"]
