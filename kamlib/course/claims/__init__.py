"""The claims of each lesson, one file a lesson: what its numbers say of a company, and what they do not."""
