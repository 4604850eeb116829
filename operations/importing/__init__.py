"""What did not come from a crawl: files that somebody handed in, read as a run of their own."""
