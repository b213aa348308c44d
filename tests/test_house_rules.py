"""Rules of the house that a reader of a change may overlook: SQL, scope, raw HTML, the network, what is committed."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Statements DuckDB takes no parameters in; they are put together in one module, from names it checks.
UNBINDABLE = ("ATTACH ", "COPY FROM DATABASE ", "SET ", "SET VARIABLE ", "DETACH ")
MAY_BUILD_UNBINDABLE = ("lib/store/store.py",)
# Names of tables and columns cannot be bound either; this module builds statements from names the schema knows.
MAY_BUILD_SQL = ("lib/store/writing.py",)
MAY_NAME_BASE = (
    "lib/store/*",
    "lib/access/*",
)
MAY_CATCH_ALL = ("lib/ui/errors.py",)  # the one place that turns an error nobody foresaw into a sentence
NO_SQL = ("app.py", "pages/*", "lib/charts/*", "lib/text/*")

QUERIES = {"execute", "executemany", "frame", "table", "table_of", "rows", "value", "rows_of", "frame_of", "sql"}
_SQL = re.compile(
    r"\s*(SELECT\s|WITH\s+\w+\s+AS\b|INSERT\s+INTO\b|DELETE\s+FROM\b|UPDATE\s+\w+\s+SET\b|COPY\s|ATTACH\s|"
    r"(CREATE|ALTER|DROP)\s+(TABLE|VIEW|SCHEMA)\b|"
    # In small letters only what no sentence begins with.
    r"select\s+(\*|[\w.,()* ]+\bfrom\s+\w+\s*($|where|join|order|group|limit))|insert\s+into\b|delete\s+from\b|"
    r"update\s+\w+\s+set\b)",
)
_BASE = re.compile(r"\bbase\.[a-z_]+\b")
# Streamlit and Plotly maps that ask a server for tiles or outlines, and draw nothing where there is none.
_ONLINE_MAPS = re.compile(r"(?i)map_style|mapbox|choropleth|scatter_?geo|(scatter|density|line)_?map\b|pydeck")
_NETWORK = {"requests", "urllib.request", "urllib3", "http.client", "httpx", "aiohttp", "ftplib", "smtplib", "socket"}
# Addresses that are names (of XML vocabularies) or this very machine; nothing is fetched from them.
_HARMLESS_ADDRESS = re.compile(
    r"https?://(localhost|127\.0\.0\.1|\{|schemas\.openxmlformats\.org|schemas\.microsoft\.com|purl\.oclc\.org|www\.w3\.org|"
    r"purl\.org)"
)
_NEVER_COMMITTED = (
    "*.duckdb", "*.duckdb.*", "*.db", "*.sqlite*", "*.log", "*.parquet", "data/backup/*", "data/*upload*/*",
    "*first-sign-in*", "*secrets.toml", "*.env", "*.pem", "*.key", "*.pyc", "*.po~",
)
_SPREADSHEETS = ("*.xls", "*.xlsx", "*.xlsm", "*.xlsb", "*.ods")
_PLACES_OF_SAMPLES = ("data/demo/*", "tests/*")


def _files(*suffixes: str) -> list[str]:
    paths = [ROOT / "app.py", *ROOT.glob("lib/**/*"), *ROOT.glob("pages/**/*")]
    return sorted(path.relative_to(ROOT).as_posix() for path in paths if path.is_file() and path.suffix in suffixes)


def _is_one_of(file: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(file, pattern) for pattern in patterns)


def _texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, text) of the strings that are not docstrings; of an f-string its literal parts."""
    docstrings = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _leftmost_text(node: ast.AST) -> str:
    """The literal a built string begins with."""
    while isinstance(node, ast.BinOp):
        node = node.left
    if isinstance(node, ast.JoinedStr) and node.values:
        node = node.values[0]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):  # "...".format(), "...".join()
        node = node.func.value
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _is_fixed(node: ast.AST) -> bool:
    """Whether a text stands in the sources: a literal, a constant of the module, a .sql file named on the spot."""
    if isinstance(node, ast.Call):
        return _name(node.func) == "read_sql" and all(isinstance(arg, ast.Constant) for arg in node.args)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.isupper())


