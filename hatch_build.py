"""What a build makes beside the sources: the class tables as one text that is only split when it is loaded."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_MADE = "src/koleksi/data/class_tables.txt"


class ClassTables(BuildHookInterface[Any]):
    """Writes ``class_tables.txt`` of the CSV tables, for wheels and for editable installs alike."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the file and have it packed, though version control does not keep it."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from koleksi._ddc.compiled import compiled

        (root / _MADE).write_bytes(compiled())
        build_data["artifacts"].append(_MADE)
