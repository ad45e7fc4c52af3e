"""`spinscore clean` and `spinscore extract`: texts on standard output or in a file, one by one or in JSON lines."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from spinscore.cli import main

BODY = "The bridge over the harbour reopened on Monday after two years of repairs, and lorries were first to cross."
PROMPT = "Leave a Reply\n\nYour email address will not be published. Required fields are marked *"
PAGE = f"""<!doctype html><html lang="en"><head><title>Bridge open again</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Bridge open again</h1>
<p>{BODY}</p>
<p>The council will decide in March whether to compensate the shop owners on Quay Street, who lost many customers.</p>
<p>Nobody had expected the repairs to take so long; the first plan, from 2019, spoke of eight months at the most.</p>
</article>
<footer>© 2026 The Harbour Post. All rights reserved.</footer></body></html>"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "bridge.txt"
    file.write_text(f"{BODY}\n\n{PROMPT}\n", encoding="utf-8")
    return file


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "bridge.html"
    file.write_text(PAGE, encoding="utf-8")
    return file


def test_clean_writes_the_text_without_boilerplate(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", str(article)]) == 0
    assert capsys.readouterr().out == f"{BODY}\n"


def test_clean_says_what_it_removed_and_why(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", "--format", "jsonl", str(article)]) == 0
    row = json.loads(capsys.readouterr().out)
    [removed] = row["removed"]
    assert removed["rules"] == ["boilerplate.comment-prompt"]
    assert removed["text"] == f"\n\n{PROMPT}"
    whole = row["text"][: removed["start"]] + removed["text"] + row["text"][removed["start"] :]
    assert whole == article.read_text("utf-8")


def test_several_articles_are_written_as_json_lines(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clean", str(article), str(article)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["text"] for row in rows] == [f"{BODY}\n"] * 2
    assert main(["clean", str(tmp_path / "none.txt"), str(article)]) == 2
    said = capsys.readouterr()
    failed, done = (json.loads(line) for line in said.out.splitlines())
    assert failed["text"] is None
    assert "No such file" in failed["error"]
    assert "none.txt" in said.err
    assert done["text"] == f"{BODY}\n"


def test_plain_text_is_for_one_article(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", "--format", "text", str(article), str(article)]) == 2
    assert "--format jsonl" in capsys.readouterr().err


def test_extract_writes_the_article_of_a_page(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(page)]) == 0
    text = capsys.readouterr().out
    assert BODY in text
    assert "compensate the shop owners" in text
    assert "All rights reserved" not in text
    assert "Home" not in text


def test_extract_tells_the_blocks_with_their_places(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "--format", "jsonl", "--blocks", str(page)]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["title"] == "Bridge open again"
    [body] = [block for block in row["blocks"] if block["text"] == BODY]
    assert PAGE[body["start"] : body["end"]] == BODY
    assert body["is_article"]
    assert not any(block["is_article"] for block in row["blocks"] if "All rights" in block["text"])


def test_extract_takes_the_pages_of_a_folder(article: Path, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert article.parent == page.parent
    assert main(["extract", str(page.parent)]) == 0
    [row] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert row["title"] == "Bridge open again"


@pytest.mark.parametrize("name", ["page.php", "-"])
def test_extract_reads_a_page_without_its_suffix_as_it_declares(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"<html><meta charset=shift_jis><body><p>" + "市議会は月曜日の夜、屋外プールを閉鎖することを決めた。".encode(
        "shift_jis"
    )
    file = tmp_path / "page.php"
    file.write_bytes(data)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["extract", "--format", "jsonl", "--blocks", "-" if name == "-" else str(file)]) == 0
    assert "屋外プールを閉鎖" in capsys.readouterr().out


def test_extract_takes_rows_as_their_name_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"text": f"<p>{BODY}</p>"}) + "\n", encoding="utf-8")
    assert main(["extract", str(file), str(tmp_path / "*.jsonl")]) == 0
    assert [json.loads(line)["text"] for line in capsys.readouterr().out.splitlines()] == [BODY, BODY]


def test_score_and_check_read_pages(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page.write_text(PAGE.replace("in March", "in [MONTH]"), encoding="utf-8")
    assert main(["score", "--format", "json", str(page)]) == 0
    [finding] = [f for f in json.loads(capsys.readouterr().out)["findings"] if f["rule"] == "leak.placeholder"]
    [piece] = finding["pieces"]
    assert page.read_text("utf-8")[piece["start"] : piece["end"]] == "[MONTH]"
    assert main(["check", "--format", "sarif", str(page)]) == 0
    run = json.loads(capsys.readouterr().out)["runs"][0]
    [result] = [r for r in run["results"] if r["ruleId"] == "leak.placeholder"]
    region = result["locations"][0]["physicalLocation"]["region"]
    line = page.read_text("utf-8").splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 :].startswith("[MONTH]")


def test_rows_may_hold_rich_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"body": f"<p>{BODY}</p><p>Leave a Reply</p>"}) + "\n", encoding="utf-8")
    assert main(["clean", "--html", "--field", "body", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == BODY


def test_a_page_may_declare_its_encoding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(b"<html><meta charset=iso-8859-1><body><p>" + "Ein Café öffnet – endlich".encode("cp1252"))
    assert main(["extract", "--format", "jsonl", "--blocks", str(file)]) == 0
    assert "Ein Café öffnet – endlich" in capsys.readouterr().out


def test_a_folder_gives_pages_only_where_they_are_wanted(
    article: Path, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clean", str(article.parent)]) == 0
    assert [json.loads(line)["name"] for line in capsys.readouterr().out.splitlines()] == [str(article)]
    assert main(["extract", "--input-format", "html", str(page.parent)]) == 0
    assert [json.loads(line)["name"] for line in capsys.readouterr().out.splitlines()] == [str(page)]
