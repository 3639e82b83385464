"""Previews of open pull requests, fetched as finished files and laid under SITE/pr-N/. Run by publish.yml.

Only what a run in this repository made for a pull request from this repository is taken: whoever can push here can
put a page on the site's address, nobody else. A fork's run may name its artifact as it likes; it is told by its
repository, not by its name. Nothing from a preview is executed.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from os import environ
from pathlib import Path
from typing import Any

Item = Mapping[str, Any]


def ours(pulls: Iterable[Item], repository: str) -> list[int]:
    """The numbers of the open pull requests whose branch lies in `repository` itself."""
    return [pull["number"] for pull in pulls if (pull["head"]["repo"] or {}).get("full_name") == repository]


def newest(artifacts: Iterable[Item]) -> int | None:
    """The id of the newest artifact that still exists and was made by a branch of the repository itself."""
    kept = [
        artifact
        for artifact in artifacts
        if not artifact["expired"]
        and artifact["workflow_run"]["head_repository_id"] == artifact["workflow_run"]["repository_id"]
    ]
    return max(kept, key=lambda artifact: str(artifact["created_at"]))["id"] if kept else None


def lay(packed: bytes, folder: Path) -> int:
    """Write the plain files of a zip below `folder`; the number of them. A name that leaves the folder is refused."""
    count = 0
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for entry in archive.infolist():
            target = (folder / entry.filename).resolve()
            if not target.is_relative_to(folder.resolve()):
                raise SystemExit(
                    f"previews: {entry.filename}: expected a name inside the site; look at who made it"
                )
            if not entry.is_dir():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(entry))
                count += 1
    return count


def _ask(path: str) -> bytes:
    """One answer of the API; of a list, the first hundred."""
    return subprocess.run(["gh", "api", path], check=True, stdout=subprocess.PIPE).stdout


def main(arguments: Sequence[str]) -> None:
    """Lay each preview; one that is gone or not yet made is named and left out."""
    (site,) = map(Path, arguments)
    repository = environ["GITHUB_REPOSITORY"]
    artifacts = f"repos/{repository}/actions/artifacts"
    pulls = json.loads(_ask(f"repos/{repository}/pulls?state=open&per_page=100"))
    for number in ours(pulls, repository):
        listed = json.loads(_ask(f"{artifacts}?name=preview-pr-{number}&per_page=100"))
        found = newest(listed["artifacts"])
        if found is None:
            print(f"pr-{number}: no preview")
            continue
        files = lay(_ask(f"{artifacts}/{found}/zip"), site / f"pr-{number}")
        print(f"pr-{number}: {files} files")


if __name__ == "__main__":
    main(sys.argv[1:])
