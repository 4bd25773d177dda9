"""What putting back an earlier state of a record would change, and what it leaves: known before anything is done."""

from dataclasses import dataclass, field, replace

from articles.anchoring import places_in
from articles.models import Correction, Participation, Statement
from articles.rewording import Words, found_again
from people.admin.acts import survivor_of

from .lines import instant_of
from .states import Difference, State, differences, present, state_at
from .values import label_of

WITHHELD = "A name was withheld since: what it said before is not put back."
NAMING = {"described_as", "anonymity_reason", "speaker_role"}  # what may give away a name that was withheld
BY_STATEMENTS = "Who speaks in it follows from its statements."
WORDS = "Words"
FROM_WORDS = {"text", "kind", "revision", "is_orphan"}  # what follows from the words of a statement
LOST = (
    "They do not stand in the text now, or it is not clear where: lay it on other words on the workbench, or put back "
    "the text of the article first."
)
SAID_ALREADY = "It says this already."


@dataclass
class Plan:
    """What would be put back. left: the fields that stay as they are, each with a sentence that says why.

    lost: statements whose words would no longer be in the text. back: those that would stand in it again.
    named: all that the article names now: of what it names no more, readers may see nothing afterwards.
    words: those of today's text on which a statement would be laid again; None where it stays on its own.
    """

    state: State
    target: State
    fields: dict = field(default_factory=dict)
    left: list[tuple[str, str]] = field(default_factory=list)
    lost: list[Statement] = field(default_factory=list)
    back: list[Statement] = field(default_factory=list)
    named: list = field(default_factory=list)
    words: Words | None = None

    @property
    def changes_text(self):
        return self.state.text != self.target.text

    @property
    def changes_rows(self):
        return self.state.rows != self.target.rows

    @property
    def is_empty(self):
        return not (self.fields or self.changes_text or self.changes_rows or self.words)

    @property
    def leaves_words(self):
        """Whether the words of a statement stay as they are because they cannot be put back."""
        return WORDS in dict(self.left)

    @property
    def why_empty(self):
        """The sentence that refuses a plan that would change nothing."""
        return f"{WORDS}: {dict(self.left)[WORDS]}" if self.leaves_words else SAID_ALREADY

    def shown(self, kind) -> list[Difference]:
        """What would change, in words, without what is left."""
        kept = {f.attname: self.target.fields[f.attname] for f in kind.fields if f.name in self.fields}
        if self.words:
            kept |= {"text": self.words.text, "kind": self.words.kind}
        fields, words = self.state.fields | kept, self.words or self.state.words
        return differences(self.state, State(fields, self.target.text, self.target.rows, words), kind)


def plan(record, kind, key):
    """What putting back the state of a key would do to a record as it stands now."""
    state, target = present(record, kind), _as_now(state_at(record, kind, key), kind)
    made = Plan(state, target)
    if _keep_speakers(state.rows, target.rows):
        made.left.append(("Speakers", BY_STATEMENTS))
    hidden = NAMING if kind.model is Statement and _withheld(record).exists() else set()
    reworded = state.words != target.words
    if reworded:
        _plan_words(made, record, instant_of(key))
    for f in kind.fields:
        if state.fields[f.attname] == target.fields[f.attname] or (reworded and f.name in FROM_WORDS):
            continue
        refusal = kind.decided.get(f.name) or (WITHHELD if f.name in hidden else "")
        if refusal:
            made.left.append((label_of(f), refusal))
        else:
            made.fields[f.name] = target.fields[f.attname]
    if made.changes_text:
        made.lost, made.back = _moved_by(record, target.text)
    return made


def _plan_words(made, statement, instant):
    """Where the words of the target stand today, or why they are not put back."""
    found = found_again(made.target.words, statement.article.current)
    if _withheld(statement).filter(made_at__gt=instant).exists():
        made.left.append((WORDS, WITHHELD))
    elif found is None:
        made.left.append((WORDS, LOST))
    elif found != made.state.words:
        made.words = found


def _as_now(state, kind):
    """A state with the survivors of what was merged since."""
    fields = {f.attname: _surviving(f, state.fields[f.attname]) for f in kind.fields if f.name not in kind.decided}
    rows = {
        (part, pk): {f.attname: _surviving(f, values[f.attname]) for f in part.fields}
        for (part, pk), values in state.rows.items()
    }
    return replace(state, fields=state.fields | fields, rows=rows)


def _keep_speakers(rows, target):
    """Let the target have the speakers that stand there now; whether it had others."""
    now, then = (
        {row: values for row, values in found.items() if _is_speaker(*row, values)} for found in (rows, target)
    )
    for row in then:
        del target[row]
    target |= now
    return now != then


def _is_speaker(part, _pk, values):
    return part.model is Participation and part.owner == "article" and values["role"] == Participation.As.SPEAKER


def _surviving(f, value):
    if value is None or not f.is_relation or not hasattr(f.related_model, "merged_into"):
        return value
    return survivor_of(f.related_model._base_manager.get(pk=value)).pk


def _withheld(statement):
    return statement.corrections.filter(act=Correction.Act.WITHHELD_NAME)


def _moved_by(article, body):
    """The statements that would lose their words in a new text, and those that would find them again."""
    lost, back = [], []
    for statement in article.statements.select_related("revision", "speaker").prefetch_related("spans"):
        stands = places_in(body, statement) is not None
        if stands == statement.is_orphan:
            (back if stands else lost).append(statement)
    return lost, back
