"""Settings: what is meant is taken, and what cannot be meant is refused in words."""

from pathlib import Path

import pytest

from app.settings import HERE, BadSetting, Operator, Settings, from_environment

KEY = {"OPPGAVEARK_KEY": "lang-nøkkel"}


def test_nothing_said_means_one_machine_for_oneself() -> None:
    settings = from_environment({})
    assert settings == Settings(data=HERE / "data")
    assert settings.on_loopback
    assert settings.public_address == "http://127.0.0.1:8000"


def test_everything_can_be_said() -> None:
    said = {
        "DATA": "/srv/data",
        "HOST": "0.0.0.0",
        "PORT": " 9000 ",
        "KEY": "lang-nøkkel",
        "ADDRESS": "https://ark.lillevik.example/",
        "PROXY": "127.0.0.1",
        "CONTACT": "Lillevik kommune",
        "ACCESSIBILITY_URL": "https://uu.example",
        "PRIVACY_URL": "https://personvern.example",
    }
    settings = from_environment({f"OPPGAVEARK_{name}": value for name, value in said.items()})
    assert (settings.data, settings.host, settings.port, settings.proxy) == (
        Path("/srv/data"),
        "0.0.0.0",
        9000,
        "127.0.0.1",
    )
    assert settings.public_address == "https://ark.lillevik.example"
    assert settings.operator == Operator("Lillevik kommune", "https://uu.example", "https://personvern.example")


def test_what_is_said_on_the_command_line_goes_before() -> None:
    assert from_environment({"OPPGAVEARK_DATA": "/a"}, Path("/b")).data == Path("/b")


def test_other_programs_settings_are_not_ours() -> None:
    others = {"HOST": "min-maskin", "PORT": "tull", "KEY": "x", "DATA": "/annet", "ADDRESS": "nei", "PROXY": "http://p"}
    assert from_environment(others) == from_environment({})


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_on_ones_own_machine_no_key_is_needed(host: str) -> None:
    assert from_environment({"OPPGAVEARK_HOST": host}).on_loopback


@pytest.mark.parametrize("key", [{}, {"OPPGAVEARK_KEY": ""}, {"OPPGAVEARK_KEY": "kort"}])
@pytest.mark.parametrize(
    "reached",
    [
        {"OPPGAVEARK_HOST": "0.0.0.0"},
        {"OPPGAVEARK_HOST": "::"},
        {"OPPGAVEARK_HOST": "ark.example"},
        {"OPPGAVEARK_PROXY": "127.0.0.1"},
        {"OPPGAVEARK_ADDRESS": "https://ark.lillevik.example"},
    ],
)
def test_where_others_can_reach_it_a_key_is_needed(reached: dict[str, str], key: dict[str, str]) -> None:
    with pytest.raises(BadSetting, match="OPPGAVEARK_KEY mangler eller er for kort"):
        from_environment(reached | key)
    assert from_environment(reached | KEY).key


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPPGAVEARK_PORT", "0"),
        ("OPPGAVEARK_PORT", "65536"),
        ("OPPGAVEARK_PORT", "åtte tusen"),
        ("OPPGAVEARK_PORT", "-1"),
        ("OPPGAVEARK_ADDRESS", "ark.lillevik.example"),
        ("OPPGAVEARK_ADDRESS", "ftp://ark"),
        ("OPPGAVEARK_ADDRESS", "http://"),
        ("OPPGAVEARK_ACCESSIBILITY_URL", "uu.html"),
        ("OPPGAVEARK_PRIVACY_URL", "javascript:alert(1)"),
        ("OPPGAVEARK_LOG", "mye"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("DATABASE_URL", "sqlite:///her.db"),
        ("REDIS_URL", "localhost:6379"),
        ("OPPGAVEARK_WORKERS", "mange"),
        ("OPPGAVEARK_WORKERS", "0"),
    ],
)
def test_nonsense_is_refused_with_the_settings_name(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        from_environment({name: value} | KEY)


@pytest.mark.parametrize(
    ("said", "used"),
    [
        ("postgresql://a:b@c/d", "postgresql+psycopg://a:b@c/d"),
        ("postgres://a:b@c/d", "postgresql+psycopg://a:b@c/d"),
        ("postgresql+psycopg://a:b@c/d", "postgresql+psycopg://a:b@c/d"),
    ],
)
def test_a_database_is_named_as_its_makers_name_it(said: str, used: str) -> None:
    assert from_environment({"DATABASE_URL": said}).database_url == used


def test_several_workers_need_postgresql_and_redis() -> None:
    postgres, redis = {"DATABASE_URL": "postgresql://c/d"}, {"REDIS_URL": "redis://c"}
    several = {"OPPGAVEARK_WORKERS": "2"}
    with pytest.raises(BadSetting, match="SQLite, som bare kan ha én prosess"):
        from_environment(several | redis)
    with pytest.raises(BadSetting, match="REDIS_URL mangler"):
        from_environment(several | postgres)
    assert from_environment(several | postgres | redis).workers == 2
