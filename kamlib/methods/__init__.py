"""What is computed: one module a business idea; tables in, a result out."""

from kamlib.methods import concentration, segments

__all__ = ["concentration", "segments"]
