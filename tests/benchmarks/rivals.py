"""Run the other libraries, each in an environment that uv makes for it, and collect their times."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

MODERN = ["pymcdm==1.4.0", "pyDecision==5.1.8", "scikit-criteria==0.10", "pyrepo-mcda==0.1.15", "ahpy==2.1"]
ENVIRONMENTS = {
    "pymcdm": MODERN,
    "pymcdm, checks off": MODERN,
    "pyDecision": MODERN,
    "scikit-criteria": MODERN,
    "pyrepo-mcda": MODERN,
    "ahpy": MODERN,
    "pysensmcda": ["pysensmcda==2.0.0"],  # needs an older pandas than the others
}
MINUTES = 10


def measure_rivals(report: Callable[[str], Any]) -> dict[str, dict[str, Any]]:
    """Library -> what peers.py prints; a library that cannot be had here is left out, and said so."""
    if shutil.which("uv") is None:
        report("Other libraries were not measured: they need uv to get environments of their own.")
        return {}
    found = {}
    for library, packages in ENVIRONMENTS.items():
        try:
            found[library] = measured(library, packages)
        except (subprocess.SubprocessError, json.JSONDecodeError) as problem:
            report(f"{library} was not measured: {problem}")
    return found


def measured(library: str, packages: list[str]) -> dict[str, Any]:
    options = [part for package in packages for part in ("--with", package)]
    command = ["uv", "run", "--quiet", "--no-project", "--python", sys.executable, *options, "python"]
    script = Path(__file__).with_name("peers.py")
    # A processor pinned by hand for OpenBLAS would slow it down here, for us and for them
    unpinned = {
        name: value
        for name, value in os.environ.items()
        if name not in {"OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "VIRTUAL_ENV"}
    }
    run = subprocess.run(
        [*command, str(script), library],
        capture_output=True,
        text=True,
        check=True,
        timeout=60 * MINUTES,
        env=unpinned,
    )
    result: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return result
