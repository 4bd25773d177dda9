"""The components that stand on a page dozens of times, drawn in Python: {% load components %}.

The engine of templates takes longer for a page of cards than the database does to find them. The others are templates,
in templates/components. Whatever comes from a record goes through _text(), so that what is returned is safe.
"""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, Statement
from people.paths import path_to

from .archive import description, direction, language_of, precise_date, said

register = template.Library()

KINDS = dict(Statement.Kind.choices)
NOBODY = "Speaker not named"


@register.simple_tag
def statement_card(statement, words="", marks="", *, is_marked=False, without_article=False):
    """What was said, who said it, when and where it stands: a statement from for_display().

    words: its own with some marked; marks: “?mark=…” for the links to its pages. is_marked: the same page shows its
    words in the text, which then bear the anchor; without_article: on the article's own page.
    """
    language = language_of(statement)
    is_direct = statement.kind == Statement.Kind.DIRECT
    opening, closing = ("blockquote", "</p></blockquote>") if is_direct else ("p", "</p>")
    address = f"{_text(statement.get_absolute_url())}{_text(marks)}"
    return mark_safe(f"""<figure class="statement"{"" if is_marked else f' id="{_text(statement.anchor)}"'}>
<{opening} class="words{"" if is_direct else " paraphrase"}"{_written_in(language)}>{"<p>" * is_direct}\
{_text(words or said(statement))}{closing}
<figcaption>
{speaker(statement)}
<p class="facts"><a class="permalink" href="{address}">{said_on(statement)}</a>
{" ".join(_facts_of(statement))}</p>
{"" if without_article else _printed_in(statement, marks)}</figcaption>
</figure>""")


def _facts_of(statement):
    if statement.said_in:
        yield f"<span>in {place(statement.said_in)}</span>"
    yield f'<span class="kind">{_text(KINDS.get(statement.kind, statement.kind))}</span>'
    if statement.reports > 1:
        address = path_to("articles:reports", statement.code)
        yield f'<a href="{_text(address)}">Reported {statement.times_reported!s} times</a>'
    if statement.status == Statement.Status.CORRECTED:
        yield badge("corrected", "corrected")
    if statement.is_orphan:
        yield badge("from an earlier version")


def _printed_in(statement, marks):
    article = statement.article
    address = f"{_text(article.get_absolute_url())}{_text(marks)}#{_text(statement.anchor)}"
    headline = f'<a href="{address}"><bdi lang="{_text(article.language)}">{_text(article.headline)}</bdi></a>'
    publisher = f", {party(article.publisher)}" if article.publisher else ""
    return f'<p class="printed-in">In {headline}{publisher}{_printed_on(statement)}</p>\n'


def _printed_on(statement):
    """The day of the article, where the statement has another of its own and that alone is shown above."""
    said = statement.said_on, statement.said_on_precision
    printed = statement.article.printed_on, statement.article.printed_on_precision
    return f", printed {precise_date(*printed)}" if all((*said, *printed)) and said != printed else ""


@register.simple_tag
def article_card(article, words="", marks="", *, level=3, is_short=False):
    """An article in a list, its publisher already fetched.

    words: others of its own than its first, with some marked; marks: “?mark=…” for the link to its page; level: of its
    heading; is_short: without its first words.
    """
    written, words = _written_in(article.language), words or ("" if is_short else article.lead)
    address = f"{_text(article.get_absolute_url())}{_text(marks)}"
    return mark_safe(f"""<article class="card">
<h{level} class="card-headline"{written}><a href="{address}">{_text(article.headline)}</a></h{level}>
{f'<p class="lead"{written}>{_text(words)}</p>' if words else ""}
<p class="facts">{precise_date(article.printed_on, article.printed_on_precision)}
{f"<span>{party(article.publisher)}</span>" if article.publisher else ""}
{badge("corrected", "corrected") if article.status == Article.Status.CORRECTED else ""}</p>
</article>""")


@register.simple_tag
def answer_card(card, marks=""):
    """A statement or an article that answers a search, with the words marked that were asked for."""
    draw = statement_card if card.kind == "statement" else article_card
    return draw(card.record, words=card.words, marks=marks)


@register.simple_tag
def answer_cards(cards, marks=""):
    """All that answer, one below the other."""
    return mark_safe("".join(f"{answer_card(card, marks)}\n" for card in cards))


