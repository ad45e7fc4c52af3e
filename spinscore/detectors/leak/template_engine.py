"""leak.template-engine: ${UPPER_CASE} is more often a variable of a shell than of a template."""

from __future__ import annotations

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.rule import Rule

_SHELL = frozenset(f"${{{name}}}" for name in ("HOME", "LANG", "PATH", "PWD", "SHELL", "TMPDIR", "USER"))
_ORDERS = ("${INSERT", "${REWRITE", "${YOUR")


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, not critical where an article on computers may have written it."""
    code = doc.text[hit.start : hit.end]
    if code in _SHELL:
        return None
    shouted = hit.name == "dollar-brace" and code.isupper() and not code.startswith(_ORDERS)
    return hit._replace(severity="major", confidence=0.8) if shouted else hit
