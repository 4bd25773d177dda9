"""Which marks make a quotation, and which do not."""

import pytest

from extraction.quotations import find_stretches


def stretches(body):
    return [body[s.start : s.end] for s in find_stretches(body)]


@pytest.mark.parametrize(
    "body",
    [
        "“Back to work,” she said.",
        '"Back to work," she said.',
        "„Back to work,“ she said.",
        "„Back to work,” she said.",
        "«Back to work,» she said.",
        "« Back to work, » she said.",
        "»Back to work,« she said.",
        "''Back to work,'' she said.",
        "``Back to work,'' she said.",
        "「Back to work,」 she said.",
        "‘Back to work,’ she said.",
        "'Back to work,' she said.",
        "‹Back to work,› she said.",
        "›Back to work,‹ she said.",
        "`Back to work,' she said.",
        "”Back to work,” she said.",
        "‚Back to work,‘ she said.",
        "『Back to work,』 she said.",
    ],
)
def test_marks_of_every_style(body):
    assert stretches(body) == ["Back to work,"]


@pytest.mark.parametrize(
    "body",
    [
        "The dockers’ union isn’t theirs.",
        "The dockers' union isn't theirs.",
        "Rock ’n’ roll of the ’90s and the '80s.",
        'A 6" plank.',
        "He took 'em all, 'tis said.",
        "The workers' and drivers' rights, the dogs' home and the boys' club.",
        "She's 5' 10\" tall; the door is 6' 2\" wide.",
    ],
)
def test_apostrophes_are_no_quotation(body):
    assert stretches(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("‘We don’t wait,’ she said. ‘It’s the workers’ fault.’", ["We don’t wait,", "It’s the workers’ fault."]),
        ("'We don't wait,' she said. 'It's rock 'n' roll.'", ["We don't wait,", "It's rock 'n' roll."]),
        ("‘The ’90s were ours,’ she said.", ["The ’90s were ours,"]),
        ("‘She said “no” to us,’ he said.", ["She said “no” to us,"]),
        ("«Он сказал: „Нет“», — сообщил он.", ["Он сказал: „Нет“"]),
        ("“We wait, she said.", ["We wait, she said."]),
        ("“We wait,“ she said. “Here.”", ["We wait,", "Here."]),
        ('"We wait,” she said. "Here."', ["We wait,", "Here."]),
        ('"She said “no” to us," he said.', ["She said “no” to us,"]),
        ("He said we wait.” Then he left.", []),
        ("“ ” and “…” say nothing.", []),
    ],
)
def test_british_marks_quotations_within_and_marks_that_are_missing(body, expected):
    assert stretches(body) == expected


def test_a_plural_apostrophe_does_not_end_a_quotation():
    assert stretches("‘The dockers’ cranes stood still,’ Vos said.") == ["The dockers’ cranes stood still,"]


def test_a_quotation_within_a_quotation_is_part_of_it():
    assert stretches("“She said ‘never’ and “no”,” Vos said.") == ["She said ‘never’ and “no”,"]


def test_a_continuing_quotation_opens_each_paragraph():
    body = "“The first.\n\n“The second.\n\n“The third,” Vos said."
    assert stretches(body) == ["The first.", "The second.", "The third,"]
    assert [s.is_open for s in find_stretches(body)] == [True, True, False]


def test_a_lonely_mark_within_a_line_is_none():
    assert stretches('The plank was 6 " wide and “ new.\n\nNothing else.') == []
