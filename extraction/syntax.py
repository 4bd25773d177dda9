"""The parser-aided engine: the rules' cues and reports, put right where a sentence's tree knows better.

The tree decides which words are verbs, who their subject is, and which clause they report; what stands between
quotation marks, and on which side of its verb, the rules know better.
"""

from collections.abc import Callable

from .clauses import Clause, Form, Source
from .cues import Cue, Manner, find_cues
from .language import Language
from .parsing import Tree, trees_of
from .reading import Sentence
from .reported import Report, apart, find_reports, outermost
from .sources import phrase_ending
from .verbs import frames_a_quotation

DEEPEST = 4  # steps up a tree for the subject of "… and adding that"
NO_VERB = frozenset({"NN", "NNS", "NNP", "IN"})
BORROWS = frozenset({"conj", "advcl", "xcomp", "aux", "dep"})  # such a verb has the subject of the one above it
BESIDE = frozenset({"relcl", "appos", "punct", "acl", "cc", "conj"})  # what is no part of a noun phrase's core
LANGUAGES = frozenset({"en"})  # whose models mark the relations named here


def read_by_syntax(body: str, sentences: list[Sentence], language: Language) -> Callable[[Clause], list[Report]] | None:
    """A reader of these sentences; None for a language without a model."""
    if language.code not in LANGUAGES:
        return None
    trees = trees_of(body, sentences)
    return lambda clause: Syntax(clause, trees[clause.number]).reports()


