"""What the page of a listing tells, and where it leads."""

import html
import re
from datetime import UTC, datetime

from crawlers.memory.file import memory_path, open_memory
from tests.console.visiting import visitor

SEEN = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)


def test_what_was_read_in_a_picture_is_shown_masked_with_its_reasons(house) -> None:
    with visitor(house.url, "analyst-1") as client:
        page = client.get(f"/listings/{house.documents[2].id}/").text
    _, _, behind = page.partition("Read by machine in picture 1, the least sure line with 97 %")
    shown = behind.partition("</p>")[0]
    assert "&lt;b&gt;" in shown
    assert "<mark" in shown
    assert "13000000123" not in page


def test_a_listing_that_is_gone_says_so_among_its_marks(house) -> None:
    with visitor(house.url, "analyst-1") as client:
        page = client.get(f"/listings/{house.documents[4].id}/").text
    assert re.search(
        r'<span class="chip">gone <time datetime="2026-05-02[^>]*>2026-05-02 08:00</time></span>', page
    )


def test_a_listing_tells_when_it_was_seen_and_how_it_changed(house) -> None:
    document, at = house.documents[0], SEEN.timestamp()
    memory = open_memory(memory_path(house.home))
    memory.execute(
        "INSERT INTO post (source, id, text_digest, price, listing, strand, page, first_seen, last_seen,"
        " gone_at, run) VALUES (?, ?, '', '', 1, '', '', ?, ?, ?, 'board-1')",
        (document.source, document.id, at, at + 86_400, at + 2 * 86_400),
    )
    for change, before, after in (("price", "0.5 CNY", "0.8 CNY"), ("gone", "", "")):
        values = (document.source, document.id, at + 86_400, change, before, after)
        memory.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, 'board-1')", values)
    memory.close()
    with visitor(house.url, "analyst-1") as client:
        page = client.get(f"/listings/{document.id}/").text
        assert "Gone since" not in client.get(f"/listings/{house.documents[1].id}/").text
    for shown in ("First seen", "2026-05-02", "Gone since", "2026-05-03", "0.5 CNY → 0.8 CNY"):
        assert shown in page


def test_contacts_and_seller_lead_to_the_listings_that_share_them(house) -> None:
    with visitor(house.url, "analyst-1") as client:
        for document in house.documents:
            page = client.get(f"/listings/{document.id}/").text
            links = [html.unescape(link) for link in re.findall(r'href="(/\?q=(?!campaign)[^"]+)"', page)]
            assert len(links) == len(document.contacts) + 1
            for link in links:
                answer = client.get(link)
                assert answer.status_code == 200
                assert answer.text.count('<article class="hit') == 1
                assert f"/listings/{document.id}/" in answer.text
