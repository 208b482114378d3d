"""What the grammar makes of an event: happened, planned, possible … within one voice's words.

The status is read from the clause up: tense and auxiliaries of the event's own clause, then what each governing verb,
noun, conjunction and preposition makes of it (``vocab/modality.yaml``), up to the edge of the voice's words.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from dragoman.events import grammar
from dragoman.events.anchors import is_definite, key_of
from dragoman.events.scene import CLAUSAL, Scene
from dragoman.events.status import least_certain
from dragoman.records import Status

#: A tree deeper than this is a parser error; the event is then only held possible.
HIGHEST = 40
FACT: frozenset[str] = frozenset({"happened", "ongoing"})
#: Reasons that lie in a clause itself, not in what governs it.
OWN_TENSE = frozenset({"tense", "bare", "to"})
SENTENCE_ENDS = ("?", "?!", "??")


@dataclass(frozen=True, slots=True)
class Judged:
    """A status, whether it is only presupposed (not what the voice says), the condition's clause, and the reason."""

    status: Status
    presupposed: bool = False
    condition: int | None = None
    why: str = "clause"


Inside = Callable[[int], bool]


@dataclass(frozen=True)
class Judge:
    """Judges events of one scene within one voice's words: ``inside`` tells which tokens belong to them."""

    scene: Scene
    inside: Inside

    def event(self, token: int, *, noun: bool) -> Judged:
        """The status of the event at this anchor."""
        return self._noun(token, 0) if noun else self._clause(token, 0)

    # ---- clauses

    def _clause(self, verb: int, depth: int) -> Judged:
        if depth > HIGHEST:
            return Judged("possible", why="depth")
        judged = self._embedded(verb, depth)
        judged = self._by_adverbs(verb, judged)
        return self._by_condition(verb, judged)

    def _embedded(self, verb: int, depth: int) -> Judged:
        own = self._tense(verb)
        head, relation = self.scene.analysis.heads[verb], self.scene.relation(verb)
        if self._is_condition(verb):
            return Judged("conditional", condition=verb, why="if")
        if head == verb or not self.inside(head):
            return self._at_the_edge(verb, own)
        if relation == "conj":
            return self._coordinated(head, own, depth)
        if relation == "ccomp":
            return self._complement(verb, head, own, depth)
        if relation == "xcomp":
            return self._open_complement(verb, head, own, depth)
        if relation == "csubj":
            return self._clausal_subject(head, own, depth)
        if relation in ("advcl", "obl", "nmod", "obj"):
            return self._adverbial(verb, head, own, depth)
        if relation == "acl":
            return self._of_noun(verb, head, own, depth)
        if relation in ("nsubj", "amod", "compound"):
            return Judged("possible", why=relation)
        return Judged(own or "possible", why=relation)

    def _at_the_edge(self, verb: int, own: Status | None) -> Judged:
        """The clause that nothing of the same voice governs."""
        if own is not None:
            return Judged(own, why="tense")
        if grammar.is_infinitive(self.scene, verb):
            return Judged("planned", why="to")
        if grammar.is_gerund(self.scene, verb):
            return Judged("happened", why="gerund")
        participle = self.scene.analysis.has(verb, "VerbForm=Part")
        return Judged("happened" if participle else "possible", why="bare")

    def _tense(self, verb: int) -> Status | None:
        """What the auxiliaries and the tense of a finite clause tell; None for one that is not finite."""
        analysis, table = self.scene.analysis, self.scene.modality
        helpers = list(self.scene.children(verb, "aux", "cop"))
        for helper in helpers:
            effect = table.effect("auxiliaries", self.scene.words[helper], self.scene.lemmas[helper])
            if effect is not None and not self._perfect_have(helper, verb):
                return effect  # type: ignore[return-value]
        if grammar.is_infinitive(self.scene, verb):
            return None
        words, forms = {self.scene.words[h] for h in helpers}, table.helpers
        if words & forms["perfect"]:
            progressive = self.scene.words[verb].endswith("ing") and "been" in words
            return "ongoing" if progressive and "had" not in words else "happened"
        if words & forms["past"]:
            return "happened"
        if words & forms["present"]:
            return "happened" if self.scene.in_title(verb) else "ongoing"
        return self._inflection(verb, analysis.feats[verb])

    def _perfect_have(self, helper: int, verb: int) -> bool:
        return self.scene.words[helper] in ("'d", "'s") and self.scene.analysis.has(verb, "VerbForm=Part")

    def _inflection(self, verb: int, feats: str) -> Status | None:
        if "VerbForm=Fin" not in feats:
            return None
        if "Tense=Past" in feats or ("Tense=Pres" in feats and self._past_in_disguise(verb)):
            return "happened"
        if "Mood=Imp" in feats:
            return "possible"
        if "Tense=Pres" in feats:
            return "happened" if self.scene.in_title(verb) else "ongoing"
        return None

    def _past_in_disguise(self, verb: int) -> bool:
        """ "The bloc shut its borders": with a singular subject a present form ends in -s, and none in -ed."""
        if self.scene.words[verb].endswith("ed"):
            return True
        subject = self.scene.child(verb, "nsubj")
        if subject is None or not self.scene.is_noun(subject) or self.scene.words[verb].endswith("s"):
            return False
        alone = self.scene.child(subject, "conj") is None
        return alone and self.scene.analysis.has(subject, "Number=Sing") and self.scene.child(verb, "aux") is None

    def _coordinated(self, head: int, own: Status | None, depth: int) -> Judged:
        above = self._any(head, depth + 1)
        clausal_head = self.scene.is_verb(head) or self.scene.child(head, "cop") is not None
        if not clausal_head:
            return Judged(own or above.status, above.presupposed, above.condition, "conj")
        if own is None:
            return above
        # "would have sent … and attacked": the second clause stands in the same place as the first.
        if above.status in FACT or own not in FACT:
            return replace(above, status=own, why="conj")
        # "may attack Y and sent troops": a past clause beside a modal one tells its own.
        return replace(above, status=own, why="conj") if own == "happened" and above.why in OWN_TENSE else above

    def _complement(self, verb: int, head: int, own: Status | None, depth: int) -> Judged:
        table, above = self.scene.modality, self._any(head, depth + 1)
        if own is None and grammar.is_gerund(self.scene, verb):
            return self._open_complement(verb, head, own, depth)
        effect = table.effect("clause", *self.scene.forms(head))
        own = own or "possible"
        if effect == "fact":
            return Judged(own, True, why="factive")
        if effect == "denied" and above.status in FACT:
            return Judged("denied" if own != "denied" else "possible", condition=above.condition, why="deny")
        return Judged(_weaker(own, "possible"), condition=above.condition, why="reported")

    def _open_complement(self, verb: int, head: int, own: Status | None, depth: int) -> Judged:
        above = self._any(head, depth + 1)
        table = "gerund" if grammar.is_gerund(self.scene, verb) else "infinitive"
        effect = self.scene.modality.effect(table, self.scene.words[head], *self.scene.forms(head))
        if table == "gerund":
            effect = self._gerund_effect(verb, effect)
        return self._governed(above, effect or ("possible" if table == "infinitive" else "keep"), own, "xcomp")

    def _gerund_effect(self, verb: int, effect: str | None) -> str | None:
        opener = self.scene.opener(verb)
        if opener == "from":
            return "denied"
        if effect is not None or opener is None:
            return effect
        return self.scene.modality.effect("gerund", opener)

    def _governed(self, above: Judged, effect: str, own: Status | None, why: str) -> Judged:
        """The status of what a governor makes ``effect`` of, itself having the status of ``above``."""
        if own == "denied":
            return replace(above, status="denied", why=why)
        if effect in ("fact", "own"):
            return Judged("happened" if above.status in (*FACT, "denied") else above.status, True, above.condition, why)
        if effect == "keep":
            return replace(above, why=why)
        if effect == "denied":
            turned: Status = "denied" if above.status in FACT else "possible"
            return replace(above, status=turned, why=why)
        if above.status in FACT:
            return replace(above, status=effect, presupposed=False, why=why)  # type: ignore[arg-type]
        if above.status == "denied":
            return replace(above, status="denied" if effect == "planned" else "possible", why=why)
        return replace(above, status=_weaker(above.status, effect), why=why)  # type: ignore[arg-type]

    def _clausal_subject(self, head: int, own: Status | None, depth: int) -> Judged:
        above = self._any(head, depth + 1)
        if own is not None:
            return Judged(_weaker(own, "possible"), why="csubj")
        return Judged("happened" if above.status == "happened" else "possible", condition=above.condition, why="csubj")

    def _adverbial(self, verb: int, head: int, own: Status | None, depth: int) -> Judged:
        opener, above = self.scene.opener(verb), self._any(head, depth + 1)
        if opener == "to" or grammar.is_infinitive(self.scene, verb):
            effect = self.scene.modality.effect("infinitive", *self.scene.forms(head))
            return self._purpose(above, effect)
        if grammar.is_gerund(self.scene, verb) and own is None:
            return self._gerund_clause(head, above, opener)
        return self._subordinate(verb, own, above, opener)

    def _purpose(self, above: Judged, effect: str | None) -> Judged:
        if effect == "denied":
            return self._governed(above, effect, None, "purpose")
        if above.status in FACT and effect != "possible":
            return Judged("planned", condition=above.condition, why="purpose")
        return Judged("possible", condition=above.condition, why="purpose")

    def _gerund_clause(self, head: int, above: Judged, opener: str | None) -> Judged:
        if opener is None:
            return replace(above, why="participle")
        effect = self.scene.modality.effect("gerund", opener)
        control = any(form in self.scene.modality.object_control["gerund"] for form in self.scene.forms(head))
        if control and opener in ("of", "for", "over", "with"):
            effect = "keep"
        if opener == "from" and control:
            effect = "denied"
        if opener == "with" and any(form == "threaten" for form in self.scene.forms(head)):
            effect = "possible"
        return self._governed(above, effect or "possible", None, f"gerund:{opener}")

    def _subordinate(self, verb: int, own: Status | None, above: Judged, opener: str | None) -> Judged:
        effect = self.scene.modality.effect("mark", opener or "", (opener or "").split(" ")[0])
        if effect == "conditional":
            return Judged("conditional", condition=verb, why=f"mark:{opener}")
        if effect == "possible":
            return Judged("possible", condition=above.condition, why=f"mark:{opener}")
        if own is None:
            participle = self.scene.analysis.has(verb, "VerbForm=Part")
            return Judged("happened", True, why="participle") if participle else Judged("possible", why="advcl")
        if own == "ongoing" and above.status not in FACT:
            # "when they meet in August" beside a future clause.
            return Judged(
                "planned" if above.status == "planned" else "possible", condition=above.condition, why="present"
            )
        return Judged(own, own in FACT, why=f"mark:{opener}")

    def _of_noun(self, verb: int, noun: int, own: Status | None, depth: int) -> Judged:
        table, forms = self.scene.modality, self.scene.forms(noun)
        if self.scene.analysis.deprels[verb] == "acl:relcl":
            return self._relative(noun, own, depth)
        if own is not None:
            claimed = any(form in table.clause_nouns for form in forms)
            return Judged(_weaker(own, "possible"), why="noun claims") if claimed else Judged(own, True, why="acl")
        if grammar.is_infinitive(self.scene, verb):
            return self._governed(
                self._any(noun, depth + 1), table.effect("infinitive", *forms) or "possible", own, "acl"
            )
        if self.scene.opener(verb) is not None:
            effect = table.effect("gerund", *forms) or table.effect("noun_of_noun", *forms) or "possible"
            return self._governed(self._any(noun, depth + 1), effect, own, "acl")
        return self._participle(verb, noun, depth)

    def _relative(self, noun: int, own: Status | None, depth: int) -> Judged:
        if own == "ongoing":
            above = self._any(noun, depth + 1)
            if above.status not in FACT or self._generic(noun):
                return Judged("possible", condition=above.condition, why="generic relative")
        return Judged(own or "possible", (own or "possible") in FACT, why="relative")

    def _generic(self, noun: int) -> bool:
        return self.scene.analysis.upos[noun] == "PRON" or self.scene.child(noun, "det") is None

    def _participle(self, verb: int, noun: int, depth: int) -> Judged:
        """ "arms supplied by Y", "troops attacking Z": a fact, unless the clause around is none and the noun is new."""
        above = self._any(noun, depth + 1)
        if above.status not in FACT and not is_definite(self.scene, noun):
            return Judged(
                above.status if above.status != "denied" else "possible", condition=above.condition, why="acl"
            )
        gerund = grammar.is_gerund(self.scene, verb)
        return Judged("ongoing" if gerund else "happened", True, why="acl")

    def _by_adverbs(self, verb: int, judged: Judged) -> Judged:
        if grammar.negated(self.scene, verb) or self._nobody(verb):
            flipped: Status = "possible" if judged.status in ("conditional",) else "denied"
            return replace(judged, status=flipped, why="negation")
        for child in self.scene.children(verb, "advmod", "parataxis"):
            if self.scene.modality.effect("adverb", self.scene.words[child]) == "possible" and judged.status in FACT:
                return replace(judged, status="possible", why=f"adverb:{self.scene.words[child]}")
        if judged.status in FACT and not judged.presupposed and self._is_question(verb):
            return replace(judged, status="possible", why="question")
        return judged

    def _nobody(self, verb: int) -> bool:
        """ "no troops attacked", "sent no weapons"."""
        for child in self.scene.children(verb, "nsubj", "obj"):
            if self.scene.words[child] in ("nobody", "nothing", "none"):
                return True
            if any(self.scene.words[d] in ("no", "neither") for d in self.scene.children(child, "det")):
                return True
        return False

    def _is_question(self, token: int) -> bool:
        start, end = self.scene.sentence(token)
        return any(self.scene.words[t] in SENTENCE_ENDS for t in range(max(start, end - 2), end))

    def _by_condition(self, verb: int, judged: Judged) -> Judged:
        """An if-clause beside makes a consequence of what is not told as past."""
        if judged.status in ("happened", "denied") and judged.why in ("tense", "conj", "negation"):
            return judged
        child = self.condition_of(verb)
        return judged if child is None else Judged("conditional", condition=child, why="if")

    def condition_of(self, verb: int) -> int | None:
        """The if-clause that hangs on a verb (or, as parsers have it, on a noun), where it belongs to the voice."""
        clauses = self.scene.children(verb, "advcl", "acl")
        return next((c for c in clauses if self.inside(c) and self._is_condition(c)), None)

    def _is_condition(self, clause: int) -> bool:
        opener = self.scene.opener(clause) or ""
        if self._inverted(clause):
            return True
        if any(self.scene.words[c] == "even" for c in self.scene.children(clause, "advmod")):
            return False
        return self.scene.modality.effect("mark", opener, opener.split(" ")[0]) == "conditional"

    def _inverted(self, clause: int) -> bool:
        """ "Should the two not return", "had they attacked": an auxiliary opens a clause before its main clause."""
        if self.scene.relation(clause) != "advcl" or clause > self.scene.analysis.heads[clause]:
            return False
        first = self.scene.analysis.subtree(clause)[0]
        return self.scene.words[first] in ("should", "had", "were") and self.scene.analysis.heads[first] == clause

    # ---- nouns

    def _any(self, token: int, depth: int) -> Judged:
        if not self.inside(token):
            return Judged("happened", why="edge")
        clausal = self.scene.is_verb(token) or self.scene.child(token, "cop") is not None
        if clausal or self.scene.analysis.upos[token] in ("AUX", "ADJ", "ADV"):
            return self._clause(token, depth)
        return self._noun(token, depth)

    def _noun(self, noun: int, depth: int) -> Judged:
        if depth > HIGHEST:
            return Judged("possible", why="depth")
        own = self._by_modifiers(noun)
        if own is not None and own.status in ("denied", "possible"):
            return own
        condition = self.condition_of(noun)
        if condition is not None:
            return Judged("conditional", condition=condition, why="if")
        placed = self._by_participle(noun) or self._in_phrase(noun, depth)
        if own is None:
            return placed
        if own.status == "planned":
            return replace(placed, status=_weaker(own.status, placed.status), presupposed=False, why=own.why)
        return replace(placed, status=own.status, why=own.why) if placed.status in FACT else placed

    def _by_modifiers(self, noun: int) -> Judged | None:
        table = self.scene.modality
        for child in self.scene.children(noun, "det"):
            effect = table.effect("determiner", self.scene.words[child])
            if effect is not None:
                return Judged(effect, why=f"det:{self.scene.words[child]}")  # type: ignore[arg-type]
        for child in self.scene.compounds(noun):
            effect = table.effect("adjective", self.scene.words[child], self.scene.lemmas[child])
            if effect is not None:
                status = "happened" if effect == "fact" else effect
                return Judged(status, effect == "fact", why=f"adj:{self.scene.words[child]}")  # type: ignore[arg-type]
        return None

    def _by_participle(self, noun: int) -> Judged | None:
        """ "sanctions imposed by Y", "an attack planned for May": what the participle makes of the noun."""
        for child in self.scene.children(noun, "acl"):
            if not self.scene.is_verb(child) or not grammar.is_passive(self.scene, child):
                continue
            effect = self._object_effect(child)
            if effect in ("planned", "possible", "denied"):
                return Judged(effect, why=f"acl:{self.scene.words[child]}")  # type: ignore[arg-type]
        return None

    def _object_effect(self, verb: int) -> str | None:
        rows = self.scene.modality.tables["noun_object"]
        key = key_of(self.scene, verb, frozenset(rows))
        return rows[key] if key is not None else None

    def _in_phrase(self, noun: int, depth: int) -> Judged:
        head, relation = self.scene.analysis.heads[noun], self.scene.relation(noun)
        if self.scene.child(noun, "cop") is not None:
            return self._clause(noun, depth)
        if head == noun or not self.inside(head):
            return self._loose(noun)
        if relation == "conj":
            return self._any(head, depth + 1)
        if relation in ("obj", "nsubj"):
            return self._as_argument(noun, head, relation, depth)
        if relation == "obl":
            return self._as_oblique(noun, head, depth)
        if relation == "nmod":
            return self._as_modifier(noun, head, depth)
        if relation == "appos":
            return self._any(head, depth + 1)
        if relation in CLAUSAL:
            return self._clause(noun, depth)
        return Judged("possible", why=relation)

    def _loose(self, noun: int) -> Judged:
        """A noun that nothing of the same voice governs: a headline's fragment, or all that is said."""
        if self.scene.in_title(noun) or self.scene.analysis.heads[noun] == noun:
            return Judged("possible", why="fragment")
        return Judged("happened", presupposed=False, why="noun")

    def _as_argument(self, noun: int, verb: int, relation: str, depth: int) -> Judged:
        above = self._clause(verb, depth + 1)
        if relation == "nsubj" and not grammar.is_passive(self.scene, verb):
            if key_of(self.scene, verb, self.scene.predicates.light["happen"]) or self.scene.lemmas[verb] == "be":
                return replace(above, why="happens")
            return self._presupposed(noun, above)
        effect = self._object_effect(verb)
        if effect is not None:
            return self._governed(above, effect, None, f"object:{self.scene.lemmas[verb]}")
        light = self.scene.predicates.light
        if key_of(self.scene, verb, light["do"] | light["undergo"]):
            return replace(above, why="light")
        return self._presupposed(noun, above)

    def _presupposed(self, noun: int, above: Judged) -> Judged:
        """A known event stays a fact under any verb; a new one is as certain as the verb."""
        if above.status in FACT:
            return Judged("happened", True, above.condition, "argument")
        if is_definite(self.scene, noun) and above.status != "conditional":
            return Judged("happened", True, above.condition, "definite")
        return Judged("possible", condition=above.condition, why="argument")

    def _as_oblique(self, noun: int, verb: int, depth: int) -> Judged:
        above, opener = self._any(verb, depth + 1), self.scene.opener(noun) or ""
        rows = self.scene.modality.tables["noun_object"]
        keyed = next((rows[f"{form} {opener}"] for form in self.scene.forms(verb) if f"{form} {opener}" in rows), None)
        if keyed is not None:
            return self._governed(above, keyed, None, f"oblique:{opener}")
        return self._by_preposition(noun, verb, above, opener)

    def _by_preposition(self, noun: int, head: int, above: Judged, opener: str) -> Judged:
        effect = self.scene.modality.effect("preposition", opener, opener.split(" ")[0])
        blamed = any(form in self.scene.modality.object_control["gerund"] for form in self.scene.forms(head))
        if opener == "for" and blamed:
            effect = "fact"
        if effect == "conditional":
            return Judged("conditional", condition=noun, why=f"prep:{opener}")
        if effect == "fact":
            return Judged("happened", True, above.condition, f"prep:{opener}")
        if effect == "possible" and is_definite(self.scene, noun) and above.status in FACT:
            return Judged("planned", condition=above.condition, why=f"prep:{opener}")
        if effect is not None:
            return Judged(effect, condition=above.condition, why=f"prep:{opener}")  # type: ignore[arg-type]
        return self._presupposed(noun, above)

    def _as_modifier(self, noun: int, head: int, depth: int) -> Judged:
        opener = self.scene.opener(noun) or ""
        above = self._any(head, depth + 1)
        if self.scene.analysis.deprels[noun] == "nmod:poss":
            return Judged("happened", True, above.condition, "possessor")
        effect = self.scene.modality.effect("noun_of_noun", *self.scene.forms(head))
        if effect == "fact":
            return Judged("happened", True, above.condition, "noun of noun")
        if effect is not None:
            return self._governed(above, effect, None, f"noun:{self.scene.lemmas[head]}")
        prepared = self.scene.modality.effect("preposition", opener, opener.split(" ")[0])
        if prepared is not None or is_definite(self.scene, noun):
            return self._by_preposition(noun, head, above, opener)
        if opener == "of" and above.status in FACT:
            return replace(above, why="of")
        return Judged("possible", condition=above.condition, why="noun of noun")


def _weaker(one: Status, other: Status) -> Status:
    """The less certain of two; a denied event that is only supposed is possible."""
    found = least_certain((one, other))
    return "possible" if found == "denied" and other != "denied" else found
