"""``explainer check``: the checks, and what is made for people who check."""
