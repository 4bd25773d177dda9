"""From sentences to statements: what was said, in which pieces, with which cue and by whom."""

from operator import attrgetter

from .belonging import belonging_of
from .cast import Cast, Member
from .clauses import Clause, Form, Source
from .drafts import Statement, rule_of
from .engines import Reader
from .findings import Kind, Naming, Rule, Span
from .language import POSSESSIVE, Language
from .names import Name
from .pieces import pieces_of, verbatim
from .quotations import Stretch
from .reading import Sentence
from .reported import Report
from .speakers import Resolver, Speaker
from .subjects import signed_by, source_before_colon, subject_of
from .verbs import is_participle

SCARE_WORDS = 3  # words between marks that nobody is said to have uttered are then no statement


class Collector:
    """Goes through an article sentence by sentence and collects its statements."""

    def __init__(
        self, body: str, sentences: list[Sentence], names: list[Name], cast: Cast, language: Language, reader: Reader
    ):
        self.reader = reader
        self.body, self.sentences, self.language = body, sentences, language
        self.resolver = Resolver(cast, language)
        self.cast = cast
        self.names: dict[int, list[Name]] = {}
        for name in names:
            self.names.setdefault(name.sentence, []).append(name)
        self.clauses: list[Clause] = []
        self.statements: list[Statement] = []
        self.waiting: list[tuple[int, Stretch]] = []
        self.announced: Statement | None = None
        self.unnamed: list[tuple[Statement, list[str]]] = []

    def collect(self) -> list[Statement]:
        for number, sentence in enumerate(self.sentences):
            self._read(number, sentence)
        self._settle_waiting(len(self.sentences))
        self._settle_unnamed()
        found = [statement for statement in self.statements if statement.pieces]
        for statement in found:
            statement.pieces.sort(key=attrgetter("start"))
        return found

    def _read(self, number: int, sentence: Sentence) -> None:
        clause = Clause(sentence, number, self.names.get(number, []), self.language)
        self.clauses.append(clause)
        if sentence.position == 0:
            signature = signed_by(clause) if self.waiting else None
            self._settle_waiting(number, signature and (clause, signature))
            if signature:
                return
        if not (sentence.tokens[0].is_word or any(token.is_word for token in sentence.tokens)):
            self._only_quotations(number, clause)
            return
        reports = self.reader(clause)
        self._attend(clause, number)
        used: set[int] = set()
        for report in reports:
            self._report(clause, report, number, used)
        self._loose(clause, number, used)

    def _attend(self, clause: Clause, number: int) -> None:
        """Remember whom the sentence is about, and what the people in it are called."""
        subject, has_role = None, clause.has_role()
        for name in clause.names:
            member = self.cast.find(name)
            if member is None or member.is_body:
                if member is not None:
                    self.resolver.hear_of(member, number)
                continue
            self.resolver.pass_by(member, number)
            if has_role and clause.has_role_beside(name):
                self._note_role(name, member, clause)
            if subject is None and self._may_be_subject(clause, name):
                subject = member
        self.resolver.attend(subject, number)

    def _note_role(self, name: Name, member: Member, clause: Clause) -> None:
        """What the words beside a name call them, and whose somebody they say it is."""
        if told := belonging_of(name, clause):
            self.resolver.belong(member, told, clause, clause.number)
        described = clause.described(name)
        words = [clause.lows[place] for place in described]
        more = {*words, *clause.of_what(max([name.stop, *(place + 1 for place in described)]))}
        for low in self.language.roles.intersection(words):
            self.resolver.describe(low, member, more - {low} - self.language.function_words, clause.number)

    def _may_be_subject(self, clause: Clause, name: Name) -> bool:
        """A name that no preposition leads, that owns nothing, and that stands before any "he" or "she"."""
        if clause.low(name.stop) in POSSESSIVE:
            return False
        if clause.low(clause.description_start(name) - 1) in self.language.prepositions:
            return False
        return self.language.persons.isdisjoint(clause.lows[: name.first])

    def _report(self, clause: Clause, report: Report, number: int, used: set[int]) -> None:
        """Make a statement of what a cue reports; its tokens are then used."""
        if self._only_names_a_title(clause, report):
            return
        statement = self._statement(clause, report, number)
        quoted = [place for part in report.parts for place in clause.quoted_within(*part)]
        used.update(quoted)
        statement.is_open = bool(quoted) and clause.tokens[quoted[-1]].stretch.is_open
        if report.announces:
            self.announced = statement
        elif statement.pieces:
            self._take_waiting(statement, clause, report)
        self.statements.append(statement)

    def _statement(self, clause: Clause, report: Report, number: int) -> Statement:
        cue, source, span = report.cue, report.cue.source, clause.sentence.span
        speaker = self.resolver.speaker_of(source, clause, number) if source else self.resolver.latest(number)
        pieces = [piece for part in report.parts for piece in pieces_of(self.body, clause, *part)]
        statement = Statement(pieces, speaker, rule_of(cue, speaker), cue, sentences=[number])
        statement.cue_span = span(self.body, cue.at, cue.at_stop)
        if source is not None:
            statement.source = span(self.body, clause.printed_from(source), source.stop)
            self._note_description(clause, source, speaker)
            if source.form == Form.NOUN and not speaker.name:
                self.unnamed.append((statement, clause.lows[source.first : source.stop]))
        return statement

    def _settle_unnamed(self) -> None:
        """ "The minister said …", and who that is stands further on."""
        for statement, words in self.unnamed:
            speaker = self.resolver.told_later(words, statement.sentences[0])
            if speaker.name:
                statement.speaker, statement.rule = speaker, rule_of(statement.cue, speaker)

    def _only_names_a_title(self, clause: Clause, report: Report) -> bool:
        """ "She read “The Old Man and the Sea”", no sign "reading “Thank You”": a title right behind a verb."""
        behind = any(first == report.cue.stop for first, _ in report.parts)
        return behind and clause.tokens[report.cue.stop].is_title and not is_participle(clause, report.cue.at)

    def _note_description(self, clause: Clause, source: Source, speaker: Speaker) -> None:
        """In scripts without capitals a name and its description are known by the verb before them only."""
        if self.language.has_capitals:
            return
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
            statement.pieces[:0] = [verbatim(self.body, stretch) for _, stretch in self.waiting]
            self.waiting = []

    def _only_quotations(self, number: int, clause: Clause) -> None:
        for place in clause.quoted:
            self._continue(number, clause.sentence, clause.tokens[place].stretch)

    def _continue(self, number: int, sentence: Sentence, stretch: Stretch) -> None:
        last = self._last_before(number) or (self.statements[-1] if self.statements else None)
        if self.announced is not None:
            target, self.announced = self.announced, None
        elif last is not None and self._goes_on(last, number, sentence):
            target = last
        else:
            self.waiting.append((number, stretch))
            return
        target.pieces.append(verbatim(self.body, stretch))
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

    def _settle_waiting(self, number: int, signed: tuple[Clause, Source] | None = None) -> None:
        """A paragraph of quotation that names nobody: whoever signed it in the next one, else whoever spoke last."""
        self.announced = self.announced if self.announced and self.announced.sentences[-1] == number - 1 else None
        if self.waiting:
            pieces = [verbatim(self.body, stretch) for _, stretch in self.waiting]
            first, last = self.waiting[0][0], self.waiting[-1]
            speaker, source = self._who_signed(*signed) if signed else self._who_goes_on(first)
            rule = Rule.SIGNED if signed else Rule.GOES_ON
            statement = Statement(pieces, speaker, rule, source=source, sentences=[last[0]])
            statement.is_open = last[1].is_open
            self.statements.append(statement)
            self.waiting = []

    def _who_signed(self, clause: Clause, source: Source) -> tuple[Speaker, Span | None]:
        span = clause.sentence.span(self.body, source.begin, source.stop)
        return self.resolver.speaker_of(source, clause, clause.number), span

    def _who_goes_on(self, number: int) -> tuple[Speaker, Span | None]:
        """Whoever was reported right before, in the same paragraph; else whoever was spoken of last."""
        last = self._last_before(number)
        if last is None or self._begins_paragraph(number):
            return self.resolver.latest(number), None
        return last.speaker._replace(named_how=Naming.IMPLICIT), None if last.speaker.name else last.source

    def _last_before(self, number: int) -> Statement | None:
        """The last statement of the sentence before; rather one with quoted words than a report in passing."""
        there = [statement for statement in self.statements[-4:] if statement.sentences[-1] == number - 1]
        if len(there) > 1:
            there = [statement for statement in there if statement.kind != Kind.INDIRECT] or there
        return there[-1] if there else None

    def _begins_paragraph(self, number: int) -> bool:
        return self.sentences[number].position == 0

    def _loose(self, clause: Clause, number: int, used: set[int]) -> None:
        """Quotations that no cue covers: a few words are scare quotes or a title, more words are a statement."""
        for place in clause.quoted:
            stretch = clause.tokens[place].stretch
            words = self.body[stretch.start : stretch.end].split()
            if place not in used and len(words) > SCARE_WORDS and not clause.tokens[place].is_title:
                self._unclaimed(clause, number, place)

    def _subject_of(self, clause: Clause, place: int) -> Source | None:
        """Whom the sentence is about; "it" and "they" speak of nobody who can be found."""
        source = source_before_colon(clause, place - 1) or subject_of(clause)
        is_vague = source is not None and source.form == Form.PRONOUN
        is_vague = is_vague and self.language.pronouns[clause.low(source.first)] not in {"m", "f"}
        return None if is_vague else source

    def _unclaimed(self, clause: Clause, number: int, place: int) -> None:
        """A quotation that no cue claims, of whoever its sentence is about; nobody new is met in this way."""
        source = self._subject_of(clause, place)
        if source is not None and source.name is not None and self.cast.find(source.name) is None:
            speaker = Speaker()
        elif source is not None:
            speaker = self.resolver.speaker_of(source, clause, number)
        else:
            speaker = self.resolver.latest(number)
        rule, stretch = Rule.SUBJECT if source else Rule.UNCLAIMED, clause.tokens[place].stretch
        statement = Statement(
            [verbatim(self.body, stretch)], speaker, rule, sentences=[number], is_open=stretch.is_open
        )
        statement.source = clause.sentence.span(self.body, source.first, source.stop) if source else None
        self.statements.append(statement)
