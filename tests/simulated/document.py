"""A document as a simulated browser holds it: elements by id, and frames put into it as `static/js/frame.js` does."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Self

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


class Element:
    """One element: its attributes, and what lies in it."""

    def __init__(self, tag: str, said: dict[str, str]) -> None:
        self.tag, self.said = tag, said
        self.children: list[Element | str] = []
        self.parent: Element | None = None

    @property
    def id(self) -> str:
        return self.said.get("id", "")

    @property
    def elements(self) -> list["Element"]:
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def __iter__(self) -> Iterator["Element"]:
        """The element, and all elements in it."""
        yield self
        for child in self.elements:
            yield from child

    def with_class(self, name: str) -> "Element":
        """The one element in this one that has a class."""
        [found] = [each for each in self if name in each.said.get("class", "").split()]
        return found

    def append(self, child: "Element") -> None:
        self.children.append(child)
        child.parent = self

    def leave(self) -> None:
        if self.parent is not None:
            self.parent.children.remove(self)
            self.parent = None

    def give_way_to(self, other: "Element") -> None:
        assert self.parent is not None
        self.parent.children[self.parent.children.index(self)] = other
        other.parent, self.parent = self.parent, None


class Reader(HTMLParser):
    """Reads HTML into elements."""

    @classmethod
    def read(cls, html: str) -> Element:
        """The elements of a text, in one that stands for the whole."""
        reader = cls()
        reader.feed(html)
        reader.close()
        assert reader.here is reader.root, "an element is not closed"
        return reader.root

    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.here.append(element)
        if tag not in VOID:
            self.here = element

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> ends <{self.here.tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


class Document:
    """What a page has become by the frames that came after it."""

    @classmethod
    def read(cls, html: str) -> Self:
        return cls(Reader.read(html))

    def __init__(self, root: Element) -> None:
        self.root = root
        self.by_id: dict[str, Element] = {}
        self.learn(root)

    def learn(self, element: Element) -> None:
        for each in element:
            if each.id:
                assert each.id not in self.by_id, f"two elements have the id {each.id}"
                self.by_id[each.id] = each

    def forget(self, element: Element) -> None:
        for each in element:
            if each.id:
                del self.by_id[each.id]

    def get(self, name: str) -> Element | None:
        return self.by_id.get(name)

    def put(self, fresh: Element) -> None:
        """Put one element of a frame where it belongs."""
        existing, place = self.get(fresh.id), self.get(fresh.said.get("data-in", ""))
        if existing is None:
            if place is not None and "data-gone" not in fresh.said:
                place.append(fresh)
                self.learn(fresh)
        elif "data-gone" in fresh.said:
            self.remove(existing)
        elif not is_older(fresh, existing):
            self.replace(existing, fresh, place)

    def replace(self, existing: Element, fresh: Element, place: Element | None) -> None:
        if place is not None and existing.parent is not place:
            existing.leave()
            place.append(existing)
        self.forget(existing)
        existing.give_way_to(fresh)
        self.learn(fresh)

    def remove(self, element: Element) -> None:
        self.forget(element)
        element.leave()


def is_older(fresh: Element, existing: Element) -> bool:
    versions = fresh.said.get("data-version"), existing.said.get("data-version")
    return None not in versions and int(versions[0] or 0) < int(versions[1] or 0)
