"""What makes a password good enough, and its hash."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from lib.access import passwords
from lib.access.passwords import check_new_password, hash_password, matches, random_password
from lib.errors import Refusal


@pytest.mark.parametrize(("password", "sentence"), [
    pytest.param("sebelas-hrf", "Kata sandi terlalu pendek: sedikitnya 12 karakter.", id="11-characters"),
    pytest.param("", "Kata sandi terlalu pendek: sedikitnya 12 karakter.", id="empty"),
    pytest.param("é" * 30 + "abcdefghijklm", "Kata sandi terlalu panjang: paling banyak 72 karakter.", id="73-bytes"),
    pytest.param(" kopi-hujan-sepeda", "Kata sandi tidak boleh diawali atau diakhiri spasi.", id="space-before"),
    pytest.param("kopi-hujan-sepeda\t", "Kata sandi tidak boleh diawali atau diakhiri spasi.", id="tab-after"),
    pytest.param("kopi\x00hujan-sepeda", "Kata sandi memuat karakter yang tidak dapat diketik.", id="nul"),
    pytest.param("Siti.Aminah1", "Kata sandi tidak boleh dibuat dari nama.", id="the-name-and-a-digit"),
    pytest.param("siti.aminahsiti.aminah", "Kata sandi tidak boleh dibuat dari nama.", id="the-name-twice"),
    pytest.param("siti.aminah-2024", "Kata sandi tidak boleh dibuat dari nama.", id="the-name-and-a-year"),
    pytest.param("aaaaaaaaaaaa", None, id="one-letter"),
    pytest.param("abababababab", None, id="two-letters"),
    pytest.param("abcdabcdabcda", None, id="a-piece-repeated"),
    pytest.param("123456789012", None, id="counting-up"),
    pytest.param("987654321098", None, id="counting-down"),
])
def test_weak_password_is_refused(password: str, sentence: str | None) -> None:
    with pytest.raises(Refusal) as refused:
        check_new_password(name="siti.aminah", password=password)

    assert str(refused.value) == (sentence or "Kata sandi terlalu mudah ditebak karena berulang. "
                                              "Beberapa kata yang tidak berkaitan sudah baik.")


@pytest.mark.parametrize("password", [
    "kopi-hujan-sepeda", "dua belas hu", "x" * 4 + "yzabcdefgh", "a1b2c3d4e5f6" * 6, "kata sandi è lunga",
])
def test_good_password_is_taken(password: str) -> None:
    check_new_password(name="siti", password=password)

    assert matches(password, hash_password(password))


@settings(max_examples=30, deadline=None)
@given(some.text(some.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=12, max_size=18),
       some.text(some.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=12, max_size=18))
def test_hash_matches_only_its_password(one: str, other: str) -> None:
    kept = hash_password(one)

    assert matches(one, kept)
    assert matches(other, kept) == (one == other)


def test_longer_than_a_hash_reads_never_matches() -> None:
    kept = hash_password("a" * 72)

    assert not matches("a" * 73, kept)


def test_hash_costs_what_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()

    assert passwords.ROUNDS == 12
    assert hash_password("kopi-hujan-sepeda").startswith("$2b$12$")


def test_random_passwords_are_readable_and_good() -> None:
    made = [random_password() for _ in range(200)]

    assert len(set(made)) == 200
    assert [word for word in made if not re.fullmatch(r"([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}", word)] == []
    for word in made:
        check_new_password(name="siti", password=word)
