"""Inputs of the command line: files, folders, patterns, rows, standard input, and what cannot be read."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from spinscore.cli import main
from spinscore.cli.places import Place, is_one_text, places
from spinscore.cli.reading import Fields, Item, read

LEAK = "The summit, held in [City], ended on Friday."


def written(folder: Path, *names: str) -> list[str]:
    """Makes files with a text, and gives their paths."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(LEAK, "utf-8")
    return [str(folder / name) for name in names]


def lines(path: Path, *rows: bytes) -> str:
    path.write_bytes(b"\n".join(rows) + b"\n")
    return str(path)


def dumped(*rows: object) -> list[bytes]:
    return [json.dumps(row).encode() for row in rows]


def texts(items: list[Item]) -> list[str | None]:
    return [item.text for item in items]


def reasons(items: list[Item]) -> list[str | None]:
    return [item.error for item in items]


# --- places


def test_a_folder_gives_its_articles_sorted_without_hidden_files_and_packages(tmp_path: Path) -> None:
    wanted = written(tmp_path, "a.md", "z.txt", "b/c.TXT", "b/d/e.markdown")
    written(tmp_path, "picture.png", ".hidden.txt", ".git/x.txt", "node_modules/x.txt", "b/venv/x.txt", "code.py")
    assert [place.path for place in places([str(tmp_path)])] == wanted


def test_a_folder_gives_rows_too_and_with_a_format_only_that(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", "b.jsonl", "c.ndjson.gz", "d.csv", "e.tsv", "f.parquet")
    kinds = ["text", "jsonl", "jsonl", "csv", "tsv", "parquet"]
    assert [place.format for place in places([str(tmp_path)])] == kinds
    assert [Path(place.path).name for place in places([str(tmp_path)], "jsonl")] == ["b.jsonl", "c.ndjson.gz"]


def test_the_working_folder_gives_plain_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "b/c.txt", "a.txt")
    monkeypatch.chdir(tmp_path)
    assert [place.path for place in places(["."])] == ["a.txt", os.path.join("b", "c.txt")]


def test_a_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    written(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(list(places([str(tmp_path)]))) == 1


def test_files_to_skip_are_passed_over_in_folders_only(tmp_path: Path) -> None:
    first, second = written(tmp_path, "a.txt", "b.txt")
    assert [place.path for place in places([str(tmp_path), first], skip=[first])] == [second, first]


def test_a_pattern_means_what_a_shell_makes_of_it(tmp_path: Path) -> None:
    plain, nested, other = written(tmp_path, "a1.txt", "b/a2.md", "b/a3.log")
    written(tmp_path, ".a.txt", "b/node_modules/a4.md")
    assert [place.path for place in places([f"{tmp_path}/*.txt"])] == [plain]
    assert [place.path for place in places([f"{tmp_path}/**/a*.*"])] == [plain, nested, other]
    assert [place.path for place in places([f"{tmp_path}/b/a[23].*"])] == [nested, other]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path: Path) -> None:
    (name,) = written(tmp_path, "a[1].txt")
    written(tmp_path, "a1.txt")
    assert list(places([name])) == [Place(name, "text")]


def test_a_pattern_without_a_match_has_a_reason(tmp_path: Path) -> None:
    (place,) = places([f"{tmp_path}/*.txt"])
    assert place.reason == "no file matches this pattern."


def test_what_is_one_text(tmp_path: Path) -> None:
    (text,) = written(tmp_path, "a.txt")
    assert is_one_text([text])
    assert is_one_text(["-"])
    assert is_one_text(["nowhere.txt"])
    assert not is_one_text(["-"], "jsonl")
    assert not is_one_text([text, text])
    assert not is_one_text([str(tmp_path)])
    assert not is_one_text([f"{tmp_path}/*.txt"])
    assert not is_one_text(["rows.csv"])


# --- texts


def test_line_ends_stay_and_a_byte_order_mark_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\xef\xbb\xbf")
    assert texts(list(read([str(path)]))) == ["one\r\ntwo\rthree\ufeff"]


def test_a_wrong_byte_is_counted_from_the_start_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfcaf\xe9")
    (item,) = read([str(path)])
    assert item.error == f"not UTF-8 at byte 6. Convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8 {path}"


def test_utf_16_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("hello".encode("utf-16"))
    assert "it begins like UTF-16. Convert it first, for example: iconv -f UTF-16" in str(
        reasons(list(read([str(path)])))
    )


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz"])
def test_a_broken_gzip_file_is_an_error(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(b'{"text": "a text that is long enough to be cut"}')[:-9])
    assert str(reasons(list(read([str(path)])))[-1]).startswith("not a whole gzip file: ")
    path.write_bytes(b"no gzip at all")
    assert str(reasons(list(read([str(path)])))[-1]).startswith("not a whole gzip file: ")


