"""Case files: read with every key checked, and found beside the rules or in the project around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from spinscore.authoring.cases import Case, case_path, read_cases
from spinscore.errors import RuleError
from spinscore.registry import Example

FLOORS = "[floors]\nprecision = 0.9\nrecall = 0.5\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "cases.toml"
    path.write_text(text, "utf-8")
    return path


def test_cases_have_names_marks_and_known_failures(tmp_path: Path) -> None:
    path = written(tmp_path, f'{FLOORS}[[case]]\nname = "a"\ntext = "x ⟦y⟧"\nknown_failure = true\n')
    assert read_cases(path) == (path, 0.9, 0.5, (Case("a", Example("x y", ((2, 3),)), True),))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[floors", "not valid TOML"),
        (f'{FLOORS}[[cases]]\nname = "a"', 'unknown key "cases". A case file has [floors] and [[case]] entries.'),
        ("", "[floors] needs precision, a number from 0 to 1"),
        ("[floors]\nprecision = 1.0", "[floors] needs recall, a number from 0 to 1"),
        ("[floors]\nprecision = 95\nrecall = 1", "[floors] needs precision, a number from 0 to 1"),
        (f"{FLOORS}recal = 1.0", 'unknown floor "recal". Did you mean "recall"?'),
        (f'{FLOORS}[case]\nname = "a"', "write [[case]] with two brackets"),
        (f'{FLOORS}[[case]]\ntext = "a"', 'case 1 needs a "name"'),
        (f'{FLOORS}[[case]]\nname = "a"', 'case "a" needs a "text"'),
        (f'{FLOORS}[[case]]\nname = "a"\ntext = "⟦b"', 'case "a": a ⟦ without its ⟧'),
        (f'{FLOORS}[[case]]\nname = "a"\ntext = "b"\nknown_failure = 1', 'case "a": known_failure is true or false'),
        (
            f'{FLOORS}[[case]]\nname = "a"\ntext = "b"\nknown_fail = true',
            'unknown key "known_fail". Did you mean "known_failure"?',
        ),
        (f'{FLOORS}[[case]]\nname = "a"\ntext = "b"\n[[case]]\nname = "a"\ntext = "c"', 'two cases are called "a"'),
    ],
)
def test_a_wrong_case_file_is_refused_with_file_and_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RuleError) as caught:
        read_cases(written(tmp_path, text))
    assert str(caught.value).startswith(f"{tmp_path}/cases.toml: ")
    assert said in str(caught.value)


def test_cases_lie_beside_the_families_or_in_the_tests_of_the_project(tmp_path: Path) -> None:
    root = tmp_path / "src" / "acme_rules"
    root.mkdir(parents=True)
    beside = root / "cases" / "leak" / "what_is_wrong.toml"
    assert case_path(root, "leak.what-is-wrong") == beside
    (tmp_path / "tests" / "rules").mkdir(parents=True)
    assert case_path(root, "leak.what-is-wrong") == tmp_path / "tests" / "rules" / "leak" / "what_is_wrong.toml"
    beside.parent.mkdir(parents=True)
    beside.touch()
    assert case_path(root, "leak.what-is-wrong") == beside
