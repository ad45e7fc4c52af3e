"""One page for each rule and one for each family, from the rules themselves."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from spinscore.features import rule_specs
from spinscore.model.store import load
from spinscore.registry import all_rules
from spinscore.rule import FAMILIES, SHIPPED, Example, Guard, Rule
from spinscore_docs.markup import code, example, paragraphs, plain, raw_html, severity, table

_IN_A_LINE = 6
"""Most figures of a table that are told in a sentence instead."""

_ABOUT = {
    "leak": "Parts of templates, tools and machines that nobody removed.",
    "boilerplate": "The page around the article, copied into it.",
    "spin": "What rewriting by program does to sentences.",
    "readability": "How hard a text is to read. Measures of the whole text: they judge nothing by themselves.",
    "stance": "How much a text holds back, presses, praises, and leaves its sources unnamed.",
}


def pages() -> dict[str, str]:
    """All rule pages, path within the folder to Markdown."""
    made = {}
    for family in FAMILIES:
        rules = [rule for rule in _shipped() if rule.family == family]
        made[f"{family}.md"] = _family(family, rules)
        made |= {f"{path_of(rule)}.md": page(rule) for rule in rules}
    return made


def _shipped() -> list[Rule]:
    """The rules of the library itself, not those of other packages on this machine."""
    return [rule for rule in all_rules().values() if rule.origin == SHIPPED]


def path_of(rule: Rule) -> str:
    """Where the page of a rule is, within the folder of rule pages."""
    return rule.id.replace(".", "/")


def page(rule: Rule) -> str:
    """The page of a rule."""
    parts = [
        f"({rule.id})=\n# {plain(rule.title)}",
        raw_html(facts_line(rule)),
        paragraphs(rule.why),
        "## What to do",
        paragraphs(rule.suggestion),
        _examples("Marked", [shown for shown in rule.examples if shown.spans]),
        _examples("Left alone", [shown for shown in rule.examples if not shown.spans]),
        "## How it works",
        "\n".join(f"- {fact}" for fact in _facts(rule)),
        _measured(rule.measured),
        "## Turn it off",
        _turning_off(rule),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def facts_line(rule: Rule) -> str:
    """The id, severity and age of a rule, as HTML."""
    return (
        f'<p class="facts"><code>{html.escape(rule.id)}</code> {severity(rule.severity)} '
        f"<span>since {html.escape(rule.since)}</span></p>"
    )


def _examples(heading: str, shown: list[Example]) -> str:
    if not shown:
        return ""
    note = "Near misses: the rule knows these and does not mark them.\n\n" if heading == "Left alone" else ""
    blocks = [raw_html(example(one, f"Example {number}")) for number, one in enumerate(shown, 1)]
    return f"## {heading}\n\n{note}" + "\n\n".join(blocks)


def _facts(rule: Rule) -> list[str]:
    facts = [_looks_for(rule)]
    whole = rule.unit == "block"
    facts.append(
        "A finding covers the whole block (line or paragraph)." if whole else "A finding covers what was found."
    )
    if rule.join:
        facts.append("Findings in neighbouring blocks are made one.")
    if rule.max_words:
        facts.append(f"In a block of more than {rule.max_words} words it is a remark and not marked.")
    facts += _guarded(rule.guard)
    if rule.yields_to:
        named = ", ".join(f"[{plain(all_rules()[other].title)}](#{other})" for other in rule.yields_to)
        facts.append(f"Where one of these rules marks the same place, this one does not: {named}.")
    if rule.removable:
        facts.append("`spinscore.clean()` takes it out of a text.")
    facts.append("Its features: " + ", ".join(code(spec.name) for spec in rule_specs(rule)) + ". " + _weight(rule))
    return facts


def _looks_for(rule: Rule) -> str:
    known = []
    if rule.phrases:
        languages = sorted({phrase.lang or "en" for phrase in rule.phrases} - {"xx"})
        spoken = f" in {len(languages)} languages: {', '.join(languages)}" if len(languages) > 1 else ""
        known.append(f"{_counted(len(rule.phrases), 'phrase')}{spoken}")
    if rule.patterns:
        known.append(_counted(len(rule.patterns), "pattern"))
    if rule.find or rule.accept:
        known.append("checks written in Python")
    return "It looks for: " + "; ".join(known) + "."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _guarded(guard: Guard) -> list[str]:
    done = {"drop": "is left alone", "info": "is marked for information only"}
    told = []
    if guard.code in done:
        told.append(f"What stands in code {done[guard.code]}.")
    if guard.quote in done:
        told.append(f"What stands in quotation marks {done[guard.quote]}.")
    if guard.topic and guard.topic_action in done:
        words = ", ".join(sorted(guard.topic)[:6]) + (", …" if len(guard.topic) > 6 else "")
        told.append(
            f"In an article about such things it {done[guard.topic_action]}: one that uses words like "
            f"{plain(words)} {guard.topic_min} times or more."
        )
    return told


def _weight(rule: Rule) -> str:
    used = [spec.name for spec in rule_specs(rule) if spec.name in _weighed()]
    if not used:
        return "The shipped model gives them no weight."
    return "The shipped model weighs " + ", ".join(code(name.rpartition(".")[2]) for name in used) + "."


def _weighed() -> set[str]:
    return {shape.name for shape in load().shapes}


def _measured(measured: Mapping[str, Any]) -> str:
    """The figures of a rule: sentences for what all rules have, tables for the rest."""
    if not measured:
        return ""
    told = []
    rate, words = measured.get("hits_per_million"), measured.get("words")
    if isinstance(rate, float) and words:
        told.append(f"{rate:,} findings per million words, in {words:,} words of edited and human text.")
    if "false_critical" in measured:
        critical, wrong = measured.get("critical_per_million", 0), measured["false_critical"] or "none"
        told.append(f"{critical:.2f} of severity critical per million words; all were read, and {wrong} was wrong.")
    if "judged_precision" in measured:
        told.append(
            f"{measured['judged_precision']:.0%} of {measured.get('judged_findings', 0)} findings that were read were "
            "right."
        )
    if "judged" in measured:
        judged = str(measured["judged"])
        told.append(plain(judged[0].upper() + judged[1:]) + ".")
    told_of = {"words", "critical_per_million", "false_critical", "judged_precision", "judged_findings", "judged"}
    told_of |= {"hits_per_million"} if isinstance(rate, float) else set()
    rest = {key: value for key, value in measured.items() if key not in told_of}
    parts = ["## How often it is right", " ".join(told), *(_figures(key, value) for key, value in rest.items())]
    return "\n\n".join(part for part in parts if part)


def _figures(key: str, value: object) -> str:
    title = plain(key.replace("_", " ").capitalize())
    if not isinstance(value, Mapping):
        return f"{title}: {_number(value)}."
    named = [(plain(str(name).replace("_", " ")), _number(figure)) for name, figure in value.items()]
    if len(named) <= _IN_A_LINE:
        return f"{title}: " + ", ".join(f"{name} {figure}" for name, figure in named) + "."
    return f"{title}:\n\n" + table(("", "figure"), named)


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, (int, float)) else plain(str(value))


def _turning_off(rule: Rule) -> str:
    return f"""In a [profile](../../../how-to/profiles.md), for all texts:

