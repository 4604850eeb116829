"""Nothing in the project points at the machine it was written on, or at a package registry."""

import re

# In parts, so that this file does not hold what it refuses.
MACHINE = [f"/{name}/" for name in ("work", "root")]
REGISTRIES = [
    rf"{re.escape(host)}[.]{ending}"
    for host, ending in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry.npmjs", "org"),
        ("repo.maven.apache", "org"),
        ("repo1.maven", "org"),
        ("proxy.golang", "org"),
        ("crates", "io"),
        ("unpkg", "com"),
        ("cdn.jsdelivr", "net"),
    )
]
FORBIDDEN = re.compile("|".join([rf"(?<![\w.$}}/]){place}" for place in MACHINE] + REGISTRIES))


def test_no_machine_paths_and_no_registries(texts: dict[str, str]) -> None:
    found = [
        f"{path}:{number}: {match.group()}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        for match in FORBIDDEN.finditer(line)
    ]
    assert not found, "\n".join(found[:50])


def test_the_guard_sees() -> None:
    for seen in ("see /" + "work/main", "'/" + "root/x'", "https://" + "pypi" + ".org/simple"):
        assert FORBIDDEN.search(seen), seen
    for passed in ("patchwork/main", "https://example.com/work/1", "HOME/runs", "coursework/"):
        assert not FORBIDDEN.search(passed), passed
