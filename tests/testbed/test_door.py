import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from testbed.declared import DeclaredSourceError, point_at, write_sources
from testbed.server import PortInUseError, Testbed
from testbed.sites import PORTS

ROOT = Path(__file__).parents[2]


def run(*words):
    command = [sys.executable, "-m", "testbed", "--ordinary", "20", *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_is_and_ends_cleanly(tmp_path, fetch, number):
    process = run("--port", "0", "--log", str(tmp_path / "log.jsonl"))
    ready = json.loads(process.stdout.readline())
    assert ready["pid"] == process.pid
    assert list(ready["sites"]) == list(PORTS)
    for address in ready["sites"].values():
        assert fetch(address + "/robots.txt").status == 200
    assert fetch(ready["sites"]["bar"] + "/_testbed/sites").json() == ready["sites"]
    process.send_signal(number)
    rest, complaints = process.communicate(timeout=20)
    assert (process.returncode, rest, complaints) == (0, "", "")
    assert len((tmp_path / "log.jsonl").read_text().splitlines()) == len(PORTS)


def free_run_of_ports():
    """A port after which as many are free as the testbed takes."""
    for port in range(20_000, 60_000, 50):
        probes = []
        try:
            for offset in range(max(PORTS.values()) - min(PORTS.values()) + 1):
                probe = socket.create_server(("127.0.0.1", port + offset))
                probes.append(probe)
        except OSError:
            continue
        finally:
            for probe in probes:
                probe.close()
        return port
    raise AssertionError("no free run of ports")


def test_a_taken_port_is_one_sentence_and_leaves_no_port_taken():
    port = free_run_of_ports()
    with socket.create_server(("127.0.0.1", port + 3)):
        process = run("--port", str(port))
        rest, complaints = process.communicate(timeout=20)
        assert (process.returncode, rest) == (2, "")
        assert complaints == f"testbed: port {port + 3} on 127.0.0.1 cannot be used: Address already in use\n"
        with pytest.raises(PortInUseError, match=str(port + 3)):
            Testbed(port, ordinary=5)
    with Testbed(port, ordinary=5) as testbed:
        assert testbed.sites["market"] == f"http://127.0.0.1:{port + 4}"


def test_sources_are_written_with_the_real_ports(tmp_path):
    sites = {"board": "http://127.0.0.1:8712", "channels": "http://127.0.0.1:9000"}
    for name, port in (("board", 8711), ("channels", 8712)):
        folder = tmp_path / "shipped" / f"testbed_{name}"
        folder.mkdir(parents=True)
        (folder / "source.yml").write_text(f"start: http://127.0.0.1:{port}/\nhosts: ['127.0.0.1:{port}']\n")
    written = write_sources(tmp_path / "out", sites, tmp_path / "shipped")
    assert [file.parent.name for file in written] == ["testbed_board", "testbed_channels"]
    assert written[0].read_text() == "start: http://127.0.0.1:8712/\nhosts: ['127.0.0.1:8712']\n"
    assert "127.0.0.1:9000/" in written[1].read_text()
    with pytest.raises(DeclaredSourceError, match=r"testbed_bar/source\.yml does not exist"):
        write_sources(tmp_path / "out", {"bar": "http://127.0.0.1:1"}, tmp_path / "shipped")


def test_longer_numbers_are_no_ports_of_ours():
    sites = {"board": "http://127.0.0.1:9000"}
    assert point_at("127.0.0.1:87110 127.0.0.1:8711", sites) == "127.0.0.1:87110 127.0.0.1:9000"


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    process = run("--port", "0", "--sources", str(tmp_path / "file" / "below"))
    rest, complaints = process.communicate(timeout=20)
    assert (process.returncode, rest) == (2, "")
    assert complaints.startswith("testbed: ")
    assert complaints.count("\n") == 1
