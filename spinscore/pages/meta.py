"""What a page says about itself: headline, author, date, language. Read from its head and headings, run by nobody."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from spinscore.pages.attributes import attributes_of
from spinscore.pages.blocks import Page
from spinscore.pages.elements import HEADING

_MOST_DATA: Final = 300_000
"""Characters of JSON-LD that are read, all scripts together: a page has under 20,000."""
_MOST_NODES: Final = 2_000
_LONGEST_VALUE: Final = 1_000
_LEAST_BODY: Final = 200
_SEPARATOR = re.compile(r"\s+[|\-–—·•»:]\s+|\s*[|]\s*")
_EASTERN = re.compile(r"(?<=[\u3040-\u9fff]{4})[_|｜](?=[\u3040-\u9fff])")
"""What stands between headline, section and site in Chinese and Japanese titles."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_HEADLINE_TYPES: Final = ("article", "posting", "newsarticle", "report", "review", "recipe", "webpage")


@dataclass(frozen=True, slots=True)
class Meta:
    """What a page says about itself; None where it says nothing.

    `title` is the headline without the name of the site. `language` is a tag such as "en-GB" as the page declares it:
    templates often declare the wrong one. `date` stands as the page writes it. `body` is the text of the article as
    schema.org data give it, which may be cut or hold markup.
    """

    title: str | None = None
    language: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None
    site: str | None = None
    description: str | None = None
    body: str | None = None


def read_meta(page: Page) -> Meta:
    """What a page says about itself. What is malformed is passed over: it is evidence, not input."""
    said, links = _declared(page)
    data = _first_values(page)
    first = said.get
    site = first("og:site_name") or first("application-name")
    return Meta(
        title=_title(page, (data.get("headline"), first("og:title"), first("twitter:title"), _title_tag(page)), site),
        language=_language(page, said),
        author=data.get("author") or first("author") or first("article:author"),
        date=data.get("datePublished") or first("article:published_time") or first("date"),
        url=links.get("canonical") or first("og:url"),
        site=site,
        description=first("og:description") or first("description"),
        body=data.get("articleBody"),
    )


def _declared(page: Page) -> tuple[dict[str, str], dict[str, str]]:
    """The first value of each meta name or property, and the first target of each kind of link."""
    said: dict[str, str] = {}
    links: dict[str, str] = {}
    for start, end in page.scan.metas:
        own = attributes_of(page.html, start + 5, end - 1)
        if "rel" in own:
            if own.get("href"):
                for relation in own["rel"].lower().split()[:4]:
                    links.setdefault(relation, own["href"].strip()[:_LONGEST_VALUE])
            continue
        name = own.get("property") or own.get("name") or own.get("itemprop") or own.get("http-equiv")
        value = _short(own.get("content", ""))
        if name and value:
            said.setdefault(name.lower(), value)
    return said, links


def _short(value: str) -> str:
    return " ".join(value[:_LONGEST_VALUE].split())


def _title_tag(page: Page) -> str | None:
    for start, end in page.scan.titles:
        if title := _short(unescape(page.html[start : min(end, start + _LONGEST_VALUE)])):
            return title
    return None


def _title(page: Page, candidates: tuple[str | None, ...], site: str | None) -> str | None:
    """The headline: the top heading that the page's own titles name, else the first of these without the site."""
    named = [_without_site(candidate, site) for candidate in candidates if candidate]
    folded = [_folded(candidate) for candidate in named]
    tops = [
        text
        for text, element, kind in zip(page.texts, page.elements, page.kinds, strict=True)
        if kind == "heading" and page.flags[element] & HEADING and _heading_tag(page, element) == "h1"
    ]
    own = [top for top in tops if _is_named(_folded(top), folded) and _folded(top) != _folded(site or "")]
    if own:
        return " ".join(max(own, key=len).split())
    if named:
        return named[0]
    return " ".join(tops[0].split()) if tops else None


def _is_named(heading: str, titles: list[str]) -> bool:
    """Whether one of the page's own titles holds a heading, or the other way round."""
    return len(heading) > 3 and any(heading in title or title in heading for title in titles)


def _heading_tag(page: Page, element: int) -> str:
    while page.flags[page.parents[element]] & HEADING:
        element = page.parents[element]
    return page.tags[element]


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())


def _without_site(title: str, site: str | None) -> str:
    """A title without the name of the site at its end or start; where that is not known, without a short last part."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return _EASTERN.split(title, maxsplit=1)[0]
    if site:
        name = _folded(site)
        if _folded(parts[-1]) == name:
            return title[: title.rfind(parts[-1])].rstrip(" |-–—·•»:")
        if _folded(parts[0]) == name:
            return title[len(parts[0]) :].lstrip(" |-–—·•»:")
        return title
    last = parts[-1]
    return title[: title.rfind(last)].rstrip(" |-–—·•»:") if len(last.split()) <= 4 < len(title.split()) else title


def _language(page: Page, said: Mapping[str, str]) -> str | None:
    """The declared language, of html or body, or of the meta elements."""
    declared = [page.attributes(e).get("lang", "") for e in range(1, min(3, len(page.tags)))]
    for value in (*declared, said.get("og:locale", ""), said.get("content-language", ""), said.get("language", "")):
        if match := _LANGUAGE.fullmatch(value.strip()):
            return match[0].replace("_", "-")
    return None


def _first_values(page: Page) -> dict[str, str]:
    """Headline, author, date and body of the first article in the page's JSON-LD."""
    found: dict[str, str] = {}
    for node in _nodes(page):
        kind = node.get("@type")
        kinds = [k.lower() for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)]
        if not any(k.endswith(_HEADLINE_TYPES) for k in kinds):
            continue
        for key in ("headline", "datePublished"):
            if isinstance(value := node.get(key), str) and value.strip():
                found.setdefault(key, _short(unescape(value)))
        body = node.get("articleBody")
        if isinstance(body, str) and len(body) >= _LEAST_BODY:
            found.setdefault("articleBody", body)
        if author := _name(node.get("author")):
            found.setdefault("author", author)
    return found


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value[:5]))) or None
    if isinstance(value, dict):
        value = value.get("name")
    return _short(unescape(value)) or None if isinstance(value, str) else None


def _nodes(page: Page) -> Iterator[Mapping[str, Any]]:
    """The objects of the page's JSON-LD, outer ones first; what is no JSON is passed over, as search engines do."""
    read = seen = 0
    for start, end in page.scan.data:
        read += end - start
        if read > _MOST_DATA:
            return
        try:
            waiting: list[Any] = [json.loads(page.html[start:end], strict=False)]
        except (ValueError, RecursionError):
            continue
        for value in waiting:
            seen += 1
            if seen > _MOST_NODES:
                return
            if isinstance(value, dict):
                yield value
                waiting.extend(inner for inner in value.values() if isinstance(inner, (dict, list)))
            elif isinstance(value, list):
                waiting.extend(inner for inner in value if isinstance(inner, (dict, list)))
