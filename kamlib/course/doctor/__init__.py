"""Whether this machine can run a class: each check says fine, look at this or must be mended, and what to do.

Nothing is sent anywhere and nothing stays behind. Behind `kam doctor`; a trainer runs it on every machine of a room.
"""

from kamlib.course.doctor.check import Check
from kamlib.course.doctor.examining import examination, examine

__all__ = ["Check", "examination", "examine"]
