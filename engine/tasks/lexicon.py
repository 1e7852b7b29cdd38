"""Words of a small French of our own, and what they are in English and in Spanish: the data of a grammar."""

from dataclasses import dataclass
from functools import cache

NOUNS = """
person m garçon boy       m chico     | person f fille   girl      f chica      | person m ami     friend    m amigo
person f amie   friend    f amiga     | person m père    father    m padre      | person f mère    mother    f madre
person m frère  brother   m hermano   | person f sœur    sister    f hermana    | person m roi     king      m rey
person f reine  queen     f reina     | person m voisin  neighbour m vecino     | person f voisine neighbour f vecina
animal m chat   cat       m gato      | animal m chien   dog       m perro      | animal m cheval  horse     m caballo
animal m oiseau bird      m pájaro    | animal f souris  mouse     m ratón      | animal f vache   cow       f vaca
animal m ours   bear      m oso       | animal m lion    lion      m león       | animal m poisson fish      m pez
food   f pomme  apple     f manzana   | food   f orange  orange    f naranja    | food   m pain    bread     m pan
food   m fromage cheese   m queso     | food   f soupe   soup      f sopa       | food   m gâteau  cake      m pastel
food   f poire  pear      f pera      | food   m œuf     egg       m huevo      | food   f salade  salad     f ensalada
thing  m livre  book      m libro     | thing  f lettre  letter    f carta      | thing  f fleur   flower    f flor
thing  f voiture car      m coche     | thing  m vélo    bicycle   f bicicleta  | thing  f montre  watch     m reloj
thing  m chapeau hat      m sombrero  | thing  f image   picture   f imagen     | thing  f clé     key       f llave
thing  m ballon ball      f pelota    | thing  f étoile  star      f estrella   | thing  f lampe   lamp      f lámpara
place  m jardin garden    m jardín    | place  f maison  house     f casa       | place  f école   school    f escuela
place  f rue    street    f calle     | place  m parc    park      m parque     | place  f forêt   forest    m bosque
place  f ville  city      f ciudad    | place  f chambre room      f habitación | place  m marché  market    m mercado
"""
"""A kind; gender and noun in French; the noun in English; gender and noun in Spanish."""

ADJECTIVES = """
colour noir    noire    black   negro    negra    | colour blanc   blanche  white   blanco   blanca
colour rouge   rouge    red     rojo     roja     | colour vert    verte    green   verde    verde
colour bleu    bleue    blue    azul     azul     | colour jaune   jaune    yellow  amarillo amarilla
after  lent    lente    slow    lento    lenta    | after  rapide  rapide   fast    rápido   rápida
after  étrange étrange  strange extraño  extraña  | after  célèbre célèbre  famous  famoso   famosa
before petit   petite   small   pequeño  pequeña  | before grand   grande   big     grande   grande
before joli    jolie    pretty  bonito   bonita   | before jeune   jeune    young   joven    joven
before mauvais mauvaise bad     malo     mala
"""
"""Before or after its noun in French, colours after it; in French, English and Spanish, with two genders."""

VERBS = """
mang   eat   com-er     food        | coup   cut   cort-ar   food,thing | prépar make    prepar-ar  food
regard watch mir-ar     any         | cherch seek  busc-ar   any        | aim    love    am-ar      any
dessin draw  dibuj-ar   any         | oubli  forget olvid-ar any        | trouv  find    hall-ar    any
touch  touch toc-ar     any         | cach   hide  escond-er food,thing | gard   keep    guard-ar   food,thing
port   carry llev-ar    food,thing  | cass   break romp-er   thing      | lav    wash    lav-ar     any
admir  admire admir-ar  any         | invit  invite invit-ar person     | aid    help    ayud-ar    person
chant  sing  cant-ar    -           | dans   dance bail-ar   -          | parl   speak   habl-ar    -
march  walk  camin-ar   -           | travaill work trabaj-ar -         | nag    swim    nad-ar     -
saut   jump  salt-ar    -           | voyag  travel viaj-ar  -          | cri    shout   grit-ar    -
"""
"""The stem in French, all of them in -er; in English; stem and class in Spanish; kinds of objects, - for none."""

