"""Who "he", "she" and "the minister" are."""

import pytest

from extraction import extract


def speakers(body):
    return [q.speaker for q in extract(body, language="en").quotations]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        # the subject of the sentence before, not whom it names in passing
        ("Tom Reed met Paul Lind on Friday. He said the gate was rotten.", "Tom Reed"),
        # what the pronoun's own clause reports names nobody who could be meant
        ("Tom Reed resigned on Friday. He said Paul Lind was a model of honesty.", "Tom Reed"),
        # a parenthesis about time stands between a name and its verb
        ("Paul Lind came. Tom Reed, while waiting in Leeds, called Lind's plan “a ruin and a shame”.", "Tom Reed"),
        # capitals in passing are no person
        ("Tom Reed signed the Harvest Amendment on Friday. He said the gate was rotten.", "Tom Reed"),
        ("Ada Vos, the mayor of Leeds, came with Paul Lind. The mayor said the gate was rotten.", "Ada Vos"),
        ("Commissioner Ada Vos came with Paul Lind. The commissioner said the gate was rotten.", "Ada Vos"),
        ("Ada Vos met Paul Lind. She said the gate was rotten.", "Ada Vos"),
        (
            "The Harbour Federation met the Miners Federation. The Harbour Federation left. The federation said the "
            "gate was rotten.",
            "Harbour Federation",
        ),
        ("The gate broke. The minister said the gate was rotten.", ""),
    ],
)
def test_a_pronoun_or_role_is_taken_for_the_person_meant(body, speaker):
    assert speakers(body)[-1] == speaker


def test_a_word_before_a_name_is_no_part_of_it():
    assert speakers("Former Mayor Ada Vos came. Former Vos said nobody. Afterwards Vos said the gate was rotten.")[
        -1
    ] == ("Ada Vos")


@pytest.mark.parametrize("frame", ["Lind's top policy aide Tom Reed", "Lind's aide, Tom Reed"])
def test_who_belongs_to_somebody_named_is_not_them(frame):
    body = f"Paul Lind came. “The gate was rotten,” said {frame}.\n\n“We had warned him of it for years.”"
    assert speakers(body) == ["Tom Reed", "Tom Reed"]
    assert speakers("Paul Lind came. “The gate was rotten,” said Lind's brother.") == [""]
