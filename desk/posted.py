"""What a page posts, read without trusting it."""

LONGEST = 18  # digits that every database takes


def number(written):
    """The number that a form or an address names; None for what is none."""
    return int(written) if written.isdecimal() and len(written) <= LONGEST else None


def typed(request, name, otherwise=""):
    """What was typed into a field, without the sign that no database takes."""
    return request.POST.get(name, otherwise).replace("\0", "")
