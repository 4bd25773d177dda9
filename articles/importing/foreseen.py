"""Functions of which another process may have worked out the answers already, for what an import saves next."""

from collections.abc import Callable, Iterable
from functools import update_wrapper
from typing import Any

Answers = dict[tuple, Any]


class Foreseen:
    """A function that asks first what was taken over: {its arguments: the answer}. Else it works the answer out.

    What is saved otherwise than it was foreseen is so right all the same.
    """

    def __init__(self, work: Callable) -> None:
        self.work = work
        self.answers: Answers = {}
        update_wrapper(self, work)

    def __call__(self, *arguments):
        answer = self.answers.get(arguments)
        return self.work(*arguments) if answer is None else answer

    def answers_to(self, questions: Iterable[tuple]) -> Answers:
        """Work out the answers to these arguments, to be taken over by another process."""
        # In their order: the words of what follows are those of what went before, and still near at hand.
        return {arguments: self.work(*arguments) for arguments in dict.fromkeys(questions)}

    def take_over(self, answers: Answers) -> None:
        """Take over what answers_to() returned, in place of what was before."""
        self.answers = answers
