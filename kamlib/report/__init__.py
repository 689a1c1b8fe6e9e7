"""What is delivered: a client's report from a lesson, in one file that needs nothing outside itself."""
