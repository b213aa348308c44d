"""The README keeps up: every page, command, make target, variable and role stands in it, and what it links is there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from lib.__main__ import COMMANDS
from lib.access.roles import ROLES
from lib.text import say, using
from lib.ui.registry import PAGES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MACHINE_PATH = re.compile(r"(?<![\w.~])/(?:work|home|root|Users|mnt|srv)/\w+")
BINARY = {".png", ".xls", ".xlsx", ".ods", ".parquet", ".gz"}


def tracked() -> list[Path]:
    """The files of the product, as git knows them."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def missing(names: list[str]) -> list[str]:
    """Those that the README does not name as a word of its own."""
    return [name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", README)]


def test_every_page_is_named() -> None:
    assert missing([say(entry.title) for entry in PAGES]) == []


def test_every_command_and_every_option_of_serve_is_named() -> None:
    assert missing(list(COMMANDS)) == []


def test_every_make_target_is_named() -> None:
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)

    assert len(targets) > 5
    assert missing([f"make {target}" for target in targets]) == []


def test_every_variable_is_named() -> None:
    sources = [path.read_text(encoding="utf-8") for path in tracked()
               if path.suffix == ".py" or path.name == "Makefile"]
    names = sorted({name for text in sources for name in re.findall(r"KENTONGAN_[A-Z]+(?![A-Z_])", text)})

    assert {"KENTONGAN_DB", "KENTONGAN_CITY"} <= set(names)
    assert missing(names) == []


def test_every_role_is_named_as_the_app_names_it() -> None:
    with using("en"):
        assert missing([say(role.display_name) for role in ROLES.values()]) == []


def test_what_the_readme_links_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if not link.startswith("http")]

    assert links
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_paths_the_readme_names_are_there() -> None:
    named = re.findall(r"`((?:lib|pages|tests|data)/[\w/]*?[\w]+(?:\.\w+|/))`", README)

    assert [path for path in named if not (ROOT / path).exists()
            and path not in ("data/kentongan.duckdb", "data/first-sign-in.txt")] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    found = []
    for path in tracked():
        if path.suffix in BINARY or path == Path(__file__):
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}: {match}" for match in MACHINE_PATH.findall(text)]

    assert found == []


@pytest.mark.parametrize(("text", "is_found"), [
    ("see /home/anna/x", True), ("cd /srv/office", True), ("https://example.org/home/x", False), ("./home/x", False),
    ("data/mnt/x", False)])
def test_search_for_machine_paths_can_fail(text: str, is_found: bool) -> None:
    assert bool(MACHINE_PATH.search(text)) == is_found