def test_a_text_in_gzip(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(LEAK.encode()))
    assert texts(list(read([str(path)]))) == [LEAK]


# --- rows of JSON lines


def test_json_lines_are_named_by_file_and_line(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", *dumped({"text": "one"}), b"", b"  ", *dumped({"text": "two"}))
    items = list(read([path]))
    assert [(item.source.name, item.source.row, item.source.line, item.text) for item in items] == [
        (f"{path}:1", 1, 1, "one"),
        (f"{path}:4", 4, 4, "two"),
    ]


def test_names_and_headlines_from_fields(tmp_path: Path) -> None:
    rows = dumped(
        {"n": {"id": "first"}, "body": "one", "h": "Head"},
        {"n": {"id": 7}, "body": "two", "h": 3},
        {"n": {"id": None}, "body": "three"},
        {"n": {"id": ["x"]}, "body": "four"},
        {"body": "five", "n": "flat"},
    )
    path = lines(tmp_path / "a.ndjson", *rows)
    items = list(read([path], fields=Fields("body", "n.id", "h")))
    assert [item.source.name for item in items] == ["first", "7", f"{path}:3", f"{path}:4", f"{path}:5"]
    assert [item.title for item in items] == ["Head", None, None, None, None]


def test_dots_lead_into_nested_fields_unless_they_are_part_of_a_name(tmp_path: Path) -> None:
    rows = dumped({"a": {"b": {"c": "deep"}}}, {"a.b.c": "flat", "a": {"b": {"c": "deep"}}}, {"a": {"b": None}})
    path = lines(tmp_path / "a.jsonl", *rows)
    assert texts(list(read([path], fields=Fields("a.b.c")))) == ["deep", "flat", None]
    assert reasons(list(read([path], fields=Fields("a.b.c")))) == [None, None, None]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{bad", "not JSON at column 2: Expecting property name enclosed in double quotes"),
        (b'"text"', "not an object with fields but a text"),
        (b"[1]", "not an object with fields but a list"),
        (b'{"txt": "a"}', 'no field "text". Did you mean "txt"?'),
        (b'{"body": "a"}', 'no field "text". Known: body.'),
        (b"{}", 'no field "text". The row is empty.'),
        (b'{"text": 3}', 'field "text" is a number, not a text'),
        (b'{"text": true}', 'field "text" is a truth value, not a text'),
        (b'{"text": {"a": 1}}', 'field "text" is an object, not a text'),
        (b'{"text": "caf\xe9"}', "not UTF-8 at byte 13. Convert it first, "),
        (b'{"text": ' + b"1" * 5000 + b"}", "JSON that cannot be read: nested too deeply, or a number too long"),
        (b"[" * 100_000, "JSON that cannot be read: nested too deeply, or a number too long"),
    ],
)
def test_a_bad_row_is_an_error_in_its_row(tmp_path: Path, line: bytes, reason: str) -> None:
    path = lines(tmp_path / "a.jsonl", *dumped({"text": "one"}), line, *dumped({"text": "two"}))
    first, bad, last = read([path])
    assert (first.error, last.error, bad.text) == (None, None, None)
    assert bad.source.name == f"{path}:2"
    assert str(bad.error).startswith(reason)


@pytest.mark.parametrize("line", [b'{"text": null}', b'{"text": NaN}'])
def test_a_null_is_a_missing_text_and_no_error(tmp_path: Path, line: bytes) -> None:
    (item,) = read([lines(tmp_path / "a.jsonl", line)])
    assert (item.text, item.error) == (None, None)