PLACES = (("dans", "in", "en"), ("vers", "toward", "hacia"), ("par", "through", "por"), ("derrière", "behind", "tras"))
ADVERBS = (
    ("ici", "here", "aquí"), ("maintenant", "now", "ahora"), ("demain", "tomorrow", "mañana"),
    ("bien", "well", "bien"), ("lentement", "slowly", "lentamente"), ("vite", "quickly", "deprisa"),
    ("encore", "again", "de nuevo"),
)  # fmt: skip
PRONOUNS = (
    ("je", "i", ""), ("tu", "you", ""), ("il", "he", "él"), ("elle", "she", "ella"), ("nous", "we", ""),
    ("ils", "they", "ellos"), ("elles", "they", "ellas"),
)  # fmt: skip
PERSONS = (0, 1, 2, 2, 3, 4, 4)
"""Which form of a verb goes with each pronoun; with a noun it is THIRD."""
THIRD = 2

ENDINGS = {
    "fr": ("e", "es", "e", "ons", "ent"), "ar": ("o", "as", "a", "amos", "an"), "er": ("o", "es", "e", "emos", "en"),
}  # fmt: skip
TO_BE = (("suis", "am", "soy"), ("es", "are", "eres"), ("est", "is", "es"))
DETERMINERS = (
    (("le", "la"), "the", ("el", "la")), (("un", "une"), "a", ("un", "una")), (("mon", "ma"), "my", ("mi", "mi")),
    (("ton", "ta"), "your", ("tu", "tu")), (("ce", "cette"), "this", ("este", "esta")),
    (("notre", "notre"), "our", ("nuestro", "nuestra")),
)  # fmt: skip
"""In French, masculine and feminine; in English; in Spanish, masculine and feminine."""


@dataclass(frozen=True, slots=True)
class Noun:
    """Its kind, and gender (1 is feminine) and word in each language."""

    kind: str
    fr: str
    fr_gender: int
    en: str
    es: str
    es_gender: int


@dataclass(frozen=True, slots=True)
class Adjective:
    """Its forms, masculine and feminine."""

    kind: str
    """"before" its noun in French, or after it; a "colour" stands after it too, and persons have none."""
    fr: tuple[str, str]
    en: str
    es: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Verb:
    """Its forms for I, you, he, we, they."""

    fr: tuple[str, ...]
    en: str
    es: tuple[str, ...]
    objects: tuple[str, ...]
    """Of which kinds its objects are; empty if it takes none."""

    def english(self, person: int, *, base: bool = False) -> str:
        """The English form: only he has another one."""
        return self.en if base or person != THIRD else _with_s(self.en)


def _with_s(verb: str) -> str:
    if verb.endswith(("ch", "sh")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith(("ry", "ty")) else verb + "s"


def _cells(table: str) -> list[list[str]]:
    return [cell.split() for line in table.strip().splitlines() for cell in line.split("|")]


@cache
def nouns(kind: str) -> tuple[Noun, ...]:
    """All nouns of a kind; "any" are those that can be an object."""
    kinds = ("person", "animal", "food", "thing") if kind == "any" else (kind,)
    rows = [row for row in _cells(NOUNS) if row[0] in kinds]
    return tuple(Noun(k, fr, int(g == "f"), en, es, int(g2 == "f")) for k, g, fr, en, g2, es in rows)


@cache
def adjectives(*, colours: bool = True) -> tuple[Adjective, ...]:
    """All adjectives, or those that are no colours."""
    rows = (row for row in _cells(ADJECTIVES) if colours or row[0] != "colour")
    return tuple(Adjective(kind, (m, f), en, (m2, f2)) for kind, m, f, en, m2, f2 in rows)


@cache
def verbs(*, takes_object: bool) -> tuple[Verb, ...]:
    """All verbs that take an object, or none."""
    made = []
    for stem, english, spanish, objects in _cells(VERBS):
        if (objects != "-") != takes_object:
            continue
        french = tuple(stem + "e" * (stem[-1] == "g" and end == "ons") + end for end in ENDINGS["fr"])
        root, kind = spanish.split("-")
        forms = tuple(root + end for end in ENDINGS[kind])
        made.append(Verb(french, english, forms, tuple(objects.split(",")) if takes_object else ()))
    return tuple(made)
