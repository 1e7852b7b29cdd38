"""Tasks by name; the fields of a task are the options that a run may give it."""

from engine.tasks.adding import Adding
from engine.tasks.brackets import Brackets
from engine.tasks.captions import Captions
from engine.tasks.copy import Copy
from engine.tasks.counting import Counting
from engine.tasks.cue import Cue
from engine.tasks.customers import Customers
from engine.tasks.digits import Digits
from engine.tasks.grid_load import GridLoad
from engine.tasks.handwriting import Handwriting
from engine.tasks.hanzi import Hanzi
from engine.tasks.hold import Hold
from engine.tasks.lamps import Lamps
from engine.tasks.network import Network
from engine.tasks.next_step import NextStep
from engine.tasks.order import Order
from engine.tasks.oscillation import Oscillation
from engine.tasks.own_classes import OwnClasses
from engine.tasks.own_grammar import OwnGrammar
from engine.tasks.own_series import OwnSeries
from engine.tasks.own_text import OwnText
from engine.tasks.patients import Patients
from engine.tasks.prose import Prose
from engine.tasks.reber import Reber
from engine.tasks.scans import Scans
from engine.tasks.sentiment import Sentiment
from engine.tasks.speech import Speech
from engine.tasks.spoken import Spoken
from engine.tasks.stretch import Stretch
from engine.tasks.task import Task
from engine.tasks.text import Text
from engine.tasks.total import Total
from engine.tasks.transactions import Transactions
from engine.tasks.translation import Translation
from engine.tasks.video import Video
from engine.tasks.votes import Votes
from engine.tasks.weather import Weather

TASKS: dict[str, type[Task]] = {
    "brackets": Brackets,
    "text": Text,
    "hold": Hold,
    "handwriting": Handwriting,
    "scans": Scans,
    "hanzi": Hanzi,
    "stretch": Stretch,
    "spoken-digits": Spoken,
    "lamps": Lamps,
    "copy": Copy,
    "captions": Captions,
    "adding": Adding,
    "total": Total,
    "order": Order,
    "reber": Reber,
    "counting": Counting,
    "cue": Cue,
    "votes": Votes,
    "next-step": NextStep,
    "oscillation": Oscillation,
    "network": Network,
    "transactions": Transactions,
    "customers": Customers,
    "patients": Patients,
    "grid-load": GridLoad,
    "translation": Translation,
    "digits": Digits,
    "speech": Speech,
    "video": Video,
    "sentiment": Sentiment,
    "weather": Weather,
    "prose": Prose,
    "own-text": OwnText,
    "own-grammar": OwnGrammar,
    "own-series": OwnSeries,
    "own-classes": OwnClasses,
}
