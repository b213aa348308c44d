"""The arrows of the architecture: which room uses which, who knows Streamlit and DuckDB, who reads the clock."""

import ast
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[1]

# What each room of lib may import besides itself. A single module (lib/clock.py) is a room of its own.
FLOOR = {"store", "reference", "text", "errors", "clock"}
DOMAIN = {"intake", "schedule", "reports", "risk", "followup", "export"}
ARROWS: dict[str, set[str]] = {
    "text": set(),
    "clock": set(),
    "errors": {"text"},
    "store": {"text", "errors", "clock"},
    "reference": {"text", "errors", "store"},
    "access": {"store", "text", "errors", "clock"},
    **dict.fromkeys(DOMAIN, FLOOR),
    "charts": {"text"},
    "ui": FLOOR | DOMAIN | {"access", "charts"},
    # The demonstration is an office of its own: it sends its files through intake like any other.
    "demo": FLOOR | {"intake"},
    # The three ways in: the server, the app behind it, the command line.
    "serve": FLOOR | {"access", "demo", "schedule"},
    "asgi": FLOOR | {"access", "ui"},
    "__main__": FLOOR,
}

# (importing file, room): an arrow that is missing above, with its reason. Empty is best.
EXCEPTIONS: dict[tuple[str, str], str] = {}

MAY_IMPORT_STREAMLIT = (
    "lib/ui/*", "lib/access/login*.py", "lib/access/cookies*.py", "lib/asgi.py", "pages/*", "app.py",
)
STREAMLIT = ("streamlit", "streamlit_authenticator", "extra_streamlit_components")
MAY_NOT_IMPORT_DUCKDB = ("pages/*", "app.py", "lib/ui/*", "lib/charts/*", "lib/text/*")
# Rooms are found by name at run time only where a command line or the server must not load them all.
MAY_IMPORT_BY_NAME = ("lib/__main__.py",)

_CLOCKS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "Timestamp": {"now", "utcnow", "today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "perf_counter", "perf_counter_ns"},
}
MAY_READ_THE_CLOCK = ("lib/clock.py",)


def _files() -> list[str]:
    paths = [ROOT / "app.py", *ROOT.glob("lib/**/*.py"), *ROOT.glob("pages/**/*.py")]
    return sorted(path.relative_to(ROOT).as_posix() for path in paths if path.exists())


def _is_one_of(file: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(file, pattern) for pattern in patterns)


def _imports(tree: ast.AST) -> list[tuple[int, str]]:
    """(line, dotted name) of every import, wherever it stands; a relative one begins with a dot."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            if module == "lib":
                found += [(node.lineno, f"lib.{alias.name}") for alias in node.names]
            else:
                found.append((node.lineno, module))
    return found


def check_arrows(file: str, source: str) -> list[str]:
    """Imports that the arrows do not allow, and rooms the architecture does not know."""
    problems = []
    parts = PurePosixPath(file).with_suffix("").parts
    in_lib = parts[0] == "lib"
    room = parts[1] if in_lib else None
    if in_lib and room not in {*ARROWS, "__init__"}:
        return [f"{file}: ARROWS does not know the room {room}; place it there and in the architecture"]
    for line, name in _imports(ast.parse(source)):
        if name.startswith("."):
            problems.append(f"{file}:{line} imports {name}: say lib.{room} in full")
        if name.split(".")[0] != "lib" or not in_lib:
            continue
        target = name.split(".")[1] if "." in name else ""
        allowed = {room} | ARROWS.get(room, set())
        if target not in allowed and (file, target) not in EXCEPTIONS:
            problems.append(f"{file}:{line} imports {name}: {room} may use {', '.join(sorted(allowed))}")
    return problems


def check_libraries(file: str, source: str) -> list[str]:
    """Streamlit or DuckDB where they may not be known."""
    problems = []
    for line, name in _imports(ast.parse(source)):
        library = name.split(".")[0]
        if library in STREAMLIT and not _is_one_of(file, MAY_IMPORT_STREAMLIT):
            problems.append(f"{file}:{line} imports {library}")
        if library == "duckdb" and _is_one_of(file, MAY_NOT_IMPORT_DUCKDB):
            problems.append(f"{file}:{line} imports duckdb")
    return problems


def check_imports_by_name(file: str, source: str) -> list[str]:
    """Imports made from a string, which the other checks cannot follow."""
    if _is_one_of(file, MAY_IMPORT_BY_NAME):
        return []
    return [
        f"{file}:{node.lineno} imports by name"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and _name(node.func) in {"import_module", "__import__"}
    ]


def check_clock(file: str, source: str) -> list[str]:
    """Every other way to ask what time it is."""
    if _is_one_of(file, MAY_READ_THE_CLOCK):
        return []
    problems = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in _CLOCKS.get(_name(node.value), set()):
            problems.append(f"{file}:{node.lineno} reads the clock: {_name(node.value)}.{node.attr}")
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            read = sorted({alias.name for alias in node.names} & _CLOCKS["time"])
            problems += [f"{file}:{node.lineno} reads the clock: time.{name}" for name in read]
        if isinstance(node, ast.Call) and _name(node.func) in {"to_datetime", "Timestamp", "datetime64"}:
            words = {arg.value for arg in node.args if isinstance(arg, ast.Constant)} & {"now", "today"}
            problems += [f"{file}:{node.lineno} reads the clock: {word!r}" for word in sorted(words)]
    return problems


def _name(node: ast.AST) -> str:
    """The last part of a name: datetime of dt.datetime."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


