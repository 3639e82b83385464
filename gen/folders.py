"""Where things stand in the checkout; the only module that knows the tree."""

from __future__ import annotations

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
"The folder that holds README and Makefile."
SEEDS = CHECKOUT / "seeds"
"Texts as published, with their siblings."
DOCS = CHECKOUT / "docs"
"MkDocs sources; the locales' folders in it are generated."
SITE = CHECKOUT / "site"
"What is published."
CACHE = CHECKOUT / ".cache"
"What is made once and used again; may be deleted at any time."
CONFIG = CHECKOUT / "mkdocs.yml"
"The configuration that plain `mkdocs` reads too."
GEN = CHECKOUT / "gen"
"The generator."
TEMPLATES = GEN / "templates"
"Jinja2 templates of pages."
LOCALE = GEN / "locale"
"One YAML file a locale: its tags and its labels."
SCHEMAS = GEN / "schemas"
"JSON Schemas of the files that people edit."