def _is_built(node: ast.AST) -> bool:
    """Whether a string is put together from values: f-string, + and % with a text, format()."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        sides = (node.left, node.right)
        if isinstance(node.op, ast.Add) and all(map(_is_fixed, sides)):
            return False
        is_text = any(isinstance(side, ast.Constant) and isinstance(side.value, str) for side in sides)
        return is_text or any(map(_is_built, sides))
    return isinstance(node, ast.Call) and _name(node.func) in {"format", "format_map"} and bool(_leftmost_text(node))


def check_raw_html(file: str, source: str) -> list[str]:
    """unsafe_allow_html: what a sender typed would run in the reader's browser."""
    return [
        f"{file}:{getattr(node, 'lineno', node.value.lineno)} allows raw HTML"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html"
    ] + [f"{file}:{line} allows raw HTML" for line, text in _texts(ast.parse(source)) if text == "unsafe_allow_html"]


def check_no_sql(file: str, source: str) -> list[str]:
    """SQL where none belongs: pages and charts are given frames."""
    if not _is_one_of(file, NO_SQL):
        return []
    texts = _texts(ast.parse(source))
    return [f"{file}:{line} holds SQL: {text.strip()[:40]!r}" for line, text in texts if _SQL.match(text)]


def check_bound_sql(file: str, source: str) -> list[str]:
    """Statements put together from values instead of bound to them."""
    may_build = _is_one_of(file, MAY_BUILD_SQL + MAY_BUILD_UNBINDABLE)
    problems, told = [], set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in QUERIES and node.args and _is_built(node.args[0]):
            told.add(node.args[0])
            text = _leftmost_text(node.args[0])
            if not (text.startswith(UNBINDABLE) and _is_one_of(file, MAY_BUILD_UNBINDABLE)):
                problems.append(f"{file}:{node.lineno} {_name(node.func)}() is given a statement put together here")
        elif node not in told and _is_built(node) and _SQL.match(_leftmost_text(node)) and not may_build:
            problems.append(f"{file}:{node.lineno} puts a statement together")
    return problems


def check_base(file: str, source: str) -> list[str]:
    """The unscoped tables by name: everybody else reads the views, which know who is reading."""
    if _is_one_of(file, MAY_NAME_BASE):
        return []
    texts = _texts(ast.parse(source)) if file.endswith(".py") else enumerate(source.splitlines(), start=1)
    return [f"{file}:{line} names a table of base" for line, text in texts if _BASE.search(text)]


def check_excepts(file: str, source: str) -> list[str]:
    """Handlers that swallow whatever comes; one that raises again may tidy up first."""
    problems = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler):
            caught = {_name(node.type)} if not isinstance(node.type, ast.Tuple) else set(map(_name, node.type.elts))
            raises_again = any(isinstance(step, ast.Raise) and step.exc is None for step in node.body)
            if node.type is None or (caught & {"Exception", "BaseException"} and not raises_again):
                problems.append(f"{file}:{node.lineno} catches everything")
    return [] if _is_one_of(file, MAY_CATCH_ALL) else problems


def check_maps(file: str, source: str) -> list[str]:
    """Maps that need the internet."""
    problems = []
    for node in ast.walk(ast.parse(source)):
        names = [node.arg] if isinstance(node, ast.keyword) and node.arg else [_name(node)]
        if isinstance(node, ast.ImportFrom | ast.Import):
            names = [alias.name for alias in node.names]
        online = [name for name in names if _ONLINE_MAPS.search(name)]
        if isinstance(node, ast.Attribute) and node.attr == "map" and _name(node.value) in {"st", "streamlit"}:
            online = ["st.map"]
        line = node.value.lineno if isinstance(node, ast.keyword) else getattr(node, "lineno", 0)
        problems += [f"{file}:{line} draws a map that needs the internet: {name}" for name in online]
    return problems


def check_network(file: str, source: str) -> list[str]:
    """Code that would fetch something: the office may have no internet, and nothing may leave it."""
    tree = ast.parse(source)
    problems = []
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        problems += [f"{file}:{node.lineno} imports {name}" for name in names if name in _NETWORK]
    for line, text in _texts(tree):
        without = _HARMLESS_ADDRESS.sub("", text)
        if re.search(r"https?://", without):
            problems.append(f"{file}:{line} names an address: {text[:60]!r}")
    return problems


def check_page_ends(file: str, source: str) -> list[str]:
    """st.stop(): the fragments of the page before would live on, of whoever signed out too."""
    return [
        f"{file}:{node.lineno} stops the run: end_page() ends a page"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr == "stop" and _name(node.value) in {"st", "streamlit"}
    ]


