"""Statements stand in their articles, to the letter."""

from collections import defaultdict

from articles.importing.saving.quoted import joined_text
from articles.models import Article, ArticleRevision, FormerWords, Statement, StatementSpan

from .batches import in_batches, one_by_one
from .finding import Finding

CONTEXT = 32
CONTENT = StatementSpan.Part.CONTENT
REPAIR = "Correct the statement in the admin, or reject it; its article's text is the measure."
KINDS = {frozenset({True}): "direct", frozenset({False}): "indirect", frozenset({True, False}): "mixed"}


def find_wrong_statements():
    """Each span yields its words in its revision; kind, text and position of a statement follow from its spans."""
    for revisions in in_batches(ArticleRevision.objects.all(), "article", "is_current", "body", size=100):
        texts = {pk: (article, is_current, body) for pk, article, is_current, body in revisions}
        statements = Statement.objects.filter(revision__in=texts)
        spans = defaultdict(list)
        for span in StatementSpan.objects.filter(statement__revision__in=texts).order_by("start", "pk"):
            spans[span.statement_id].append(span)
        for statement in statements:
            yield from _wrong(statement, spans[statement.pk], *texts[statement.revision_id])


def _wrong(statement, spans, article, is_current, body):
    what = f"statement {statement.code}"
    for span in spans:
        yield from (Finding(what, problem, REPAIR) for problem in _misplaced(span, body))
    pieces = [span for span in spans if span.part == CONTENT]
    problems = _contradictions(statement, pieces, body) if pieces else ["it has no words"]
    yield from (Finding(what, problem, REPAIR) for problem in problems)
    if article != statement.article_id:
        yield Finding(what, "it quotes a revision of another article", REPAIR)
    elif not is_current and not statement.is_orphan:
        yield Finding(what, "it quotes an earlier text and is not marked as no longer in the text", REPAIR)


def _misplaced(span, body):
    where = f"the {span.get_part_display()} at {span.start} to {span.end}"
    if body[span.start : span.end] != span.exact:
        yield f"{where} reads “{body[span.start : span.end][:40]}” in its revision, not “{span.exact[:40]}”"
    elif span.prefix != body[max(0, span.start - CONTEXT) : span.start]:
        yield f"{where} does not keep the {CONTEXT} characters before it"
    elif span.suffix != body[span.end : span.end + CONTEXT]:
        yield f"{where} does not keep the {CONTEXT} characters after it"


def _contradictions(statement, pieces, body):
    kind = KINDS[frozenset(piece.is_verbatim for piece in pieces)]
    if statement.kind != kind:
        yield f"it is called {statement.kind}, its pieces make it {kind}"
    if statement.position != pieces[0].start:
        yield f"it is put at {statement.position} and begins at {pieces[0].start}"
    if statement.text != joined_text(body, pieces, kind):
        yield "its text in lists and in the search is not what its pieces say"


def find_wrong_former_words():
    """What a statement stood on once is kept to the letter, so that it can be put back."""
    fields = ("statement__code", "revision__number", "revision__body", "pieces")
    for batch in in_batches(FormerWords.objects.all(), *fields, size=100):
        for _pk, code, number, body, pieces in batch:
            wrong = [piece for piece in pieces if body[piece["start"] : piece["end"]] != piece["exact"]]
            what, remedy = f"statement {code}", "Restore the row from a backup; until then it is not put back."
            for piece in wrong:
                yield Finding(what, f"its former words “{piece['exact'][:40]}” are not those of text {number}", remedy)


def find_articles_without_text():
    """Every article has exactly one revision that stands; a database constraint excludes two."""
    standing = ArticleRevision.objects.filter(is_current=True)
    remedy = "Restore its text from a backup, or give it one in the admin."
    for _pk, code in one_by_one(Article.objects.exclude(pk__in=standing.values("article")), "code"):
        yield Finding(f"article {code}", "none of its revisions is current", remedy)
