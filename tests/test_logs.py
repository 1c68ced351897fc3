"""Logs: one JSON object a line, without what people wrote."""

import json
import logging
import sys
from datetime import datetime

import pytest

from app.logs import Structured, set_up


def record(message: str = "stored", exception: Exception | None = None, **extra: object) -> logging.LogRecord:
    info = None
    if exception is not None:
        try:
            raise exception
        except type(exception):
            info = sys.exc_info()
    made = logging.makeLogRecord({"name": "app.board.notes", "levelname": "INFO", "msg": message, "exc_info": info})
    vars(made).update(extra)
    return made


def test_a_line_is_one_json_object_with_what_its_caller_added() -> None:
    line = Structured().format(record("to\nlinjer", route="/workshops/{code}", status=200))
    said = json.loads(line)
    assert "\n" not in line
    assert (said["level"], said["from"], said["says"]) == ("info", "app.board.notes", "to\nlinjer")
    assert (said["route"], said["status"]) == ("/workshops/{code}", 200)
    assert datetime.fromisoformat(said["time"]).tzinfo is not None


def test_of_an_exception_the_kind_and_the_place_are_told_and_never_its_text() -> None:
    line = Structured().format(record("fault", ValueError("Det Anna skrev")))
    said = json.loads(line)
    assert said["fault"] == "ValueError"
    assert "test_logs.py:" in said["at"][-1]
    assert "Anna" not in line


def test_what_is_no_json_does_not_stop_the_log() -> None:
    assert "PosixPath" not in Structured().format(record(where=object(), who={"a": 1}))


def test_logs_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    before = logging.root.handlers[:], logging.root.level
    try:
        set_up(logging.INFO)
        logging.getLogger("app.board.notes").info("hei")
    finally:
        logging.root.handlers[:], logging.root.level = before
    told = capsys.readouterr()
    assert (told.out, json.loads(told.err)["says"]) == ("", "hei")
