"""What every part of a kit is made of: plain values, boxes on the sheet, and mistakes with a mend.

Positions are per cent of the sheet's width (x, w) and height (y, h); the sheet is landscape, its
width 1.414 times its height.
"""

from typing import Annotated, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Line = Annotated[str, Field(min_length=1, max_length=300)]
Tag = Annotated[str, Field(min_length=1, max_length=40)]
Prose = Annotated[str, Field(min_length=1, max_length=4000)]
Digest = Annotated[str, Field(min_length=1, max_length=30_000)]
Pages = Annotated[str, Field(pattern=r"^\d+(-\d+)?$")]
Link = Annotated[str, Field(pattern=r"^https://")]
Minutes = Annotated[int, Field(ge=0, le=480)]
Percent = Annotated[float, Field(ge=0, le=100)]


class Part(BaseModel):
    """Base of every part of a kit: unknown keys are mistakes, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Box(NamedTuple):
    """A rectangle on the sheet, in per cent of its width and height."""

    x: float
    y: float
    w: float
    h: float

    def meets(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        across = min(self.x + self.w, other.x + other.w) - max(self.x, other.x)
        down = min(self.y + self.h, other.y + other.h) - max(self.y, other.y)
        return across > 0 and down > 0

    def holds(self, other: "Box") -> bool:
        """Whether the other lies wholly within this one."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.w <= self.x + self.w
            and other.y + other.h <= self.y + self.h
        )


class Placed(Part):
    """A part that lies somewhere on the sheet."""

    x: Percent
    y: Percent
    w: Percent
    h: Percent

    @property
    def box(self) -> Box:
        return Box(self.x, self.y, self.w, self.h)

    @model_validator(mode="after")
    def lies_on_the_sheet(self) -> Self:
        for start, length, places in (("x", "w", self.x + self.w), ("y", "h", self.y + self.h)):
            if places > 100:
                raise mistake(
                    start,
                    f"{start} + {length} er {places:g}, så dette stikker utenfor arket.",
                    f"Gjør {start} eller {length} mindre: Summen kan være høyst 100.",
                )
        return self


def mistake(key: str, what: str, mend: str) -> PydanticCustomError:
    """A rule of a part that was broken, told to the kit's author: at which key, what, and the mend."""
    return PydanticCustomError("kit", "{what} {mend}", {"key": key, "what": what, "mend": mend})
