"""The name under which we go: our own."""

import pytest

from config.other_robots import OTHER_ROBOTS
from config.settings import Settings, SettingsError, load_settings
from config.user_agent import product_token


@pytest.mark.parametrize(
    ("user_agent", "token"),
    [
        (Settings().user_agent, "Hawkwatch"),
        ("ExampleBank-Hawkwatch/0.1 (+https://www.example.com/contact)", "ExampleBank-Hawkwatch"),
        ("Mozilla/5.0 (compatible; Acme_Watch/1.0; +https://www.example.com)", "Acme_Watch"),
        ("Yetisearch", "Yetisearch"),
    ],
)
def test_a_name_of_ones_own_is_the_group_of_robots_txt(user_agent: str, token: str) -> None:
    assert product_token(load_settings(user_agent=user_agent).user_agent) == token


@pytest.mark.parametrize("name", OTHER_ROBOTS)
def test_another_robots_name_is_refused_wherever_it_stands(name: str) -> None:
    for posing in (f"{name}/2.1", f"Mozilla/5.0 (compatible; {name.upper()}/2.1; +https://www.example.com)"):
        with pytest.raises(SettingsError, match=r"setting user_agent: must not pose as .*, the robot of"):
            load_settings(user_agent=posing)


@pytest.mark.parametrize(
    "user_agent",
    [
        "",
        " Acme/1",
        "Acme/1\r\nX-Other: 1",
        "Acme\x00/1",
        "鹰眼/1",
        "/1",
        "Mozilla/5.0 (X11; Linux x86_64) Gecko/1",
    ],
)
def test_what_is_no_name_is_refused(user_agent: str) -> None:
    with pytest.raises(SettingsError, match="setting user_agent: "):
        load_settings(user_agent=user_agent)
