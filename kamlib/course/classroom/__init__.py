"""A class and its trainer: what one reader has done, written to a file, and the files of a class as one table.

Behind `kam progress`. Nothing is sent anywhere: a student hands the file in as they would any other.
"""

from kamlib.course.classroom.export import export_progress
from kamlib.course.classroom.own import show_progress
from kamlib.course.classroom.showing import show_class

__all__ = ["export_progress", "show_class", "show_progress"]
