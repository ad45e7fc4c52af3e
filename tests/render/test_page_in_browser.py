"""The page and the notebook fragment in a headless Chromium: accessible, inert, and no wider than a phone."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import STRINGS, report_of

import spinscore
from spinscore import Finding, Report
from spinscore.render.html import render_explanation, render_fragment, render_page

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTHS = (1280, 360)
SCHEMES = ("light", "dark")
OUTPUTS = ("page", "several", "fragment")
EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour-bridge.txt"
HOST = """<!doctype html><html lang="en"><head><title>A notebook</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ margin: 8px; background: {paper}; color: {ink}; font: 14px sans-serif; }} td, th {{ text-align: right; }}
</style></head><body><main><h1>A notebook</h1>{cells}</main></body></html>"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium. Without one, or its drivers, tests are skipped; CI asks for it in a step of its own."""
    program = os.environ.get("SPINSCORE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    try:
        import axe_playwright_python  # noqa: F401
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        reason = 'no Chromium to drive; apt-get install chromium, pip install -e ".[browser]"'
        if os.environ.get("SPINSCORE_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield running
        running.close()


class Visit:
    """A page opened in the browser, with all that it asked for and all dialogs it opened."""

    def __init__(self, browser: Any, html: str, folder: Path, *, width: int = 1280, scheme: str = "light") -> None:
        file = folder / "page.html"
        file.write_text(html, "utf-8")
        self.context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", self._note_dialog)
        self.page.goto(file.as_uri())
        self.address = file.as_uri()

    def _note_dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def violations(self) -> list[tuple[str, str]]:
        """What axe has to say, with everything that is folded unfolded."""
        from axe_playwright_python.sync_playwright import Axe

        self.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        found = Axe().run(self.page).response["violations"]
        return [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]]

    def overhang(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def reports(poor: str) -> list[tuple[str, Report]]:
    """Reports of all kinds: scored, overlapping, in segments, without score, failed, long, with a very long word."""
    example = spinscore.score(EXAMPLE.read_text("utf-8"))
    text = example.text
    start = text.index("[Company Name]")
    crossing = (
        Finding("spin.test", start - 20, start + 5, "minor", 0.6, "Crossing", "Look.", text[start - 20 : start + 5]),
        Finding("spin.long", start - 30, start + 40, "major", 0.9, "Around", "Look.", text[start - 30 : start + 40]),
    )
    segments = [("head line", "A bridge in [City]"), ("body", text), ("foot", "Leave a Reply")]
    return [
        ("poor.txt", spinscore.score(poor)),
        ("overlapping.txt", dataclasses.replace(example, findings=(*crossing, *example.findings))),
        ("page 42", spinscore.score_segments(segments, title="A title of its own")),
        ("short.txt", spinscore.score("The bridge in [City] reopened.")),
        ("row 17", dataclasses.replace(spinscore.score(""), error="ValueError: the row holds bytes")),
        ("long.txt", spinscore.score("\n\n".join([f"{text}\n\n{number}" for number in range(5)]))),
        ("wide" * 100, spinscore.score("wide" * 300 + " [City] " + "wide" * 300)),
    ]


def output(kind: str, poor: str, scheme: str) -> str:
    if kind == "page":
        return render_page([("examples/harbour-bridge.txt", spinscore.score(EXAMPLE.read_text("utf-8")))])
    if kind == "several":
        return render_page(reports(poor), show="info")
    report = spinscore.score(poor)
    return host(render_fragment(report) + render_explanation(report.explain()), scheme)


def host(cells: str, scheme: str = "light") -> str:
    paper, ink = ("#ffffff", "#111111") if scheme == "light" else ("#111111", "#eeeeee")
    return HOST.format(paper=paper, ink=ink, cells=cells)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", OUTPUTS)
def test_axe_finds_nothing(browser: Any, tmp_path: Path, poor: str, kind: str, width: int, scheme: str) -> None:
    with Visit(browser, output(kind, poor, scheme), tmp_path, width=width, scheme=scheme) as visit:
        assert visit.violations() == []


@pytest.mark.parametrize("kind", OUTPUTS)
def test_a_phone_scrolls_down_only(browser: Any, tmp_path: Path, poor: str, kind: str) -> None:
    with Visit(browser, output(kind, poor, "light"), tmp_path, width=360) as visit:
        assert visit.overhang() <= 0
        visit.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        assert visit.overhang() <= 0


@pytest.mark.parametrize("kind", ["page", "fragment"])
@pytest.mark.parametrize("number", range(len(STRINGS)))
def test_hostile_strings_are_inert(browser: Any, tmp_path: Path, kind: str, number: int) -> None:
    string = STRINGS[number]
    report = report_of(string)
    if kind == "page":
        html = render_page([(string, report), ("other", report)], show="info", title=string)
    else:
        html = host(render_fragment(report) + render_explanation(report.explain()))
    with Visit(browser, html, tmp_path, width=360) as visit:
        visit.page.evaluate(
            "document.querySelectorAll('body *').forEach(e => { if (e.tagName === 'DETAILS') e.open = true;"
            " if (e.focus) e.focus(); e.dispatchEvent(new Event('mouseover')) })"
        )
        visit.page.wait_for_timeout(50)
        assert visit.dialogs == []
        assert visit.requests == [visit.address]
        assert visit.page.url == visit.address
        assert visit.page.evaluate("document.querySelectorAll('script, iframe, img, object, form, input').length") == 0
        assert visit.overhang() <= 0


def test_links_lead_from_finding_to_mark_and_back(browser: Any, tmp_path: Path, poor: str) -> None:
    with Visit(browser, output("several", poor, "light"), tmp_path) as visit:
        visit.page.emulate_media(reduced_motion="reduce")
        for link, place in (("a[href='#a1-m10'].place", "#a1-m10"), ("a[href='#a1-f10'].label", "#a1-f10")):
            visit.page.click(link)
            assert visit.page.url.endswith(place)
            box = visit.page.locator(place).bounding_box()
            assert box is not None
            assert 0 <= box["y"] <= 800 - 20


def test_the_keyboard_reaches_everything(browser: Any, tmp_path: Path, poor: str) -> None:
    with Visit(browser, output("page", poor, "light"), tmp_path) as visit:
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.className") == "skip"
        assert visit.page.locator(".skip").bounding_box()["x"] >= 0
        wanted = visit.page.locator("a, summary").count()
        seen = 1
        while seen < wanted:
            visit.page.keyboard.press("Tab")
            if visit.page.evaluate("['A', 'SUMMARY'].includes(document.activeElement.tagName)"):
                seen += 1
            elif visit.page.evaluate("document.activeElement === document.body"):
                break
        assert seen == wanted


def test_print_unfolds_the_account_and_cuts_nothing_off(browser: Any, tmp_path: Path, poor: str) -> None:
    with Visit(browser, output("several", poor, "dark"), tmp_path, scheme="dark") as visit:
        visit.page.emulate_media(media="print")
        assert visit.page.locator("#a1 .account").is_visible()
        assert visit.page.locator("#a1 .numbers").is_visible()
        clipped = "[...document.querySelectorAll('.findings')].filter(e => e.scrollHeight > e.clientHeight + 1).length"
        assert visit.page.evaluate(clipped) == 0
        assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_marks_of_different_severity_differ_without_colour(browser: Any, tmp_path: Path, poor: str) -> None:
    with Visit(browser, output("several", poor, "light"), tmp_path) as visit:
        lines = "e => { const s = getComputedStyle(e); return s.borderBottomStyle + ' ' + s.borderBottomWidth }"
        kinds = [visit.page.locator(f"mark.{severity}").first.evaluate(lines) for severity in
                 ("critical", "major", "minor", "info")]  # fmt: skip
        assert len(set(kinds)) == 4
