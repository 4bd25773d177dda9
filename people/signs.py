"""Signs in a text that nobody sees: what controls, turns or hides, made visible for editors.

The text itself is not changed: each sign stays where it stands, inside an element that names it; beside a field, which
can hold no elements, they are told in words. What joins letters (ZWJ, ZWNJ) is part of a script and is not marked, nor
are the tags within the flags of countries. static/js/desk/signs.js tells the same while somebody types.
"""

import re
import unicodedata

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb]|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+"
)
SHORT = {
    "\u00ad": "SHY", "\u061c": "ALM", "\u200b": "ZWSP", "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE",
    "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u2060": "WJ", "\u2066": "LRI",
    "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\ufeff": "BOM",
}  # fmt: skip
LOOKED_BEHIND, WORDS_BEHIND = 200, 2


def shown(text):
    """The text as HTML, each unseen sign in an element that shows its short name and speaks its whole one."""
    return mark_safe(UNSEEN.sub(_named, escape(text)))


def told(text, field_id=""):
    """In words, as HTML: which unseen signs a field holds, each once, with the words behind the first; none: nothing.

    field_id: the id of the field, after which the element is named.
    """
    found = {}
    for sign in UNSEEN.finditer(text):
        found.setdefault(sign[0][0], []).append(sign.end())
    if not found:
        return ""
    told_of = format_html_join("; ", "{}", ((_told(sign, ends, text),) for sign, ends in found.items()))
    return format_html('<span class="signs" id="{}-signs">Holds signs nobody sees: {}.</span>', field_id, told_of)


def _told(sign, ends, text):
    behind = UNSEEN.sub("", text[ends[0] : ends[0] + LOOKED_BEHIND]).split()[:WORDS_BEHIND]
    where = format_html("before “<bdi>{}</bdi>”", " ".join(behind)) if behind else "at the end"
    times = f" and {len(ends) - 1} more" if len(ends) > 1 else ""
    told_as = f"{SHORT[sign]} ({_name(sign)})" if sign in SHORT else _number(sign)
    return format_html("{} {}{}", told_as, where, times)


def _named(found):
    sign = found[0][0]
    return (
        f'<span class="sign" role="img" aria-label="{_name(sign)}, {_number(sign)}" data-sign="{_short(sign)}">'
        f"{found[0]}</span>"
    )


def _number(sign):
    return f"U+{ord(sign):04X}"


def _short(sign):
    return SHORT.get(sign, _number(sign))


def _name(sign):
    return unicodedata.name(sign, "control character").lower()
