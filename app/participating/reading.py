"""The kit's digests: beside the sheet, and each as a page of its own, to print."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.inside import Inside
from app.kits.copies import kit_of
from app.kits.kit import Kit, Reading
from app.pages.drawing import fragment, page
from app.pages.prose import prose
from app.participating.table import FOR_EVER
from app.refusals import NotFound
from app.who import Db

router = APIRouter()


def digest_of(kit: Kit, key: str) -> tuple[Reading, str]:
    """A text that has a digest, and the digest. Raises NotFound."""
    reading = kit.reading_by_key.get(key)
    if reading is None or reading.text is None:
        raise NotFound
    return reading, reading.text


@router.get("/kits/{digest}/reading/{key}")
async def beside(digest: str, key: str, db: Db) -> HTMLResponse:
    """A digest to lay beside the sheet. Kept under its kit's digest, it can be read without contact too."""
    reading, text = digest_of(db.read(kit_of, digest), key)
    return HTMLResponse(fragment("_digest.html", reading=reading, body=prose(text, 3)), headers=FOR_EVER)


@router.get("/workshops/{code}/reading/{key}")
async def whole_page(key: str, who: Inside, db: Db) -> HTMLResponse:
    """A digest as a page, for whoever takes part in the workshop or leads it."""
    reading, text = digest_of(db.read(kit_of, who.workshop.kit_digest), key)
    return page("reading.html", reading=reading, body=prose(text, 2))
