import re
from collections import Counter

from testbed.clock import Clock
from testbed.everyday import everyday, read_templates
from testbed.posting import labelled_postings
from testbed.server import Testbed, build_sites
from testbed.spread import ORDINARY, SITE_OF, spread


def test_labelled_posts_are_whole_and_known_by_truth(whole):
    postings = labelled_postings()
    assert len({posting.id for posting in postings}) == len(postings) == 444
    listings = {posting.id for posting in postings if posting.listing}
    known = whole.truth()
    at_home = [entry for entry in known if entry["site"] in SITE_OF.values()]
    assert Counter(entry["corpus_id"] for entry in at_home) == Counter(listings)
    assert {entry["corpus_id"] for entry in known} == listings  # other sites show some of them again
    assert {entry["label"] for entry in known} == {"sale", "seek"}
    assert len({(entry["platform"], entry["post_id"]) for entry in known}) == len(known)


def test_truth_is_served(whole, fetch):
    assert fetch(whole.sites["market"] + "/_testbed/truth").json() == [
        {
            **entry,
            "categories": list(entry["categories"]),
            "offers": list(entry["offers"]),
            "contacts": list(entry["contacts"]),
        }
        for entry in whole.truth()
    ]


def test_the_story_has_its_scenes():
    story = [posting for posting in labelled_postings() if posting.id.startswith("story-")]
    assert {category for posting in story for category in posting.categories} >= {
        "bank",
        "patient",
        "hotel",
        "ecommerce",
        "investor",
    }
    offers = [offer for posting in story for offer in posting.offers]
    assert {(100_000, 2_000), (30_000, 20)} <= {(offer["quantity"], offer["price"]) for offer in offers}
    assert any(offer["price"] == 0.5 and "card_issuer" in offer["fields"] for offer in offers)
    assert sum(posting.label == "other" for posting in story) >= 5


def test_same_seed_same_posts_other_seed_other_posts():
    first, second, third = (spread(seed, 200, 1_790_000_000) for seed in (1, 1, 2))
    assert first == second
    assert first != third
    assert sum(map(len, first.values())) == 444 + 200


def test_two_testbeds_with_one_clock_show_the_same_page(fetch):
    path = "/forum.php?mod=forumdisplay&fid=2"
    with Testbed(ordinary=80, now=1_790_000_000) as one, Testbed(ordinary=80, now=1_790_000_000) as two:
        pages = [
            fetch(bed.sites["board"] + path).text("gbk").replace(bed.sites["board"], "") for bed in (one, two)
        ]
    assert pages[0] == pages[1]


def test_ordinary_posts_are_many_different_and_without_personal_numbers():
    sources = [source for source in ("forum", "telegram", "tieba", "weibo", "market") for _ in range(400)]
    posts = everyday(3, sources)
    assert ORDINARY >= 1_500
    assert len({post.text for post in posts}) == len(posts) == 2_000
    assert {post.label for post in posts} == {"other"}
    assert all((post.title is None) == (post.source in {"telegram", "weibo"}) for post in posts)
    assert not [post.text for post in posts if re.search(r"\d{7,}|\{|\}", f"{post.title}{post.text}")]


def test_every_slot_of_the_templates_can_be_filled():
    templates = read_templates()
    texts = [text for topic in templates.topics for text in (*topic.titles, *topic.texts, *topic.closings)]
    used = {slot for text in texts for slot in re.findall(r"\{([a-z_0-9]+)\}", text)}
    assert used <= set(templates.slots)
    assert len(texts) > 250


def test_posts_are_of_every_age():
    placed = [one for posts in spread(2015, ORDINARY, 1_790_000_000).values() for one in posts]
    ages = [1_790_000_000 - one.at for one in placed]
    assert min(ages) > 0
    assert sum(age < 3_600 for age in ages) > 50
    assert sum(3_600 <= age < 7 * 86_400 for age in ages) > 200
    assert sum(age > 60 * 86_400 for age in ages) > 500


def test_all_sites_are_filled():
    sites = build_sites(1, 50, Clock(1_790_000_000, frozen=True))
    assert {site.name for site in sites} >= set(SITE_OF.values())
    assert all(list(site.truth()) for site in sites)
