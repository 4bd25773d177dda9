"""Many broken inputs, made from good ones: each is imported or refused with a reason, nothing half-done."""

import random

import pytest
from django.conf import settings

from articles.importing.files import import_files
from articles.models import Article, ArticleRevision, StatementSpan

SEEDS = sorted((settings.BASE_DIR / "seeds").glob("*.txt"))
SCRAPS = [
    "",
    "\n",
    "\n\n",
    '"',
    "“",
    "”",
    "[",
    "]]",
    "{",
    "=",
    "\x00",
    "\ud800",
    "﻿",
    "9" * 5000,
    "[" * 2000,
    "nan",
    "\u202e",
    "🚢",
]
TRIES = 150


def damaged(text, chance):
    """A text with a few stretches cut out, doubled, or replaced by scraps."""
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([0, 1, 2, 10, 200]))
        text = text[:start] + chance.choice([*SCRAPS, text[start:end] * 2]) + text[end:]
    return text.encode("utf-8", "surrogatepass")


@pytest.mark.django_db
def test_whatever_is_broken_is_refused_with_a_reason_and_nothing_is_half_done(tmp_path):
    chance = random.Random(1987)
    for number in range(TRIES):
        seed = chance.choice(SEEDS)
        text = tmp_path / f"{number}.txt"
        record = seed.with_suffix(".toml").read_text(encoding="utf-8")
        spoil_text = chance.random() < 0.4
        text.write_bytes(damaged(seed.read_text(encoding="utf-8"), chance) if spoil_text else seed.read_bytes())
        text.with_suffix(".toml").write_bytes(record.encode() if spoil_text else damaged(record, chance))
        [outcome] = import_files([text])
        assert bool(outcome.reason) == (outcome.label in {"refused", "kept"})
    assert Article.objects.count() == ArticleRevision.objects.filter(is_current=True).count()
    for body, start, end, exact in StatementSpan.objects.values_list(
        "statement__revision__body", "start", "end", "exact"
    ):
        assert body[start:end] == exact


@pytest.mark.django_db
@pytest.mark.parametrize(
    "record",
    [
        "[article]\nembargo_until = 0001-01-01T00:00:00+14:00",
        "[article]\nscheduled_for = 9999-12-31T23:59:00-12:00",
        '[[places]]\nname = "P"\nlatitude = nan\nlongitude = 0',
        '[[places]]\nname = "P"\nlatitude = 1e400\nlongitude = 0',
        f'[[places]]\nname = "P"\ngeonames_id = {10**30}',
        f'[[places]]\nname = "P"\nlatitude = {"9" * 6000}\nlongitude = 0',
        f'[[people]]\nname = "{"A" * 401}"',
        '[[people]]\nname = "\\u0000"',
        '[[people]]\nname = "\\u200b\\u202e"',
        '[[people]]\nname = "A"\nother_names = [{ text = "!" }]',
        '[[people]]\nname = "A"\nroles = [{ title = "x", from = 2024-01-02, to = 2024-01-01 }]',
        '[[people]]\nname = "A"\nwikidata_id = "Q1"\n[[people]]\nname = "B"\nkey = "b"\nwikidata_id = "Q1"',
        f"x = {'[' * 3000}",
    ],
)
def test_values_that_no_database_takes_are_refused_in_words(tmp_path, record):
    text = tmp_path / "a.txt"
    text.write_text("Strike ends\n\nThe strike is over.")
    text.with_suffix(".toml").write_text(record)
    [outcome] = import_files([text])
    assert outcome.label == "refused"
    assert outcome.reason
    assert not Article.objects.exists()
