"""Report: the score of an article, and everything needed to question it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Self

from spinscore import cleaning, edits
from spinscore.cleaning import Removal
from spinscore.document import Document
from spinscore.errors import ReportError, SpinscoreError, nearest
from spinscore.explanation import Explanation, explain
from spinscore.findings import RANK, SEVERITIES, Finding, Severity
from spinscore.model.explain import Contribution
from spinscore.plain import report_from_dict, report_to_dict
from spinscore.segments import Segment
from spinscore.text.offsets import Unit

if TYPE_CHECKING:
    import pandas

Verdict = Literal["good", "review", "poor"]


@dataclass(frozen=True, eq=False)
class Report:
    """What `score` gives for one text.

    `score` runs from 0 to 100, higher is better; it is None where a score would be a guess, and `caveats`
    say why. `verdict` is "good", "review", "poor" or None. `findings` are in the order of the text.
    `base` is the score of an ordinary article without findings; base plus the points of all
    `contributions` is the score, exactly, in tenths. `features` are all named numbers (nan: unknown).
    `provenance` names library, rules, model and profile: scores are comparable where it agrees.
    `error` is None but for a row of a batch that could not be scored. `segments` say where the parts of an
    article that was given in segments lie in `text`. `html` is the source of one that was given as HTML.
    Reports that say the same of the same text are equal.
    """

    text: str = field(repr=False)
    score: float | None
    verdict: Verdict | None
    findings: tuple[Finding, ...] = field(repr=False)
    base: float | None
    contributions: tuple[Contribution, ...] = field(repr=False)
    features: Mapping[str, float] = field(repr=False)
    caveats: tuple[str, ...]
    provenance: Mapping[str, str] = field(repr=False)
    error: str | None = None
    title: str | None = None
    segments: tuple[Segment, ...] = field(default=(), repr=False)
    html: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        for name in ("features", "provenance"):
            object.__setattr__(self, name, ReadOnly(getattr(self, name)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return self.text == other.text and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self.text, self.score, len(self.findings)))

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of a severity or worse: info, minor, major, critical."""
        if severity not in SEVERITIES:
            raise SpinscoreError(f'no severity "{severity}". {nearest(str(severity), SEVERITIES)}')
        return tuple(finding for finding in self.findings if RANK[finding.severity] >= RANK[severity])

    def explain(self) -> Explanation:
        """The account of the score as a tree: family, feature, finding, in points that add up at each level.

        Print it to read it line by line.
        """
        return explain(self.score, self.verdict, self.base, self.contributions, self.caveats)

    def apply_edits(self, *, safe_only: bool = False) -> str:
        """The text after the edits that findings offer; of two that overlap the first one counts.

        `safe_only` makes only those that need no look, such as repairs of a broken encoding. For an article in
        segments see `edited_segments`.
        """
        self._require_text("apply_edits()")
        return edits.apply(self.text, edits.chosen(self.findings, safe_only=safe_only))

    def edited_segments(self, *, safe_only: bool = False) -> tuple[tuple[str | int, str], ...]:
        """The segments, id and text, after the edits that findings offer; an edit over several is not made.

        Raises ReportError for a report that was not made from segments.
        """
        self._require_text("edited_segments()")
        if self.text and not self.segments:
            raise ReportError("this report is not one of segments; use apply_edits().")
        wanted = edits.chosen(self.findings, safe_only=safe_only)
        return tuple(
            (name, edits.apply(self.text[start:end], edits.within(wanted, start, end), start))
            for name, start, end in self.segments
        )

    def edited_html(self, *, safe_only: bool = False) -> str:
        """The HTML source after the edits that findings offer, escaped; one that would reach over a tag is not made.

        Raises ReportError for a report that was not made from HTML.
        """
        from spinscore.pages.scoring import on_source

        if self.html is None:
            raise ReportError("this report is not one of HTML; use apply_edits().")
        return on_source(self, self.html).apply_edits(safe_only=safe_only)

    def removals(self) -> tuple[Removal, ...]:
        """What cleaning takes out of the text, in order: place, text and the findings that say why.

        Their texts put back at their places restore the text to the character.
        """
        self._require_text("removals()")
        return cleaning.removals(Document(self.text), self.findings)

    def clean(self, *, keep: Iterable[Finding | str] = ()) -> str:
        """The text without its boilerplate; the blocks that the findings in `keep`, or their fingerprints, mark stay.

        With every finding kept it is the text as it was. See `spinscore.clean`.
        """
        self._require_text("clean()")
        if isinstance(keep, (str, Finding)):
            raise TypeError(f"keep takes a list of findings or fingerprints, got one {type(keep).__name__}.")
        kept = {item.fingerprint if isinstance(item, Finding) else item for item in keep}
        if wrong := next((item for item in kept if not isinstance(item, str)), None):
            raise TypeError(f"keep takes findings or fingerprints, got {type(wrong).__name__}.")
        return cleaning.cleaned(Document(self.text), [f for f in self.findings if f.fingerprint not in kept])

    def to_dict(self, *, offsets: Unit = "codepoint") -> dict[str, Any]:
        """The report as plain data for strict JSON, schema "spinscore.report/1"; unknown numbers are None.

        `offsets` is what places are counted in: "codepoint" (Python), "utf-16" (JavaScript, the JVM) or "utf-8"
        (bytes). Places are those of the text, those of `pieces` of their own segment. Contributions name their
        findings by index. Lone surrogates, which UTF-8 cannot hold, become question marks. Raises ReportError for
        other offsets, and without the text where places are not counted in code points.
        """
        if offsets != "codepoint":
            self._require_text(f'to_dict(offsets="{offsets}")')
        return report_to_dict(self, offsets)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, text: str | None = None, html: str | None = None) -> Self:
        """The report that `to_dict` made plain data of. Text and HTML source are not part of it: give them anew.

        Raises ReportError for other data, for a text that the report does not belong to, and without text (or HTML
        source) where places in it are not counted in code points.
        """
        return cls(**report_from_dict(data, text, html))

    def _require_text(self, caller: str) -> None:
        ends = [finding.end for finding in self.findings] + [segment.end for segment in self.segments]
        if not self.text and any(ends):
            raise ReportError(f"{caller} needs the text, which this report came without; give it to from_dict().")

    def to_frame(self) -> pandas.DataFrame:
        """The findings as a pandas DataFrame, one a row, in the order of the text. Needs the extra [pandas]."""
        from spinscore.integrations.pandas import findings_frame

        return findings_frame(self)

    def _repr_html_(self) -> str:
        from spinscore.render.html import render_fragment

        return render_fragment(self)


class ReadOnly(dict[str, Any]):
    """A dict that cannot be changed."""

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a report cannot be changed; dict(...) makes a copy that can")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[ReadOnly], tuple[dict[str, Any]]]:
        return ReadOnly, (dict(self),)