CHECKS = [check_arrows, check_libraries, check_imports_by_name, check_clock]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_sources_keep_the_rule(check) -> None:
    problems = [problem for file in _files() for problem in check(file, (ROOT / file).read_text("utf-8"))]
    assert not problems, "\n".join(problems)


def test_no_page_stands_directly_in_pages() -> None:
    """Streamlit serves pages/x.py without app.py, past the sign-in; it does not look into sub-folders."""
    assert [path.name for path in ROOT.glob("pages/*.py")] == []


def test_app_is_short() -> None:
    """app.py signs in, routes and frames; what grows it belongs elsewhere."""
    app = ROOT / "app.py"
    lines = app.read_text("utf-8").splitlines() if app.exists() else []
    assert len(lines) <= 60


def test_exceptions_are_still_needed() -> None:
    needed = {
        (file, name.split(".")[1])
        for file in _files()
        for _, name in _imports(ast.parse((ROOT / file).read_text("utf-8")))
        if name.startswith("lib.")
    }
    assert {*EXCEPTIONS} - needed == set()


def test_arrows_have_no_cycle() -> None:
    """Nobody knows somebody who knows them."""

    def reached(room: str) -> set[str]:
        found: set[str] = set()
        waiting = [*ARROWS[room]]
        while waiting:
            found.add(after := waiting.pop())
            waiting += ARROWS[after] - found
        return found

    assert [room for room in ARROWS if room in reached(room)] == []


# The checks must be able to fail.


@pytest.mark.parametrize(
    ("check", "file", "source", "found"),
    [
        (check_arrows, "lib/risk/a.py", "from lib.store import Store\nfrom lib.risk.b import c\nimport pandas", 0),
        (check_arrows, "lib/risk/a.py", "from lib.schedule.clashes import find", 1),
        (check_arrows, "lib/risk/a.py", "from lib import schedule, text", 1),
        (check_arrows, "lib/risk/a.py", "import lib.ui.frame", 1),
        (check_arrows, "lib/risk/a.py", "def f():\n    from lib.access import users", 1),
        (check_arrows, "lib/risk/a.py", "from . import scores", 1),
        (check_arrows, "lib/charts/a.py", "from lib.text import _\nfrom lib.charts.b import c", 0),
        (check_arrows, "lib/charts/a.py", "from lib.store import Store", 1),
        (check_arrows, "lib/store/a.py", "from lib.reference.city import City", 1),
        (check_arrows, "lib/reference/a.py", "from lib.clock import utc_now", 1),
        (check_arrows, "lib/text/a.py", "from lib.errors import Refusal", 1),
        (check_arrows, "lib/ui/a.py", "from lib.charts.maps import draw\nfrom lib.export.about import bundle", 0),
        (check_arrows, "lib/gossip/a.py", "import os", 1),
        (check_arrows, "pages/risk/map.py", "from lib.ui import frame\nfrom lib.risk.scores import score_wards", 0),
        (check_arrows, "lib/errors.py", "from lib.text import Message", 0),
        (check_arrows, "lib/errors.py", "from lib.store import Store", 1),
        (check_libraries, "lib/risk/a.py", "import streamlit as st", 1),
        (check_libraries, "lib/risk/a.py", "from streamlit.runtime import x", 1),
        (check_libraries, "lib/access/users.py", "import streamlit_authenticator", 1),
        (check_libraries, "lib/access/login.py", "import streamlit_authenticator", 0),
        (check_libraries, "lib/access/login_form.py", "import streamlit", 0),
        (check_libraries, "lib/ui/tables.py", "import streamlit", 0),
        (check_libraries, "pages/risk/map.py", "import streamlit\nimport duckdb", 1),
        (check_libraries, "app.py", "def f():\n    import duckdb", 1),
        (check_libraries, "lib/store/a.py", "import duckdb", 0),
        (check_imports_by_name, "lib/risk/a.py", "import importlib\nimportlib.import_module('lib.ui')", 1),
        (check_imports_by_name, "lib/risk/a.py", "__import__('streamlit')", 1),
        (check_imports_by_name, "lib/__main__.py", "importlib.import_module(module)", 0),
        (check_clock, "lib/risk/a.py", "datetime.now()", 1),
        (check_clock, "lib/risk/a.py", "dt.datetime.utcnow()", 1),
        (check_clock, "lib/risk/a.py", "field(default_factory=date.today)", 1),
        (check_clock, "lib/risk/a.py", "pd.Timestamp.now(tz)\npd.to_datetime('today')", 2),
        (check_clock, "lib/risk/a.py", "time.time()\ntime.perf_counter()", 2),
        (check_clock, "lib/risk/a.py", "from time import time, sleep", 1),
        (check_clock, "lib/risk/a.py", "time.monotonic()\nclock.local_today(zone)\nrow.date()", 0),
        (check_clock, "lib/clock.py", "datetime.now(UTC)", 0),
    ],
)
def test_checks_tell_good_from_bad(check, file: str, source: str, found: int) -> None:
    assert len(check(file, source)) == found
