"""Refusals: what cannot be done, as one plain sentence for the person who asked."""

from lib.text import Message, say


class Refusal(Exception):
    """Something a person asked for that is not done; `message` says what is wrong and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message

    def __str__(self) -> str:
        return say(self.message)


class CannotRun(Refusal):
    """A command or the app cannot run at all (exit status 2)."""
