"""The nouns: what a site is made of, one file each."""
