"""The testbed's own addresses under ``/_testbed/``, the same on every port and not in the log.

``GET truth`` · ``GET log?since=n`` · ``GET sites`` · ``POST misbehave`` · ``GET misbehave`` ·
``DELETE misbehave`` (all, or ``?path=`` one) · ``POST members`` (``site path cookie value turns``) ·
``GET members`` · ``DELETE members?site=`` (every log-in there is called in) · ``POST change``
"""

import json
from collections.abc import Callable
from typing import Any

from testbed.answer import Answer, Request, json_answer
from testbed.change import Change, ChangeError, read_change
from testbed.members import Members, MembersRoom
from testbed.misbehaviour import MisbehaviourError, Rulebook, read_misbehaviour
from testbed.request_log import RequestLog


class Control:
    """Answers the testbed's own addresses."""

    def __init__(
        self,
        log: RequestLog,
        rules: Rulebook,
        members: MembersRoom,
        truth: Callable[[], list[dict[str, Any]]],
        sites: Callable[[], dict[str, str]],
        change: Callable[[Change], str],
    ) -> None:
        self._log, self._rules, self._members = log, rules, members
        self._truth, self._sites = truth, sites
        self._make = change

    def answer(self, request: Request) -> Answer:
        """The answer to a request below ``/_testbed/``."""
        match request.method, request.path.removeprefix("/_testbed/"):
            case "GET", "truth":
                return json_answer(self._truth())
            case "GET", "log":
                return json_answer(self._log.since(request.number("since")))
            case "GET", "sites":
                return json_answer(self._sites())
            case "GET", "misbehave":
                return json_answer(self._rules.list())
            case "POST", "misbehave":
                return self._misbehave(request)
            case "POST", "change":
                return self._change(request)
            case "DELETE", "misbehave":
                return json_answer({"cleared": self._rules.clear(request.query.get("path"))})
            case "GET", "members":
                return json_answer(self._members.list())
            case "POST", "members":
                return self._admit(request)
            case "DELETE", "members":
                return json_answer({"ended": self._members.end(request.query.get("site", ""))})
            case _:
                return json_answer({"error": "no such address of the testbed"}, 404)

    def _admit(self, request: Request) -> Answer:
        try:
            self._members.open(Members(**json.loads(request.body)))
        except (TypeError, ValueError) as error:
            return json_answer({"error": str(error)}, 400)
        return json_answer(self._members.list(), 201)

    def _change(self, request: Request) -> Answer:
        try:
            return json_answer({"post": self._make(read_change(json.loads(request.body)))}, 201)
        except ChangeError as error:
            return json_answer({"error": str(error)}, 400)
        except ValueError:
            return json_answer({"error": "the change is no JSON"}, 400)

    def _misbehave(self, request: Request) -> Answer:
        try:
            order = read_misbehaviour(json.loads(request.body))
        except MisbehaviourError as error:
            return json_answer({"error": str(error)}, 400)
        except ValueError:
            return json_answer({"error": "the order is no JSON"}, 400)
        return json_answer({"n": self._rules.add(order)}, 201)