def test_a_byte_order_mark_before_json_lines(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", b"\xef\xbb\xbf" + dumped({"text": "one"})[0])
    assert texts(list(read([path]))) == ["one"]


def test_json_lines_are_read_one_by_one(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl.gz")
    Path(path).write_bytes(gzip.compress(b"\n".join(dumped({"text": "one"}, {"text": "two"}))))
    items = read([path])
    assert next(items).text == "one"


# --- tables


def test_tables_have_a_header_and_texts_over_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'\xef\xbb\xbfbody,key,head\r\n"one\r\n\r\nmore",k1,H\r\n\r\n"say ""hi""",k2,\r\n')
    items = list(read([str(path)], fields=Fields("body", None, "head")))
    assert [(item.text, item.title, item.source.row, item.source.line) for item in items] == [
        ("one\r\n\r\nmore", "H", 1, 2),
        ('say "hi"', "", 2, 6),
    ]
    assert [item.source.name for item in items] == [f"{path}:2", f"{path}:6"]


def test_tabs(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.tsv", b"id\ttext", b"x\tone, two")
    (item,) = read([path], fields=Fields(id="id"))
    assert (item.source.name, item.text) == ("x", "one, two")


def test_a_row_that_is_too_short_or_undecodable_is_an_error_in_its_row(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.csv", b"id,text", b"1", b"2,caf\xe9", b"caf\xe9,fine", b"4,last,,")
    items = list(read([path]))
    assert texts(items) == [None, None, "fine", "last"]
    assert items[0].error == "the row has 1 of 2 cells; its text is missing"
    assert str(items[1].error).startswith("not UTF-8 at byte 3. ")


def test_a_text_cut_by_an_unquoted_comma_is_an_error_in_its_row(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.csv", b"id,text", b"1,On Monday, it rained", b"2,fine")
    items = list(read([path]))
    assert texts(items) == [None, "fine"]
    assert items[0].error == "the row has 3 cells, the header 2. Put texts that hold a comma into quotes."


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\n\n\n"])
def test_a_quote_that_is_never_closed_is_told(tmp_path: Path, end: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'id,text\n1,"fine\n"\n2,"open\n3,swallowed' + end)
    assert reasons(list(read([str(path)]))) == [
        None,
        None,
        "a quote in the row at line 4 is never closed; it took all that follows for text.",
    ]
    path.write_bytes(b'id,text\n1,"fine\n"\n2,"closed\n3"' + end)
    assert texts(list(read([str(path)]))) == ["fine\n", "closed\n3"]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_rows_in_utf_16_are_one_error_of_the_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes('{"text": "one"}\n{"text": "two"}\n'.encode("utf-16"))
    (item,) = read([str(path)])
    assert str(item.error).startswith("not UTF-8 at byte 0; it begins like UTF-16.")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (Fields("text.body"), 'no column "text.body". Did you mean "text"? Name the right one with --field.'),
        (Fields("txt"), 'no column "txt". Did you mean "text"? Name the right one with --field.'),
        (Fields(id="key"), 'no column "key". Known: id, text. Name the right one with --id-field.'),
        (Fields(title="head"), 'no column "head". Known: id, text. Name the right one with --title-field.'),
    ],
)
def test_a_missing_column_is_one_error_of_the_file(tmp_path: Path, fields: Fields, reason: str) -> None:
    path = lines(tmp_path / "a.csv", b"id,text", b"1,one", b"2,two")
    (item,) = read([path], fields=fields)
    assert (item.source.name, item.error) == (path, reason)


def test_an_empty_table_is_an_error(tmp_path: Path) -> None:
    assert reasons(list(read([lines(tmp_path / "a.csv", b"")]))) == [
        "empty: a table begins with the names of its columns."
    ]


def test_a_text_longer_than_the_limit_of_the_csv_module(tmp_path: Path) -> None:
    long = "word " * 60_000
    assert texts(list(read([lines(tmp_path / "a.csv", b"text", long.encode())]))) == [long]


# --- Parquet


def parquet(path: Path, table: dict[str, Any]) -> str:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow.table(table), path, row_group_size=100)
    return str(path)


def test_parquet_rows_with_nested_fields(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"id": ["x", None], "meta": [{"body": "one"}, {"body": None}], "n": [1, 2]})
    items = list(read([path], fields=Fields("meta.body", "id")))
    assert [(item.source.name, item.source.row, item.text, item.error) for item in items] == [
        ("x", 1, "one", None),
        (f"{path}:2", 2, None, None),
    ]


def test_parquet_is_read_by_batches(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"text": [f"text {number}" for number in range(1000)]})
    assert texts(list(read([path]))) == [f"text {number}" for number in range(1000)]


def test_parquet_that_is_none_and_columns_that_are_not_there(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"body": ["one"]})
    assert reasons(list(read([path]))) == ['no column "text". Known: body. Name the right one with --field.']
    (tmp_path / "b.parquet").write_bytes(b"PAR1 nothing PAR1")
    (item,) = read([str(tmp_path / "b.parquet")])
    assert str(item.error).startswith("not a readable Parquet file: ")


