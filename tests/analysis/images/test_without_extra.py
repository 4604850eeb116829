"""Where the extra is not installed everything but pictures works, and nothing of it is imported."""

import subprocess
import sys

import pytest

from analysis.images.decoding import is_picture
from analysis.images.extra import PACKAGES, ExtraMissing, require_extra
from analysis.images.reading import read_picture

# Numpy and onnxruntime may come with others.
OWN = sorted(set(PACKAGES) - {"numpy", "onnxruntime"})
READERS = (
    *("analysis.images.reading", "analysis.images.pictured", "cli.analysis", "cli.indexing"),
    *("pipelines.assess_posts", "operations.importing.run", "operations.readiness"),
)


@pytest.mark.parametrize("name", OWN)
def test_the_sentence_names_the_extra(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(sys.modules, name, None)  # as where it is not installed
    with pytest.raises(ExtraMissing, match="the extra `images`, which is not installed here"):
        require_extra()
    with pytest.raises(ExtraMissing):
        read_picture(b"\x89PNG\r\n\x1a\n" + name.encode())


def test_nothing_of_it_is_imported_before_a_picture_is_read() -> None:
    code = f"import sys, {', '.join(READERS)}; print(*[one for one in {OWN} if one in sys.modules])"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert asked.stdout.split() == []


def test_pictures_by_their_first_bytes() -> None:
    assert is_picture(b"\x89PNG\r\n\x1a\n....")
    assert is_picture(b"RIFF\0\0\0\0WEBPVP8 ")
    assert not is_picture(b"RIFF\0\0\0\0WAVE")
