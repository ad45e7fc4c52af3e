"""Texts that try to break out of where a page puts them, and reports full of them."""

from __future__ import annotations

from spinscore import Edit, Finding, Report
from spinscore.model.explain import Contribution
from spinscore.segments import Piece, Segment

ALERT = "alert(document.domain)"
STRINGS = (
    f"<script>{ALERT}</script>",
    f"</script><script>{ALERT}</script>",
    f"<ScRiPt >{ALERT}</sCrIpT\t>",
    f"<img src=x onerror={ALERT}>",
    f"<svg/onload={ALERT}>",
    f"<svg><animate onbegin={ALERT} attributeName=x dur=1s>",
    f"<body onload={ALERT}>",
    f"<details open ontoggle={ALERT}>",
    f"<input autofocus onfocus={ALERT}>",
    f"<iframe srcdoc='<script>{ALERT}</script>'></iframe>",
    f'<iframe src="javascript:{ALERT}"></iframe>',
    f'<a href="javascript:{ALERT}">here</a>',
    f"javascript:{ALERT}",
    f'" onmouseover="{ALERT}" autofocus onfocus="{ALERT}" x="',
    f"' onmouseover='{ALERT}' autofocus onfocus='{ALERT}' x='",
    f"\"><script>{ALERT}</script><x y=\"",
    f"</title><script>{ALERT}</script>",
    f"</style><script>{ALERT}</script>",
    f"</textarea></noscript></template><script>{ALERT}</script>",
    f"--><script>{ALERT}</script><!--",
    f"]]><script>{ALERT}</script><![CDATA[",
    f"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={ALERT}&gt;\">",
    '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/meta">',
    '<link rel="stylesheet" href="http://127.0.0.1:9/style.css"><base href="http://127.0.0.1:9/">',
    '<img src="http://127.0.0.1:9/pixel.png"><object data="http://127.0.0.1:9/object"></object>',
    "<style>@import url(http://127.0.0.1:9/import.css); body { display: none }</style>",
    '<form action="http://127.0.0.1:9/form"><button>send</button></form></main></body></html>',
    "&lt;script&gt; &#60;script&#62; &amp;amp; &#0; &nbsp",
    "nul \x00 escape \x1b[31m delete \x7f c1 \x85 \x9f lone \ud800 \udfff no character \uffff \ufdd0",
    "override \u202e gnirts \u2066 isolate \u200f mark 👩\u200d🚀 e\u0301\u0301\u0301 " + "wide" * 400,
)  # fmt: skip


def report_of(string: str) -> Report:
    """A report in which every text that a person or a file may choose is one string."""
    lead = "Before it. "
    text = f"{lead}{string} After it.\n\n{string}"
    end = len(lead) + len(string)
    first = Finding(
        "leak.placeholder", len(lead), end, "critical", 0.97, string, string, string,
        Edit(len(lead), end, string), ((end + 12, len(text)),), pieces=(Piece(string, 0, 1),),
    )  # fmt: skip
    crossing = Finding(string, len(lead) - 4, end - 2, "minor", 0.5, string, string, text[len(lead) - 4 : end - 2])
    return Report(
        text=text,
        score=41.3,
        verdict="review",
        findings=(crossing, first),
        base=90.0,
        contributions=(
            Contribution("leak.placeholder.coverage", -40.0, (first,), (-40.0,)),
            Contribution(f"{string}.x", -8.7),
        ),
        features={"stance.quoted_share": 0.5, string: 1.0},
        caveats=(string,),
        provenance={"library": string, string: string},
        title=string,
        segments=(Segment(string, 0, end + 10), Segment(f"{string}2", end + 12, len(text))),
    )
