"""Each language: direct and mixed statements of a named speaker, in invented sentences."""

import pytest

from extraction import extract
from extraction.language import available, load

TEXTS = {
    "fr": (
        "PARIS – « Nous rouvrirons le port lundi », a déclaré la ministre des Transports, Claire Dumont, lors d’une "
        "conférence de presse à Lyon. « Et nous le ferons ensemble », a-t-elle ajouté.\n\n"
        "Le syndicaliste Marc Petit a affirmé que l’offre était « une porte, pas une maison ».",
        [("direct", "Claire Dumont"), ("direct", "Claire Dumont"), ("mixed", "Marc Petit")],
        ("Paris", "Lyon"),
    ),
    "de": (
        "BERLIN – „Wir öffnen den Hafen am Montag“, sagte Verkehrsministerin Anna Brandt in Hamburg. „Und wir tun es "
        "gemeinsam“, fügte sie hinzu.\n\nDer Gewerkschafter Karl Weber erklärte, dass das Angebot „eine Tür, kein "
        "Haus“ sei.",
        [("direct", "Anna Brandt"), ("direct", "Anna Brandt"), ("mixed", "Karl Weber")],
        ("Berlin", "Hamburg"),
    ),
    "ru": (
        "МОСКВА — «Мы откроем порт в понедельник», — заявила министр транспорта Анна Петрова в Казани. «И сделаем это "
        "вместе», — добавила она.\n\nКапитан Иван Соколов сказал, что предложение было «дверью, а не домом».",
        [("direct", "Анна Петрова"), ("direct", "Анна Петрова"), ("mixed", "Иван Соколов")],
        ("Moscow", "Kazan"),
    ),
    "ar": (
        "دمشق — قال وزير النقل سامي الحداد إن الميناء «سيفتح يوم الاثنين». وأضاف: «سنفعل ذلك معا».\n\n"
        "وقالت رئيسة البلدية ليلى منصور في بيروت: «هذا غير صحيح».",
        [("mixed", "سامي الحداد"), ("direct", "سامي الحداد"), ("direct", "ليلى منصور")],
        ("Damascus", "Beirut"),
    ),
}


@pytest.mark.parametrize("code", TEXTS)
def test_who_said_what(code):
    body, expected, _ = TEXTS[code]
    findings = extract(body)
    assert findings.language == code
    assert [(str(q.kind), q.speaker) for q in findings.quotations] == expected


@pytest.mark.parametrize("code", TEXTS)
def test_where_it_was_written_and_where_it_was_said(code):
    body, _, (written, said) = TEXTS[code]
    findings = extract(body)
    assert findings.dateline_place == written
    assert said in {q.said_in for q in findings.quotations}


@pytest.mark.parametrize(
    ("code", "description"),
    [
        ("fr", "ministre des Transports"),
        ("de", "Verkehrsministerin"),
        ("ru", "министр транспорта"),
        ("ar", "وزير النقل"),
    ],
)
def test_what_the_first_speaker_is_called(code, description):
    findings = extract(TEXTS[code][0])
    assert next(p for p in findings.parties if not p.is_organisation).described_as == description


@pytest.mark.parametrize("code", available())
def test_a_language_file_holds_all_that_is_asked_of_it(code):
    language = load(code)
    needed = [
        "common",
        "that",
        "conjunctions",
        "prepositions",
        "determiners",
        "auxiliaries",
        "roles",
        "sources",
        "times",
    ]
    assert [name for name in needed if not getattr(language, name)] == []
    assert language.speech and language.quoting and language.naming and language.given


def test_an_unknown_language_is_read_as_english():
    assert load("xx").code == "en"
    assert load("fr-CA").code == "fr"
