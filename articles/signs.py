"""Signs in a text that nobody sees: what controls, turns or hides, made visible for editors.

The text itself is not changed: each sign stays where it stands, inside an element that names it. What joins letters
(ZWJ, ZWNJ) is part of a script and is not marked, nor are the tags within the flags of countries.
"""

import re
import unicodedata

from django.utils.html import escape
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


def shown(text):
    """The text as HTML, each unseen sign in an element that shows its short name and speaks its whole one."""
    return mark_safe(UNSEEN.sub(_named, escape(text)))


def _named(found):
    sign = found[0][0]
    number = f"U+{ord(sign):04X}"
    name = unicodedata.name(sign, "control character").lower()
    return (
        f'<span class="sign" role="img" aria-label="{name}, {number}" data-sign="{SHORT.get(sign, number)}">'
        f"{found[0]}</span>"
    )
