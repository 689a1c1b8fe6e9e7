"""What is computed: one module a business idea; tables in, a result out."""

from kamlib.methods import accounts, concentration, levers, scorecard, segments

__all__ = ["accounts", "concentration", "levers", "scorecard", "segments"]
