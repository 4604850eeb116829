"""A picture is taken where evidence wants one, and only then is anything asked for that it alone needs."""

import struct
from typing import Any

from testbed.picture import grey_picture

Site = Any
PAGE = (
    "<p style='height:%dpx'>x</p><img src=/picture.png>"
    "<style>@font-face{font-family:f;src:url(/font.woff)}p{font-family:f}</style>"
)


def test_a_picture_is_as_tall_as_its_page_and_no_taller_than_allowed(site: Site) -> None:
    loading = site.loading(evidence="rendered")
    try:
        for height, shown in ((3000, 3000), (50_000, 15_000)):
            site["/tall"] = PAGE % height
            site.asked.clear()
            picture = loading.load(f"{site.url}/tall").rendering.screenshot
            assert picture.startswith(b"\x89PNG")
            width, tall = struct.unpack(">II", picture[16:24])
            assert width == 1280
            assert shown <= tall <= shown + 200
            assert {"/picture.png", "/font.woff"} <= set(site.asked) or height != 3000
    finally:
        loading.close()


def test_without_one_neither_pictures_nor_fonts_are_asked_for(site: Site, loading: Any) -> None:
    site["/page"] = PAGE % 100
    site.asked.clear()
    assert loading.load(f"{site.url}/page").rendering.screenshot is None
    assert site.asked == ["/page"]


def test_pictures_of_posts_are_kept_where_they_are_read_and_asked_for_no_more_often(site: Site) -> None:
    site["/post"] = "<p>x</p><img src=/shown.png>"
    site["/shown.png"] = site.sending(grey_picture(), "image/png")
    kept = {}
    for read in (False, True):
        loading = site.loading(evidence="rendered")
        loading.fetch.keeps_pictures = read
        site.asked.clear()
        try:
            exchanges = loading.load(f"{site.url}/post").rendering.exchanges
        finally:
            loading.close()
        kept[read] = [(one.url, one.body) for one in exchanges]
        assert site.asked.count("/shown.png") == 1
    assert kept == {False: [], True: [(f"{site.url}/shown.png", grey_picture())]}
