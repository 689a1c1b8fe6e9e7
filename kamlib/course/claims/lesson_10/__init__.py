"""What lesson 10 says of a company: where it falls short, whether it is enough, what matters, who knows, where it is lost."""

from kamlib.course.claims.lesson_10 import enough, features, known, lost, matters, promised, short, sources

__all__ = ["enough", "features", "known", "lost", "matters", "promised", "short", "sources"]
