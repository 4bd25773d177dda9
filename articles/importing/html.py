"""A page of the web becomes text: a header block of what the page says of itself, then its paragraphs.

The page is a stranger's: nothing of it is run, loaded or believed. What it says stands in the text that an editor
sees before anything is saved; a date that is no date is left out, never guessed.
"""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from .dates import read_date
from .decoding import refuse_what_is_no_text
from .draft import Unreadable
from .saving.fitting import LANGUAGE

BESIDE = (
    *("script", "style", "noscript", "template", "svg", "iframe", "dialog", "button", "select", "form"),
    *("nav", "header", "footer", "aside", "figure"),
)
BLOCKS = ["p", "h2", "h3", "h4", "li", "blockquote", "pre"]
ROOMS = ["//*[@itemprop='articleBody']", "//article", "//main", "//*[@role='main']", "//body"]
MOST_BLOCKS = 5_000  # of a page that are read
MOST_ROOMS = 50
LEAST = 200  # characters of an article; a room that holds less is a teaser
MOSTLY_LINKS = 0.6
SHORT = 200  # characters of a block that may be a menu
ARTICLES = {"Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting", "WebPage"}
SAYS_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.I)
LETTERS = re.compile(
    r"utf-?8|utf-16.*|ascii|iso8859-\d+|cp125\d|cp874|cp932|cp949|koi8-[ru]|shift_jis|euc_(jp|kr)|gb(k|2312|18030)|big5"
)
WINDOWS = {"ascii": "cp1252", "iso8859-1": "cp1252"}  # what pages that say so are written in


@dataclass
class Page:
    """What a page says of itself."""

    headline: str = ""
    byline: str = ""
    publisher: str = ""
    date: str = ""
    language: str = ""
    source: str = ""

    def header(self) -> str:
        """The header block of a text (header.py); empty values are left out."""
        lines = [f"{name.title()}: {in_one_line(value)}" for name, value in vars(self).items() if in_one_line(value)]
        return "\n".join(lines)


def text_of_page(data: bytes, *, charset: str = "", address: str = "") -> str:
    """Return a page as text, with its header block. Raises Unreadable where no article is found on it."""
    markup = decode_page(data, charset)
    refuse_what_is_no_text(re.sub(r"[\x00-\x1f]", " ", markup))
    try:
        root = document_fromstring(markup.encode(), parser=HTMLParser(encoding="utf-8", no_network=True))
    except (etree.LxmlError, ValueError) as problem:
        raise Unreadable("this is not a web page") from problem
    page = what_it_says(root, address)
    strip_what_stands_beside(root)
    paragraphs = paragraphs_of(root)
    if sum(map(len, paragraphs)) < LEAST:
        raise Unreadable("no article is found on this page: copy its text and paste it")
    return f"{page.header()}\n\n" + "\n\n".join(paragraphs)


def decode_page(data: bytes, charset: str = "") -> str:
    """The letters of a page, as it says that they are written; nothing is replaced."""
    marked = next((name for mark, name in MARKS.items() if data.startswith(mark)), "")
    said = SAYS_CHARSET.search(data[:4096])
    name = marked or charset or (said[1].decode("ascii") if said else "") or "utf-8"
    try:
        known = codecs.lookup(name).name
        if not LETTERS.fullmatch(known):
            raise LookupError(name)
        return data.decode(WINDOWS.get(known, known)).removeprefix("\ufeff")
    except (LookupError, ValueError) as problem:
        raise Unreadable(
            f"its letters are not those of {name[:30]}, as it says: copy its text and paste it"
        ) from problem


MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def what_it_says(root: HtmlElement, address: str) -> Page:
    told = linked_data(root)
    title = first_text(root, "//h1") or first_text(root, "//title")
    language = str(told.get("inLanguage") or root.get("lang") or "")
    return Page(
        headline=str(told.get("headline") or meta(root, "og:title") or title),
        byline=names_of(told.get("author")) or meta(root, "author", "article:author"),
        publisher=names_of(told.get("publisher")) or meta(root, "og:site_name"),
        date=sure_date(str(told.get("datePublished") or meta(root, "article:published_time", "datePublished", "date"))),
        language=language if LANGUAGE.fullmatch(language) and len(language) <= 12 else "",
        source=address,
    )


def linked_data(root: HtmlElement) -> dict:
    """What the page says in JSON-LD of the article that it is; empty where it says nothing that can be read."""
    for script in root.xpath("//script[@type='application/ld+json']")[:10]:
        try:
            told = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for node in nodes_of(told):
            kinds = node.get("@type")
            if ARTICLES & set(kinds if isinstance(kinds, list) else [str(kinds)]) and node.get("headline"):
                return node
    return {}


def nodes_of(told: object) -> Iterator[dict]:
    for node in told if isinstance(told, list) else [told]:
        if isinstance(node, dict):
            yield node
            yield from (n for n in node.get("@graph") or [] if isinstance(n, dict))


def names_of(told: object) -> str:
    """The names of people or bodies, as JSON-LD gives them: a name, something that has one, or a list of these."""
    parts = told if isinstance(told, list) else [told]
    names = [part.get("name") if isinstance(part, dict) else part for part in parts]
    return ", ".join(name for name in names if isinstance(name, str))


def meta(root: HtmlElement, *names: str) -> str:
    for name in names:
        for value in root.xpath("//meta[@property=$name or @name=$name or @itemprop=$name]/@content", name=name):
            if value.strip() and not value.startswith(("http://", "https://")):
                return value
    return ""


def sure_date(said: str) -> str:
    """The date that the page gives, as a header is written; empty for what is none. Without its zone, the day alone."""
    for written in (said, said[:10]):
        try:
            read_date(written)
        except Unreadable:
            continue
        return written
    return ""


def first_text(root: HtmlElement, path: str) -> str:
    return next((text for element in root.xpath(path) if (text := in_one_line(element.text_content()))), "")


def strip_what_stands_beside(root: HtmlElement) -> None:
    """Take out what is no text of the article, and turn line breaks into spaces that are kept."""
    for element in list(root.iter(etree.Comment, etree.ProcessingInstruction, *BESIDE)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in root.xpath("//*[@hidden or @aria-hidden='true']"):
        if element.getparent() is not None and element.tag not in {"html", "body"}:
            element.drop_tree()
    for line_break in root.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"


def paragraphs_of(root: HtmlElement) -> list[str]:
    """The paragraphs of the first kind of room that holds an article; of several of a kind, the fullest."""
    found: list[str] = []
    for room in ROOMS:
        found = max((blocks_in(element) for element in root.xpath(room)[:MOST_ROOMS]), key=length, default=[])
        if length(found) >= LEAST:
            break
    return found


def length(paragraphs: list[str]) -> int:
    return sum(map(len, paragraphs))


def blocks_in(room: HtmlElement) -> list[str]:
    """The blocks of a room in their order, those left out that hold others or are mostly links."""
    blocks = [b for b in islice(room.iter(*BLOCKS), MOST_BLOCKS) if next(b.iterdescendants(*BLOCKS), None) is None]
    texts = [in_one_line(block.text_content()) for block in blocks if not is_menu(block)]
    if not texts:
        texts = [in_one_line(part) for part in re.split(r"\n\s*\n", room.text_content())]
    return [text for text in texts if text]


def is_menu(block: HtmlElement) -> bool:
    text = in_one_line(block.text_content())
    linked = sum(len(in_one_line(link.text_content())) for link in block.iter("a"))
    return len(text) < SHORT and linked >= MOSTLY_LINKS * max(1, len(text))


def in_one_line(text: str) -> str:
    return " ".join(text.split())
