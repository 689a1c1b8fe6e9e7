"""The editions of a lesson: student, solution, trainer, slides and run of show, all made from its one source."""
