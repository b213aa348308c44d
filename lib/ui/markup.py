"""Text of people and files inside our own Markdown."""


def plain(text: str) -> str:
    """`text` with every character that Markdown would read as formatting escaped."""
    return "".join("\\" + letter if letter in "\\`*_{}[]()#+-.!|<>~:$" else letter for letter in text)