@register.simple_tag
def named_lines(names):
    """People, organisations, places and events as lines of a list: name, kind and what is known of each in one line."""
    return mark_safe("".join(f"<li>{_named_line(named)}</li>" for named in names))


def _named_line(named):
    summary = f": <bdi>{_text(named.summary)}</bdi>" if named.summary else ""
    name = f"<bdi{_lang(named)}>{_text(named.name)}</bdi>"
    return f'<a href="{_text(named.get_absolute_url())}">{name}</a> <span class="quiet">{named.kind}{summary}</span>'


@register.simple_tag
def index_lines(records):
    """Records as the lines of an A to Z: each as it is sorted, with how much it said, and in a few words what it is."""
    return mark_safe("".join(f"\n  <li>{_index_line(record)}</li>" for record in records))


def _index_line(record):
    name = f"<bdi{_lang(record)}>{_text(record.sort_name or record.name)}</bdi>"
    number, unit = record.statement_tally, "statement" if record.statement_tally == 1 else "statements"
    said = f'<span class="figure">{number} <span class="unseen">{unit}</span></span>' if number else ""
    link = f'<a class="name" href="{_text(record.get_absolute_url())}">{name}</a>'
    return f"{link}\n    {said}\n    {_in_a_few_words(record)}"


def _in_a_few_words(record):
    words, within = record.summary or getattr(record, "classification", ""), getattr(record, "parent", None)
    if words:
        return f'<span class="summary" dir="auto">{_text(words)}</span>'
    is_told = within and within.is_public
    return f'<span class="summary"><bdi>{_text(within.name)}</bdi></span>' if is_told else ""


@register.simple_tag
def facet_lines(choices):
    """The values of a facet as lines of a list: links to the narrower search, with their numbers."""
    return mark_safe("\n      ".join(f"<li>{_facet_line(choice)}</li>" for choice in choices))


def _facet_line(choice):
    label = f"<bdi{_lang(choice)}>{_text(choice.label)}</bdi>"
    link = f'<a href="{_text(choice.address)}" rel="nofollow">{label}</a>'
    return f'{link} <span class="figure">{choice.number}</span>'


@register.simple_tag
def speaker(statement):
    """Who said it: as known, then as printed where that tells more, else the role then. All of these are fetched."""
    if statement.speaker:
        named = party(statement.speaker)
        if statement.on_behalf_of:
            named += f' <span class="behalf">for {party(statement.on_behalf_of)}</span>'
    elif statement.on_behalf_of:
        named = party(statement.on_behalf_of)
    else:
        named = f'<bdi class="unnamed">{_text(statement.described_as or NOBODY)}</bdi>'
    described = description(statement) or (
        statement.speaker and statement.speaker_role and statement.speaker_role.title
    )
    described = f'<span class="described">, <bdi>{_text(described)}</bdi></span>' if described else ""
    return mark_safe(f'<p class="speaker">{named}{described}</p>')


@register.simple_tag
def said_on(statement):
    """When it was said; else when it was printed, and that it is so. Its article is fetched."""
    if statement.said_on:
        return precise_date(statement.said_on, statement.said_on_precision)
    article = statement.article
    if article.printed_on:
        return mark_safe(f"printed {precise_date(article.printed_on, article.printed_on_precision)}")
    return "undated"


@register.simple_tag
def party(record):
    """A person, organisation or whatever has a name, as a link where it has a public page."""
    return _linked(record, "party", _lang(record))


@register.simple_tag
def place(record):
    """A place by name, as a link where it has a public page."""
    return _linked(record, "place")


def _linked(record, kind, lang=""):
    name = _text(record.name)
    if not record.is_public:
        return mark_safe(f'<bdi class="{kind}">{name}</bdi>')
    return mark_safe(f'<a class="{kind}" href="{_text(record.get_absolute_url())}"><bdi{lang}>{name}</bdi></a>')


@register.simple_tag
def badge(text, kind=""):
    """A state in words, never in colour alone. kind: corrected, warning."""
    return mark_safe(f'<span class="badge{f" badge-{_text(kind)}" if kind else ""}">{_text(text)}</span>')


def _lang(named):
    """The language of a name, where it is known."""
    return f' lang="{_text(named.language)}"' if named.language else ""


def _written_in(language):
    return f' lang="{_text(language)}" dir="{direction(language)}"'


def _text(value):
    """A text as it may stand in HTML; what is HTML already stays so."""
    return value if isinstance(value, SafeString) else escape(str(value))