def check_database_clock(file: str, source: str) -> list[str]:
    """The database's own clock: it knows neither the city's day nor the day picked."""
    asked = re.compile(r"(?i)\b(now\(\)|today\(\)|current_date\b|current_timestamp\b|get_current_time\w*\()")
    texts = _texts(ast.parse(source)) if file.endswith(".py") else enumerate(source.splitlines(), start=1)
    lines = [line for line, text in texts if asked.search(text.split("--")[0])]
    return [f"{file}:{line} asks the database for the time" for line in lines]


def check_committed(names: list[str]) -> list[str]:
    """Files that hold an office's data or its secrets."""
    problems = [name for name in names if _is_one_of(name, _NEVER_COMMITTED)]
    return problems + [
        name for name in names if _is_one_of(name, _SPREADSHEETS) and not _is_one_of(name, _PLACES_OF_SAMPLES)
    ]


def check_pins(source: str) -> list[str]:
    """Requirements that are not pinned to one version."""
    lines = [line.split("#")[0].strip() for line in source.splitlines()]
    return [line for line in lines if line and not re.fullmatch(r"[A-Za-z0-9._-]+(\[[\w,]+\])?==[\w.!+]+|-r \S+", line)]


OF_SOURCES = [check_raw_html, check_no_sql, check_bound_sql, check_excepts, check_maps, check_network, check_page_ends]
OF_SOURCES_AND_SQL = [check_base, check_database_clock]


@pytest.mark.parametrize("check", OF_SOURCES, ids=lambda check: check.__name__)
def test_sources_keep_the_rule(check) -> None:
    problems = [problem for file in _files(".py") for problem in check(file, (ROOT / file).read_text("utf-8"))]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("check", OF_SOURCES_AND_SQL, ids=lambda check: check.__name__)
def test_sources_and_sql_keep_the_rule(check) -> None:
    problems = [problem for file in _files(".py", ".sql") for problem in check(file, (ROOT / file).read_text("utf-8"))]
    assert not problems, "\n".join(problems)


def test_nothing_private_is_committed() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    names = [name for name in listed.split("\0") if name]
    assert "pyproject.toml" in names
    assert check_committed(names) == []


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_every_requirement_is_pinned(name: str) -> None:
    source = (ROOT / name).read_text("utf-8")
    assert check_pins(source) == []
    assert "==" in source


# The checks must be able to fail.


