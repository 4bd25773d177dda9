"""The pages where two records are merged, told apart or asked about, and where one is split."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing
from articles.models import Split
from articles.splitting import split
from desk.models import Double
from desk.pairs import doubles
from people.merging import merge
from people.models import Distinction, Merge, Person, Role
from tests.factories import make_article, make_editor, make_organisation, make_person, make_place, make_statement

pytestmark = pytest.mark.django_db
WHY = "The same post on the same day."


@pytest.fixture
def edith(client):
    editor = make_editor("edith")
    client.force_login(editor)
    return editor


@pytest.fixture
def pair():
    """Two who may be one, and wait for a decision."""
    ada, full = make_person("A. Vos", summary="A minister."), make_person("Ada Vos", wikidata_id="Q7")
    make_statement(make_article("One"), "Line one.", speaker=ada)
    doubles.look_at(Person, [ada])
    return ada, full


def merge_page(one, other):
    return reverse("desk:merge", args=[one._meta.model_name, one.code, other.code])


def posted(page, **values):
    """What the form on a page would send, with these values."""
    seen = re.search(r'name="seen" value="([^"]*)"', page.content.decode())[1]
    return {"seen": seen, "act": "merge", "stays": "1", "reason": WHY} | values


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def test_of_namesakes_the_codes_say_who_became_whom(edith, client):
    one, other = make_person("Daniel Okafor"), make_person("Daniel Okafor")
    address = merge_page(one, other)
    told = client.post(address, posted(client.get(address)), follow=True).content.decode()
    assert f"Daniel Okafor ({other.code}) is Daniel Okafor ({one.code}) now." in told


def test_pairs_are_listed_with_what_speaks_for_them_and_against(edith, client, pair):
    Role.objects.create(person=pair[0], title="minister")
    Role.objects.create(person=pair[1], title="Minister")
    Person.objects.filter(pk=pair[0].pk).update(wikidata_id="Q8")
    page = client.get("/desk/doubles/").content.decode()
    for words in [
        "an initial that fits",
        "The same role: minister",
        "Against:",
        "Different Wikidata numbers: Q8 and Q7",
    ]:
        assert words in page
    assert merge_page(*pair) in page


def test_the_queue_on_the_first_page_leads_there(edith, client, pair):
    page = client.get("/desk/").content.decode()
    assert '<a href="/desk/doubles/">Possible doubles</a>' in page


def test_not_the_same_takes_a_pair_out_and_can_be_taken_back_at_once(edith, client, pair):
    codes = {"one": pair[0].code, "other": pair[1].code}
    page = client.post("/desk/doubles/person/", codes | {"act": "apart"}, follow=True).content.decode()
    assert "They are not proposed again" in page and Double.objects.count() == 0
    assert Distinction.objects.get().decided_by == edith
    assert "A. Vos" in client.get("/desk/doubles/person/decided/").content.decode()
    client.post("/desk/doubles/person/", codes | {"act": "back"})
    assert Double.objects.count() == 1


def test_not_the_same_twice_decides_once(edith, client, pair):
    for _ in range(2):
        client.post("/desk/doubles/person/", {"one": pair[0].code, "other": pair[1].code, "act": "apart"})
    assert Distinction.objects.count() == 1


def test_whoever_was_merged_meanwhile_is_told_apart_as_the_survivor(edith, client, pair):
    third = make_person("Third")
    merge(pair[1], third, by=edith, reason=WHY)
    codes = {"one": pair[0].code, "other": pair[1].code, "act": "apart"}
    page = client.post("/desk/doubles/person/", codes, follow=True).content.decode()
    assert "Ada Vos was merged into Third." in page
    assert Distinction.objects.between(pair[0], third).exists()


def test_what_was_added_is_compared_at_the_press_of_a_button(edith, client):
    for name in ("Harbours Board", "Board of Harbours"):
        make_organisation(name)
    assert "2 not compared" in client.get("/desk/doubles/organisation/").content.decode()
    page = client.post("/desk/doubles/organisation/", {"act": "compare"}, follow=True).content.decode()
    assert "Compared: 2." in page and "the same words in another order" in page.lower()


def test_any_two_can_be_compared_by_a_name_that_nobody_else_bears(edith, client, pair):
    typed = {"first": "ada vos", "second": "A. Vos"}
    assert client.get("/desk/doubles/person/", typed).url == merge_page(pair[1], pair[0])
    make_person("Ada Vos", slug="another")
    assert client.get("/desk/doubles/person/", typed).status_code == 422


def test_any_two_can_be_compared_by_code_or_address(edith, client, pair):
    typed = {"first": pair[0].code, "second": f"https://archive.example{pair[1].get_absolute_url()}"}
    assert client.get("/desk/doubles/person/", typed).url == merge_page(*pair)
    page = client.get("/desk/doubles/person/", {"first": pair[0].code, "second": "nobody"})
    assert page.status_code == 422 and "two different records" in page.content.decode()


def test_a_merge_takes_the_values_that_were_chosen(edith, client, pair):
    ada, full = pair
    page = client.get(merge_page(ada, full))
    assert "statements (1), participations (1), addresses (1)" in page.content.decode()
    chosen = {"field-name": "2", "field-wikidata_id": "2", "field-summary": "1"}
    answer = client.post(merge_page(ada, full), posted(page, **chosen), follow=True).content.decode()
    ada = fresh(ada)
    assert (ada.name, ada.wikidata_id, ada.summary) == ("Ada Vos", "Q7", "A minister.")
    assert fresh(full).merged_into == ada
    assert WHY in answer and "Undo the merge" in answer


def test_a_merge_is_undone_from_its_own_page(edith, client, pair):
    ada, full = pair
    client.post(merge_page(ada, full), posted(client.get(merge_page(ada, full))))
    done = Merge.objects.get()
    refused = client.post(f"/desk/merged/{done.pk}/undo/", {"reason": ""})
    assert refused.status_code == 422 and "Give a reason" in refused.content.decode()
    client.post(f"/desk/merged/{done.pk}/undo/", {"reason": "They were two."})
    assert fresh(full).merged_into is None and Double.objects.count() == 1
    assert "undone" in client.get("/desk/merged/").content.decode()


def test_a_button_pressed_twice_merges_once(edith, client, pair):
    sent = posted(client.get(merge_page(*pair)))
    first, second = (client.post(merge_page(*pair), sent) for _ in range(2))
    assert Merge.objects.count() == 1
    assert first.url == second.url == f"/desk/merged/{Merge.objects.get().pk}/"


@pytest.mark.parametrize("change", ["name", "merge"])
def test_a_colleague_who_was_quicker_is_shown_and_nothing_typed_is_lost(edith, client, pair, change):
    ada, full = pair
    sent = posted(client.get(merge_page(ada, full)), stays="2")
    if change == "name":
        full.version, full.name = full.version + 1, "Ada Maria Vos"
        full.save()
    else:
        merge(full, make_person("Third"), by=edith, reason=WHY)
    answer = client.post(merge_page(ada, full), sent)
    page = answer.content.decode()
    assert answer.status_code == 409 and f'value="{WHY}"' in page
    assert ("Ada Maria Vos" if change == "name" else "Ada Vos was merged into Third.") in page
    assert fresh(ada).merged_into is None


@pytest.mark.parametrize(
    ("sent", "words"),
    [({"reason": ""}, "Give a reason"), ({"stays": "3"}, "Choose which"), ({"act": "?"}, "Choose what to do")],
)
def test_what_cannot_be_done_is_said_beside_what_was_typed(edith, client, pair, sent, words):
    values = posted(client.get(merge_page(*pair)), **{"field-summary": "2"}) | sent
    answer = client.post(merge_page(*pair), values)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page
    assert 'name="field-summary" value="2" checked' in page


def test_those_told_apart_are_merged_only_after_that_is_taken_back(edith, client, pair):
    doubles.tell_apart(*pair, by=edith, reason="Two of one name.")
    page = client.get(merge_page(*pair))
    assert "Two of one name." in page.content.decode() and 'value="merge"' not in page.content.decode()
    assert client.post(merge_page(*pair), posted(page)).status_code == 422
    client.post(merge_page(*pair), {"act": "back"})
    client.post(merge_page(*pair), posted(page))
    assert Merge.objects.count() == 1


def test_an_editor_asks_and_a_publisher_merges(client, pair):
    amal = make_editor("amal", group="editor")
    client.force_login(amal)
    page = client.get(merge_page(*pair))
    assert "Ask a publisher" in page.content.decode() and 'value="merge"' not in page.content.decode()
    assert client.post(merge_page(*pair), posted(page)).status_code == 403
    client.post(merge_page(*pair), posted(page, act="ask"))
    client.force_login(make_editor("edith"))
    listed = client.get("/desk/doubles/").content.decode()
    assert "<strong>amal</strong> asks to merge them" in listed and WHY in listed


@pytest.mark.parametrize("make", [make_organisation, make_place])
def test_organisations_and_places_are_merged_here_too(edith, client, make):
    one, other = make("Harbour"), make("Harbour", summary="A port.")
    page = client.get(merge_page(one, other))
    client.post(merge_page(one, other), posted(page, **{"field-summary": "2"}))
    assert (fresh(one).summary, fresh(other).merged_into) == ("A port.", one)


@pytest.mark.parametrize("address", ["doubles/event/", "merge/event/AAAAAAAA/BBBBBBBB/", "split/event/AAAAAAAA/"])
def test_there_is_no_page_for_other_kinds(edith, client, address):
    assert client.get(f"/desk/{address}").status_code == 404


def test_the_list_and_the_pair_take_the_same_queries_however_much_there_is(edith, client):
    counts = []
    for n in range(1, 4):
        people = [make_person(f"Ada {'abc'[n - 1]}{letter} Vos{n}") for letter in "xx"]
        for person in people:
            person.names.create(text=f"Another {n}")
            Role.objects.create(person=person, title="clerk", organisation=make_organisation(f"Body {n}"))
            for line in range(n):
                make_statement(make_article(f"{person.pk} {line}"), f"Line {line}.", speaker=person)
        doubles.look_at(Person, people)
        asked = []
        for address in ("/desk/doubles/", merge_page(*people)):
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            asked.append(len(queries))
        counts.append(asked)
    assert counts[1:] == counts[:1] * 2


# Split


@pytest.fixture
def ada():
    ada = make_person("Ada Vos")
    with publishing.together():
        for n in range(25):
            make_statement(make_article(f"Article {n}"), f"Line number {n}.", speaker=ada)
    return ada


def split_page(record):
    return reverse("desk:split", args=[record._meta.model_name, record.code])


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def ticked_on(page):
    return re.findall(r'name="tick" value="([^"]*)" checked', page)


def test_ticks_are_kept_from_page_to_page_without_a_script(edith, client, ada):
    page = client.get(split_page(ada)).content.decode()
    boxes = re.findall(r'name="tick" value="([^"]*)"', page)
    assert len(boxes) == 20
    onward = re.search(r'formaction="([^"]*after=[^"]*)"', page)[1].replace("&amp;", "&")
    sent = {"kept": "", "shown": hidden(page, "shown"), "tick": boxes[:2], "reason": "Typed", "act": "look"}
    second = client.post(onward, sent).content.decode()
    assert hidden(second, "kept").split() == sorted(boxes[:2]) and 'value="Typed"' in second
    more = re.findall(r'name="tick" value="([^"]*)"', second)
    sent = {"kept": hidden(second, "kept"), "shown": hidden(second, "shown"), "tick": more[:1], "act": "look"}
    back = client.post(split_page(ada), sent).content.decode()
    assert ticked_on(back) == boxes[:2] and hidden(back, "kept") == more[0]
    sent = {"kept": hidden(back, "kept"), "shown": hidden(back, "shown"), "tick": boxes[:1], "act": "split"}
    sent |= {"who": "new", "name": "Ada Vos", "summary": "Harbour master.", "reason": WHY}
    answer = client.post(split_page(ada), sent)
    done = Split.objects.get()
    assert answer.url == f"/desk/splits/{done.pk}/"
    keys = {int(tick.partition(":")[2]) for tick in (boxes[0], more[0])}
    assert {key for key, _role in done.statements} == keys  # a box that was ticked off is left out


def test_all_of_a_page_are_ticked_at_once(edith, client, ada):
    page = client.post(split_page(ada), {"act": "all"}).content.decode()
    assert len(ticked_on(page)) == 20 and '<output id="ticked">20</output>' in page


def test_the_other_may_be_known_already_and_one_who_was_merged_is_meant_as_the_survivor(edith, client, ada):
    known, survivor = make_person("Known"), make_person("Survivor")
    merge(known, survivor, by=edith, reason=WHY)
    tick = f"statement:{ada.statements.first().pk}"
    sent = {"tick": [tick], "act": "split", "who": "known", "known": known.code, "reason": WHY}
    page = client.post(split_page(ada), sent, follow=True).content.decode()
    assert "Known was merged into Survivor." in page
    assert survivor.statements.count() == 1


def test_one_who_was_merged_meanwhile_is_split_as_the_survivor(edith, client, ada):
    gone = make_person("Gone")
    merge(gone, ada, by=edith, reason=WHY)
    answer = client.get(split_page(gone))
    assert answer.url == split_page(ada)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"reason": ""}, "Give a reason"),
        ({"tick": []}, "Tick what"),
        ({"name": ""}, "Name the other"),
        ({"who": "known", "known": "nobody"}, "code or address"),
    ],
)
def test_a_split_that_cannot_be_is_told_and_keeps_the_ticks(edith, client, ada, sent, words):
    tick = f"statement:{ada.statements.newest_first().first().pk}"
    values = {"tick": [tick], "act": "split", "who": "new", "name": "Other", "reason": WHY} | sent
    answer = client.post(split_page(ada), values)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and Split.objects.count() == 0
    assert ticked_on(page) == values["tick"]


def test_a_split_is_undone_from_its_own_page(edith, client, ada):
    done = split(ada, statements=ada.statements.all()[:2], parts={}, name="Other", by=edith, reason=WHY)
    assert "Other" in client.get("/desk/merged/").content.decode()
    client.post(f"/desk/splits/{done.pk}/undo/", {"reason": "She is one."})
    assert ada.statements.count() == 25
    assert client.post(f"/desk/splits/{done.pk}/undo/", {"reason": "Again."}).status_code == 422


def test_a_split_page_takes_the_same_queries_however_much_is_said(edith, client, ada):
    quiet = make_person("Tom Lund")
    make_statement(make_article("Quiet"), "Hm.", speaker=quiet)
    asked = []
    for person in (quiet, ada):
        with CaptureQueriesContext(connection) as queries:
            client.get(split_page(person))
        asked.append(len(queries))
    assert asked[0] == asked[1]
