"""Commands of ours under ``scrapy``, one module each and named as it is (Scrapy's COMMANDS_MODULE)."""
