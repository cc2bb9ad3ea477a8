"""The zip of an export, with a manifest of everything in it. Knows nothing of what it holds."""

import json

from app.web.zip_files import Zip

FORMAT, VERSION = "welfare-report-export", 1
MANIFEST = "manifest.json"


class Archive(Zip):
    """A zip whose `files` become its manifest."""

    def add_json(self, place: str, data: object) -> None:
        """A small file for programs, which people can read too."""
        self.add(place, json.dumps(data, ensure_ascii=False, indent=1) + "\n")

    def close(self, **told: object) -> None:
        """Write the manifest, last, and the zip's own list."""
        manifest = {"format": FORMAT, "version": VERSION, "made_at": self.made_at.isoformat(), **told}
        manifest["files"] = dict(sorted(self.files.items()))
        self.add_json(MANIFEST, manifest)
        super().close()
