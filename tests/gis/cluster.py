"""A PostgreSQL of the test's own: a new cluster in a temporary folder that only a socket reaches."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def cluster() -> Iterator[str]:
    """The address of an empty database; FileNotFoundError, with what to install, without PostGIS."""
    share = Path("/usr/share/postgresql")
    servers = [
        path.parent
        for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if (share / path.parts[-3] / "extension/postgis.control").exists()
    ]
    if not servers:
        raise FileNotFoundError("apt-get install postgresql postgresql-postgis")
    bin_ = servers[-1]
    root = os.geteuid() == 0  # PostgreSQL does not run as root
    home = Path(tempfile.mkdtemp(prefix="pt-pg-"))
    if root:
        shutil.chown(home, "postgres")

    def run(*command: object) -> None:
        subprocess.run(
            [str(part) for part in command], check=True, cwd=home, stdout=subprocess.DEVNULL,
            user="postgres" if root else None, timeout=120,
        )  # fmt: skip

    data = home / "data"
    run(bin_ / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories='{home}' -c fsync=off"
    run(bin_ / "pg_ctl", "-D", data, "-w", "-o", options, "-l", home / "log", "start")
    try:
        run(bin_ / "createdb", "-h", home, "-U", "tester", "atlas")
        yield f"postgresql://tester@/atlas?host={home}"
    finally:
        run(bin_ / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)
