"""A page that is read from right to left is the same page, turned: no style names a side, and every arrow turns."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
SIDES = (
    r"(?:margin|padding|border|inset)-(?:left|right)|(?<![-\w])(?:left|right) *:"
    r"|(?:text-align|float|clear): *(?:left|right)"
)
FOUR = r"(?<![-\w])(?:margin|padding|border-width|inset): *([^;{} ]+) ([^;{} ]+) ([^;{} ]+) ([^;{} ]+) *[;}]"
ARROW = re.compile(r"[←→⇐⇒▶◀]")
TURNING = re.compile(r'<span class="arrow" aria-hidden="true">[←→]</span>|<kbd>[←→]</kbd>')


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_style_names_a_side(sheet):
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    assert re.findall(SIDES, rules) == []
    assert [sides for sides in re.findall(FOUR, rules) if sides[1] != sides[3]] == []


def test_every_arrow_on_a_page_turns_with_it():
    left = {
        path.name for path in (ROOT / "templates").rglob("*.html") if ARROW.search(TURNING.sub("", path.read_text()))
    }
    assert left == set()
