"""Citations that other programs read: BibTeX, RIS, CSL-JSON and the template of Wikipedia.

Plain functions over a Source: what is cited, where it stands and, of a statement, what was said. A paraphrase is
never given as a quotation.
"""

import json
import re
from dataclasses import dataclass

from .dates import date_for_machines
from .wording import statement_in_words

BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{c: f"\\{c}" for c in "&%$#_{}"},
    }
)
MEDIA_TYPES = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
    "txt": "text/plain",
}
LABELS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON", "txt": "Wikipedia"}


@dataclass(frozen=True)
class Source:
    """An article as it is cited. printed: 1987, 1987-03 or 1987-03-14; quote: words said to the letter, or empty."""

    code: str
    headline: str
    byline: str
    publisher: str
    printed: str
    language: str
    address: str
    archive: str
    note: str = ""
    quote: str = ""

    @property
    def date_parts(self):
        return [int(part) for part in self.printed.split("-")] if self.printed else []


def authors_of(article):
    """The byline without its “By”."""
    return re.sub(r"^by\s+", "", article.byline, flags=re.IGNORECASE)


def source_of_article(article, address, archive):
    return Source(
        code=article.code,
        headline=article.headline,
        byline=authors_of(article),
        publisher=article.publisher.name if article.publisher else "",
        printed=date_for_machines(article.printed_on, article.printed_on_precision) if article.printed_on else "",
        language=article.language,
        address=address,
        archive=archive,
    )


def source_of_statement(statement, address, archive):
    """The article it stands in, with who said it; its words only where every one of them is verbatim."""
    of_article = source_of_article(statement.article, address, archive)
    party = statement.speaker or statement.on_behalf_of
    speaker = party.name if party else statement.described_as or "Speaker not named"
    words = statement_in_words(statement.pieces, statement.language or statement.article.language)
    kind = "Statement" if statement.kind == statement.Kind.DIRECT else statement.get_kind_display().capitalize()
    quote = statement.text if statement.kind == statement.Kind.DIRECT else ""
    note = f"{kind} {statement.code}: {speaker}: {words}"
    return Source(**{**vars(of_article), "code": statement.code, "note": note, "quote": quote})


def written(source, form):
    """The citation as a text: form is one of bib, ris, json, txt."""
    return {"bib": bibtex, "ris": ris, "json": csl_json, "txt": wikipedia}[form](source)


def bibtex(source):
    fields = {
        "title": f"{{{_bibtex(source.headline)}}}",
        "author": source.byline and f"{{{_bibtex(source.byline)}}}",
        "journal": _bibtex(source.publisher),
        "date": source.printed,
        "year": source.printed[:4],
        "langid": source.language,
        "url": source.address,
        "note": _bibtex(f"{source.note}. {source.archive}" if source.note else source.archive),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{archive-{source.code},\n{lines}}}\n"


def _bibtex(text):
    return _one_line(text).translate(BIBTEX)


def ris(source):
    fields = [
        ("TY", "NEWS"), ("ID", source.code), ("TI", source.headline), ("AU", source.byline), ("T2", source.publisher),
        ("PY", source.printed[:4]), ("DA", source.printed.replace("-", "/")), ("LA", source.language),
        ("UR", source.address), ("DB", source.archive), ("N1", source.note),
    ]  # fmt: skip
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl_json(source):
    item = {
        "id": source.code,
        "type": "article-newspaper",
        "title": source.headline,
        "author": [{"literal": source.byline}] if source.byline else None,
        "container-title": source.publisher,
        "issued": {"date-parts": [source.date_parts]} if source.date_parts else None,
        "language": source.language,
        "URL": source.address,
        "archive": source.archive,
        "note": source.note,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


def wikipedia(source):
    """{{cite news}}; what would end a field or mean something to the wiki is written so that it does not."""
    fields = {
        "author": source.byline,
        "date": source.printed,
        "title": source.headline,
        "work": source.publisher,
        "language": source.language,
        "quote": source.quote,
        "via": source.archive,
    }
    written = "".join(f" |{name}={_wiki(value)}" for name, value in fields.items() if value)
    address = source.address.replace("|", "%7C").replace("{", "%7B").replace("}", "%7D")
    return f"{{{{cite news{written} |url={address}}}}}\n"


def _wiki(text):
    """Each sign of the wiki as the number of its letter; some of them only where two or more stand together."""
    text = re.sub(r"[\[\]<>|{}]", lambda found: f"&#{ord(found[0])};", _one_line(text))
    return re.sub(r"'{2,}|~{3,}|__", lambda found: "".join(f"&#{ord(letter)};" for letter in found[0]), text)


def _one_line(text):
    return " ".join(text.split())
