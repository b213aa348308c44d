"""A PostgreSQL with PostGIS (Debian's packages) in a temporary folder, reachable through a socket in it only."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = {"listen_addresses": "", "shared_buffers": "512MB", "work_mem": "256MB", "maintenance_work_mem": "256MB",
            "fsync": "off", "jit": "off"}


def find_programs() -> Path | None:
    """The folder of the newest server that has PostGIS; None when there is none."""
    return next((library.parent.parent / "bin" for library in sorted(
        Path("/usr/lib/postgresql").glob("*/lib/postgis-3.so"), reverse=True)), None)


@contextmanager
def running_postgres(programs: Path) -> Iterator[Path]:
    """Start a server and yield the folder of its socket; stop it and remove everything afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="kentongan-bench-"))
    owner = _server_user()
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data, log = folder / "data", folder / "log"
    settings = {**SETTINGS, "unix_socket_directories": folder}
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    try:
        _run(owner, programs / "initdb", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C")
        _run(owner, programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
        try:
            yield folder
        finally:
            _run(owner, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


def ask(folder: Path, statements: str, *, stdin: Path | None = None) -> str:
    """Run statements through psql; returns what it prints, bare."""
    command = ["psql", "-h", str(folder), "-U", "bench", "-d", "postgres", "-X", "-q", "-A", "-t", "-v",
               "ON_ERROR_STOP=1", "-c", statements]
    if stdin is None:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    with stdin.open("rb") as file:
        return subprocess.run(command, check=True, stdin=file, capture_output=True).stdout.decode().strip()


def _server_user() -> pwd.struct_passwd | None:
    """Whom to run the server as: initdb refuses root, so root takes the package's own user."""
    return pwd.getpwnam("postgres") if os.geteuid() == 0 else None


def _run(owner: pwd.struct_passwd | None, *command: object) -> None:
    identity = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, cwd="/", **identity)
