"""Lemma scripts: how to make a lemma from a word form, as a class that a tagger can choose.

A script is ``case|cut|add`` (lower-case the form or keep it, cut so many characters off its end, add these) or
``=lemma`` for forms that share nothing with their lemma.
"""

from functools import lru_cache

KEEP, LOWER = "k", "l"


def script(form: str, lemma: str) -> str:
    """The script that turns ``form`` into ``lemma``."""
    case, base = (KEEP, form) if lemma != lemma.lower() else (LOWER, form.lower())
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    if common == 0 and base != lemma:
        return "=" + lemma
    return f"{case}|{len(base) - common}|{lemma[common:]}"


@lru_cache(maxsize=100_000)
def apply(rule: str, form: str) -> str:
    """The lemma of ``form`` by a script; the lower-cased form where the script does not fit."""
    if rule.startswith("="):
        return rule[1:]
    case, cut, add = rule.split("|", 2)
    base = form if case == KEEP else form.lower()
    if int(cut) >= len(base) + (not add):
        return form.lower()
    return base[: len(base) - int(cut)] + add
