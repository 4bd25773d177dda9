"""The kinds of things in the archive, as a reader names them."""

KINDS = {
    "statement": "statements",
    "direct": "statements, word for word",
    "mixed": "statements, partly word for word",
    "indirect": "statements, as a paraphrase",
    "article": "articles",
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "event": "events",
}
OTHER_WORDS = {"paraphrase": "indirect", "verbatim": "direct", "people": "person"}


def kind_named(typed):
    """The kind that a word names, in the singular or the plural; empty for none."""
    word = typed.lower()
    return OTHER_WORDS.get(word) or next((kind for kind in KINDS if word in {kind, f"{kind}s"}), "")