class Syntax:
    """A sentence with its tree."""

    def __init__(self, clause: Clause, tree: Tree):
        self.clause, self.tree, self.language = clause, tree, clause.language

    def reports(self) -> list[Report]:
        """What is reported in it, in reading order."""
        found = find_cues(self.clause)
        own = {cue.source for cue in found if not cue.shares and self.tree.is_verb(cue.at_stop - 1)}
        cues = [self._corrected(cue, own) for cue in found if not self._is_noun(cue)]
        cues = outermost(self.clause, sorted([*cues, *self._missed(cues)], key=lambda cue: cue.at))
        found = {report.cue.at: report for report in find_reports(self.clause, cues)}
        reports = (self._with_clause(cue, found.get(cue.at)) for cue in cues)
        return apart(self.clause, [report for report in reports if report is not None])

    def _is_noun(self, cue: Cue) -> bool:
        """The tree takes it for a noun, and neither a quotation nor "to" beside it says otherwise."""
        if cue.manner != Manner.SPEECH or self.tree.tags[cue.at_stop - 1] not in NO_VERB:
            return False
        asks_to = cue.lemma in self.language.ask_to and self.clause.low(cue.at_stop) in self.language.infinitive
        return not (asks_to or self.clause.is_quote(cue.stop) or frames_a_quotation(self.clause, cue.at))

    def _corrected(self, cue: Cue, own: set[Source | None]) -> Cue:
        """The cue with the subject that the tree gives it, where the rules found another.

        own: the sources that stand beside a cue; "…, but added" shares one of them rather than a nearer subject.
        """
        place = cue.at_stop - 1
        is_settled = cue.manner == Manner.ACCORDING or cue.inverted or (cue.shares and cue.source in own)
        is_settled = is_settled or self._has_own_name(cue)
        head = None if is_settled else self._subject(place)
        if head is None or (cue.source is not None and cue.source.begin <= head < cue.source.stop):
            return cue
        source = self._source(head)
        if source is None or source.first <= place < source.stop or self._is_likelier(cue.source, source):
            return cue
        return cue._replace(source=source)

    def _has_own_name(self, cue: Cue) -> bool:
        """ "footage of Ada Vos | asking": the name between "of" and a participle is its subject."""
        name = cue.source.name if cue.source is not None and cue.shares else None
        return name is not None and name.stop == cue.at and self.clause.low(name.title - 1) in self.language.of

    def _is_likelier(self, ours: Source | None, source: Source) -> bool:
        """Somebody rather than something: things say nothing ("Vos said the plan failed, and called it “a ruin”").

        A party in brackets is nobody either ("Vos (R-IN) said").
        """
        if ours is None or ours.form == Form.NOUN:
            return False
        if self.clause.low(source.first - 1) == "(":
            return True
        return source.form == Form.NOUN and not self.clause.has_source_noun(source.first, source.stop)

    def _missed(self, cues: list[Cue]) -> list[Cue]:
        """Cues of verbs that the rules passed over, though they have a subject and a clause."""
        taken = {place for cue in cues for place in range(cue.first, cue.stop)}
        speech = self.language.speech
        places = (n for n, token in enumerate(self.clause.tokens) if token.low in speech and n not in taken)
        missed = (self._cue(n) for n in places if self.tree.is_verb(n) and not self._is_unreal(n) and self._content(n))
        return [cue for cue in missed if cue is not None]

    def _cue(self, verb: int) -> Cue | None:
        head = self._subject(verb)
        source = self._source(head) if head is not None else None
        if source is None or source.first <= verb < source.stop:
            return None
        lemma = self.language.verbs[self.clause.low(verb)]
        first, stop = min(source.begin, verb), max(source.stop, verb + 1)
        return Cue(verb, verb + 1, lemma, Manner.SPEECH, source, first, stop if source.first > verb else verb + 1)

    def _is_unreal(self, verb: int) -> bool:
        """ "would say", "was told", "did not say": nothing is reported."""
        helpers = self.tree.children(verb, "neg", "aux", "auxpass")
        unreal = self.language.unreal
        return self.tree.tags[verb] == "VB" or any(
            self.tree.relations[n] != "aux" or self.clause.low(n) in unreal for n in helpers
        )

    def _subject(self, verb: int, depth: int = 0) -> int | None:
        """The head of a verb's subject, also the one it shares with the verb above it, or that its clause is about."""
        found = self.tree.children(verb, "nsubj")
        above, relation = self.tree.heads[verb], self.tree.relations[verb]
        if found:
            is_relative = self.clause.low(found[-1]) in self.language.relatives | self.language.that
            return found[-1] if not is_relative else above if relation == "relcl" else None
        if relation in BORROWS and depth < DEEPEST:
            return self._subject(above, depth + 1)
        if relation == "relcl":
            return above
        return self._participle_of(above, depth) if relation == "acl" else None

    def _participle_of(self, noun: int, depth: int) -> int | None:
        """ "the clerk saying …" is the clerk's; "Vos issued a statement saying …" is of Vos, who issued it."""
        is_issued = self.tree.relations[noun] in {"dobj", "pobj"}
        if self._name_at(noun) is not None or (self.clause.has_source_noun(noun, noun + 1) and not is_issued):
            return noun
        verb = noun
        while not self.tree.is_verb(verb) and self.tree.heads[verb] != verb:
            verb = self.tree.heads[verb]
        return self._subject(verb, depth + 1) if self.tree.is_verb(verb) and depth < DEEPEST else noun

    def _source(self, head: int) -> Source | None:
        """The words for a subject: a pronoun, a name, a phrase with a name beside it, or the phrase."""
        clause = self.clause
        if not clause.is_word(head):
            return None
        if clause.low(head) in self.language.pronouns:
            return Source(Form.PRONOUN, head, head + 1, head)
        if (name := self._name_at(head)) is not None:
            return phrase_ending(clause, name.stop)
        for place in self.tree.children(head, "appos"):
            if (name := self._name_at(place)) is not None:
                return Source(Form.NAME, name.first, name.stop, min(name.first, self.tree.reach(head)[0]), name)
        first, stop = self.tree.reach(head, without=BESIDE)
        return Source(Form.NOUN, first, stop, first)

    def _name_at(self, place: int):
        return next((name for name in self.clause.names if name.first <= place < name.stop), None)

    def _with_clause(self, cue: Cue, report: Report | None) -> Report | None:
        """The report with the clause that depends on its verb, unless quoted words were found already."""
        quoted = report is not None and any(self.clause.quoted_within(*part) for part in report.parts)
        content = self._content(cue.at_stop - 1) if cue.manner == Manner.SPEECH and not quoted else None
        part = self._clipped(content, cue) if content else None
        return Report(cue, (part,)) if part else report

    def _content(self, verb: int) -> tuple[int, int] | None:
        """The tokens of the clause that a verb reports: "said | (that) …", "promised | to …"."""
        asks_to = self.language.verbs[self.clause.low(verb)] in self.language.ask_to
        found = self.tree.children(verb, *(("ccomp", "xcomp") if asks_to else ("ccomp",)))
        found = [place for place in found if not self.clause.is_quote(place)]
        if not found:
            return None
        first, stop = self.tree.reach(found[-1] if found[-1] > verb else found[0])
        return None if first <= verb < stop else (first, stop)

    def _clipped(self, part: tuple[int, int], cue: Cue) -> tuple[int, int] | None:
        """Without the frame, a leading "that", and marks at either end."""
        first, stop = part
        stop = cue.first if first <= cue.first < stop else stop
        first = cue.stop if first < cue.stop <= stop else first
        while first < stop and (self.clause.low(first) in self.language.that or not self._holds(first)):
            first += 1
        while first < stop and not self._holds(stop - 1):
            stop -= 1
        return (first, stop) if stop - first >= 2 else None

    def _holds(self, place: int) -> bool:
        return self.clause.is_word(place) or self.clause.is_quote(place)
