"""How fast spinscore is, and how fast its neighbours are, on the same articles of about 5 KB in one run.

    python tests/benchmarks/speed.py [--articles N] [--rounds R] [--corpus FILE] [--model NAME_OR_PATH] [--own]

Contenders take turns in every round. Times are CPU time of one process. The ratio is how often spinscore.score fits
into the contender's time (best round of each; pairs of one round give the range).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import _articles
import _peers
from _timing import Contender, run_rounds

import spinscore


def own(model: str | None) -> tuple[list[Contender], list[str]]:
    """spinscore's contenders, warmed up, and what had to be left out."""

    def parse(text: str) -> object:
        doc = spinscore.Document.parse(text)
        return doc.words, doc.sentences, doc.block_list, doc.quotes

    contenders = [
        Contender("spinscore.check", spinscore.check),
        Contender("spinscore.measure", spinscore.measure),
        Contender("spinscore Document (words, sentences, blocks, quotes)", parse),
    ]
    missing = []
    try:
        score = spinscore.score if model is None else spinscore.Scorer(model=model).score
        score("A first sentence.")
        contenders.insert(0, Contender("spinscore.score", score))
    except spinscore.SpinscoreError as error:
        missing.append(f"spinscore.score: left out, {error}")
    return contenders, missing


def compare(
    texts: Sequence[str], rounds: int, *, model: str | None = None, with_peers: bool = True
) -> tuple[list[Contender], list[str]]:
    """All contenders with their times, and the names of those left out with the reason."""
    contenders, missing = own(model)
    for peer in _peers.peers() if with_peers else ():
        if isinstance(peer, str):
            missing.append(peer)
        else:
            contenders.append(peer)
    run_rounds(contenders, texts, rounds)
    return contenders, missing


def table(contenders: Sequence[Contender], texts: Sequence[str]) -> str:
    """The times as lines of text."""
    size = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)
    first = contenders[0]
    width = max(len(contender.name) for contender in contenders)
    lines = [
        f"{'':{width}}  {'best':>10}  {'median':>10}  {'':>8}  time over {first.name}",
        f"{'':{width}}  {'µs/article':>10}  {'µs/article':>10}  {'MB/s':>8}  best (lowest-highest of a round)",
    ]
    for contender in contenders:
        pairs = [a / b for a, b in zip(contender.seconds, first.seconds, strict=True)]
        lines.append(
            f"{contender.name:{width}}  {contender.best / len(texts) * 1e6:10.0f}"
            f"  {contender.median / len(texts) * 1e6:10.0f}  {size / contender.best / 1e6:8.2f}"
            f"  {contender.best / first.best:.2f} ({min(pairs):.2f}-{max(pairs):.2f})"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Times spinscore and its neighbours on the same articles.")
    parser.add_argument("--articles", type=int, default=40, help="how many articles (default 40)")
    parser.add_argument("--rounds", type=int, default=7, help="how many counted rounds (default 7)")
    parser.add_argument("--corpus", type=Path, help='JSON lines with a "text" key, gzipped or not, instead of the bank')
    parser.add_argument("--model", help="name or path of a scorecard instead of the default")
    parser.add_argument("--own", action="store_true", help="spinscore alone, without the neighbours")
    options = parser.parse_args(arguments)
    if options.corpus:
        texts = _articles.read_corpus(options.corpus, options.articles)
    else:
        texts = _articles.articles(options.articles)
    size = sum(len(text.encode()) for text in texts) / len(texts)
    source = options.corpus.name if options.corpus else "the built-in bank"
    print(f"{len(texts)} articles of {size:,.0f} bytes on average from {source}, {options.rounds} rounds")
    contenders, missing = compare(texts, options.rounds, model=options.model, with_peers=not options.own)
    print(table(contenders, texts))
    for line in missing:
        print(line)


if __name__ == "__main__":
    main()