@pytest.mark.parametrize(
    ("check", "file", "source", "found"),
    [
        (check_raw_html, "pages/a/b.py", "st.markdown(x, unsafe_allow_html=True)", 1),
        (check_raw_html, "pages/a/b.py", "st.markdown(x, **{'unsafe_allow_html': True})", 1),
        (check_raw_html, "pages/a/b.py", "'''unsafe_allow_html is forbidden'''\nst.markdown(x)", 0),
        (check_no_sql, "pages/a/b.py", "read.frame('SELECT * FROM events')", 1),
        (check_no_sql, "pages/a/b.py", "Q = '''\n  WITH a AS (SELECT 1) SELECT * FROM a'''", 1),
        (check_no_sql, "pages/a/b.py", "Q = 'select title from events where level > 2'", 1),
        (check_no_sql, "pages/a/b.py", "_('Select a day from the list')\n_('Insert the code')\n_('update it')", 0),
        (check_no_sql, "pages/a/b.py", "'''SELECT is not for pages.'''", 0),
        (check_no_sql, "lib/risk/a.py", "Q = 'SELECT * FROM events'", 0),
        (check_bound_sql, "lib/risk/a.py", "read.rows(f'SELECT * FROM events WHERE id = {x}')", 1),
        (check_bound_sql, "lib/risk/a.py", "read.frame('SELECT * FROM events WHERE id = ' + x)", 1),
        (check_bound_sql, "lib/risk/a.py", "read.value('SELECT %s' % x)", 1),
        (check_bound_sql, "lib/risk/a.py", "cursor.execute('SELECT {}'.format(x))", 1),
        (check_bound_sql, "lib/risk/a.py", "cursor.execute('SELECT 1 ' 'FROM events')", 0),
        (check_bound_sql, "lib/risk/a.py", "cursor.execute('SELECT 1 ' + 'FROM events')", 0),
        (check_bound_sql, "lib/risk/a.py", "cursor.execute('CREATE TABLE a AS ' + read_sql('pairs'))", 0),
        (check_bound_sql, "lib/risk/a.py", "cursor.execute('CREATE TABLE a AS ' + read_sql(name))", 1),
        (check_bound_sql, "lib/risk/a.py", "cursor.execute('CREATE TABLE a AS ' + PAIRS)", 0),
        (check_bound_sql, "lib/risk/a.py", "sql = f'DELETE FROM {table}'", 1),
        (check_bound_sql, "lib/risk/a.py", "read.rows('SELECT * FROM events WHERE id = $id', id=x)", 0),
        (check_bound_sql, "lib/risk/a.py", "row.value(f'{x}')", 1),
        (check_bound_sql, "lib/risk/a.py", "cursor.execute('ATTACH ' + path)", 1),
        (check_bound_sql, "lib/store/store.py", "cursor.execute('ATTACH ' + path)", 0),
        (check_bound_sql, "lib/store/store.py", "cursor.execute('SELECT ' + path)", 1),
        (check_bound_sql, "lib/store/writing.py", "def f(t):\n    return f'SELECT * FROM {t}'", 0),
        (check_base, "lib/risk/a.py", "read.rows('SELECT * FROM base.events')", 1),
        (check_base, "lib/risk/a.sql", "SELECT *\nFROM base.events", 1),
        (check_base, "lib/risk/a.py", "'''Never base.events.'''\nread.rows('FROM events')\nbase.events", 0),
        (check_base, "lib/store/a.sql", "FROM base.events", 0),
        (check_excepts, "lib/risk/a.py", "try:\n    f()\nexcept:\n    raise", 1),
        (check_excepts, "lib/risk/a.py", "try:\n    f()\nexcept Exception as e:\n    log(e)", 1),
        (check_excepts, "lib/risk/a.py", "try:\n    f()\nexcept (OSError, BaseException):\n    pass", 1),
        (check_excepts, "lib/risk/a.py", "try:\n    f()\nexcept BaseException:\n    undo()\n    raise", 0),
        (check_excepts, "lib/risk/a.py", "try:\n    f()\nexcept OSError:\n    g()", 0),
        (check_maps, "lib/charts/a.py", "px.choropleth(frame)", 1),
        (check_maps, "lib/charts/a.py", "go.Scattergeo(x)\ngo.Choroplethmapbox(y)\npx.scatter_map(z)", 3),
        (check_maps, "lib/charts/a.py", "f.update_layout(map_style='open-street-map')", 1),
        (check_maps, "pages/a/b.py", "st.map(frame)", 1),
        (check_maps, "pages/a/b.py", "import pydeck", 1),
        (check_maps, "lib/charts/a.py", "frame.map(str)\ngo.Scatter(fill='toself')\nrow.roadmap\nheatmap(x)", 0),
        (check_network, "lib/risk/a.py", "import requests", 1),
        (check_network, "lib/risk/a.py", "from urllib.request import urlopen", 1),
        (check_network, "lib/risk/a.py", "from urllib import request", 1),
        (check_network, "lib/risk/a.py", "URL = 'https://contoh.id/x'", 1),
        (check_network, "lib/risk/a.py", "NS = 'http://schemas.openxmlformats.org/x'\n# https://contoh.id", 0),
        (check_network, "lib/risk/a.py", "'''See https://contoh.id.'''\nfrom urllib.parse import quote", 0),
        (check_page_ends, "pages/a/b.py", "st.stop()", 1),
        (check_page_ends, "pages/a/b.py", "server.stop()\nend_page()", 0),
        (check_database_clock, "lib/risk/a.sql", "SELECT now()", 1),
        (check_database_clock, "lib/risk/a.py", "Q = 'SELECT current_date'", 1),
        (check_database_clock, "lib/risk/a.sql", "SELECT known -- not now()", 0),
    ],
)
def test_checks_tell_good_from_bad(check, file: str, source: str, found: int) -> None:
    assert len(check(file, source)) == found


def test_private_files_are_seen() -> None:
    names = [
        "data/kentongan.duckdb", "data/kentongan.duckdb.wal", "data/backup/a.zip", "data/uploads/jadwal.csv",
        "data/first-sign-in.txt", ".streamlit/secrets.toml", "jadwal.xlsx", "data/demo/jadwal.xlsx",
        "tests/intake/jadwal.ods", "lib/store/store.py", "data/city/malang/areas.csv",
    ]
    assert check_committed(names) == names[:7]


def test_loose_requirements_are_seen() -> None:
    source = "# why\npandas==3.1.1  # frames\nscipy>=1\nnumpy\n-r ../requirements.txt\n\npkg[extra]==1.0\n"
    assert check_pins(source) == ["scipy>=1", "numpy"]
