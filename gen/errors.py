"""The one error of the house: a place, what was expected there, and what to do next, on one line."""

from __future__ import annotations


class GongbaoError(Exception):
    """Wrong use or unreadable input. Printed by the door as one line on stderr; exit code 2."""

    def __init__(self, place: str, expected: str, next_step: str) -> None:
        """Keep the three parts; `str()` joins them into one line.

        >>> str(GongbaoError("seeds/a.txt:3", "expected a heading", "add one"))
        'seeds/a.txt:3: expected a heading; add one'
        """
        self.place = place
        self.expected = expected
        self.next_step = next_step
        self.others: tuple[GongbaoError, ...] = ()
        super().__init__(one_line(f"{place}: {expected}; {next_step}"))

    def __reduce__(self) -> tuple[type[GongbaoError], tuple[str, str, str]]:
        """So that it crosses from a worker process whole."""
        return type(self), (self.place, self.expected, self.next_step)


def one_line(message: str) -> str:
    r"""`message` with every run of white space folded to one blank, so that it prints on one line.

    >>> one_line("a\n  b")
    'a b'
    """
    return " ".join(message.split())
