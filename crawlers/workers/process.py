"""The process in which pages are read: ``python -m crawlers.workers.process FD``.

It answers one job after the other on the socket it was given, and ends when nobody holds the other end.
"""

import signal
import sys
from multiprocessing.connection import Connection

from crawlers.readers import read


def main(descriptor: int) -> None:
    """Read what is sent until the other end is closed.

    What ends a crawl's whole group is the crawl's affair: it lets its pages come back before it ends.
    """
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.SIG_IGN)
    with Connection(descriptor) as crawl:
        while True:
            try:
                job = crawl.recv()
            except (EOFError, ConnectionError):
                return
            crawl.send(read(*job))


if __name__ == "__main__":
    main(int(sys.argv[1]))
