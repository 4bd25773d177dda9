"""Statements stand in their articles, to the letter."""

from collections import defaultdict

from django.db.models import Exists, OuterRef

from articles.importing.saving.quoted import joined_text
from articles.models import Article, ArticleRevision, FormerWords, Statement, StatementSpan

from .finding import Finding
from .part import Part

CONTEXT = 32
CONTENT = StatementSpan.Part.CONTENT
SPAN = "statement_id", "part", "start", "end", "exact", "prefix", "suffix", "is_verbatim"
STATEMENT = "pk", "code", "kind", "text", "position", "article_id", "revision_id", "is_orphan"
REPAIR = "Correct the statement in the admin, or reject it; its article's text is the measure."
KINDS = {frozenset({True}): "direct", frozenset({False}): "indirect", frozenset({True, False}): "mixed"}


def find_wrong_statements(within):
    """Each span yields its words in its revision; kind, text and position of a statement follow from its spans."""
    revisions = ArticleRevision.objects.filter(within.of()).values_list("pk", "article", "is_current", "body")
    texts = {pk: (article, is_current, body) for pk, article, is_current, body in revisions}
    spans = defaultdict(list)
    standing = StatementSpan.objects.filter(within.of("statement__revision")).order_by("start", "pk")
    for span in standing.values_list(*SPAN, named=True):
        spans[span.statement_id].append(span)
    statements = Statement.objects.filter(within.of("revision")).order_by("pk")
    for statement in statements.values_list(*STATEMENT, named=True):
        if statement.revision_id in texts:
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
    if body[span.start : span.end] != span.exact:
        yield f"{_where(span)} reads “{body[span.start : span.end][:40]}” in its revision, not “{span.exact[:40]}”"
    elif span.prefix != body[max(0, span.start - CONTEXT) : span.start]:
        yield f"{_where(span)} does not keep the {CONTEXT} characters before it"
    elif span.suffix != body[span.end : span.end + CONTEXT]:
        yield f"{_where(span)} does not keep the {CONTEXT} characters after it"


def _where(span):
    return f"the {StatementSpan.Part(span.part).label} at {span.start} to {span.end}"


def _contradictions(statement, pieces, body):
    kind = KINDS[frozenset(piece.is_verbatim for piece in pieces)]
    if statement.kind != kind:
        yield f"it is called {statement.kind}, its pieces make it {kind}"
    if statement.position != pieces[0].start:
        yield f"it is put at {statement.position} and begins at {pieces[0].start}"
    if statement.text != joined_text(body, pieces, kind):
        yield "its text in lists and in the search is not what its pieces say"


def find_wrong_former_words(within):
    """What a statement stood on once is kept to the letter, so that it can be put back."""
    former = FormerWords.objects.filter(within.of()).order_by("pk")
    fields = ("statement__code", "revision__number", "revision__body", "pieces")
    for code, number, body, pieces in former.values_list(*fields):
        wrong = [piece for piece in pieces if body[piece["start"] : piece["end"]] != piece["exact"]]
        what, remedy = f"statement {code}", "Restore the row from a backup; until then it is not put back."
        for piece in wrong:
            yield Finding(what, f"its former words “{piece['exact'][:40]}” are not those of text {number}", remedy)


def find_articles_without_text(within):
    """Every article has exactly one revision that stands; a database constraint excludes two."""
    standing = ArticleRevision.objects.filter(article=OuterRef("pk"), is_current=True)
    remedy = "Restore its text from a backup, or give it one in the admin."
    without = Article.objects.filter(within.of()).filter(~Exists(standing)).order_by("pk")
    for code in without.values_list("code", flat=True).iterator():
        yield Finding(f"article {code}", "none of its revisions is current", remedy)


STATEMENTS = [Part(find_wrong_statements, ArticleRevision, 200)]
FORMER_WORDS = [Part(find_wrong_former_words, FormerWords, 200)]
REVISIONS = [Part(find_articles_without_text, Article, 50_000)]
