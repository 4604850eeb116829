"""Pages read in processes beside the crawl's own, where reading would hold up the fetching."""
