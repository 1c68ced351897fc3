"""A document as a simulated browser holds it: elements by id, and frames put into it as `static/js/frame.js` does."""

from collections.abc import Iterator, Sequence
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
        """The element, and all elements in it. What a template holds is no part of a document."""
        yield self
        if self.tag != "template":
            for child in self.elements:
                yield from child

    def all_with_class(self, name: str) -> list["Element"]:
        """The elements in this one that have a class."""
        return [each for each in self if name in each.said.get("class", "").split()]

    def with_class(self, name: str) -> "Element":
        """The one element in this one that has a class."""
        [found] = self.all_with_class(name)
        return found

    @property
    def seen_text(self) -> str:
        """What a sighted person reads of it."""
        return "".join(
            child if isinstance(child, str) else child.seen_text
            for child in self.children
            if isinstance(child, str) or "ds-sr-only" not in child.said.get("class", "").split()
        ).strip()

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

    def list_for(self, fresh: Element) -> Element | None:
        """The first list that is there of those an element names."""
        lists = (self.get(name) for name in fresh.said.get("data-in", "").split(" "))
        return next((found for found in lists if found is not None), None)

    def put_all(self, elements: Sequence[Element]) -> None:
        """Put a frame's elements where they belong. A whole board counts as it is."""
        whole = any(each.id == "board" for each in elements)
        for each in elements:
            self.put(each, whole=whole)

    def put(self, fresh: Element, *, whole: bool = False) -> None:
        """Put one element of a frame where it belongs."""
        existing, place = self.get(fresh.id), self.list_for(fresh)
        if "data-gone" in fresh.said:
            if existing is not None:
                self.remove(existing)
        elif existing is None:
            if place is not None:
                place.append(fresh)
                self.learn(fresh)
        elif whole or not is_older(fresh, existing):
            self.replace(existing, fresh, place, whole=whole)

    def replace(self, existing: Element, fresh: Element, place: Element | None, *, whole: bool) -> None:
        if place is not None and existing.parent is not place:
            existing.leave()
            place.append(existing)
        if not whole:
            self.keep_members(fresh)
        self.forget(existing)
        existing.give_way_to(fresh)
        self.learn(fresh)

    def keep_members(self, fresh: Element) -> None:
        """What lies in a cluster comes by itself."""
        for members in [each for each in fresh if "data-members" in each.said]:
            old = self.get(members.id)
            if old is not None:
                members.children = []
                for child in old.elements:
                    members.append(child)

    def remove(self, element: Element) -> None:
        self.forget(element)
        element.leave()


def is_older(fresh: Element, existing: Element) -> bool:
    versions = fresh.said.get("data-version"), existing.said.get("data-version")
    return None not in versions and int(versions[0] or 0) < int(versions[1] or 0)
