"""Files that people send: at which addresses they are taken, and how large and how slow they may be."""

from starlette.datastructures import Headers
from starlette.types import Scope

TAKEN_AT = ("/workshops/import",)
LARGEST = 50 * 1024 * 1024
SLOWEST = 300
"""Seconds in which a whole file must have come."""


def takes_file(scope: Scope) -> bool:
    """Whether a request is a form that may carry a file."""
    kind = Headers(scope=scope).get("content-type", "")
    return scope["method"] == "POST" and scope["path"] in TAKEN_AT and kind.startswith("multipart/form-data")
