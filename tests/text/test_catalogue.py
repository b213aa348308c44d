"""The language in use, and the wording of messages in it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from lib.text import N_, Message, _, current, minutes, ngettext, say, use, using


def test_using_nests_and_gives_the_language_back() -> None:
    with using("en"):
        with using("id"):
            assert (current(), minutes(60)) == ("id", "1 jam")
        assert (current(), minutes(60)) == ("en", "1 h")


def test_using_gives_the_language_back_after_an_error() -> None:
    with using("en"):
        with pytest.raises(RuntimeError), using("id"):
            raise RuntimeError
        assert current() == "en"


@pytest.mark.parametrize("language", ["fr", "", "ID", "../id"])
def test_unknown_language_means_indonesian(language: str) -> None:
    with using("en"), using(language):
        assert current() == "id"


def test_use_of_an_unknown_language_means_indonesian() -> None:
    with using("en"):
        use("de")
        assert current() == "id"


def test_language_belongs_to_its_thread() -> None:
    with using("en"), ThreadPoolExecutor(1) as other:
        assert other.submit(current).result() == "id"
        assert current() == "en"


def test_text_without_translation_is_given_back() -> None:
    with using("id"):
        assert _("never {braces} catalogued") == "never {braces} catalogued"


def test_message_is_worded_with_the_messages_inside() -> None:
    message = Message(N_("{hours} (estimate)"), {"hours": Message(N_("{n} h"), {"n": 2})})
    with using("id"):
        assert say(message) == "2 jam (perkiraan)"
    with using("en"):
        assert say(message) == "2 h (estimate)"


@pytest.mark.parametrize(("n", "worded"), [(0, "0 files"), (1, "1 file"), (2, "2 files")])
def test_english_has_two_forms(n: int, worded: str) -> None:
    one, many = "{n} file", "{n} files"
    with using("en"):
        assert ngettext(one, many, n) == worded


def test_values_with_braces_stay_as_they_are() -> None:
    with using("en"):
        assert say(Message(N_("{n} h"), {"n": "{0.__class__}"})) == "{0.__class__} h"
