"""Where the labelled corpora lie: in a folder "shared" beside the repository, or where SPINSCORE_SHARED says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def shared_folder() -> Path:
    """The folder of the corpora. Where it is absent, tests that need it are skipped; in CI they fail."""
    beside = Path(__file__).resolve().parents[3] / "shared"
    folder = Path(os.environ.get("SPINSCORE_SHARED", beside))
    if not (folder / "data").is_dir():
        reason = "no corpora beside the repository; set SPINSCORE_SHARED to their folder"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder
