"""What people do with the notes that lie there: gather them, tag them, bring them along, and draw."""

from typing import Any

from app.kits.zone import ZoneKind
from tests.ground import new_id
from tests.simulated.browser import Browser
from tests.simulated.table import KIT
from tests.simulated.writing import Writing


class Arranging(Writing):
    """A table at which people arrange what they have written."""

    def sheet_of(self, browser: Browser) -> str:
        """The sheet that a browser shows."""
        return browser.document.by_id["board"].said["data-sheet"]

    def zone_of(self, browser: Browser, kind: ZoneKind) -> tuple[str, str] | None:
        """The sheet that a browser shows, and its first zone of a kind."""
        sheet = KIT.sheets_by_key[self.sheet_of(browser)]
        return next(((sheet.key, zone.key) for zone in sheet.zones if zone.kind is kind), None)

    async def do_gather(self, who: int, n: int, m: int) -> None:
        """Make a cluster of up to four notes, as one act."""
        browser, cluster, of = self.writer(who), new_id(), new_id()
        sheet = KIT.sheets_by_key[self.sheet_of(browser)]
        zone, title = sheet.zones[m % len(sheet.zones)].key, self.words(browser, m) if n % 3 else ""
        self.notes[self.group_of(browser)].append(cluster)
        new = {"id": cluster, "kind": "cluster", "sheet": sheet.key, "zone": zone, "text": title, "of": of}
        await self.write(browser, n, **new)
        ids = browser.note_ids()
        for each in {ids[(n * k) % len(ids)] for k in range(1, m % 5)} if ids else ():
            await self.write(browser, n, id=each, cluster=cluster, of=of)

    async def do_cluster(self, who: int, n: int, m: int) -> None:
        """Put a note into a cluster (or what is none), or take it out."""
        browser = self.writer(who)
        if (note := self.one(browser, n)) is None:
            return
        clusters = sorted(name[8:-6] for name in browser.document.by_id if name.startswith("cluster-"))
        into = clusters[m // 4 % len(clusters)] if clusters and m % 4 else ""
        await self.write(browser, m, id=note, cluster=(self.one(browser, m) or "") if m % 11 == 0 else into)

    async def do_move_together(self, who: int, n: int, m: int) -> None:
        """Move several notes as one act."""
        browser, of = self.writer(who), new_id()
        zones = KIT.sheets_by_key[self.sheet_of(browser)].zones
        ids = browser.note_ids()
        for each in {ids[(m * k) % len(ids)] for k in range(1, n % 4 + 1)} if ids else ():
            await self.write(browser, m, id=each, x=n % 101, zone=zones[n % len(zones)].key, of=of)

    async def do_tag(self, who: int, n: int, m: int) -> None:
        """Set a tag, or take one away; sometimes one that is not offered."""
        browser = self.writer(who)
        if (note := self.one(browser, n)) is None:
            return
        tags = [tag for zone in KIT.sheets_by_key[self.sheet_of(browser)].zones for tag in zone.tags] or ["Ukjent"]
        await self.write(browser, m, id=note, **{"untag" if m % 3 == 0 else "tag": tags[m // 3 % len(tags)]})

    async def do_card(self, who: int, n: int, m: int) -> None:
        """Lay a card of the kit's on the sheet, perhaps with a reason."""
        browser = self.writer(who)
        cards = [*KIT.sheets_by_key["tiltak"].cards_by_key, "finnes-ikke"]
        sheet, zone = self.zone_of(browser, ZoneKind.CARDS) or ("tiltak", "ideer")
        await self.lay(
            browser, n, sheet, zone, card=cards[m % len(cards)], text=self.words(browser, n) if n % 2 else ""
        )

    async def lay(self, browser: Browser, n: int, sheet: str, zone: str, **values: Any) -> None:
        """Lay something new."""
        self.notes[self.group_of(browser)].append(note := new_id())
        await self.write(browser, n, id=note, sheet=sheet, zone=zone, **values)

    async def do_bring(self, who: int, n: int, m: int) -> None:
        """Bring a note over from anywhere in the group, sometimes from another; it is picked where one picks."""
        browser = self.writer(who)
        group = self.group_of(browser) if m % 9 else self.group_of(browser) % 3 + 1
        if not self.notes[group]:
            return
        sheet = KIT.sheets_by_key[self.sheet_of(browser)]
        place = self.zone_of(browser, ZoneKind.PICK) or (sheet.key, sheet.zones[m % len(sheet.zones)].key)
        origin = self.notes[group][n % len(self.notes[group])]
        await self.lay(browser, n, *place, origin=origin, text=self.words(browser, m))

    async def do_pick(self, who: int, n: int, _m: int) -> None:
        """Move a note to where one thing is picked."""
        browser = self.writer(who)
        if (note := self.one(browser, n)) is not None and (place := self.zone_of(browser, ZoneKind.PICK)):
            await self.write(browser, n, id=note, zone=place[1])

    async def do_action(self, who: int, n: int, m: int) -> None:
        """Who does it, and when; or neither."""
        browser = self.writer(who)
        if (note := self.one(browser, n)) is None:
            return
        said = {"whom": self.words(browser, 0) if m % 4 else "", "due": "før \tpåske" if m % 3 else ""}
        await self.write(browser, m, id=note, **said)

    async def do_new_action(self, who: int, n: int, m: int) -> None:
        browser = self.writer(who)
        place = self.zone_of(browser, ZoneKind.ACTIONS) or ("plan", "hvem-gjor")
        await self.lay(browser, n, *place, text=self.words(browser, m), whom=self.words(browser, 0))

    async def do_line(self, who: int, n: int, m: int) -> None:
        """Draw a line; sometimes one that is not whole, or where one does not draw."""
        browser = self.writer(who)
        sheet, zone = self.zone_of(browser, ZoneKind.SKETCH) or ("rammer", "hjemmet")
        points = [n % 1000, m % 1000, 500] * (m % 20 + 1) + [1] * (m % 13 == 0)
        await self.lay(browser, n, sheet, zone, kind="line", text="", points=points, colour="red")

    async def do_row(self, who: int, n: int, m: int) -> None:
        """Write in the rows' field, or lay a note beside a row, or beside none any longer."""
        browser = self.writer(who)
        place, note = self.zone_of(browser, ZoneKind.ROWS), self.one(browser, n)
        if place is None or note is None:
            return
        if m % 5 == 0:
            await self.lay(browser, n, *place, text=self.words(browser, m))
            return
        rows = [name for name in browser.document.by_id if name.startswith("zone-arsak-row-")]
        row = sorted(rows)[m % len(rows)].removeprefix("zone-arsak-row-") if rows and m % 4 else ""
        await self.write(browser, m, id=note, zone=("arsak", "hvem-gjor")[n % 2], beside=row)
