"""Text as XML can hold it: for feeds and for the lists that search engines read."""

UNWRITABLE = {code: " " for code in [*range(0x20), 0xFFFE, 0xFFFF] if code not in (0x09, 0x0A, 0x0D)}


def writable(value):
    """A text without the control characters that XML cannot hold; anything else as it is."""
    return value.translate(UNWRITABLE) if isinstance(value, str) else value
