"""Markdown as editors write it here: CommonMark, with MyST's roles, directives and targets."""
