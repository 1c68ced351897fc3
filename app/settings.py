"""Settings, all from the environment (`docs/drift.md` lists them). Nonsense is refused at start."""

import errno
import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent.parent
SHORTEST_KEY = 8


class BadSetting(Exception):
    """A setting that cannot be meant. Its text is Norwegian and names the setting."""


@dataclass(frozen=True)
class Operator:
    """What the operator says about itself on every page; empty means not set."""

    contact: str = ""
    accessibility_url: str = ""
    privacy_url: str = ""


@dataclass(frozen=True)
class Settings:
    """How this installation runs. `address` is what others type, without a slash at the end.

    In a `room` (`venue.py`) it is reached on this machine itself as well as on `host`.
    """

    data: Path
    kits: Path = HERE / "worksheets"
    host: str = "127.0.0.1"
    port: int = 8000
    key: str = ""
    address: str = ""
    proxy: str = ""
    log: str = "warning"
    database_url: str = ""
    redis_url: str = ""
    workers: int = 1
    room: bool = False
    operator: Operator = Operator()

    @property
    def on_loopback(self) -> bool:
        return is_loopback(self.host)

    @property
    def public_address(self) -> str:
        host = "127.0.0.1" if self.on_loopback else self.host
        return self.address or f"http://{host}:{self.port}"


def from_environment(environment: Mapping[str, str] = os.environ, data: Path | None = None) -> Settings:
    """Read and check the settings; `data` overrides OPPGAVEARK_DATA. Raises BadSetting."""

    def said(name: str, otherwise: str = "") -> str:
        return environment.get(f"OPPGAVEARK_{name}", "").strip() or otherwise

    settings = Settings(
        data=data or Path(said("DATA") or HERE / "data"),
        kits=Path(said("KITS") or HERE / "worksheets"),
        host=said("HOST", "127.0.0.1"),
        port=port(said("PORT", "8000")),
        key=said("KEY"),
        address=web_address("OPPGAVEARK_ADDRESS", said("ADDRESS")).rstrip("/"),
        proxy=said("PROXY"),
        log=log_level(said("LOG", "warning")),
        database_url=database_url(environment.get("DATABASE_URL", "").strip()),
        redis_url=redis_url(environment.get("REDIS_URL", "").strip()),
        workers=workers(said("WORKERS", "1")),
        operator=Operator(
            contact=said("CONTACT"),
            accessibility_url=web_address("OPPGAVEARK_ACCESSIBILITY_URL", said("ACCESSIBILITY_URL")),
            privacy_url=web_address("OPPGAVEARK_PRIVACY_URL", said("PRIVACY_URL")),
        ),
    )
    refuse_open_door(settings)
    refuse_deaf_workers(settings)
    return settings


def refuse_open_door(settings: Settings) -> None:
    """Where others may reach the service, only who knows the key may make workshops."""
    reachable = not settings.on_loopback or bool(settings.proxy)
    reachable = reachable or not is_loopback(urlsplit(settings.address or "http://localhost").hostname or "")
    if (reachable or settings.key) and len(settings.key) < SHORTEST_KEY:
        raise BadSetting(
            f"OPPGAVEARK_KEY mangler eller er for kort. Når andre kan nå tjenesten, må den som lager en workshop, "
            f"kunne en nøkkel på minst {SHORTEST_KEY} tegn."
        )


def refuse_deaf_workers(settings: Settings) -> None:
    """Several processes must have a database that takes them all, and a way to tell each other what is new."""
    if settings.workers == 1:
        return
    if not settings.database_url:
        raise BadSetting(
            f"OPPGAVEARK_WORKERS er {settings.workers}, men databasen er SQLite, som bare kan ha én prosess. "
            "Flere prosesser krever PostgreSQL: sett DATABASE_URL, eller la OPPGAVEARK_WORKERS være 1."
        )
    if not settings.redis_url:
        raise BadSetting(
            f"OPPGAVEARK_WORKERS er {settings.workers}, men REDIS_URL mangler. "
            "Flere prosesser trenger Redis for å si fra til hverandre om det som er nytt."
        )


def log_level(text: str) -> str:
    if text in ("debug", "info", "warning", "error"):
        return text
    raise BadSetting(f"OPPGAVEARK_LOG skal være debug, info, warning eller error, ikke «{text}».")


def port(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise BadSetting(f"OPPGAVEARK_PORT skal være et tall fra 1 til 65535, ikke «{text}».")


def workers(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 64:
        return int(text)
    raise BadSetting(f"OPPGAVEARK_WORKERS skal være et tall fra 1 til 64, ikke «{text}».")


def redis_url(text: str) -> str:
    if not text or text.startswith(("redis://", "rediss://", "unix://")):
        return text
    raise BadSetting("REDIS_URL skal begynne med redis://, rediss:// eller unix://.")


def web_address(name: str, text: str) -> str:
    if not text or (urlsplit(text).scheme in ("http", "https") and urlsplit(text).hostname):
        return text
    raise BadSetting(f"{name} skal være en nettadresse som begynner med https:// eller http://, ikke «{text}».")


def database_url(text: str) -> str:
    """A PostgreSQL database as our driver takes it; without one there is an SQLite file in the data folder."""
    kind, _, rest = text.partition(":")
    if not text or kind in ("postgresql", "postgres", "postgresql+psycopg"):
        return text and f"postgresql+psycopg:{rest}"
    raise BadSetting("DATABASE_URL skal begynne med postgresql:. En SQLite-database legger du med OPPGAVEARK_DATA.")


REASONS = {
    errno.EACCES: "ingen tilgang",
    errno.EEXIST: "den finnes fra før",
    errno.EISDIR: "det er en mappe",
    errno.ENOENT: "den finnes ikke",
    errno.ENOSPC: "disken er full",
    errno.ENOTDIR: "det er ikke en mappe",
    errno.EPERM: "ingen tilgang",
    errno.EROFS: "disken kan bare leses",
}


def why(problem: OSError) -> str:
    """Why the operating system said no, in Norwegian."""
    return REASONS.get(problem.errno or 0, f"feil {problem.errno} fra systemet")


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
