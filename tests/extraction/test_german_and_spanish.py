"""Short German and Spanish news texts, invented, in varied ways of quoting: what is found in them."""

import pytest

from extraction import extract
from extraction.measuring import letters, overlap, same_name

# Of each text: who says what, the pieces parted by " … "; nobody's name for somebody the text does not name.
GERMAN = [
    (
        "BREMERHAVEN – Der Kutterfischer Hinnerk Osterloh will nicht mehr ausfahren. »Der Diesel kostet mehr als der "
        "Fang«, rechnet er vor. Für die Genossenschaft sprach am Montag Geschäftsführerin Telse Brammer: »Wir suchen "
        "eine Lösung, aber wir zaubern nicht.«",
        [
            ("Hinnerk Osterloh", "Der Diesel kostet mehr als der Fang"),
            ("Telse Brammer", "Wir suchen eine Lösung, aber wir zaubern nicht."),
        ],
    ),
    (
        "„Das Dach hält“, so Architektin Friederike Sandvoss. „Jedenfalls bis zum Frühjahr.“ Der Stadtrat will dennoch "
        "räumen lassen, wie Baudezernent Gerold Pütz mitteilte.",
        [
            ("Friederike Sandvoss", "Das Dach hält … Jedenfalls bis zum Frühjahr."),
            ("Gerold Pütz", "Der Stadtrat will dennoch räumen lassen"),
        ],
    ),
    (
        "Laut Polizeisprecher Rüdiger Amthor war der Fahrer nüchtern. „Er hat uns selbst gerufen“, sagte Amthor der "
        "„Eichener Zeitung“. Zeugin Mandy Kroll sieht es anders: „Der ist gerast wie ein Irrer.“",
        [
            ("Rüdiger Amthor", "war der Fahrer nüchtern"),
            ("Rüdiger Amthor", "Er hat uns selbst gerufen"),
            ("Mandy Kroll", "Der ist gerast wie ein Irrer."),
        ],
    ),
    (
        "„Wir sind“, sagte Intendantin Josefa Ramspeck, „kein Museum.“ Sie kündigte an, das Haus werde auch im Sommer "
        "spielen.",
        [
            ("Josefa Ramspeck", "Wir sind … kein Museum."),
            ("Josefa Ramspeck", "das Haus werde auch im Sommer spielen"),
        ],
    ),
    (
        "Trainer Kalle Wittkop fand deutliche Worte. „Das war Arbeitsverweigerung“, schimpfte er nach dem Abpfiff. "
        "Kapitän Enno Freese widersprach: Man habe „bis zur letzten Minute gekämpft“.",
        [
            ("Kalle Wittkop", "Das war Arbeitsverweigerung"),
            ("Enno Freese", "Man habe … bis zur letzten Minute gekämpft"),
        ],
    ),
    (
        "In ihrem Gutachten kommt die Biologin Svea Tarnow zu dem Schluss, dass der Bach „biologisch tot“ sei. Landrat "
        "Poldi Hasenöhrl (parteilos) weist das zurück. „Da schwimmen noch Forellen“, betont der Landrat.",
        [
            ("Svea Tarnow", "der Bach … biologisch tot … sei"),
            ("Poldi Hasenöhrl", "Da schwimmen noch Forellen"),
        ],
    ),
    (
        "„Ich habe den Brief nie gesehen“, beteuerte die frühere Schatzmeisterin Ortrud Leimbach vor Gericht. Ihr "
        "Anwalt, Magnus Zschoche, ergänzte: „Meine Mandantin war im Urlaub.“ Richter Adalbert Finkh fragte nach, ob es "
        "Belege gebe.",
        [
            ("Ortrud Leimbach", "Ich habe den Brief nie gesehen"),
            ("Magnus Zschoche", "Meine Mandantin war im Urlaub."),
            ("Adalbert Finkh", "ob es Belege gebe"),
        ],
    ),
    (
        "Die Bürgermeisterin von Kaltenweiler, Roswitha Engl, sprach von einem „Geschenk für das Tal“. Skeptisch "
        "zeigte sich Wirt Xaver Plattner. „Die Gäste kommen wegen der Ruhe“, gab er zu bedenken.",
        [
            ("Roswitha Engl", "Geschenk für das Tal"),
            ("Xaver Plattner", "Die Gäste kommen wegen der Ruhe"),
        ],
    ),
]
SPANISH = [
    (
        "VALDEROBLES.- La alcaldesa, Remedios Ortuño, descartó ayer cerrar el puente. «Nadie va a quedarse aislado», "
        "aseguró. «Ni un solo día», insistió la regidora.",
        [("Remedios Ortuño", "Nadie va a quedarse aislado"), ("Remedios Ortuño", "Ni un solo día")],
    ),
    (
        "“No tengo miedo”, dijo el minero Evaristo Quilapán, “pero tampoco soy tonto”. Su hija, la abogada Ayelén "
        "Quilapán, añadió que la empresa “lleva años mintiendo”.",
        [
            ("Evaristo Quilapán", "No tengo miedo … pero tampoco soy tonto"),
            ("Ayelén Quilapán", "la empresa … lleva años mintiendo"),
        ],
    ),
    (
        "Según el capitán de la Guardia Costera Baltasar Reinoso, el barco se hundió en diez minutos. «Fue como si lo "
        "tragara la tierra», relató a este diario el marinero Fidel Urbina.",
        [
            ("Baltasar Reinoso", "el barco se hundió en diez minutos"),
            ("Fidel Urbina", "Fue como si lo tragara la tierra"),
        ],
    ),
    (
        "El entrenador Nacho Villarroya fue tajante: “Así no se puede jugar”. A su juicio, el árbitro “perdió los "
        "papeles”. La presidenta del club, Mireia Bofill, prefirió no opinar.",
        [("Nacho Villarroya", "Así no se puede jugar"), ("Nacho Villarroya", "el árbitro … perdió los papeles")],
    ),
    (
        "“¿Quién paga esto?”, se preguntaba ayer Casilda Iturbe, dueña del quiosco. El concejal de Obras, Leandro "
        "Pastrana, respondió que el Ayuntamiento correrá con los gastos.",
        [
            ("Casilda Iturbe", "¿Quién paga esto?"),
            ("Leandro Pastrana", "el Ayuntamiento correrá con los gastos"),
        ],
    ),
    (
        "En un comunicado, la rectora Ofelia Barrantes calificó la huelga de “legítima pero inoportuna”. Los "
        "estudiantes no piensan parar. “Seguiremos hasta junio”, advirtió su portavoz, Jairo Monsalve.",
        [
            ("Ofelia Barrantes", "la huelga de … legítima pero inoportuna"),
            ("Jairo Monsalve", "Seguiremos hasta junio"),
        ],
    ),
    (
        "“La cosecha está perdida”, lamenta Anselmo Tordesillas mientras recorre los viñedos. “Nunca vi nada igual”. "
        "El agricultor, de 71 años, espera ayudas. La consejera Begoña Lizarraga ha prometido que llegarán “antes de "
        "la vendimia”.",
        [
            ("Anselmo Tordesillas", "La cosecha está perdida … Nunca vi nada igual"),
            ("Begoña Lizarraga", "llegarán … antes de la vendimia"),
        ],
    ),
    (
        "El juez preguntó a la acusada si conocía a la víctima. “Jamás la había visto”, contestó Milagros Sanabria. Su "
        "abogado, Dionisio Arce, sostiene que las pruebas son falsas.",
        [
            ("", "si conocía a la víctima"),
            ("Milagros Sanabria", "Jamás la había visto"),
            ("Dionisio Arce", "las pruebas son falsas"),
        ],
    ),
]


