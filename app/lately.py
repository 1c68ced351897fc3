"""What was made lately, kept for as long as it would be made alike: most of what is looked through now and then."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Lately(Generic[Made]):
    """For each key what was made last, and of what. It is forgotten now and then: nothing deleted stays in memory."""

    everywhere: "list[Lately[object]]" = []  # noqa: RUF012

    def __init__(self, most: int) -> None:
        self.most, self.kept = most, dict[Hashable, tuple[object, Made]]()
        self.everywhere.append(self)  # type: ignore[arg-type]

    def found(self, key: Hashable, of: object) -> Made | None:
        """What was made lately of the same thing, if it was."""
        last = self.kept.get(key)
        return last[1] if last is not None and last[0] == of else None

    def made(self, key: Hashable, of: object, make: Callable[[], Made]) -> Made:
        """What `make` makes of something, made only where it is another thing than the last time."""
        last = self.found(key, of)
        if last is not None:
            return last
        if len(self.kept) >= self.most:
            self.kept.clear()
        made = make()
        self.kept[key] = (of, made)
        return made


def forget() -> None:
    """Forget everything that was made lately."""
    for each in Lately.everywhere:
        each.kept.clear()
