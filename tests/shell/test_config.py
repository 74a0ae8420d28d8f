"""Settings: what is read, what is refused, and that no value is ever repeated."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import SETTINGS, Client, ConfigurationError, Settings, read_settings


def faults(tmp_path: Path, **environ: str) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as refused:
        read_settings(environ, tmp_path)
    return refused.value.faults


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    assert read_settings({}, tmp_path) == Settings()


def test_everything_can_be_set(tmp_path: Path) -> None:
    read = read_settings(
        {
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": "xapp-1",
            "SLACK_API_URL": "http://127.0.0.1:8321/api/",
            "DATABASE_URL": "sqlite:///maya.db",
            "RESONANCE_ENCRYPTION_KEYS": "new,old",
            "RESONANCE_CALENDAR_POLL_SECONDS": "60",
            "RESONANCE_CALENDAR_PRIVATE_HOSTS": "Radicale.home, localhost:5232,[::1]:80",
            "PORT": "3000",
            "RESONANCE_PUBLIC_URL": "https://resonance.example/",
            "RESONANCE_METRICS_TOKEN": "for-the-scraper-alone",
            "GOOGLE_CLIENT_ID": "g-id",
            "GOOGLE_CLIENT_SECRET": "g-secret",
            "GOOGLE_CALENDAR_URL": "http://127.0.0.1:9/calendar/v3",
            "MICROSOFT_CLIENT_ID": "m-id",
            "MICROSOFT_CLIENT_SECRET": "m-secret",
            "RESONANCE_LOG_LEVEL": "debug",
            "RESONANCE_LOG_FORMAT": "JSON",
            "HOME": "/home/maya",
        },
        tmp_path,
    )
    assert read == Settings(
        slack_bot_token="xoxb-1",
        slack_app_token="xapp-1",
        slack_api_url="http://127.0.0.1:8321/api/",
        database_url="sqlite:///maya.db",
        encryption_keys="new,old",
        poll_every=timedelta(minutes=1),
        private_hosts=frozenset({"radicale.home", "localhost:5232", "[::1]:80"}),
        port=3000,
        public_url="https://resonance.example",
        metrics_token="for-the-scraper-alone",
        google=Client(
            id="g-id",
            secret="g-secret",
            addresses={"GOOGLE_CALENDAR_URL": "http://127.0.0.1:9/calendar/v3"},
        ),
        microsoft=Client(id="m-id", secret="m-secret"),
        log_level="DEBUG",
        log_format="json",
    )


@pytest.mark.parametrize("empty", ["", "   "])
@pytest.mark.parametrize("name", SETTINGS)
def test_an_empty_value_counts_as_not_set(tmp_path: Path, name: str, empty: str) -> None:
    assert read_settings({name: empty}, tmp_path) == Settings()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("RESONANCE_LOG_LEVLE", "RESONANCE_LOG_LEVEL"),
        ("RESONANCE_ENCRYPTION_KEY", "RESONANCE_ENCRYPTION_KEYS"),
        ("RESONANCE_POLL_SECONDS", "RESONANCE_CALENDAR_POLL_SECONDS"),
        ("RESONANCE_", "RESONANCE_"),
    ],
)
@pytest.mark.parametrize("value", ["x", ""])
def test_a_misspelt_name_is_refused_with_the_nearest(
    tmp_path: Path, name: str, meant: str, value: str
) -> None:
    [fault] = faults(tmp_path, **{name: value})
    assert fault.startswith(f"{name} is no setting; did you mean {meant}")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xapp-hunter2"),
        ("SLACK_APP_TOKEN", "xoxb-hunter2"),
        ("SLACK_API_URL", "https://slack.com/hunter2"),
        ("SLACK_API_URL", "slack.com/hunter2/api/"),
        ("SLACK_API_URL", "http:///hunter2/api/"),
        ("SLACK_API_URL", "http://[hunter2/api/"),
        ("RESONANCE_CALENDAR_POLL_SECONDS", "0"),
        ("RESONANCE_CALENDAR_POLL_SECONDS", "-300"),
        ("RESONANCE_CALENDAR_POLL_SECONDS", "5 min"),
        ("RESONANCE_CALENDAR_POLL_SECONDS", "86401"),
        ("RESONANCE_CALENDAR_POLL_SECONDS", "9" * 5000),
        ("RESONANCE_CALENDAR_POLL_SECONDS", "٣٠٠"),
        ("RESONANCE_CALENDAR_PRIVATE_HOSTS", "http://hunter2"),
        ("RESONANCE_CALENDAR_PRIVATE_HOSTS", "one two"),
        ("RESONANCE_LOG_LEVEL", "loud"),
        ("RESONANCE_LOG_FORMAT", "xml"),
    ],
)
def test_a_value_that_can_not_be_used_is_told_without_the_value(
    tmp_path: Path, name: str, value: str
) -> None:
    [fault] = faults(tmp_path, **{name: value})
    assert fault.startswith(f"{name} can't be used: it must ")
    assert "hunter2" not in fault


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    told = faults(tmp_path, RESONANCE_LOG_LEVEL="loud", SLACK_BOT_TOKEN="hunter2", RESONANCE_X="1")
    assert [fault.split()[0] for fault in told] == [
        "RESONANCE_X",
        "SLACK_BOT_TOKEN",
        "RESONANCE_LOG_LEVEL",
    ]


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "\ufeffDATABASE_URL=sqlite:///file.db\nRESONANCE_LOG_LEVEL=ERROR # quiet\nSLACK_BOT_TOKEN",
        encoding="utf-8",
    )
    read = read_settings({"RESONANCE_LOG_LEVEL": "INFO"}, tmp_path)
    assert (read.database_url, read.log_level) == ("sqlite:///file.db", "INFO")
    assert read.slack_bot_token is None


@pytest.mark.parametrize("empty", ["", "  "])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "sqlite:///file.db"),
        ("RESONANCE_LOG_LEVEL", "ERROR"),
        ("SLACK_BOT_TOKEN", "xoxb-1"),
    ],
)
def test_what_is_empty_in_the_environment_hides_no_line_of_the_file(
    tmp_path: Path, name: str, value: str, empty: str
) -> None:
    (tmp_path / ".env").write_text(f"{name}={value}", encoding="utf-8")
    assert read_settings({name: empty}, tmp_path) == read_settings({name: value}, tmp_path)


def test_values_in_the_file_are_taken_as_they_stand(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=postgresql://u:pa${HOME}ss@h/d", encoding="utf-8")
    assert read_settings({}, tmp_path).database_url == "postgresql://u:pa${HOME}ss@h/d"


def test_the_names_in_the_file_are_checked_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("RESONANCE_LOG_LEVLE=INFO", encoding="utf-8")
    assert len(faults(tmp_path)) == 1


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfeS\x00")
    assert faults(tmp_path) == (".env is not UTF-8.",)


def test_a_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    assert faults(tmp_path) == (".env is a folder, not a file.",)


def test_settings_can_be_shown_without_giving_anything_away() -> None:
    shown = repr(
        Settings(
            slack_bot_token="xoxb-hunter2",
            slack_app_token="xapp-hunter2",
            database_url="postgresql://maya:hunter2@host/db",
            encryption_keys="hunter2",
        )
    )
    assert "hunter2" not in shown


@pytest.mark.parametrize("one", ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"])
def test_a_provider_with_half_its_registration_is_not_used(tmp_path: Path, one: str) -> None:
    assert read_settings({one: "half"}, tmp_path).google is None


def test_pages_are_reached_on_this_machine_unless_an_address_is_set() -> None:
    assert Settings().reached_at is None
    assert Settings(public_url="https://resonance.example").reached_at is None
    assert Settings(port=3000).reached_at == "http://localhost:3000"
    served = Settings(port=3000, public_url="https://resonance.example")
    assert served.reached_at == "https://resonance.example"
