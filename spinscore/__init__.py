"""spinscore finds the marks of spun and scraped articles, shows where they are, and scores the article.

>>> import spinscore
>>> [finding.rule for finding in spinscore.check("The summit, held in [City], ended on Friday.")]
['leak.placeholder']
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from spinscore.document import Document
from spinscore.errors import (
    ModelError,
    ProfileError,
    ReportError,
    RuleError,
    SpinscoreError,
    TextTooLongError,
)
from spinscore.explanation import Explanation, Part
from spinscore.findings import Edit, Finding, Severity
from spinscore.inspector import Inspector
from spinscore.model.explain import Contribution
from spinscore.profile import Profile
from spinscore.registry import Rule, all_rules
from spinscore.report import Report
from spinscore.scorer import Scorer
from spinscore.segments import Piece, Segment
from spinscore.version import __version__

if TYPE_CHECKING:
    from spinscore.pages.article import Article

__all__ = [
    "Contribution",
    "Document",
    "Edit",
    "Explanation",
    "Finding",
    "ModelError",
    "Part",
    "Piece",
    "Profile",
    "ProfileError",
    "Report",
    "ReportError",
    "Rule",
    "RuleError",
    "Scorer",
    "Segment",
    "Severity",
    "SpinscoreError",
    "TextTooLongError",
    "__version__",
    "check",
    "clean",
    "extract",
    "measure",
    "rules",
    "score",
    "score_html",
    "score_many",
    "score_segments",
]


@functools.cache
def _scorer() -> Scorer:
    return Scorer()


@functools.cache
def _inspector() -> Inspector:
    return Inspector(Profile())


def score(text: str, *, title: str | None = None, lang: str | None = None, ignore: Iterable[str] = ()) -> Report:
    """The report on an article: score from 0 to 100 (higher is better), verdict, findings, account.

    `title` is the headline where it is not part of the text; a headline that stands again in the text is found.
    `lang` is the language (ISO 639-1) where it is known. `ignore` takes the fingerprints of findings that were
    accepted: they are left out, and no longer cost anything. Any `str` gives a report; the score is None, with a
    caveat, under 50 words or outside English.
    Raises TypeError for anything but `str`, TextTooLongError over `Profile.max_chars` (10 million).
    """
    return _scorer().score(text, title=title, lang=lang, ignore=ignore)


def score_segments(
    segments: Iterable[tuple[str | int, str]],
    *,
    title: str | None = None,
    lang: str | None = None,
    ignore: Iterable[str] = (),
) -> Report:
    """The report on an article that is kept in segments, such as the blocks of a CMS: pairs of id and text.

    The article is judged as a whole: a finding may run over several segments. Its `pieces` say what part of each
    segment it covers, in code points of that segment's own text; `report.text` is the joined text, `report.segments`
    where each segment lies in it. Raises TypeError for what is no pair of id (str or int) and text (str), ValueError
    for an id that comes twice.

    >>> report = score_segments([("intro", "The summit in [City] ended."), ("end", "Leave a Reply")])
    >>> [finding.pieces for finding in report.findings]
    [(Piece(id='intro', start=14, end=20),), (Piece(id='end', start=0, end=13),)]
    """
    return _scorer().score_segments(segments, title=title, lang=lang, ignore=ignore)


def score_html(html: str, *, url: str | None = None, ignore: Iterable[str] = ()) -> Report:
    """The report on an article in HTML: a whole page, or rich text as a CMS keeps it.

    Of a page (there is a doctype, html, head or body) the article is extracted first, as `extract` does, and the
    report is on it alone; of rich text all that a reader sees is judged. `report.text` is the plain text;
    `finding.source` gives the places of a finding in `html`, in code points, one span for each run between tags.
    Raises TypeError for anything but `str`, TextTooLongError over `Profile.max_chars` (10 million).

    >>> report = score_html("<p>The summit, held in &lt;CITY&gt;, ended.</p>")
    >>> [(finding.rule, finding.source) for finding in report.findings]
    [('leak.placeholder', ((23, 35),))]
    """
    return _scorer().score_html(html, url=url, ignore=ignore)


def extract(html: str, *, url: str | None = None) -> Article:
    """The article of a page in HTML: its title, its text, and all blocks of the page with P(article).

    A page without an article gives an empty text. Raises TypeError for anything but `str`, TextTooLongError over
    10 million characters.
    """
    from spinscore.pages.extraction import extract

    return extract(html, url=url)


def check(
    text: str,
    *,
    rules: Iterable[str] | None = None,
    title: str | None = None,
    lang: str | None = None,
    ignore: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """The findings in a text, by (start, end, rule). `rules` takes rule ids or families; None means all.

    `ignore` takes the fingerprints of findings that were accepted. Raises RuleError for a name that is no rule.
    """
    return _inspector().findings(_inspector().parse(text, "check()", title, lang), rules, ignore)


def measure(text: str, *, title: str | None = None, lang: str | None = None) -> dict[str, float]:
    """All features of a text by name; nan where a measure is unknown. No model is applied.

    Units stand in the features' names (count_per_1000: per 1,000 words; coverage: share of characters) or in their
    `FeatureSpec`. Raises TypeError for anything but `str`, TextTooLongError over 10 million characters.
    """
    doc = _inspector().parse(text, "measure()", title, lang)
    return _inspector().features(doc, _inspector().findings(doc))


def clean(text: str) -> str:
    """The text without its boilerplate and leaked template parts: whole blocks go, the rest is untouched.

    Raises TypeError for anything but `str`, TextTooLongError over 10 million characters.

    >>> clean("The bridge reopened on Monday.\\n\\nLeave a Reply\\n\\nYour email address will not be published.")
    'The bridge reopened on Monday.'
    """
    return _inspector().clean(_inspector().parse(text, "clean()", None, None))


def score_many(
    texts: Iterable[str | None],
    *,
    workers: int | None = None,
    progress: bool | Callable[[int], object] = False,
) -> Iterator[Report]:
    """Reports on many texts, in order, as they are ready; memory stays constant.

    `workers` is the number of processes: None for one per core, 0 or 1 for none. `progress` prints a count on
    standard error, or calls a function with it. A missing text (None, NaN) gives a report without score; what is
    no text, or fails, gives one with `error` set, in its place.
    """
    return _scorer().score_many(texts, workers=workers, progress=progress)


def rules() -> Mapping[str, Rule]:
    """All rules: id to `Rule` with its title, why, severity and examples."""
    return all_rules()
