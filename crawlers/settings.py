"""Scrapy's settings for every source; a source's own pace lies above them, ``-s`` above that."""

from typing import Any

from scrapy.settings import default_settings

from config.settings import SettingsError, load_settings
from crawlers.fetching.chromium import find_chromium

try:
    product = load_settings()
except SettingsError as error:
    raise SystemExit(f"hawkwatch: {error}") from None

BOT_NAME = "hawkwatch"
SPIDER_LOADER_CLASS = "operations.spider_loader.SourceLoader"
COMMANDS_MODULE = "cli.scrapy_commands"
SCHEDULER = "crawlers.journal.frontier.Frontier"
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the journal tells known addresses
LOG_FORMATTER = "crawlers.log_lines.LogLines"
LOG_LEVEL = "INFO"
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"

# Scrapy opens control ports by default, and loads a web server for them even where they are off.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
EXTENSIONS_BASE = {
    name: order
    for name, order in default_settings.EXTENSIONS_BASE.items()
    if not name.endswith((".RemoteControl", ".TelnetConsole"))
}

DOWNLOAD_HANDLERS = {
    "http": "crawlers.fetching.fetch.Fetch",
    "https": "crawlers.fetching.fetch.Fetch",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TIMEOUT = product.fetch_seconds
FETCH_SECONDS = product.fetch_seconds
RENDER_SECONDS = product.render_seconds
PAGE_BYTES = product.page_bytes
READ_PICTURES = product.read_pictures
SESSIONS_HOME = str(product.home.resolve())
DOWNLOAD_MAXSIZE = 0  # would drop the body; PAGE_BYTES cuts it
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False
USER_AGENT = product.user_agent
# Scrapy's own delay knows one process; crawlers.manners.turns keeps it for the machine.
DOWNLOAD_DELAY = 0
TURNS = str(product.home.resolve() / "turns.sqlite")
EGRESS = product.egress
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}

# Everything that ends a request ends as a visit: no middleware follows, retries, unpacks or swallows.
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
RETRY_ENABLED = False
COMPRESSION_ENABLED = False
ROBOTSTXT_OBEY = False  # crawlers.manners.robots does it
HTTPERROR_ALLOW_ALL = True
COOKIES_ENABLED = True
HTTPPROXY_ENABLED = False
CONCURRENT_ITEMS = 1  # a page is one visit; Scrapy starts as many workers for every page
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "crawlers.fetching.cookies.Cookies": 700,
    "crawlers.egress.fence.FenceMiddleware": 60,
    "crawlers.session.second_look.SessionMiddleware": 80,
    "crawlers.manners.robots.RobotsMiddleware": 100,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
}
ITEM_PIPELINES = {
    "pipelines.assess_posts.AssessPosts": 100,
    "pipelines.keep_evidence.KeepEvidence": 200,
    "pipelines.keep_doubtful.KeepDoubtful": 250,
    "pipelines.commit_visit.CommitVisit": 300,
}
# Only listings leave as a feed; the other formats would print pages.
FEED_EXPORTERS: dict[str, Any] = {
    **dict.fromkeys(("jsonl", "jsonlines", "jl"), "pipelines.listing_lines.ListingLines"),
    **dict.fromkeys(("json", "csv", "xml", "marshal", "pickle")),
}

CHROMIUM = str(find_chromium(product.chromium) or "")
