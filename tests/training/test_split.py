"""The split: closed groups, stable folds, a manifest without text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from spinscore.training.dataset import DataError, Example, load
from spinscore.training.split import CALIBRATE, FOLDS, TEST, TRAIN, UNUSED, Split, make_split, word_runs

Make = Callable[..., Example]


def test_every_fold_has_one_use() -> None:
    assert set(range(FOLDS)) == TRAIN | CALIBRATE | TEST
    assert len(TRAIN) + len(CALIBRATE) + len(TEST) == FOLDS


def test_groups_that_share_text_fall_together(make: Make) -> None:
    shared = make(1).text
    for number in range(2, 30):
        own = make(number)
        copy = make(100, group=f"copy{number}", text=f"{own.text}\n\nAn added line.")
        split = make_split([own, copy, make(1, text=shared)], seed=3)
        assert split.fold(own.group) == split.fold(copy.group)


def test_pages_of_one_site_fall_together(make: Make) -> None:
    pages = [make(i, folder="boilerplate", source="aed", site="one.example", group=f"page{i}") for i in range(20)]
    split = make_split(pages, seed=3)
    assert len({split.fold(page.group) for page in pages}) == 1


def test_unlike_texts_are_not_joined(make: Make) -> None:
    split = make_split([make(i) for i in range(40)], seed=3)
    assert len({split.fold(f"group{i}") for i in range(40)}) > 5


def test_groups_that_mix_many_stories_are_unused(make: Make) -> None:
    assert make_split([make(1, folder="pairs", group="bbc-desk:sport")], seed=3).fold("bbc-desk:sport") == UNUSED


def test_folds_do_not_depend_on_order_or_company(make: Make) -> None:
    examples = [make(i, text=" ".join(f"w{i}x{k}" for k in range(40))) for i in range(30)]
    one, other = make_split(examples, seed=5), make_split(examples[::-1][:20], seed=5)
    assert all(one.fold(x.group) == other.fold(x.group) for x in examples[::-1][:20])
    assert one.fold("never seen") == other.fold("never seen")


def test_another_seed_gives_another_split() -> None:
    groups = [f"g{i}" for i in range(50)]
    assert [Split(1, {}).fold(g) for g in groups] != [Split(2, {}).fold(g) for g in groups]


def test_manifest_round_trip_holds_no_names(make: Make, tmp_path: Path) -> None:
    own = make(1, group="secret-name")
    split = make_split([own, make(2, text=own.text, group="other-name")], seed=5)
    path = tmp_path / "split.tsv"
    split.save(path)
    content = path.read_text("utf-8")
    assert "secret" not in content
    assert own.text[:20] not in content
    assert Split.load(path) == split


def test_a_changed_manifest_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "split.tsv"
    Split(5, {"00": 3}).save(path)
    path.write_text(path.read_text("utf-8").replace("00\t3", "00\t4"), "utf-8")
    with pytest.raises(DataError, match="digest"):
        Split.load(path)


def test_word_runs_ignore_case_and_layout() -> None:
    text = "One two three four five six seven eight nine."
    assert word_runs(text) == word_runs(text.upper().replace(" ", "\n"))
    assert len(word_runs(text)) == 2


@pytest.mark.corpus
def test_no_text_straddles_folds(data: Path) -> None:
    """Texts in different folds share no third of their runs of eight words, and no group has two folds."""
    split = Split.load(Path(__file__).parents[2] / "models" / "split.tsv")
    examples = [x for x in load(data, ["human", "quality", "spin", "pairs"]) if split.fold(x.group) != UNUSED]
    runs = [word_runs(x.text) for x in examples]
    holders = defaultdict(list)
    for i, keys in enumerate(runs):
        for key in keys:
            holders[key].append(i)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for found in holders.values():
        if 1 < len(found) < 60 and len({split.fold(examples[i].group) for i in found}) > 1:
            for n, a in enumerate(found):
                for b in found[n + 1 :]:
                    shared[a, b] += split.fold(examples[a].group) != split.fold(examples[b].group)
    close = [
        (examples[a].id, examples[b].id)
        for (a, b), count in shared.items()
        if count >= 0.34 * min(len(runs[a]), len(runs[b]))
    ]
    assert close == []


@pytest.mark.corpus
def test_bbc_stories_have_one_fold_in_all_folders(data: Path) -> None:
    split = Split.load(Path(__file__).parents[2] / "models" / "split.tsv")
    groups: dict[str, set[str]] = defaultdict(set)
    for x in load(data, ["human", "quality", "spin", "pairs"]):
        if x.group.startswith("bbc:"):
            groups[x.group].add(x.folder)
    assert sum(len(folders) > 1 for folders in groups.values()) > 300
    assert {split.fold(group) for group in groups} <= set(range(FOLDS))


@pytest.mark.corpus
def test_the_shipped_manifest_is_what_the_command_makes(data: Path) -> None:
    shipped = Split.load(Path(__file__).parents[2] / "models" / "split.tsv")
    assert make_split(load(data), shipped.seed) == shipped
