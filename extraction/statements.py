"""From sentences to statements: what was said, in which pieces, with which cue and by whom."""

from dataclasses import dataclass, field

from .cast import Cast
from .cues import Cue, find_cues, subject_of
from .findings import Kind, Naming, Piece, Quotation, Span
from .language import Language
from .names import Name
from .quotations import Stretch
from .reading import Sentence
from .reported import Report, find_reports
from .sources import Clause, Source
from .speakers import Resolver, Speaker

SCARE_WORDS = 3  # words between marks that nobody is said to have uttered are then no statement


@dataclass
class Statement:
    """A quotation in the making. following: stretches that go on with it."""

    pieces: list[Piece]
    speaker: Speaker
    cue: Cue | None = None
    source: Span | None = None
    cue_span: Span | None = None
    sentences: list[int] = field(default_factory=list)
    is_open: bool = False
    confidence: float = 0.5

    @property
    def kind(self) -> Kind:
        verbatim = {piece.is_verbatim for piece in self.pieces}
        return Kind.MIXED if len(verbatim) == 2 else Kind.DIRECT if True in verbatim else Kind.INDIRECT


class Collector:
    """Goes through an article sentence by sentence and collects its statements."""

    def __init__(self, body: str, sentences: list[Sentence], names: list[Name], cast: Cast, language: Language):
        self.body, self.sentences, self.language = body, sentences, language
        self.resolver = Resolver(cast, language)
        self.cast = cast
        self.names: dict[int, list[Name]] = {}
        for name in names:
            self.names.setdefault(name.sentence, []).append(name)
        self.statements: list[Statement] = []
        self.waiting: list[tuple[int, Stretch]] = []
        self.announced: Statement | None = None

    def collect(self) -> list[Statement]:
        for number, sentence in enumerate(self.sentences):
            if sentence.position == 0:
                self._settle_waiting(number)
            self._read(number, sentence)
        self._settle_waiting(len(self.sentences))
        return [s for s in self.statements if s.pieces]

    def _read(self, number: int, sentence: Sentence) -> None:
        clause = Clause(sentence, self.names.get(number, []), self.language)
        if all(not t.is_word for t in sentence.tokens):
            self._only_quotations(number, sentence)
            return
        reports = find_reports(clause, find_cues(clause))
        self._attend(clause, number)
        used: set[int] = set()
        for report in reports:
            self._report(clause, report, number, used)
        self._loose(clause, number, used, bool(reports))

    def _attend(self, clause: Clause, number: int) -> None:
        """Remember whom the sentence is about, and what the people in it are called."""
        subject = None
        for name in clause.names:
            member = self.cast.find(name)
            if member is None or member.is_body:
                continue
            self.resolver.pass_by(member, number)
            for place in range(clause.description_start(name), name.first):
                if clause.low(place) in self.language.roles:
                    self.resolver.describe(clause.low(place), member)
            led = clause.low(clause.description_start(name) - 1) in self.language.prepositions
            if subject is None and not led and clause.low(name.stop) not in {"'s", "’s"}:
                subject = member
        self.resolver.attend(subject, number)

    # ------------------------------------------------------------- with a cue

    def _report(self, clause: Clause, report: Report, number: int, used: set[int]) -> None:
        cue, tokens = report.cue, clause.tokens
        source = cue.source
        speaker = self.resolver.speaker_of(source, clause, number) if source else self.resolver.latest(number)
        pieces = [piece for part in report.parts for piece in self._pieces(clause, *part)]
        if self._only_names_a_title(clause, report):
            return
        statement = Statement(pieces, speaker, cue, sentences=[number])
        statement.source = clause.sentence.span(self.body, clause.printed_from(source), source.stop) if source else None
        if source and not self.language.has_capitals:
            self._note_description(clause, source, speaker)
        statement.cue_span = clause.sentence.span(self.body, cue.at, cue.at_stop)
        statement.confidence = speaker.confidence * (0.95 if statement.kind != Kind.INDIRECT else 0.7)
        for part in report.parts:
            used.update(range(*part))
        quoted = [tokens[p].stretch for part in report.parts for p in range(*part) if tokens[p].stretch]
        statement.is_open = bool(quoted) and quoted[-1].is_open
        if report.announces:
            self.announced = statement
        elif pieces:
            self._take_waiting(statement, clause, report)
        self.statements.append(statement)

    def _only_names_a_title(self, clause: Clause, report: Report) -> bool:
        """ "She read “The Old Man and the Sea”": right behind a verb, and in capitals, stands nobody's statement."""
        first = clause.tokens[report.cue.stop].stretch if report.cue.stop < len(clause.tokens) else None
        behind = [part for part in report.parts if part[0] == report.cue.stop]
        return bool(behind and first) and _is_title(self.body[first.start : first.end], self.language)

    def _note_description(self, clause: Clause, source: Source, speaker: Speaker) -> None:
        """In scripts without capitals a name and its description are known by the verb before them only."""
        member, span = (
            self.cast.members.get(speaker.name.lower()),
            clause.sentence.span(self.body, source.begin, source.first),
        )
        if member is not None and span is not None:
            member.described_as = member.described_as or span.exact

    def _take_waiting(self, statement: Statement, clause: Clause, report: Report) -> None:
        """Quotations that stood before the first cue of their paragraph are of the same speaker."""
        leads = clause.is_quote(report.parts[0][0]) and statement.kind == Kind.DIRECT
        if self.waiting and leads:
            statement.pieces[:0] = [_verbatim(self.body, stretch) for _, stretch in self.waiting]
            self.waiting = []

    def _pieces(self, clause: Clause, first: int, stop: int) -> list[Piece]:
        """The parts of what was said: what stands between marks, and the words around it."""
        pieces, begun = [], first
        for place in range(first, stop + 1):
            stretch = clause.tokens[place].stretch if place < stop else None
            if stretch is None and place < stop:
                continue
            pieces += self._paraphrase(clause, begun, place)
            pieces += [_verbatim(self.body, stretch)] if stretch else []
            begun = place + 1
        return pieces

    def _paraphrase(self, clause: Clause, first: int, stop: int) -> list[Piece]:
        while first < stop and not clause.is_word(first):
            first += 1
        while first < stop and not clause.is_word(stop - 1) and clause.tokens[stop - 1].text not in {")", "%"}:
            stop -= 1
        span = clause.sentence.span(self.body, first, stop)
        return [Piece(span.start, span.end, span.exact, is_verbatim=False)] if span else []

    # ------------------------------------------------------------- without a cue

    def _only_quotations(self, number: int, sentence: Sentence) -> None:
        stretches = [t.stretch for t in sentence.tokens if t.stretch is not None]
        for stretch in stretches:
            self._continue(number, sentence, stretch)

    def _continue(self, number: int, sentence: Sentence, stretch: Stretch) -> None:
        last = self.statements[-1] if self.statements else None
        if self.announced is not None:
            target, self.announced = self.announced, None
        elif last is not None and self._goes_on(last, number, sentence):
            target = last
        else:
            self.waiting.append((number, stretch))
            return
        target.pieces.append(_verbatim(self.body, stretch))
        target.sentences.append(number)
        target.is_open = stretch.is_open

    def _goes_on(self, last: Statement, number: int, sentence: Sentence) -> bool:
        """A quotation left open goes on in the next paragraph, a closed one within its own."""
        if sentence.position == 0:
            return last.is_open
        return self._just_spoke(last, number) and not self.waiting

    def _just_spoke(self, last: Statement, number: int) -> bool:
        said = last.sentences[-1] == number - 1 and last.kind != Kind.INDIRECT
        return said and self.sentences[number].paragraph == self.sentences[number - 1].paragraph

    def _settle_waiting(self, number: int) -> None:
        """A paragraph of quotation that names nobody: whoever spoke last goes on."""
        self.announced = self.announced if self.announced and self.announced.sentences[-1] == number - 1 else None
        if self.waiting:
            pieces = [_verbatim(self.body, stretch) for _, stretch in self.waiting]
            first, last = self.waiting[0][0], self.waiting[-1]
            speaker = self.resolver.latest(first)
            self.statements.append(
                Statement(pieces, speaker, sentences=[last[0]], is_open=last[1].is_open, confidence=speaker.confidence)
            )
            self.waiting = []

    def _loose(self, clause: Clause, number: int, used: set[int], reported: bool) -> None:
        """Quotations that no cue covers: a few words are scare quotes or a title, more words are a statement."""
        for place, token in enumerate(clause.tokens):
            if token.stretch is None or place in used:
                continue
            exact = self.body[token.stretch.start : token.stretch.end]
            if len(exact.split()) <= SCARE_WORDS or (self.language.has_capitals and _is_title(exact, self.language)):
                continue
            self._unclaimed(clause, number, token.stretch, place)

    def _unclaimed(self, clause: Clause, number: int, stretch: Stretch, place: int) -> None:
        source = subject_of(clause)
        if source is not None:
            speaker = self.resolver.speaker_of(source, clause, number)
        else:
            speaker = self.resolver.latest(number)
        statement = Statement([_verbatim(self.body, stretch)], speaker, sentences=[number], is_open=stretch.is_open)
        statement.source = clause.sentence.span(self.body, source.first, source.stop) if source else None
        statement.confidence = 0.5 * speaker.confidence
        self.statements.append(statement)


def _is_title(exact: str, language: Language) -> bool:
    """Capitals throughout: a film, a book, a slogan on a sign."""
    words = [w for w in exact.split() if w[:1].isalpha() and w.lower() not in language.function_words]
    return len(words) < 8 and exact[-1] not in ".,!?" and all(w[0].isupper() for w in words)


def _verbatim(body: str, stretch: Stretch) -> Piece:
    return Piece(stretch.start, stretch.end, body[stretch.start : stretch.end], is_verbatim=True)


def as_quotation(statement: Statement) -> Quotation:
    cue = statement.cue
    return Quotation(
        kind=statement.kind,
        pieces=tuple(sorted(statement.pieces)),
        cue=statement.cue_span,
        cue_lemma=cue.lemma if cue else "",
        source=statement.source,
        speaker=statement.speaker.name,
        is_organisation=statement.speaker.is_organisation,
        named_how=statement.speaker.named_how if cue or statement.source else Naming.IMPLICIT,
        confidence=round(min(statement.confidence, 1), 2),
        candidates=statement.speaker.candidates,
    )
