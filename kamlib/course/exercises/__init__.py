"""The exercises, predictions and decisions, one file or folder a lesson."""
