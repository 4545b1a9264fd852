"""Building a site: load, parse, check, render what is stale, write; into a folder or memory."""
