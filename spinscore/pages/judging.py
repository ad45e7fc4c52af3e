"""Which blocks of a page are its article."""

from __future__ import annotations

from spinscore.pages.blocks import Page
from spinscore.pages.features import Read
from spinscore.pages.meta import Meta
from spinscore.pages.model import PageModel, chosen, probabilities
from spinscore.pages.modelfile import load_page_model


def judge(page: Page, meta: Meta | None = None, *, model: PageModel | None = None) -> tuple[list[float], list[bool]]:
    """P(article) of each block, between 0 and 1, and whether it is kept; by the model that ships unless one is given.

    `meta` is what `read_meta` says of the page, if that is at hand. Blocks are kept so that the expected F1 of the kept
    words is best: on a page that the model is less sure of, less is enough. A page without anything like an article
    keeps nothing.
    """
    if not page.texts:
        return [], []
    used = model or load_page_model()
    read = Read.of(page, meta)
    likely = probabilities(used.logits(read))
    return likely.tolist(), chosen(likely, read, used.settings).tolist()
