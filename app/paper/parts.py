"""What is asked to be printed: plain values, with no words or layout."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from app.kits.kit import Kit

Paper = Literal["a4", "a3"]
PAPERS: tuple[Paper, ...] = get_args(Paper)


@dataclass(frozen=True, slots=True)
class Blank:
    """What is printed: these sheets in this order, with the minutes of their steps. `about` stands beside the title."""

    title: str
    kit: Kit
    sheets: tuple[str, ...]
    minutes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    anonymous: bool = False
    paper: Paper = "a4"
