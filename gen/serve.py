"""The live preview: MkDocs' own server, with the hook that generates first and watches seeds/."""

from __future__ import annotations

from gen import folders


def serve(address: str) -> None:
    """Serve until interrupted, at `address` such as 127.0.0.1:8000."""
    import logging

    from mkdocs.commands.serve import serve as mkdocs_serve

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    mkdocs_serve(str(folders.CONFIG), livereload=True, dev_addr=address)
