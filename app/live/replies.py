"""What a writer alone is told: that a write is stored, or that it was refused and why."""

from app.pages.drawing import fragment
from app.refusals import Hasty, Refused, passes, status_and_text


def acknowledgement(write: str) -> str:
    """The write is on disk. `write` has been checked to be a UUID."""
    return f'<i id="ack-{write}" data-in="acks" data-stored></i>'


def refusal_reply(write: str | None, refusal: Refused) -> str:
    """The write was not carried out; of a conflict, the text that stands. Where it has no id, a line says so."""
    text, again = status_and_text(refusal)[1], passes(refusal)
    if write is None:
        return fragment("_refusal.html", text=text, again=again)
    wait = refusal.wait if isinstance(refusal, Hasty) else None
    return fragment("_refused.html", write=write, refusal=refusal, text=text, again=again, wait=wait)
