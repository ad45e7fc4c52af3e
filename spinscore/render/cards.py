"""The list of findings on a page: by severity, then by what is wrong, each place with a link into the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spinscore.findings import Finding
from spinscore.registry import all_rules
from spinscore.render.escape import counted, escape, one_line, shorten, signed
from spinscore.render.view import GLYPHS, View, place_of

_AROUND = 40
_INSIDE = 150
_NAMES = {"critical": "Critical", "major": "Major", "minor": "Minor", "info": "For information"}
_LONGEST = 600
_RELATED = 3


def write_findings(view: View) -> str:
    """The list of findings, worst first, with a note on those that are not in it."""
    parts = []
    for severity in GLYPHS:
        keys = [key for key in sorted(view.listed) if view.shown[key].severity == severity]
        if not keys:
            continue
        total = sum(finding.severity == severity for finding in view.shown)
        parts.append(
            f'<h4 class="severity {severity}"><span aria-hidden="true">{GLYPHS[severity]}</span> '
            f'{_NAMES[severity]} <span class="count">{total:,}</span></h4>'
        )
        parts += [_card(view, group) for group in _groups(view, keys)]
    marked = "All are marked in the article." if len(view.first) == len(view.shown) else ""
    if more := len(view.shown) - len(view.listed):
        parts.append(
            f'<p class="note">and {more:,} more: the list stops at {len(view.listed):,} findings, the worst first. '
            f"{marked}</p>"
        )
    if not view.shown:
        parts.append('<p class="note">Nothing to mark.</p>' if view.report.error is None else "")
    if view.hidden:
        names = ", ".join(f"{escape(rule)} {count:,}" for rule, count in view.hidden.items())
        total = sum(view.hidden.values())
        parts.append(
            f'<p class="note">{counted(total, "finding")} of lower severity {"is" if total == 1 else "are"} '
            f"not marked here: {names}.</p>"
        )
    return "\n".join(parts)


def _groups(view: View, keys: Iterable[int]) -> list[list[int]]:
    """The keys of findings that say the same, together, in the order of their first place."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for key in keys:
        finding = view.shown[key]
        groups.setdefault((finding.rule, finding.message, finding.suggestion), []).append(key)
    return list(groups.values())


def _card(view: View, keys: Sequence[int]) -> str:
    finding = view.shown[keys[0]]
    rule = all_rules().get(finding.rule)
    why = f"<details><summary>Why it matters</summary><p>{escape(rule.why)}</p></details>" if rule else ""
    places = "\n".join(_place(view, key) for key in keys)
    return (
        f'<div class="card {finding.severity}">\n'
        f"<h5><bdi>{escape(shorten(finding.message.strip() or finding.rule, _LONGEST))}</bdi></h5>\n"
        f'<p class="rule"><bdi>{escape(finding.rule)}</bdi></p>\n'
        f'<p class="todo"><bdi>{escape(shorten(finding.suggestion, _LONGEST))}</bdi></p>\n{why}\n'
        f'<ol class="places">\n{places}\n</ol>\n</div>'
    )


def _place(view: View, key: int) -> str:
    finding, number = view.shown[key], key + 1
    quote = (
        f'<span class="number"><span class="sr">Finding </span>{number}</span> '
        f"<bdi>{_excerpt(view.report.text, finding)}</bdi>"
    )
    if key in view.first:
        quote = f'<a class="place" href="#{view.prefix}m{number}">{quote}</a>'
    else:
        quote = f'<span class="place">{quote}</span>'
    facts = " · ".join(_facts(view, finding, drawn=key in view.first))
    return f'<li id="{view.prefix}f{number}">{quote}\n<p class="facts">{facts}</p></li>'


def _facts(view: View, finding: Finding, *, drawn: bool) -> Iterable[str]:
    yield f"{100 * finding.confidence:.0f} % sure"
    if points := view.points.get(place_of(finding)):
        yield f"{signed(points)} points"
    if finding.edit is not None:
        new = finding.edit.replacement
        yield f"replace with <bdi>“{escape(shorten(one_line(new), _INSIDE))}”</bdi>" if new else "can be deleted"
    for start, end in finding.related[:_RELATED]:
        if 0 <= start < end <= len(view.report.text):
            yield f"see also <bdi>“{escape(shorten(one_line(view.report.text[start:end]), _INSIDE))}”</bdi>"
    if len(finding.related) > _RELATED:
        yield f"{len(finding.related) - _RELATED:,} more places"
    if finding.pieces:
        yield "in " + ", ".join(f"<bdi>{escape(piece.id)}</bdi>" for piece in finding.pieces)
    if not drawn and view.report.text:
        yield "its place is not marked in the article here"


def _excerpt(text: str, finding: Finding) -> str:
    """The finding's text with a little of what stands around it in its line."""
    start, end = finding.start, finding.end
    if not 0 <= start < end <= len(text):
        return f"<b>{escape(shorten(one_line(finding.text), _INSIDE))}</b>"
    left = max(text.rfind("\n", max(start - _AROUND, 0), start) + 1, start - _AROUND, 0)
    stop = text.find("\n", end, end + _AROUND)
    right = min(end + _AROUND, len(text)) if stop < 0 else stop
    before, after = text[left:start], text[end:right]
    if left > 0 and text[left - 1] != "\n":
        before = "… " + (before.partition(" ")[2] if " " in before else before)
    if right < len(text) and text[right] != "\n":
        after = (after.rpartition(" ")[0] if " " in after else after) + "\xa0…"
    inside = shorten(one_line(text[start:end]), _INSIDE)
    return f"{escape(one_line(before))}<b>{escape(inside)}</b>{escape(one_line(after))}"
