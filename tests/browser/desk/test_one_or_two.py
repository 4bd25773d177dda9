"""Two become one, one becomes two, and both are undone: by keyboard alone, and without a script."""

from urllib.parse import urlencode

import pytest

from articles.models import Split
from articles.splitting import split
from desk.pairs import doubles
from people.merging import merge
from people.models import Distinction, Merge, Person, Role
from tests.factories import make_article, make_person, make_statement

from .conftest import complaints_about, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.only_on("sqlite"), pytest.mark.django_db(transaction=True)]
WHY = "The same post on the same day."


@pytest.fixture
def waiting(transactional_db):
    """Two pairs that wait: one likelier than the other, both with something to choose."""
    ada = make_person("Ada Vos", summary="A minister.")
    full = make_person("Ada Vos", summary="Minister of harbours, then of rivers.", wikidata_id="Q7")
    sami = make_person("سامي الحداد", summary="وزير الموانئ")
    other = make_person("Sami Haddad", wikidata_id="Q8")
    sami.names.create(text="سامي حداد")
    for n, speaker in enumerate([ada, ada, full, sami, other]):
        words = "سيعود العمال إلى الميناء يوم الاثنين" if speaker == sami else f"Line number {n} of the day."
        make_statement(make_article(f"Article {n}"), words, speaker=speaker)
    for person in (ada, full):
        Role.objects.create(person=person, title="minister")
    Person.objects.filter(pk=sami.pk).update(wikidata_id="Q9")
    doubles.compare_new(Person)
    return ada, full, sami, other


def test_two_are_merged_and_made_two_again_by_keyboard_alone(at_desk, waiting):
    page, site = at_desk
    ada, full, *_others = waiting
    page.goto(f"{site}/desk/doubles/")
    page.keyboard.press("m")
    page.wait_for_url("**/desk/merge/**")
    page.keyboard.press("2")
    assert page.locator("#stays-2").is_checked()
    assert page.locator("[name='field-summary'][value='2']").is_checked()  # the value goes along with who stays
    page.keyboard.press("r")
    page.keyboard.type(WHY)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/merged/**")
    assert Person.objects.get(pk=ada.pk).merged_into == full
    page.keyboard.press("r")
    page.keyboard.type("They were two.")
    page.keyboard.press("Enter")
    page.get_by_text("both are what they were").first.wait_for()
    assert Person.objects.get(pk=ada.pk).merged_into is None
    assert Merge.objects.get().undone_at


def test_keys_go_from_pair_to_pair_and_tell_two_apart_and_take_it_back(at_desk, waiting):
    page, site = at_desk
    page.goto(f"{site}/desk/doubles/")
    page.keyboard.press("j")
    assert "Sami" in page.locator(".pair.is-current h2").inner_text()
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.get_by_text("They are not proposed again").wait_for()
    assert Distinction.objects.standing().count() == 1
    assert page.locator(".pair").count() == 1
    page.keyboard.press("z")
    page.get_by_text("may be proposed again").wait_for()
    assert Distinction.objects.standing().count() == 0
    assert page.locator(".pair").count() == 2


def test_what_was_chosen_by_hand_stays_when_the_other_is_to_stay(at_desk, waiting):
    page, site = at_desk
    page.goto(f"{site}/desk/doubles/")
    page.keyboard.press("m")
    page.locator("[name='field-summary'][value='1']").click()
    page.keyboard.press("2")
    assert page.locator("[name='field-summary'][value='1']").is_checked()


def test_one_is_split_and_made_one_again_by_keyboard_alone(at_desk, waiting):
    page, site = at_desk
    ada = waiting[0]
    page.goto(f"{site}/desk/split/person/{ada.code}/")
    box = page.locator("[name=tick]").first
    for _ in range(30):
        if box.evaluate("box => box === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("#ticked").inner_text() == "1"
    page.locator("#summary").focus()
    page.keyboard.type("Harbour master.")
    page.locator("#reason").focus()
    page.keyboard.type(WHY)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/splits/**")
    assert Person.objects.filter(summary="Harbour master.").get().statements.count() == 1
    page.keyboard.press("r")
    page.keyboard.type("She is one.")
    page.keyboard.press("Enter")
    page.get_by_text("they are one again").first.wait_for()
    assert ada.statements.count() == 2 and Split.objects.get().undone_at


def test_all_of_it_works_without_a_script(live_server, browser, edith, waiting):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, edith)
    page.goto(f"{live_server.url}/desk/doubles/")
    page.get_by_role("button", name="Not the same").last.click()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("link", name="Compare and merge").first.click()
    page.locator("#stays-1").check()
    page.locator("#reason").fill(WHY)
    page.get_by_role("button", name="Merge them").click()
    page.locator("#reason").fill("They were two.")
    page.get_by_role("button", name="Undo the merge").click()
    assert Merge.objects.get().undone_at
    page.goto(f"{live_server.url}/desk/split/person/{waiting[0].code}/")
    page.get_by_role("button", name="Tick all on this page").click()
    page.get_by_role("button", name="Roles").click()
    page.locator("[name=tick]").check()
    page.locator("#reason").fill(WHY)
    page.get_by_role("button", name="Split", exact=False).last.click()
    page.locator("#reason").fill("She is one.")
    page.get_by_role("button", name="Undo the split").click()
    assert Split.objects.get().undone_at and waiting[0].statements.count() == 2 == waiting[0].roles.count() + 1
    context.close()


@pytest.mark.parametrize("language", ["en-gb", "ar"])
def test_each_page_is_accessible_narrow_and_wide_light_and_dark(at_desk, waiting, settings, edith, language):
    page, site = at_desk
    settings.LANGUAGE_CODE = language
    ada, full, sami, other = waiting
    doubles.tell_apart(ada, full, by=edith, reason="Two of one name.")
    merged = f"merge/person/{ada.code}/{full.code}/", f"merge/person/{sami.code}/{other.code}/"
    make_statement(make_article("Unnamed"), "قال إن الميناء مغلق", described_as="مسؤول كبير")
    groups = "unnamed/", f"unnamed/statements/?{urlencode({'called': 'مسوول كبير'})}"
    done = merge(full, make_person("Ada V."), by=edith, reason=WHY)
    parted = split(
        sami, statements=[sami.statements.get()], parts={}, name="Another", by=edith, reason="Two of one name."
    )
    passed = f"merged/{done.pk}/", f"splits/{parted.pk}/"
    for address in ("doubles/", "doubles/person/decided/", *merged, *groups, f"split/person/{sami.code}/", *passed):
        assert complaints_about(page, f"{site}/desk/{address}") == []


def test_a_group_of_the_unnamed_is_identified_by_keyboard_alone(at_desk):
    page, site = at_desk
    ada = make_person(summary="A minister.")
    for n in range(3):
        make_statement(make_article(f"Article {n}"), f"Line number {n} of the day.", described_as="a senior official")
    page.goto(f"{site}/desk/unnamed/")
    page.get_by_role("link", name="a senior official").press("Enter")
    page.wait_for_url("**/statements/**")
    page.keyboard.press("a")
    page.wait_for_function("document.getElementById('ticked').value === '3'")
    page.keyboard.press("r")
    page.keyboard.type(WHY)
    page.locator("#who").focus()
    page.keyboard.type(ada.code)
    page.keyboard.press("Enter")
    page.get_by_text("3 statements would be attributed to").wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("Identified: 3.").wait_for()
    assert ada.statements.count() == 3
