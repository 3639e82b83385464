"""Pages, as portable Markdown: what a reader of the site sees, and the search index."""
