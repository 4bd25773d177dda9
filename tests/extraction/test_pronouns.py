"""Who "he", "she" and "the minister" are."""

import pytest

from extraction import extract
from extraction.engines import ENGINES
from extraction.language import available, load


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


CAME = "Ada Vos and Paul Lind came. "
SAYS = " said the gate was rotten."
INTRODUCED = [
    ("Her spokesman, Tom Reed, was there. Her spokesman", "Tom Reed"),
    ("Her longtime spokesman Tom Reed spoke first. Her spokesman", "Tom Reed"),
    ("Vos's spokesman, Tom Reed, was there. Her spokesman", "Tom Reed"),
    ("Vos campaign spokesman Tom Reed was there. Her campaign spokesman", "Tom Reed"),
    ("Tom Reed, a spokesman for Vos, was there. Her spokesman", "Tom Reed"),
    ("Tom Reed, her spokesman, was there. Her spokesman", "Tom Reed"),
    ("Tom Reed, Vos's spokesman, was there. Her spokesman", "Tom Reed"),
    ("A spokesman for Vos, Tom Reed, was there. Her spokesman", "Tom Reed"),
    ("Lind spoke. His spokesman, Tom Reed, nodded. His spokesman", "Tom Reed"),
    ("Both wept. Their spokesman, Tom Reed, nodded. Their spokesman", "Tom Reed"),
    ("The Harbour Board met. Its spokesman, Tom Reed, nodded. Its spokesman", "Tom Reed"),
    # somebody else's, or nobody whom the text introduces
    ("Lind's spokesman, Tom Reed, was there. Her spokesman", ""),
    ("Lind's spokesman, Tom Reed, nodded. Jack Holt arrived. His spokesman", ""),
    ("Her aide, Tom Reed, was there. Her spokesman", ""),
    ("Spokesman Tom Reed was there. Her spokesman", ""),
    ("Her spokesman", ""),
    ("Their spokesman, Tom Reed, nodded. Their spokesman, Jack Holt, left. Their spokesman", ""),
    ("The Harbour Board met. Its spokesman, Tom Reed, left. It rained. The ministry closed. Its spokesman", ""),
    ("Her spokesman, Tom Reed, was there. Her spokesman's brother", ""),
    ("Her spokesman, Tom Reed, was there. Our spokesman", ""),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("body", "speaker"), INTRODUCED, ids=[body for body, _ in INTRODUCED])
def test_her_spokesman_is_whoever_was_introduced_as_hers(body, speaker, engine):
    quotation = extract(CAME + body + SAYS, language="en", engine=engine).quotations[-1]
    assert (quotation.speaker, quotation.source.exact.split()[-1]) == (speaker, body.split()[-1])


ELSEWHERE = [
    (
        "fr",
        "La ministre Claire Dumont est venue. {}. « Le port est fermé », a déclaré son porte-parole.",
        [
            ("Son porte-parole, Marc Petit, était là", "Marc Petit"),
            ("Le porte-parole de Claire Dumont, Marc Petit, était là", "Marc Petit"),
            ("Le porte-parole de Jean Roux, Marc Petit, était là", ""),
            ("Son avocat, Marc Petit, était là", ""),
        ],
    ),
    (
        "de",
        "Ministerin Anna Brandt und Minister Karl Weber kamen. {}. „Der Hafen ist zu“, sagte ihr Sprecher.",
        [
            ("Ihr Sprecher Uwe Lang war da", "Uwe Lang"),
            ("Der Sprecher von Anna Brandt, Uwe Lang, war da", "Uwe Lang"),
            ("Der Sprecher von Karl Weber, Uwe Lang, war da", ""),
            ("Sein Sprecher Uwe Lang war da", ""),
        ],
    ),
    (
        "es",
        "La ministra Clara Domínguez llegó. {}. «El puerto está cerrado», declaró su portavoz.",
        [
            ("Su portavoz, Marcos Peña, estaba allí", "Marcos Peña"),
            ("El portavoz de Clara Domínguez, Marcos Peña, estaba allí", "Marcos Peña"),
            ("El portavoz de Juan Ruiz, Marcos Peña, estaba allí", ""),
        ],
    ),
    (
        "ru",
        "Приехали Анна Петрова и Иван Соколов. {}. «Порт закрыт», — сказал её пресс-секретарь.",
        [
            ("Её пресс-секретарь Олег Белов был там", "Олег Белов"),
            ("Его пресс-секретарь Олег Белов был там", ""),
        ],
    ),
]


@pytest.mark.parametrize(
    ("language", "body", "speaker"),
    [(code, body.format(told), speaker) for code, body, cases in ELSEWHERE for told, speaker in cases],
)
def test_each_language_with_possessives_tells_whose_somebody_is(language, body, speaker):
    quotation = extract(body, language=language).quotations[-1]
    assert quotation.source is not None
    assert quotation.speaker == speaker


def test_every_language_with_possessives_is_among_them():
    spoken = {code for code in available() if any(load(code).possessives.values())}
    assert spoken == {"en", *(code for code, _, _ in ELSEWHERE)}


def test_a_word_before_a_name_is_no_part_of_it():
    assert speakers("Former Mayor Ada Vos came. Former Vos said nobody. Afterwards Vos said the gate was rotten.")[
        -1
    ] == ("Ada Vos")


@pytest.mark.parametrize("frame", ["Lind's top policy aide Tom Reed", "Lind's aide, Tom Reed"])
def test_who_belongs_to_somebody_named_is_not_them(frame):
    body = f"Paul Lind came. “The gate was rotten,” said {frame}.\n\n“We had warned him of it for years.”"
    assert speakers(body) == ["Tom Reed", "Tom Reed"]
    assert speakers("Paul Lind came. “The gate was rotten,” said Lind's brother.") == [""]
