"""The extra ``images``: asked for when a picture is to be read, imported by nothing before."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from records.complaint import Complaint

PACKAGES = ("numpy", "PIL", "onnxruntime", "rapidocr", "zxingcpp", "pdqhash")


class ExtraMissing(Complaint):
    """Pictures cannot be read here; the message says what to install."""


def require_extra() -> None:
    """Say what is missing, if something is; imports nothing.

    Raises:
        ExtraMissing: a package of the extra is not installed here.
    """
    if missing := [name for name in PACKAGES if find_spec(name) is None]:
        raise ExtraMissing(
            f"pictures are read with the extra `images`, which is not installed here (no {missing[0]}): "
            "`uv sync --extra images`, or `pip install 'hawkwatch[images]'`"
        )


def package(name: str) -> Any:
    """A module of the extra, which :func:`require_extra` found."""
    return import_module(name)
