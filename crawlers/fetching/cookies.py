"""Cookies without a word to anybody else."""

from scrapy.downloadermiddlewares import cookies
from tldextract import TLDExtract

# Scrapy's extractor fetches the list of public suffixes from the Internet at the first cookie. The list
# inside the package does; no site but the declared ones is ever contacted.
cookies._split_domain = TLDExtract(suffix_list_urls=(), include_psl_private_domains=True)


class Cookies(cookies.CookiesMiddleware):
    """Scrapy's middleware over the packaged list of public suffixes."""
