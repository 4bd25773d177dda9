"""How sure a machine is of a suggestion, in bands that an editor can tell apart."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Band:
    """From `least` on and below `below`, each 0 to 1."""

    label: str
    share: str
    least: float
    below: float


BANDS = {
    "very": Band("very sure", "90 % and more", 0.9, 1.01),
    "fairly": Band("fairly sure", "70 % to 90 %", 0.7, 0.9),
    "hardly": Band("hardly sure", "below 70 %", 0, 0.7),
}
CHOICES = [(name, f"{band.label}, {band.share}") for name, band in BANDS.items()]


def band_of(confidence):
    """The name of the band that a confidence lies in; empty where no machine gave one."""
    if confidence is None:
        return ""
    return next((name for name, band in BANDS.items() if band.least <= confidence < band.below), "")


def narrowed(statements, name):
    """The statements of one band; all of them where no band has this name."""
    band = BANDS.get(name)
    return statements.filter(confidence__gte=band.least, confidence__lt=band.below) if band else statements
