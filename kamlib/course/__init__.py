"""What is taught: exercises, checks, predictions, decisions, progress, and the lessons they live in."""

from kamlib.course.session import begin, check, code_of, hint, may_say, play, predict, solution

__all__ = ["begin", "check", "code_of", "hint", "may_say", "play", "predict", "solution"]
