"""What a trial finds to mend."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Problem(NamedTuple):
    """One thing to mend: where, what, and for a text how it should be marked and how it is.

    A "remark" is left to the author's judgement; "to write" is what still stands as the template has it.
    """

    where: str
    what: str
    wanted: str = ""
    found: str = ""
    weight: Literal["problem", "remark", "to write"] = "problem"
