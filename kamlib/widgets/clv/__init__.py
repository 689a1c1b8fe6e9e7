"""Explorers of lifetime value: what keeping is worth, whether a customer is alive, and models side by side. For lesson 05."""

from kamlib.widgets.clv.comparing import model_compare
from kamlib.widgets.clv.keeping import worth_of_keeping
from kamlib.widgets.clv.path import alive_path

__all__ = ["alive_path", "model_compare", "worth_of_keeping"]
