"""From documents and content to the bytes of published files."""
