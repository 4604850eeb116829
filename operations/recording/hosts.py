"""Which hosts a recording may go on naming: the source's own and the platforms'."""

from collections.abc import Collection

from tldextract import TLDExtract

from operations.recording.words import word_list

# The list inside the package: no site but the declared ones is ever asked.
_extract = TLDExtract(suffix_list_urls=())
#: Domains of nobody (RFC 2606): every host below them is a site of its own.
RESERVED = ("example.com", "example.net", "example.org")


def domain(host: str) -> str:
    """The registered domain of ``host`` (a port does not matter), or the host itself where it has none."""
    name = host.lower().rpartition("@")[2].rsplit(":", 1)[0]
    found = _extract(name).top_domain_under_public_suffix
    return name if not found or found in RESERVED else str(found)


def is_host(shown: str) -> bool:
    """Whether a bare word with dots ends like a host that can be registered."""
    return bool(_extract(shown).top_domain_under_public_suffix)


def is_foreign(host: str, own: Collection[str]) -> bool:
    """Whether ``host`` is neither of the domains of ``own`` nor a platform's; a place to share files is."""
    found = domain(host)
    if "." not in found or found in {domain(each) for each in own}:
        return False
    return found not in word_list("platforms") or host.split(".")[0].lower() in word_list("shares")


def host_of(address: str) -> str:
    """Host and port of an address in lower case; empty where it names none."""
    rest = address.strip().partition("//")[2] if "//" in address else address.strip()
    if "//" not in address and not is_host(rest.split("/")[0].split(":")[0]):
        return ""
    return rest.split("/")[0].split("?")[0].split("#")[0].rpartition("@")[2].lower()