def places(body, pieces):
    """The letters of pieces that follow each other in a body."""
    found, at = set(), 0
    for piece in pieces:
        at = body.index(piece, at)
        found.update(letters(body, at, at + len(piece)))
        at += len(piece)
    return frozenset(found)


def missed(code, body, expected):
    """The expected statements that are not found with their speaker, and those found that nobody expects."""
    left = []
    quotations = extract(body, language=code).quotations
    found = [(q.speaker, frozenset(n for p in q.pieces for n in letters(body, p.start, p.end))) for q in quotations]
    for speaker, words in expected:
        where = places(body, words.split(" … "))
        best = max(found, key=lambda one: overlap(one[1], where), default=("", frozenset()))
        names = frozenset([speaker] if speaker else [])
        if overlap(best[1], where) >= 0.5 and same_name(names, best[0]):
            found.remove(best)
        else:
            left.append((speaker, words))
    return left, found


@pytest.mark.parametrize(("code", "texts", "least"), [("de", GERMAN, 85), ("es", SPANISH, 75)])
def test_who_said_what(code, texts, least):
    """F1 of statements found with their speaker; the first run gave 69 and 71 (docs/extraction.md)."""
    written = right = found = 0
    for body, expected in texts:
        left, more = missed(code, body, expected)
        written += len(expected)
        right += len(expected) - len(left)
        found += len(expected) - len(left) + len(more)
    assert 200 * right / (written + found) >= least


@pytest.mark.parametrize(
    ("code", "body", "speaker", "words"),
    [
        ("de", "„Das Dach hält“, so Architektin Ada Vos.", "Ada Vos", "Das Dach hält"),
        ("de", "Der Rat lässt räumen, wie Bürgermeisterin Ada Vos mitteilte.", "Ada Vos", "Der Rat lässt räumen"),
        ("de", "Ada Vos kam. Richter Jan Reed fragte nach, ob es Belege gebe.", "Jan Reed", "ob es Belege gebe"),
        ("es", "Ada Vos vino. “No tengo miedo”, dijo el minero Juan Quilapán.", "Juan Quilapán", "No tengo miedo"),
        ("es", "Ada Vos preguntó a la acusada si conocía el lugar.", "Ada Vos", "si conocía el lugar"),
        ("es", "“No hay dinero”, recordaba ayer Ada Vos.", "Ada Vos", "No hay dinero"),
    ],
)
def test_a_way_of_quoting(code, body, speaker, words):
    quotation = extract(body, language=code).quotations[-1]
    assert (quotation.speaker, " ".join(piece.exact for piece in quotation.pieces)) == (speaker, words)
