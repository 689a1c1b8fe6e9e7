"""What lesson 03 allows to be said of a company: one file a section, from the cost of serving to what stopping saves."""

from kamlib.course.claims.lesson_03 import change, serving, stopping, time, whale

__all__ = ["change", "serving", "stopping", "time", "whale"]
