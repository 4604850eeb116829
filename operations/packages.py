"""The system's packages, where we may install them."""

import os
import shutil
import subprocess
import sys

PATIENCE = 900


def privilege() -> list[str] | None:
    """What to put before a command so that it runs as root: nothing, ``sudo -n`` or None where we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run(["sudo", "-n", "true"], quiet=True):
        return ["sudo", "-n"]
    return None


def run(command: list[str], *, quiet: bool = False) -> bool:
    """Run a command with its chatter on our stderr; whether it succeeded in time."""
    output = subprocess.DEVNULL if quiet else sys.stderr
    try:
        done = subprocess.run(command, stdout=output, stderr=output, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{command[0]}: {error}", file=sys.stderr)
        return False
    return done.returncode == 0


def install_packages(*names: str) -> bool:
    """Install Debian packages where apt-get is there and we are root or have sudo without a password."""
    before = privilege()
    if before is None or not shutil.which("apt-get"):
        return False
    apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*apt, "install", "-y", "--no-install-recommends", *names]
    return run(install, quiet=True) or (run([*apt, "update"]) and run(install))
