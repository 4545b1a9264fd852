"""The commands of ``explainer``: one module a word, each with its journey."""