def test_an_undecodable_parquet_cell_is_an_error_in_its_row(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    column = pyarrow.array([b"one", b"caf\xe9", b"three"]).view(pyarrow.string())
    items = list(read([parquet(tmp_path / "a.parquet", {"text": column})]))
    assert texts(items) == ["one", None, "three"]
    assert items[1].error == "not UTF-8 at byte 3."


def test_parquet_without_pyarrow_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "a.parquet").write_bytes(b"")
    assert reasons(list(read([str(tmp_path / "a.parquet")]))) == [
        'Parquet needs pyarrow. Install it with: pip install "spinscore[parquet]"'
    ]


# --- standard input


@pytest.mark.parametrize(
    ("form", "data", "names"),
    [
        ("jsonl", b'{"text": "one"}\n\n{"text": "two"}\n', ["-:1", "-:3"]),
        ("csv", b"text\none\ntwo\n", ["-:2", "-:3"]),
        ("text", b"one", ["-"]),
    ],
)
def test_rows_on_standard_input_which_stays_open(
    monkeypatch: pytest.MonkeyPatch, form: str, data: bytes, names: list[str]
) -> None:
    stream = io.BytesIO(data)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    assert [item.source.name for item in read(["-"], form)] == names
    assert not stream.closed


# --- the run


def test_bad_rows_do_not_end_the_run_and_give_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = lines(tmp_path / "a.jsonl", b"{bad", *dumped({"text": LEAK}, {"text": None}, {"text": 3}, {"text": "fine"}))
    assert main(["check", path, "--format", "jsonl"]) == 2
    out, err = capsys.readouterr()
    shown = [json.loads(line) for line in out.splitlines()]
    assert [entry["path"] for entry in shown] == [f"{path}:{number}" for number in range(1, 6)]
    assert [len(entry["findings"]) if "findings" in entry else entry["error"] for entry in shown] == [
        "not JSON at column 2: Expecting property name enclosed in double quotes",
        1,
        0,
        'field "text" is a number, not a text',
        0,
    ]
    assert shown[2]["caveats"] == ["Not checked: no text."]
    assert err.splitlines() == [
        f"spinscore: {path}:1: {shown[0]['error']}",
        f"spinscore: {path}:4: {shown[3]['error']}",
    ]


def test_very_many_bad_rows_are_counted_and_not_all_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = lines(tmp_path / "a.jsonl", *[b"{}"] * 50)
    assert main(["check", path, "--format", "csv"]) == 2
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 51
    assert len(err.splitlines()) == 21
    assert err.endswith("spinscore: 30 more articles could not be read.\n")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_titles_and_names_travel_with_their_rows(
    tmp_path: Path, small_model: Path, good: str, workers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"id": f"n{i}", "h": f"Head {i}" if i % 2 else None, "text": good if i % 3 else None} for i in range(40)]
    rows[20] = {"id": "n20", "h": "bad"}
    path = lines(tmp_path / "a.jsonl", *dumped(*rows))
    arguments = ["score", path, "--id-field", "id", "--title-field", "h", "--title", "All", "--workers", workers]
    assert main([*arguments, "--format", "jsonl", "--model", str(small_model)]) == 2
    shown = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [entry["path"] for entry in shown] == [f"n{i}" for i in range(40)]
    assert shown[20]["error"].startswith("no field")
    assert [entry["title"] for entry in shown if entry.get("score")] == [
        f"Head {i}" if i % 2 else "All" for i in range(40) if i % 3 and i != 20
    ]
    assert {entry["score"] for entry in shown if entry.get("score")} == {78.6}


def test_a_pipe_in_a_folder_is_passed_over_and_a_link_to_nowhere_told(tmp_path: Path) -> None:
    written(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to("nowhere.txt")
    items = list(read([str(tmp_path)]))
    assert reasons(items) == [None, "No such file or directory"]


@pytest.mark.parametrize("contents", ["In [City].".encode("utf-16-le"), b"\x7fELF\0\xff\xff"])
def test_a_binary_file_is_no_article(tmp_path: Path, contents: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(contents)
    (item,) = read([str(path)])
    assert item.text is None
    assert str(item.error).startswith(f"not a text: byte {contents.index(0)} is zero.")


def test_the_advice_for_a_name_with_blanks_can_be_pasted(tmp_path: Path) -> None:
    path = tmp_path / "a b.txt"
    path.write_bytes(b"caf\xe9")
    (item,) = read([str(path)])
    assert str(item.error).endswith(f"-t UTF-8 '{path}'")


def test_a_bad_row_with_a_name_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = lines(tmp_path / "a.jsonl", *dumped({"slug": "x", "text": LEAK}, {"slug": "x"}))
    assert main(["check", path, "--id-field", "slug"]) == 2
    assert capsys.readouterr().err == f'spinscore: {path}:2 (x): no field "text". Known: slug.\n'
