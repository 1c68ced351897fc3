"""What single values in an archive may be, and what all of its parts have in common."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from app.board.belonging import MOST_TAGS
from app.board.messages import Key, PerMille

Time = Annotated[datetime, Meta(tz=True)]
"""A moment, to the millisecond: the tables' whole numbers, as people read them."""
KeyOrNone = Annotated[str, Meta(pattern="^([a-z][a-z0-9-]{0,39})?\\Z")]
Number = Annotated[int, Meta(ge=1, le=10**6)]
GroupNumber = Annotated[int, Meta(ge=0, le=25)]
Count = Annotated[int, Meta(ge=0, le=10**6)]
People = Annotated[int, Meta(ge=0, le=2500)]
Minutes = Annotated[int, Meta(ge=0, le=480)]
Line = Annotated[str, Meta(max_length=120)]
Words = Annotated[str, Meta(max_length=500)]
Tags = Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(max_length=MOST_TAGS)]
Consents = dict[Key, Literal["asked", "yes", "no"]]
Points = Annotated[list[PerMille], Meta(min_length=3, max_length=3000)]


class Part(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Any part. What is as usual is left out of the file."""
