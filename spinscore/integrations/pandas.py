"""Reports as pandas DataFrames. Needs the extra [pandas]."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas

    from spinscore.report import Report

COLUMNS: Final = ("rule", "severity", "confidence", "start", "end", "text", "message", "suggestion", "fingerprint")


def findings_frame(report: Report) -> pandas.DataFrame:
    """The findings of a report, one a row, in the order of the text."""
    try:
        import pandas
    except ImportError:
        raise ImportError('to_frame() needs pandas. Install it with: pip install "spinscore[pandas]"') from None
    rows = [[getattr(finding, name) for name in COLUMNS] for finding in report.findings]
    return pandas.DataFrame(rows, columns=list(COLUMNS))
