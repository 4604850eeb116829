"""``python -m testbed``: the sites until a signal ends them."""

import argparse
import json
import os
import signal
import sys
import threading
from pathlib import Path

from testbed.declared import DeclaredSourceError, write_sources
from testbed.server import PORT, SEED, PortInUseError, Testbed
from testbed.spread import ORDINARY


def arguments(words: list[str]) -> argparse.Namespace:
    """The command line read."""
    parser = argparse.ArgumentParser(prog="python -m testbed", description="Invented sites on loopback.")
    parser.add_argument("--port", type=int, default=PORT, help="first of the ports; 0 takes free ones")
    parser.add_argument("--log", type=Path, help="write every request to this file as JSON lines")
    parser.add_argument("--seed", type=int, default=SEED, help="same seed, same posts")
    parser.add_argument("--ordinary", type=int, default=ORDINARY, help="how many everyday posts")
    parser.add_argument(
        "--sources", type=Path, help="write the testbed's source folders with the real ports here"
    )
    return parser.parse_args(words)


def main(words: list[str] | None = None) -> int:
    """Run until SIGTERM or SIGINT; 2 where a port is taken or a folder cannot be written."""
    given = arguments(sys.argv[1:] if words is None else words)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    try:
        testbed = Testbed(given.port, seed=given.seed, ordinary=given.ordinary, log=given.log)
    except (PortInUseError, OSError, OverflowError) as error:
        print(f"testbed: {error}", file=sys.stderr)
        return 2
    with testbed:
        try:
            if given.sources:
                write_sources(given.sources, testbed.sites)
        except (DeclaredSourceError, OSError) as error:
            print(f"testbed: {error}", file=sys.stderr)
            return 2
        print(json.dumps({"pid": os.getpid(), "sites": testbed.sites}), flush=True)
        ended.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
