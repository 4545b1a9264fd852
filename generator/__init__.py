"""A static site generator for explainers whose every number can be traced to its source."""

__version__ = "0.1.0"
NAME = "explainer"
