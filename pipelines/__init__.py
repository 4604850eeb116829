"""Carries a visit through judgement, evidence and journal: Scrapy item pipelines, one file each."""
