"""Forms: read field by field, so that what is wrong is said beside the field and what was typed is kept."""

import contextlib
import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO, TypeVar

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from app.language import _
from app.refusals import NotUnderstood

Value = TypeVar("Value")


class Wrong(Exception):
    """What is wrong with a field, as a person is told it."""


@dataclass
class Form:
    """What was typed (`values`), and what is wrong with it (`errors`, by field)."""

    values: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)

    def take(self, name: str, read: Callable[[str], Value], otherwise: Value) -> Value:
        """A field's value as `read` makes it; where that is Wrong, notes why and gives `otherwise`."""
        try:
            return read(self.values.get(name, "").strip())
        except Wrong as wrong:
            self.errors[name] = str(wrong)
            return otherwise

    def text(self, name: str, missing: str, longest: int = 120) -> str:
        """A line of text that must be there."""

        def read(typed: str) -> str:
            kept = "".join(letter for letter in typed if letter.isprintable())
            if not kept:
                raise Wrong(missing)
            if len(kept) > longest:
                raise Wrong(_("Skriv det kortere: her er det plass til {longest} tegn.").format(longest=longest))
            return kept

        return self.take(name, read, "")

    def date(self, name: str, missing: str) -> date | None:
        """A date that must be there, as browsers send it (2026-11-21) or as people write it (21.11.2026)."""

        def read(typed: str) -> date | None:
            try:
                day, month, year = map(int, reversed(typed.split("-")) if "-" in typed else typed.split("."))
                return date(year if year > 99 else 2000 + year, month, day)
            except ValueError:
                raise Wrong(missing) from None

        return self.take(name, read, None)

    def number(self, name: str, least: int, most: int, wrong: str) -> int:
        """A whole number within bounds."""

        def read(typed: str) -> int:
            if typed.isdecimal() and len(typed) < 10 and least <= int(typed) <= most:
                return int(typed)
            raise Wrong(wrong)

        return self.take(name, read, least)

    def id(self) -> str:
        """The form's own id (`write`): the same form sent twice does its work once. Raises NotUnderstood."""
        try:
            return str(uuid.UUID(self.values.get("write", "")))
        except ValueError:
            raise NotUnderstood from None


def new_id() -> str:
    """An id for a form. Who knows it can have the form's work answered again, so it is random, and kept hashed."""
    return str(uuid.uuid4())


async def form_of(request: Request) -> Form:
    """The form that a request carries; files are not asked for, and not read."""
    async with request.form(max_files=0, max_fields=100) as sent:
        return form_in(sent)


@contextlib.asynccontextmanager
async def form_with_file(request: Request, name: str) -> AsyncIterator[tuple[Form, BinaryIO | None]]:
    """The form that a request carries and the file in one of its fields, where there is one: open until the end."""
    async with request.form(max_files=1, max_fields=20) as sent:
        file = sent.get(name)
        yield form_in(sent), file.file if isinstance(file, UploadFile) and file.size else None


def form_in(sent: FormData) -> Form:
    texts = [(name, value) for name, value in sent.multi_items() if isinstance(value, str)]
    lists: dict[str, list[str]] = {}
    for name, value in texts:
        lists.setdefault(name, []).append(value)
    return Form(values=dict(texts), lists=lists)
