"""Sphinx configuration: MyST pages, Furo theme, no network at build time."""

from onrecord.version import __version__

project = "Onrecord"
author = "the Onrecord authors"
version = release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.doctest"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Onrecord"
autodoc_typehints = "description"
autodoc_member_order = "bysource"
nitpicky = False
