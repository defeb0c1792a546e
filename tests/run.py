"""Sets up a test environment and runs every check of the project: `python3 tests/run.py`.

Makes `.venv`, installs the project with its test tools, installs Chromium, QGIS, GRASS, PostgreSQL
with PostGIS, Node, npm and CJK fonts with apt-get where that is possible and they are missing (elsewhere it
names them), and with npm the accessibility checker, Leaflet plugins and map viewers that
tests/js/package.json names, then runs the linters, the type checker, the import contracts, the
JavaScript tests and pytest. Further arguments go to pytest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")


def has_qgis() -> bool:
    """Whether the system's own Python can import QGIS."""
    python = shutil.which("python3", path="/usr/bin:/bin") or shutil.which("python3")
    return python is not None and _quiet([python, "-c", "import qgis.core"])


def has_gdal() -> bool:
    """Whether the system's own Python has GDAL's GeoPackage validator."""
    python = shutil.which("python3", path="/usr/bin:/bin") or shutil.which("python3")
    return python is not None and _quiet([python, "-c", "import osgeo_utils.samples"])


def has_chromium() -> bool:
    """Whether a Chromium is on the path, or named by PLACETIME_CHROMIUM."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return bool(os.environ.get("PLACETIME_CHROMIUM") or any(map(shutil.which, names)))


def has_cjk_font() -> bool:
    """Whether the system can show Chinese and Korean, for screenshots."""
    listed = (
        subprocess.run(["fc-list", ":lang=ko"], capture_output=True, text=True, check=False).stdout
        if shutil.which("fc-list")
        else ""
    )
    return bool(listed.strip())


def has_postgis() -> bool:
    """Whether a PostgreSQL server and PostGIS for it are installed."""
    share = Path("/usr/share/postgresql")
    servers = {path.parts[-3] for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")}
    return any((share / v / "extension/postgis.control").exists() for v in servers)


PARTS: dict[str, Callable[[], bool]] = {  # Debian package → is it there?
    "chromium": has_chromium,
    "python3-qgis": has_qgis,
    "qgis": lambda: shutil.which("qgis") is not None,
    "xvfb": lambda: shutil.which("xvfb-run") is not None,
    "xauth": lambda: shutil.which("xauth") is not None,
    "python3-gdal": has_gdal,
    "grass-core": lambda: shutil.which("grass") is not None,
    "nodejs": lambda: shutil.which("node") is not None,
    "npm": lambda: shutil.which("npm") is not None,
    "fonts-noto-cjk": has_cjk_font,
    "postgresql": has_postgis,
    "postgresql-postgis": has_postgis,
}


def install_parts() -> None:
    """Installs what is missing of the parts that pip does not have."""
    missing = [package for package, there in PARTS.items() if not there()]
    if not missing:
        return
    root = [] if os.name == "nt" or os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not root or shutil.which("sudo")):
        step(f"installing {', '.join(missing)}")
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        _run([*root, "apt-get", "update", "-qq"], environment)
        _run(
            [*root, "apt-get", "install", "-qq", "-y", "--no-install-recommends", *missing],
            environment,
        )
    else:
        print(
            f"The tests need {', '.join(missing)} (names of Debian packages); "
            "install them with your system's package manager.",
            flush=True,
        )


def install_project() -> None:
    """Makes the virtual environment and installs the project into it."""
    if not (BIN / "python").exists() and not (BIN / "python.exe").exists():
        step("making .venv")
        _run([sys.executable, "-m", "venv", str(VENV)])
    step("installing placetime with its test tools")
    _run(
        [
            str(BIN / "python"),
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "-e",
            f"{ROOT}[test]",
        ]
    )


def install_scripts() -> None:
    """Installs what the tests need from npm, as tests/js/package-lock.json has it."""
    folder = ROOT / "tests/js"
    lock = folder / "package-lock.json"
    done = folder / "node_modules/.package-lock.json"
    if not done.exists() or done.stat().st_mtime < lock.stat().st_mtime:
        step("installing what the tests need from npm")
        npm = shutil.which("npm") or "npm"
        _run([npm, "ci", "--silent", "--no-fund", "--no-audit", "--prefix", str(folder)])


def checks(arguments: list[str]) -> list[list[str]]:
    """The commands that must all succeed, quick ones first; pytest last."""
    scripts = sorted(str(path) for path in (ROOT / "tests/js").glob("*.test.js"))
    return [
        [str(BIN / "ruff"), "check", "-q", "."],
        [str(BIN / "ruff"), "format", "-q", "--check", "."],
        [str(BIN / "mypy")],
        [str(BIN / "lint-imports"), "--no-cache"],
        ["node", "--test", *scripts],
        [str(BIN / "python"), "-m", "pytest", "-n", "2", *arguments],
    ]


def main() -> int:
    """Runs everything; the exit code is 0 only if every check succeeded."""
    install_parts()
    install_project()
    install_scripts()
    failed = []
    for command in checks(sys.argv[1:]):
        name = " ".join(Path(part).name for part in command[:4])
        step(name)
        if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
            failed.append(name)
    if failed:
        print(f"failed: {'; '.join(failed)}", file=sys.stderr, flush=True)
    return 1 if failed else 0


def step(text: str) -> None:
    """Says what is being done and when."""
    print(f"[{time.strftime('%H:%M:%S')}] {text}", flush=True)


def _run(command: list[str], environment: dict[str, str] | None = None) -> None:
    subprocess.run(command, cwd=ROOT, check=True, env=environment, stdout=subprocess.DEVNULL)


def _quiet(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
