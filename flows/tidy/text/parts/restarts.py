"""Numbers of questions that come again in a second part of a request: `Part A 1, 2; Part B 1, 2`."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Restarts:
    """Which part of a request is being asked and answered, as its numbers begin again.

    `parts`: how often they did among the questions; `answering`: the part answered, -1 before any answer; `done`: the
    numbers that it has answered.
    """

    parts: int = 0
    answering: int = -1
    done: set[str] = field(default_factory=set)

    def asked(self, numbers: tuple[str, ...], again: bool) -> tuple[str, ...]:
        """The numbers of a question told from those of other parts; `again`: its number is another question's."""
        self.parts += again and numbers[0] == "1"
        return _within(numbers, self.parts)

    def answered(self, numbers: tuple[str, ...]) -> tuple[str, ...]:
        """The numbers of the questions that an answer names, told from those of other parts."""
        if not self.parts:
            return numbers
        if self.answering < 0 or (numbers[0] == "1" and "1" in self.done):
            self.answering, self.done = min(self.answering + 1, self.parts), set()
        self.done.update(numbers)
        return _within(numbers, self.answering)


def _within(numbers: tuple[str, ...], part: int) -> tuple[str, ...]:
    """
    >>> _within(("1", "2a"), 0), _within(("1", "2a"), 1)
    (('1', '2a'), ('2.1', '2.2a'))
    """
    return tuple(f"{part + 1}.{number}" for number in numbers) if part else numbers
