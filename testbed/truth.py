"""What the testbed knows about its own posts."""

from collections.abc import Iterable
from typing import Any

from testbed.site import Site


def truth(sites: Iterable[Site]) -> list[dict[str, Any]]:
    """Every listing (label ``sale`` or ``seek``) of the sites, in the order of sites and of posts."""
    return [known.as_dict() for site in sites for known in site.truth()]
