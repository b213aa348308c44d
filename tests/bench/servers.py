"""A real server of the app, or of an empty page, on a free loopback port for as long as a benchmark needs it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lib.serve import server_environment

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(script: Path | str, database: Path | None = None, folder: Path = ROOT) -> Iterator[int]:
    """`streamlit run script` on a free port; yields the port."""
    port = free_port()
    environment = server_environment(database) if database else dict(os.environ)
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port),
               "--server.address", "127.0.0.1", "--server.headless", "true", "--browser.gatherUsageStats", "false",
               "--runner.postScriptGC", "false", "--server.fileWatcherType", "none"]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as server:
        try:
            wait_until_healthy(port)
            yield port
        finally:
            server.terminate()


def wait_until_healthy(port: int, patience: float = 60) -> None:
    """Return when the server answers; raises TimeoutError when it does not."""
    end = time.perf_counter() + patience
    while time.perf_counter() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise TimeoutError(f"no server on port {port}")
