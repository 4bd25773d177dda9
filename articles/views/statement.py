"""A statement's own page."""

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.shortcuts import redirect, render
from django.urls import reverse

from articles import linked_data, tombstones, versions
from articles.citing import address_in_original, cite_statement
from articles.marking import marked_paragraphs, surroundings
from articles.models import Correction, Reference, Statement
from articles.reports import telling
from articles.shown import with_spans
from people.linked_data import as_script
from people.models import Role
from people.paging import page_of
from people.prepared import prepared

from .article import citation, marks_of, shown_elsewhere

FETCHED = [
    "speaker", "on_behalf_of", "said_in", "event", "relayed_by", "speaker_role__organisation",
    "revision", "article__publisher",
]  # fmt: skip
SHOWN = 6  # reports beside a statement; all of them have a page of their own


def statement(request, code):
    """Exactly what was said, by whom, when and where, and the sentence it was printed in."""
    found = next(iter(_of_code(code)), None)
    if not found:
        return tombstones.of_statement(request, code)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    contents = _contents(found)
    data = linked_data.of_statement(found, request.build_absolute_uri, about=contents["about"])
    contents |= {"linked_data": as_script(data), "original_address": address_in_original(found)}
    contents |= shown_elsewhere(request, found, contents["corrections"], found.revision)
    return render(request, "articles/statement.html", contents | citation(request, found, cite_statement))


@prepared
def _of_code(code):
    return _with_neighbours(Statement.objects.published()).select_related(*FETCHED).filter(code=code)


def _with_neighbours(statements):
    """Statements with the codes of the one before and the one after by the same speaker, and what versions needs."""
    same = Statement.objects.published().filter(speaker=OuterRef("speaker"))
    day, key = OuterRef("sorted_on"), OuterRef("pk")
    back, on = (F("sorted_on").desc(nulls_last=True), "-pk"), (F("sorted_on").asc(nulls_first=True), "pk")
    earlier = same.filter(Q(sorted_on__lt=day) | Q(pk__lt=key), sorted_on__lte=day).order_by(*back)
    later = same.filter(Q(sorted_on__gt=day) | Q(pk__gt=key), sorted_on__gte=day).order_by(*on)
    found = statements.annotate(
        previous_code=Subquery(earlier.values("code")[:1]), next_code=Subquery(later.values("code")[:1])
    )
    translations = Statement.objects.filter(translation_of=OuterRef("pk"))
    found = found.annotate(
        reports=telling.number_of_reports(OuterRef("utterance")), has_translations=Exists(translations)
    )
    return versions.with_replaced_at(versions.with_first_instants(found, article="article"))


def _contents(statement):
    related, wordings = _related(statement), _reports(statement)
    with_spans([statement, *related, *(wording.statement for wording in wordings)])
    references = _references(statement.pk)
    corrections = _corrections(statement.pk, statement.article_id)
    return {
        "statement": statement,
        "roles": _roles_then(statement),
        "said_to": [r.subject for r in references if r.relation == Reference.Relation.TO],
        "about": [r.subject for r in references if r.relation == Reference.Relation.ABOUT],
        "corrections": corrections,
        "own_corrections": [c for c in corrections if c.statement_id],
        "sentences": _sentences(statement, corrections),
        "reports": telling.beside(statement, wordings) if len(wordings) > 1 else [],
        "number_of_reports": telling.tally(statement.reports),
        "original": next((s for s in related if s.pk == statement.translation_of_id), None),
        "translations": [s for s in related if s.translation_of_id == statement.pk],
        "previous_address": _address(statement.previous_code),
        "next_address": _address(statement.next_code),
    }


@prepared
def _references(statement):
    subjects = Reference.objects.select_related("person", "organisation", "place", "event")
    return subjects.filter(statement=statement).order_by("pk")


@prepared
def _corrections(statement, article):
    return Correction.objects.filter(Q(statement=statement) | Q(article=article))


def _related(statement):
    """Its translations and its original; not asked for where there are none."""
    if not (statement.has_translations or statement.translation_of_id):
        return []
    everything = Statement.objects.order_by().values("pk")
    keys = everything.filter(translation_of=statement)
    # Not joined by OR, for which a database may read every statement.
    if statement.translation_of_id:
        keys = keys.union(everything.filter(pk=statement.translation_of_id))
    found = Statement.objects.published().filter(pk__in=keys).exclude(pk=statement.pk).for_display()
    return sorted(found.prefetch_related(None), key=lambda s: (str(s.sorted_on), s.pk), reverse=True)


def _reports(statement):
    """The first of the public reports of the same utterance, the earliest first, as wordings."""
    return _first_reports(statement.utterance_id) if statement.utterance_id else []


@prepared
def _first_reports(utterance):
    return telling.in_order_of_print(telling.public_reports(utterance))[:SHOWN]


def reports(request, code):
    """All reports of the utterance that a statement reports, the earliest first, with their differences by word."""
    asked = Statement.objects.published().select_related("article", "speaker", "on_behalf_of", "speaker_role")
    found = asked.annotate(reports=telling.number_of_reports(OuterRef("utterance"))).filter(code=code).first()
    if not found:
        return tombstones.of_statement(request, code)
    if request.path != reverse("articles:reports", args=[found.code]):
        return redirect("articles:reports", found.code, permanent=True)
    page = page_of(telling.public_reports(found.utterance_id), request, "printed", descending=False)
    with_spans([found, *(wording.statement for wording in page)])
    contents = {"statement": found, "page": page, "reports": telling.beside(found, page)}
    contents["is_first"] = not page.preceding
    return render(request, "articles/reports.html", contents | {"number_of_reports": telling.tally(found.reports)})


def _roles_then(statement):
    """What the speaker was on that day: the role an editor chose, or those known to cover it."""
    if statement.speaker_role or not (statement.speaker and statement.sorted_on):
        return [statement.speaker_role] if statement.speaker_role else []
    return _roles_on(statement.sorted_on, statement.speaker_id)


@prepared
def _roles_on(day, person):
    dated = Role.objects.filter(person=person).exclude(started_on=None, ended_on=None)
    return dated.on(day).in_order_of_time().select_related("organisation")


def _sentences(statement, corrections):
    """The sentences round the statement, its words marked; none from a text that readers may not see."""
    since = versions.public_since(statement.article, statement)
    pieces = statement.pieces
    if not pieces or not versions.is_readable(statement.revision, statement.replaced_at, since, corrections):
        return []
    spans = [*pieces, *filter(None, [statement.cue, statement.source])]
    body = statement.revision.body
    opening, closing = surroundings(body, min(s.start for s in spans), max(s.end for s in spans))
    return marked_paragraphs(body, marks_of([statement]), opening, closing)


def _address(code):
    return reverse("articles:statement", args=[code]) if code else None
