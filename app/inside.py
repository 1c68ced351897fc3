"""Who is inside a workshop: whoever takes part in it, or leads it or one of its groups."""

from typing import Annotated

from fastapi import Depends, Request

from app.cookies import facilitator_cookie
from app.pages.guesses import doubt
from app.refusals import NotFound
from app.who import Code, Db, Leader, Member, leader_of, member_of


async def insider(request: Request, code: Code, db: Db) -> Leader | Member:
    """The asking facilitator, or else the asking participant. Raises NotFound for everybody else."""
    leads = db.read(leader_of, code, request.cookies.get(facilitator_cookie(code), ""))
    found = leads or db.read(member_of, code, request.cookies)
    if found is None:
        doubt(request)
        raise NotFound
    return found


Inside = Annotated[Leader | Member, Depends(insider)]
