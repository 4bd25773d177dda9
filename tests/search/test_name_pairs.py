"""Whoever types the one finds the other: pairs of spellings in four scripts, and some that must not meet."""

import unicodedata

import pytest

from articles import publishing
from people.models import PersonName
from people.naming import fold_name
from people.romanising import romanisations
from tests import factories as make

from .test_search_page import page

pytestmark = pytest.mark.django_db

LATIN = [
    ("Lech Walesa", "Lech Wałęsa"), ("KIERKEGAARD", "Søren Kierkegaard"), ("strauss", "Franz Josef Strauß"),
    ("isik kosaner", "Işık Koşaner"), ("İnönü", "Ismet Inonu"), ("obrien", "Conor O’Brien"),
    ("o'brien", "Conor OBrien"),
    ("aesop", "Æsop of Samos"), ("thorsteinn", "Þorsteinn Pálsson"), ("ＡＤＡ　ＶＯＳ", "Ada Vos"),
    ("Dvořák", unicodedata.normalize("NFD", "Antonín Dvořák")), ("nguyen van", "Nguyễn Văn Linh"),
    ("dokic", "Jelena Đokić"), ("borg hamrun", "Borg Ħamrun"), ("Griﬃn", "Nick Griffin"),
    ("rottenberg", "Rot\u00adten\u00adberg, Ida"), ("vos, ada", "Ada Vos\u200f"),
    ("jean-luc", "Jean Luc Dehaene"), ("jankauskas", "Ji\u0307\u0301m JANKAUSKAS"),
    ("RI\u0307MAS", "ri\u0307\u0301mas"),
]  # fmt: skip
CYRILLIC = [
    ("Sergei Lavrov", "Сергей Лавров"), ("sergey lavrov", "СЕРГЕЙ ЛАВРОВ"), ("Лавров", "Sergei Lavrov"),
    ("горбачев", "Михаил Горбачёв"), ("Gorbachev", "Михаил Горбачёв"), ("Gorbachyov", "Михаил Горбачёв"),
    ("Yevgeny Primakov", "Евгений Примаков"), ("Evgenii Primakov", "Евгений Примаков"),
    ("Lukashenko", "Александр Лукашенко"),
    ("Alexander", "Александр Лукашенко"), ("Yulia Timoshenko", "Юлия Тимошенко"), ("Kyiv", "Київ"), ("київ", "КИЇВ"),
    ("Djordjevic", "Јован Ђорђевић"), ("Đorđević", "Јован Ђорђевић"), ("Nazarbayev", "Нурсултан Назарбаев"),
    ("لافروف", "Сергей Лавров"), ("Ерлан Идрисов", "Erlan Idrisov"),
]  # fmt: skip
ARABIC = [
    ("محمد", "مُحَمَّد البرادعي"), ("احمد منير", "أحمد منير"), ("على", "علي لاريجاني"), ("فاطمه", "فاطمة"),
    ("الله", "عبد اللـــه"),
    ("\ufeb3\ufefc\ufee1", "سلام فياض"), ("کریم", "كريم سجادپور"), ("مي\u200cرود", "میرود"), ("هيئه", "هيئة التنسيق"),
    ("Assad", "بشار الأسد"), ("Hussein", "حسين أمير"), ("Hassan Rouhani", "حسن روحاني"),
    ("Muhammad", "محمد البرادعي"),
    ("Mohammed", "محمد البرادعي"), ("Gaddafi", "معمر القذافي"), ("الأسد", "Bashar al-Assad"),
    ("ادريسوف", "Erlan Idrissov"),
    ("يوسف", "Youssef Chahed"), ("Aisha", "عائشة الطرابلسي"),
]  # fmt: skip
GREEK = [
    ("Παπανδρεου", "Γιώργος Παπανδρέου"), ("ΠΑΠΑΝΔΡΕΟΥ", "Γιώργος Παπανδρέου"), ("Papandreou", "Γιώργος Παπανδρέου"),
    ("Giorgos Papandreou", "Γιώργος Παπανδρέου"), ("Mitsotakis", "Κυριάκος Μητσοτάκης"),
    ("Kyriakos", "Κυριάκος Μητσοτάκης"),
    ("Tsipras", "Αλέξης Τσίπρας"), ("τσιπρασ", "Αλέξης Τσίπρας"), ("ΤΣΊΠΡΑΣ", "Αλέξης Τσίπρας"),
    ("Dora Bakogianni", "Ντόρα Μπακογιάννη"), ("Evangelos Venizelos", "Ευάγγελος Βενιζέλος"),
    ("οδυσσευς", "Ὀδυσσεύς Ἐλύτης"),
    ("Christos", "Χρήστος Σαρτζετάκης"), ("Hristos", "Χρήστος Σαρτζετάκης"), ("Τσίπρας", "Alexis Tsipras"),
    ("μαιστρος", "Γιάννης Μαΐστρος"), ("Maistros", "Γιάννης Μαΐστρος"), ("Σαμαράς Αντώνης", "Αντώνης Σαμαράς"),
]  # fmt: skip
APART = [
    ("Vos", "Ada Voss"), ("Strauss", "Levi Straus"), ("Lech", "Walesa"), ("Ann", "Anna Vos"), ("Weiß", "Weis"),
    ("Лавров", "Анна Лаврова"), ("Lavrov", "Анна Лаврова"), ("Марин", "Марина"), ("Ivan", "Иванов"),
    ("Petrov", "Пётр"),
    ("Hassan", "حسين"), ("Hussein", "حسن"), ("حسين", "Hassan"), ("Kareem", "كرم"), ("محمود", "Muhammad"),
    ("Omar", "عمير"),
    ("Tsipras", "Τσίπρα"), ("Αλέξης", "Αλέξανδρος"), ("Samaras", "Σαμαρά"),
]  # fmt: skip