```toml
disable = [{json.dumps(rule.id)}]
```

In one text, on the line before the paragraph:

```html
<!-- spinscore: ignore {rule.id} -->
```

One finding, once you have looked at it: [accept it](../../../how-to/cms.md#accept-a-finding)."""


def _family(family: str, rules: list[Rule]) -> str:
    parts = [f"# {family}", _ABOUT[family]]
    if rules:
        parts += [_listed(rules), _toctree(path_of(rule) for rule in rules)]
    else:
        parts.append("This family has measures and no rules.")
    parts.append(f"Its measures of a whole text: [features](../features.md#{family}).")
    return "\n\n".join(parts) + "\n"


def _listed(rules: Iterable[Rule]) -> str:
    rows = [(f"[{code(rule.id)}](#{rule.id})", severity(rule.severity), plain(rule.title)) for rule in rules]
    return table(("rule", "severity", "what it marks"), rows)


def _toctree(names: Iterable[str]) -> str:
    return "\n".join(("```{toctree}", ":hidden:", "", *names, "```"))


def families() -> str:
    """The families as a table."""
    counts = Counter(rule.family for rule in _shipped())
    rows = [(f"[{family}](rules/{family}.md)", str(counts[family]), _ABOUT[family]) for family in FAMILIES]
    return table(("family", "rules", "what it is about"), rows)
