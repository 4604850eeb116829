"""What pages say reaches the screen as it stands."""

import pytest

from cli.output import table


def test_square_brackets_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    table("1 post [b]", ("text",), [("[b]名单[/b] [/quote] [red]",), (None,)])
    shown = capsys.readouterr().out
    assert "[b]名单[/b] [/quote] [red]" in shown
    assert "1 post [b]" in shown