def named(client, typed, stored, field="speaker"):
    """Whom a word names, where the archive knows only this person, who said something."""
    with publishing.together():
        make.make_statement(make.make_article("Talks", "Nothing."), "Peace is near", make.make_person(stored))
    return [name.name for name in page(client, **{field: typed}).context["names"]]


@pytest.mark.parametrize(("typed", "stored"), [*LATIN, *CYRILLIC, *ARABIC, *GREEK])
def test_whoever_types_the_one_finds_the_other(client, typed, stored):
    assert named(client, typed, stored) == [stored]


@pytest.mark.parametrize(("typed", "stored"), APART)
def test_what_is_only_similar_is_not_taken_for_it(client, typed, stored):
    assert named(client, typed, stored) == []


def test_there_are_eighteen_pairs_a_script():
    assert min(len(pairs) for pairs in (LATIN, CYRILLIC, ARABIC, GREEK)) >= 18
    assert all(fold_name(typed) for typed, _stored in LATIN)


def test_the_name_as_it_is_stored_comes_before_how_it_may_be_spelt(client):
    """T70: exact before fuzzy, always."""
    for name in ["Лавров", "Sergei Lavrov"]:
        make.make_statement(make.make_article(name, "Nothing."), "Peace is near", make.make_person(name))
    assert [name.name for name in page(client, speaker="Lavrov").context["names"]] == ["Лавров", "Sergei Lavrov"]
    make.make_statement(make.make_article("Assad", "Nothing."), "Peace is near", make.make_person("بشار الأسد"))
    assert [name.name for name in page(client, speaker="Assad").context["names"]] == ["بشار الأسد"]
    make.make_statement(make.make_article("Assad", "Nothing."), "Peace is near", make.make_person("Hafez Assad"))
    assert [name.name for name in page(client, speaker="Assad").context["names"]] == ["Hafez Assad"]


def test_a_single_word_of_a_topic_is_no_name_in_other_letters(client):
    assert named(client, "Salaam", "سلام", field="q") == []


def test_a_latin_name_that_an_editor_typed_stands_alone(client):
    lavrov = make.make_person("Сергей Лавров")
    PersonName.objects.create(person=lavrov, text="Sergey Lavroff", kind="transliteration")
    make.make_statement(make.make_article("Talks", "Nothing."), "Peace is near", lavrov)
    assert romanisations(["Сергей Лавров", "Sergey Lavroff"]) == []
    assert [name.name for name in page(client, speaker="Lavroff").context["names"]] == ["Сергей Лавров"]
    assert page(client, speaker="Lavrov").context["names"] == []
