"""One run down the corridor: what is stale, by how many processes, into a folder or memory."""
