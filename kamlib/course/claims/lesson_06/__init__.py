"""What lesson 06 allows to be said of a company: one file a claim of folklore, each held against the company's own numbers."""

from kamlib.course.claims.lesson_06 import bucket, cheaper, fifth, points, referrals, tenure

__all__ = ["bucket", "cheaper", "fifth", "points", "referrals", "tenure"]
