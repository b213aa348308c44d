"""Text of people and files inside our own Markdown."""

from lib.text import Message, say


def plain(text: str) -> str:
    """`text` with every character that Markdown would read as formatting escaped."""
    return "".join("\\" + letter if letter in "\\`*_{}[]()#+-.!|<>~:$" else letter for letter in text)


def said(message: Message) -> str:
    """The sentence of a Message, with what people and files wrote in it as ``plain`` text."""
    return say(_with_plain_values(message))


def _with_plain_values(message: Message) -> Message:
    values = {name: _with_plain_values(value) if isinstance(value, Message) else
              plain(value) if isinstance(value, str) else value for name, value in message.values.items()}
    return Message(message.text, values)
