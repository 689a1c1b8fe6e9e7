"""Three explorers of accounts: what we know, one account's card, and who the customers are. Lesson 01."""

from kamlib.widgets.accounts.cards import card_browser
from kamlib.widgets.accounts.knowledge import knowledge_map
from kamlib.widgets.accounts.rollup import rollup_before_after

__all__ = ["card_browser", "knowledge_map", "rollup_before_after"]
