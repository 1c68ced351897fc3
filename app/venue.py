"""Serving a room without internet: which of this machine's addresses the others there can reach, and what it means."""

import fcntl
import ipaddress
import socket
import struct
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import StringIO

import segno

from app.serving import CannotServe
from app.settings import Settings
from app.workshop.keys import typed_code

FAR_AWAY = "198.51.100.1"
"""An address that is nobody's (RFC 5737): to ask which way out there is. Nothing is sent."""

ASK_ADDRESS = 0xC0206921 if sys.platform == "darwin" else 0x8915
"""SIOCGIFADDR: what an interface's address is."""

INWARDS = (
    *("br-", "cni", "docker", "ipsec", "lxc", "lxdbr", "podman", "ppp", "tailscale", "tap", "tun", "utun"),
    *("vboxnet", "veth", "virbr", "vmnet", "wg", "zt"),
)
"""How interfaces are named that lead into this machine or away through a tunnel, and to nobody in the room."""

INK_ON_PAPER, USUAL = "\033[97;40m", "\033[0m"
"""A terminal's white on black, so that what is drawn as empty is dark whatever colours it has."""

WARNING = """\
Før dere begynner:
  Ingenting er kryptert. Alle på det samme nettet kan lese det som skrives, og gi seg ut for å være en annen.
  Bruk derfor et nett dere rår over selv og som har passord: en egen ruter, eller nettet fra en telefon.
  Skriv ikke noe følsomt, som helse eller hvem en bruker er. Da trengs en tjener med HTTPS, se docs/drift.md.
  Spør brannmuren på maskinen om lov, så si ja.
  La maskinen stå med strøm og lokket oppe. Bytter den nett, må du starte på nytt: da er adressen en annen."""


def opened(settings: Settings, asked: str | None) -> Settings:
    """The settings for serving a room: on this machine's address there, by its address. Raises CannotServe.

    Another way in (a public address, a proxy) that the environment tells of does not count here. Without a key of the
    operator's there is a new one each time: only who sees the terminal shall make workshops.
    """
    address = checked(asked) if asked else best(addresses())
    return replace(
        settings,
        host=address,
        address=f"http://{address}:{settings.port}",
        key=settings.key or typed_code()[:9],
        proxy="",
        room=True,
    )


def checked(asked: str) -> str:
    """An address that somebody chose. Raises CannotServe where it is not this machine's, or only its own."""
    try:
        address = ipaddress.IPv4Address(asked)
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trying:
            trying.bind((str(address), 0))
    except ValueError:
        raise CannotServe(f"--address skal være en adresse som 192.168.1.20, ikke «{asked}».{there_are()}") from None
    except OSError:
        raise CannotServe(f"Maskinen har ikke adressen {asked}.{there_are()}") from None
    if address.is_loopback or address.is_unspecified:
        raise CannotServe(f"{asked} er ingen adresse de andre i rommet kan bruke.{there_are()}")
    return str(address)


def there_are() -> str:
    found = addresses()
    return f" Den har {', '.join(found)}." if found else ""


def best(found: Sequence[str]) -> str:
    """The address that others most likely reach this machine at. Raises CannotServe where there is none."""
    if not found:
        raise CannotServe(
            "Maskinen er ikke på noe nett som andre kan være på. Koble den til en ruter eller nettet fra en telefon, "
            "og prøv igjen. Nettet trenger ikke ha internett. "
            "Vet du adressen, kan du si den selv: bin/start --room --address 192.168.1.20"
        )
    return found[0]


def addresses() -> list[str]:
    """This machine's addresses for others, the likeliest first."""
    return ranked(interfaces(), routed())


def ranked(named: Iterable[tuple[str, str]], way_out: str | None) -> list[str]:
    """What interfaces lead outwards: first that on the way out of here, last what no router has given."""
    found = list(named)
    if way_out is not None and way_out not in [address for _, address in found]:
        found.append(("", way_out))
    outwards = [ipaddress.ip_address(address) for name, address in found if not name.startswith(INWARDS)]
    usable = [address for address in dict.fromkeys(outwards) if not address.is_loopback and not address.is_unspecified]
    return list(map(str, sorted(usable, key=lambda each: (each.is_link_local, str(each) != way_out))))


def routed() -> str | None:
    """The address this machine would speak from to somebody far away, if it knows a way there."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect((FAR_AWAY, 9))
        except OSError:
            return None
        return str(asking.getsockname()[0])


def interfaces() -> Iterator[tuple[str, str]]:
    """Every interface that has an IPv4 address: its name and its address. A network without a router has one too."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, name in socket.if_nameindex():
            try:
                told = fcntl.ioctl(asking, ASK_ADDRESS, struct.pack("16s24x", name.encode()[:15]))
            except OSError:
                continue
            yield name, socket.inet_ntoa(told[20:24])


def greeting(settings: Settings, *, colours: bool = False, encoding: str = "utf-8") -> str:
    """What the terminal says when the room can come in."""
    others = [address for address in addresses() if address != settings.host]
    parts = [
        "Oppgaveark er klar for alle på det samme nettet.",
        "\n".join(
            (
                f"  Deltakerne åpner    {settings.public_address}",
                f"  Du kan også åpne    http://127.0.0.1:{settings.port} på denne maskinen",
                f"  Nøkkelen den som lager en workshop, må skrive: {settings.key}",
            )
        ),
        drawn(settings.public_address, colours=colours, encoding=encoding),
        WARNING,
        *cautions(settings.host, others),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def cautions(address: str, others: Sequence[str]) -> Iterator[str]:
    """What is not as usual with an address, where the machine has others too."""
    if others:
        yield (
            f"Maskinen har også {', '.join(others)}. Kommer ikke deltakerne fram, så stopp og prøv en annen adresse:\n"
            f"  bin/start --room --address {others[0]}"
        )
    if ipaddress.ip_address(address).is_link_local:
        yield "Ingen ruter har gitt maskinen en adresse. Da kommer trolig ikke de andre fram."
    if ipaddress.ip_address(address).is_global:
        yield "Obs: Adressen gjelder ikke bare dette nettet. Kanskje kan hele internett nå den."


def drawn(text: str, *, colours: bool, encoding: str) -> str:
    """A QR code in half blocks, or nothing where a terminal has no such letters."""
    sheet = StringIO()
    segno.make(text, error="m", micro=False).terminal(sheet, compact=True, border=2)
    lines = sheet.getvalue().splitlines()
    try:
        "".join(lines).encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return ""
    return "\n".join(f"  {INK_ON_PAPER}{line}{USUAL}" if colours else f"  {line}" for line in lines)
