"""What a writer alone is told: that a write is stored, or that it was refused and why."""

from app.pages import fragment
from app.refusals import Conflict, Refused, passes, status_and_text


def acknowledgement(write: str) -> str:
    """The write is on disk. `write` has been checked to be a UUID."""
    return f'<i id="ack-{write}" data-in="acks" data-stored></i>'


def refusal_reply(write: object, refusal: Refused) -> str:
    """The write (if known) was not carried out; of a conflict, the text that stands."""
    known = write if isinstance(write, str) else ""
    text = status_and_text(refusal)[1]
    reply = fragment("_refusal.html", write=known, text=text, again=passes(refusal))
    return reply + fragment("_conflict.html", write=known, conflict=refusal) if isinstance(refusal, Conflict) else reply
