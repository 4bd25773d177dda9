"""Languages by their codes and by the names that people call them."""

from functools import cache

from babel import Locale, UnknownLocaleError

READERS = ("en", "fr", "de", "es", "ru", "ar")  # in whose languages a language may be named


def language_name(code):
    """“Arabic” for ar; the code itself where it has no name."""
    try:
        return Locale.parse(code, sep="-").get_display_name("en") or code
    except (UnknownLocaleError, ValueError, TypeError):
        return code


def language_code(typed):
    """The code of a language by its code or its name (“fr-CH”, “French”, “Französisch”); empty for anything else."""
    word = typed.strip().casefold()
    main = word.partition("-")[0]
    return main if main in Locale("en").languages else _codes().get(word, "")


@cache
def _codes():
    return {
        name.casefold(): code for reader in READERS for code, name in Locale(reader).languages.items() if code.isalpha()
    }
