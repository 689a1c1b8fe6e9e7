"""A wide survey export: one row a respondent and one column an item, taken in as responses, items and answers."""
