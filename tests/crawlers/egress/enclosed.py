"""A network namespace of a test's own, with a road to nowhere on which every packet is counted.

Loopback is there, and a default route for IPv4 and IPv6 whose far end answers nothing; names are asked of a
server on that road. What leaves the namespace, or would, is a frame on its interface.
"""

import ctypes
import os
import socket
import struct
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

CLONE_NEWNS, CLONE_NEWNET = 0x0002_0000, 0x4000_0000
ETH_P_ALL, ETH_P_IP, ETH_P_IPV6 = 0x0003, 0x0800, 0x86DD
NEAR, FAR, FAR_MAC = "198.18.77.1", "198.18.77.2", "02:00:00:00:77:02"
ROAD = f"""
link set lo up
link add road type veth peer name far
link set far up
link set road up
addr add {NEAR}/30 dev road
neigh add {FAR} lladdr {FAR_MAC} dev road
route add default via {FAR}
-6 addr add 2001:db8:77::1/64 dev road nodad
-6 neigh add 2001:db8:77::2 lladdr {FAR_MAC} dev road
-6 route add default via 2001:db8:77::2
"""


class Network:
    """The namespace as its inhabitants see it. ``left`` are the packets that went out: protocol and place."""

    def __init__(self, folder: Path) -> None:
        names = folder / "resolv.conf"
        names.write_text(f"nameserver {FAR}\noptions timeout:1 attempts:1\n")
        subprocess.run(["mount", "--make-rprivate", "/"], check=True)
        subprocess.run(["mount", "--bind", str(names), "/etc/resolv.conf"], check=True)
        for line in ROAD.strip().splitlines():
            subprocess.run(["ip", *line.split()], check=True)
        self.left: list[tuple[str, str]] = []
        self.over = threading.Event()
        self.tap = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETH_P_ALL))
        self.tap.bind(("road", ETH_P_ALL))
        self.tap.settimeout(0.2)
        self.counter = threading.Thread(target=self.count)
        self.counter.start()

    def own(self, *addresses: str) -> None:
        """Give the namespace's loopback more addresses, so that a server can be met at them."""
        for address in addresses:
            width = ["-6", "128"] if ":" in address else ["-4", "32"]
            more = ["nodad"] if ":" in address else []
            subprocess.run(
                ["ip", width[0], "addr", "add", f"{address}/{width[1]}", "dev", "lo", *more], check=True
            )

    def count(self) -> None:
        while not self.over.is_set():
            try:
                frame, (_, protocol, direction, *_) = self.tap.recvfrom(65_536)
            except TimeoutError:
                continue
            if direction == socket.PACKET_OUTGOING and (place := told(protocol, frame)):
                self.left.append(place)

    def close(self) -> None:
        self.over.set()
        self.counter.join()
        self.tap.close()


def told(protocol: int, frame: bytes) -> tuple[str, str] | None:
    """Protocol and destination of an IP packet; None for what a kernel says to its neighbours by itself:
    IGMP, router and neighbour discovery, multicast listener reports.
    """
    if protocol == ETH_P_IP:
        begin, kind, to = (frame[0] & 15) * 4, frame[9], socket.inet_ntop(socket.AF_INET, frame[16:20])
        if kind == socket.IPPROTO_IGMP:
            return None
    elif protocol == ETH_P_IPV6:
        begin, kind, to = 40, frame[6], socket.inet_ntop(socket.AF_INET6, frame[24:40])
        if kind in (0, socket.IPPROTO_ICMPV6):
            return None
    else:
        return None
    name = {socket.IPPROTO_TCP: "tcp", socket.IPPROTO_UDP: "udp"}.get(kind, str(kind))
    port = struct.unpack("!H", frame[begin + 2 : begin + 4])[0] if name in ("tcp", "udp") else 0
    return name, f"{to}:{port}"


def inside_a_network(folder: Path, work: Callable[[Network], Any]) -> Any:
    """What ``work`` returns, done in a thread that has the namespace; what it starts has it, too.

    Raises:
        PermissionError: namespaces are for root.
    """
    box: list[Any] = []

    def live() -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(CLONE_NEWNS | CLONE_NEWNET):
            box.append(PermissionError(ctypes.get_errno(), os.strerror(ctypes.get_errno())))
            return
        try:
            network = Network(folder)
            try:
                box.append(work(network))
            finally:
                network.close()
        except BaseException as error:  # noqa: BLE001 - it is raised again, in the test's own thread
            box.append(error)

    thread = threading.Thread(target=live)
    thread.start()
    thread.join()
    if isinstance(box[0], BaseException):
        raise box[0]
    return box[0]
