"""From a cue to a draft: each frame of ``vocab/cues.yaml`` as a shape of the parse."""

from collections.abc import Callable, Iterator
from itertools import takewhile

from dragoman.language.analysis import Analysis, matches
from dragoman.statements import grammar
from dragoman.statements.draft import Draft, TokenRange
from dragoman.statements.making import conditions, draft, hearers, opened_by
from dragoman.statements.quotes import Quotation, near
from dragoman.statements.scene import Scene

OPEN_CLASSES = ("VERB", "NOUN", "ADJ")
COMPLEMENTS = ("ccomp", "xcomp", "obj", "parataxis")
PHRASES = ("obl", "advcl", "nmod", "xcomp", "ccomp", "acl")
#: Acts that a bare participle ("questioned about Y, X said") does to X, who does not do them.
ASKING = frozenset({"ask", "doubt"})
#: A clause of fewer tokens before an interposed cue is an adverb or a name, not what is said.
SHORTEST_BEFORE = 3
#: Between a quotation and its cue stand at most so many characters of speaker (own texts, 2026-11).
LONGEST_BETWEEN = 160
#: So many characters before a quotation are looked at for the end of a sentence.
BEFORE = 8
#: A speaker that the parse misses stands at most so many tokens from the cue.
NEAR = 2
#: Verbs whose object is who is spoken to.
HEARD = frozenset({"tell", "inform", "assure", "remind"})
SENTENCE_ENDS = ("", "\n", ".", "!", "?", ":", "”", '"', "\r", "—", "–")


def drafts(scene: Scene, token: int) -> Iterator[Draft]:
    """The statements that this token, as a cue, reports: of the first frame that fits, and what is said before it."""
    analysis = scene.analysis
    if analysis.upos[token] not in OPEN_CLASSES and analysis.word(token).lower() not in scene.lexicon.according:
        return
    verbal = analysis.upos[token] == "VERB" or scene.learned(token)
    for frame in VERB_FRAMES if verbal else OTHER_FRAMES:
        found = frame(scene, token)
        if found is not None:
            if found.act in ASKING and _is_asked(analysis, token):
                return
            yield found
            also = _said_before(scene, token) if frame is _clause else None
            if also is not None:
                yield also
            return


def _clause(scene: Scene, verb: int) -> Draft | None:
    """ "X said (that) S", "X said: S", "it was reported that S"."""
    analysis = scene.analysis
    heads = [
        c for c in analysis.children[verb] if matches(analysis.deprels[c], ("ccomp",)) and not _phrase(scene, verb, c)
    ]
    heads += [c for c in analysis.children[verb] if _speech_after(analysis, verb, c)]
    if not heads or not _may_report(scene, verb, heads[0]):
        return None
    if _bare_participle(analysis, verb) and grammar.own_subject(analysis, verb) is None:
        return None
    act = scene.lexicon.act("clause", analysis.lemmas[verb]) or scene.lexicon.default_act
    span = grammar.extent(analysis, heads)
    span = _behind_that(analysis, heads[0], _beside(span, verb)) if span is not None else None
    return draft(scene, verb, "clause", act, span, **hearers(scene, verb), tail=conditions(analysis, verb, act))


def _said_before(scene: Scene, verb: int) -> Draft | None:
    """ "S, X stated, and that T": a cue with a complement that hangs on the clause before it has said that too."""
    analysis = scene.analysis
    subject, head = grammar.own_subject(analysis, verb), analysis.heads[verb]
    if not matches(analysis.deprels[verb], ("parataxis",)) or subject is None or not head < subject < verb:
        return None
    behind_comma = analysis.word(analysis.subtree(verb)[0]) == "," and analysis.upos[head] == "VERB"
    return _parataxis(scene, verb) if behind_comma and scene.somebody(subject) else None


def _phrase(scene: Scene, verb: int, child: int) -> bool:
    """Whether a complement is the prepositional one that the verb is known for ("accused X of sending")."""
    marker = grammar.preposition(scene.analysis, child) or ""
    return (scene.analysis.lemmas[verb], marker) in scene.lexicon.prepositions


def _speech_after(analysis: Analysis, verb: int, child: int) -> bool:
    if not matches(analysis.deprels[child], ("parataxis",)) or child < verb:
        return False
    return any(analysis.word(t) in (":", "“", '"', "‘", "«") for t in range(verb + 1, child))


def _may_report(scene: Scene, verb: int, content: int) -> bool:
    if scene.lexicon.act("clause", scene.analysis.lemmas[verb]) or scene.learned(verb):
        return True
    introduced = any(
        scene.analysis.word(c).lower() == "that" and scene.analysis.deprels[c] == "mark"
        for c in scene.analysis.children[content]
    )
    return introduced and _is_person(scene, grammar.subject(scene.analysis, verb))


def _is_person(scene: Scene, token: int | None) -> bool:
    mention = scene.resolution.at(token) if token is not None else None
    if mention is None:
        return False
    return mention.kind in ("pronoun", "role") or any(
        scene.resolution.actor(i).kind in ("person", "state", "body", "organisation", "group") for i in mention.actors
    )


def _beside(span: TokenRange, verb: int) -> TokenRange:
    """A discontinuous clause that runs over its own cue is cut there; the longer side stays."""
    start, end = span
    if not start <= verb < end:
        return span
    return (start, verb) if verb - start >= end - verb else (verb + 1, end)


def _behind_that(analysis: Analysis, clause: int, span: TokenRange) -> TokenRange:
    """ "said in a statement that S" may be parsed with the venue inside the clause: S begins behind "that"."""
    marker = analysis.child(clause, "mark")
    if marker is not None and analysis.word(marker).lower() == "that" and span[0] < marker < span[1]:
        return marker + 1, span[1]
    first = grammar.trimmed(analysis, *span)
    if first is not None and analysis.upos[first[0]] == "ADP":
        # ", in a statement read for X, that S": the venue has a clause of its own.
        later = (t for t in range(first[0], span[1]) if analysis.deprels[t] == "mark" and analysis.word(t - 1) == ",")
        behind = next((t for t in later if analysis.word(t).lower() == "that"), None)
        return (behind + 1, span[1]) if behind is not None else span
    return span


def _parataxis(scene: Scene, verb: int) -> Draft | None:
    """ "S, X said" and "S, said X": the cue hangs on what is said."""
    analysis = scene.analysis
    relation, head = analysis.deprels[verb], analysis.heads[verb]
    quoted = matches(relation, ("parataxis",)) or (
        matches(relation, ("advcl",)) and opened_by(analysis, verb, frozenset({"as"}))
    )
    known = scene.lexicon.act("clause", analysis.lemmas[verb])
    if not quoted or head == verb or not (known or scene.learned(verb)) or _has_its_own(scene, verb):
        return None
    speaker = grammar.own_subject(analysis, verb)
    if speaker is None:
        speaker = _mention_beside(scene, verb)
    if speaker is None and not scene.learned(verb):
        return None
    spans = _around(analysis, verb)
    extra = {"speaker": speaker} if speaker is not None else {}
    act = known or scene.lexicon.default_act
    return draft(scene, verb, "parataxis", act, spans, **hearers(scene, verb), **extra)


def _has_its_own(scene: Scene, verb: int) -> bool:
    """ "S; Y denied it": what this cue is about is its object, not the clause before."""
    act = scene.lexicon.act("object", scene.analysis.lemmas[verb])
    target = _direct_object(scene.analysis, verb)
    return act is not None and target is not None and target > verb and scene.analysis.lemmas[verb] not in HEARD


def _trailing(scene: Scene, verb: int) -> Draft | None:
    """ "S, X said" where the parse hangs the cue elsewhere: a comma, a subject, the cue, no complement."""
    analysis = scene.analysis
    act = scene.lexicon.act("clause", analysis.lemmas[verb])
    speaker = grammar.own_subject(analysis, verb)
    if act is None or speaker is None or speaker > verb:
        return None
    if any(c > verb and matches(analysis.deprels[c], COMPLEMENTS) for c in analysis.children[verb]):
        return None
    first, start = grammar.sentence(analysis, verb)[0], analysis.subtree(speaker)[0]
    told = any(analysis.has(t, "VerbForm=Fin") for t in range(first, start))
    if start - first < SHORTEST_BEFORE or analysis.word(start - 1) != "," or not told:
        return None
    return draft(scene, verb, "parataxis", act, (first, start), speaker=speaker, **hearers(scene, verb))


def _mention_beside(scene: Scene, verb: int) -> int | None:
    """Whom the words right behind the cue name ("said X"), else those right before it ("X said")."""
    hearers = scene.analysis.child(verb, "obj", "iobj") is not None and scene.analysis.lemmas[verb] in HEARD
    first, last = grammar.sentence(scene.analysis, verb)
    around = scene.resolution.within(first, last)
    after = [m for m in around if verb < m.start <= verb + NEAR and not hearers]
    before = [m for m in around if verb - NEAR < m.end <= verb]
    beside = [m for m in (*after[:1], *before[-1:]) if first <= m.start and m.end <= last]
    return beside[0].head if beside else None


def _around(analysis: Analysis, verb: int) -> tuple[TokenRange, ...]:
    """What stands before the cue's own clause and what goes on with it behind; the latter where nothing is before."""
    first, last = grammar.sentence(analysis, verb)
    own = analysis.subtree(verb)
    before = grammar.trimmed(analysis, first, own[0])
    after = grammar.trimmed(analysis, own[-1] + 1, last)
    if before is None or before[1] - before[0] < SHORTEST_BEFORE:
        return tuple(side for side in (after,) if side is not None)
    head = analysis.heads[verb]
    goes_on = after is not None and not before[0] <= head < before[1] and after[0] <= head < after[1]
    return (before, after) if goes_on and after is not None else (before,)


def _quoted(scene: Scene, verb: int) -> Draft | None:
    """ "“S,” X said": a quotation of whole sentences stands right before the cue and its subject."""
    act = scene.lexicon.act("clause", scene.analysis.lemmas[verb])
    if act is None and not scene.learned(verb):
        return None
    quote = _quotation_before(scene, verb)
    return _from_quotation(scene, verb, act, quote) if quote is not None else None


def _colon_quote(scene: Scene, verb: int) -> Draft | None:
    """ "X said: “S”", where the parse does not make the quotation a complement."""
    act = scene.lexicon.act("clause", scene.analysis.lemmas[verb])
    if act is None and not scene.learned(verb):
        return None
    end, text = scene.analysis.ends[verb], scene.analysis.text
    for quote in near(scene.quotes, end, end + LONGEST_BETWEEN):
        between = text[end : quote.start] if quote.start >= end else "\n"
        if between.rstrip()[-1:] in (":", ",") and "\n" not in between and len(between) <= LONGEST_BETWEEN:
            return _from_quotation(scene, verb, act, quote)
    return None


def _quotation_before(scene: Scene, verb: int) -> Quotation | None:
    analysis, text = scene.analysis, scene.analysis.text
    start = analysis.starts[verb]
    for quote in near(scene.quotes, start - LONGEST_BETWEEN, start):
        between = text[quote.end : start] if quote.end <= start else "\n"
        if "\n" in between or len(between) > LONGEST_BETWEEN or any(ch in between for ch in ".!?;:"):
            continue
        if text[max(0, quote.start - BEFORE) : quote.start].rstrip(" ")[-1:] in SENTENCE_ENDS and _only_speaker(
            scene, quote, verb
        ):
            return quote
    return None


def _only_speaker(scene: Scene, quote: Quotation, verb: int) -> bool:
    """Whether nothing but the cue's subject, auxiliaries and adverbs stands between the quotation and the cue."""
    analysis = scene.analysis
    own = {t for c in analysis.children[verb] if c < verb for t in analysis.subtree(c)}
    between = takewhile(lambda t: analysis.starts[t] >= quote.end, range(verb - 1, -1, -1))
    return all(t in own or grammar.is_punctuation(analysis, t) for t in between)


def _from_quotation(scene: Scene, verb: int, act: str | None, quote: Quotation) -> Draft | None:
    analysis = scene.analysis
    if _is_asked(analysis, verb):
        return None
    first, last = analysis.token_at(quote.start), analysis.token_at(quote.end - 1)
    if first is None or last is None or first <= verb <= last:
        return None
    speaker = grammar.own_subject(analysis, verb)
    if speaker is None or not scene.somebody(speaker):
        beside = _mention_beside(scene, verb)
        speaker = beside if beside is not None else speaker
    extra = {"speaker": speaker} if speaker is not None else {}
    act = act or scene.lexicon.default_act
    return draft(scene, verb, "quoted", act, (first, last + 1), **hearers(scene, verb), **extra)


def _infinitive(scene: Scene, verb: int) -> Draft | None:
    """ "X vowed to V", "X urged Y to V", "X called on Y to V"."""
    analysis = scene.analysis
    act = scene.lexicon.act("infinitive", analysis.lemmas[verb])
    clause = next(
        (
            c
            for c in analysis.children[verb]
            if c > verb
            and matches(analysis.deprels[c], ("xcomp", "ccomp", "advcl"))
            and opened_by(analysis, c, frozenset({"to"}))
        ),
        None,
    )
    nobody = grammar.is_passive(analysis, verb) or _bare_participle(analysis, verb)
    if act is None or clause is None or (nobody and grammar.agent(analysis, verb) is None):
        return None
    asked = [
        c
        for c in analysis.children[verb]
        if verb < c < clause and (matches(analysis.deprels[c], ("obj", "iobj")) or _on(analysis, c))
    ]
    heads = [*asked, clause] if act in ("demand", "request") else [clause]
    span = grammar.extent(analysis, heads)
    if span is not None and analysis.word(verb + 1).lower() in ("on", "upon"):
        span = verb + 1, span[1]
    more = {"addressees": tuple(asked), "tail": conditions(analysis, verb, act)}
    return draft(scene, verb, "infinitive", act, span, **more)


def _bare_participle(analysis: Analysis, verb: int) -> bool:
    """ "Asked whether S, he …": a past participle without auxiliary; its subject is the one that was asked."""
    return (
        analysis.has(verb, "VerbForm=Part")
        and analysis.has(verb, "Tense=Past")
        and not any(matches(analysis.deprels[c], ("aux",)) for c in analysis.children[verb])
    )


def _is_asked(analysis: Analysis, verb: int) -> bool:
    """ "Questioned about Y, X said: “S”": a participle without a doer, whose subject is asked and does not say S."""
    alone = grammar.own_subject(analysis, verb) is None and grammar.agent(analysis, verb) is None
    return alone and _bare_participle(analysis, verb) and matches(analysis.deprels[verb], ("advcl", "acl"))


def _on(analysis: Analysis, token: int) -> bool:
    return matches(analysis.deprels[token], ("obl",)) and grammar.preposition(analysis, token) in ("on", "upon", "to")


def _preposition(scene: Scene, verb: int) -> Draft | None:
    """ "hinted at Y", "accused Y of Z", "threatened Y with Z"."""
    analysis = scene.analysis
    for child in analysis.children[verb]:
        if child < verb or not matches(analysis.deprels[child], PHRASES):
            continue
        frame = scene.lexicon.prepositions.get((analysis.lemmas[verb], grammar.preposition(analysis, child) or ""))
        target = analysis.child(verb, "obj")
        objectless = target is None and not grammar.is_passive(analysis, verb)
        if frame is None or (frame.with_object and objectless and frame.act != "accuse"):
            continue
        addressees = (target,) if target is not None else ()
        span = grammar.extent(analysis, [child])
        if span is not None and frame.with_object and frame.act != "threaten":
            span = (min(verb + 1, span[0]), span[1])
        tail = conditions(analysis, verb, frame.act)
        return draft(scene, verb, "preposition", frame.act, span, addressees=addressees, tail=tail)
    return None


def _predicate(scene: Scene, verb: int) -> Draft | None:
    """ "described X as Y", "called X a threat"."""
    analysis = scene.analysis
    act = scene.lexicon.act("predicate", analysis.lemmas[verb])
    target = analysis.child(verb, "obj")
    if act is None or target is None:
        return None
    for child in analysis.children[verb]:
        relation = analysis.deprels[child]
        as_phrase = matches(relation, ("obl", "advcl", "xcomp")) and grammar.preposition(analysis, child) == "as"
        bare = relation == "xcomp" and not opened_by(analysis, child, frozenset({"to"}))
        if child > target and (as_phrase or bare):
            return draft(scene, verb, "predicate", act, grammar.extent(analysis, [target, child]))
    return None


def _light(scene: Scene, verb: int) -> Draft | None:
    """ "expressed concern over Y", "issued a warning that S"."""
    analysis = scene.analysis
    noun = analysis.child(verb, "obj")
    if analysis.lemmas[verb] not in scene.lexicon.light_verbs or noun is None:
        return None
    act = scene.lexicon.act("noun", analysis.lemmas[noun])
    if act is None or not _is_person(scene, grammar.subject(analysis, verb)):
        return None
    tail = [c for c in analysis.children[verb] if c > noun and _complements(analysis, c)]
    return draft(scene, verb, "light", act, grammar.extent(analysis, [noun, *tail]))


def _complements(analysis: Analysis, child: int) -> bool:
    over = grammar.preposition(analysis, child) in ("over", "about", "at", "for", "with", "that", "to")
    return over and matches(analysis.deprels[child], ("obl", "advcl", "ccomp", "acl", "nmod"))


def _object(scene: Scene, verb: int) -> Draft | None:
    """ "denied the allegation", "condemned the attack"."""
    analysis = scene.analysis
    act = scene.lexicon.act("object", analysis.lemmas[verb])
    target = _direct_object(analysis, verb)
    if act is None or target is None or not _is_person(scene, grammar.subject(analysis, verb)):
        return None
    tail = [c for c in analysis.children[verb] if c > target and _purpose(analysis, c)]
    return draft(scene, verb, "object", act, grammar.extent(analysis, [target, *tail]))


def _direct_object(analysis: Analysis, verb: int) -> int | None:
    if grammar.is_passive(analysis, verb):
        return grammar.own_subject(analysis, verb) if grammar.agent(analysis, verb) is not None else None
    objects = [c for c in analysis.children[verb] if matches(analysis.deprels[c], ("obj",))]
    named = [c for c in objects if analysis.word(c).lower() not in grammar.RELATIVE]
    if named:
        return named[0]
    # "denied sending shells": the gerund is a clausal complement; so may a noun be, beside a "that" taken for object.
    clause = analysis.child(verb, "xcomp", "ccomp", "advcl")
    if clause is None or clause < verb:
        return None
    gerund = analysis.has(clause, "VerbForm=Ger") and not objects
    return clause if gerund or analysis.upos[clause] == "NOUN" else None


def _purpose(analysis: Analysis, child: int) -> bool:
    return matches(analysis.deprels[child], ("advcl", "obl")) and grammar.preposition(analysis, child) in ("as", "for")


def _adjective(scene: Scene, token: int) -> Draft | None:
    """ "is worried about Y", "was convinced that S"."""
    analysis = scene.analysis
    act = scene.lexicon.act("adjective", analysis.words(token, token + 1).lower())
    if act is None or grammar.own_subject(analysis, token) is None:
        return None
    heads = [
        c
        for c in analysis.children[token]
        if c > token and matches(analysis.deprels[c], ("obl", "ccomp", "advcl", "xcomp", "nmod"))
    ]
    speaker = grammar.own_subject(analysis, token)
    if not heads or not scene.somebody(speaker):
        return None
    return draft(scene, token, "adjective", act, grammar.extent(analysis, heads[:1]), speaker=speaker)


def _noun(scene: Scene, token: int) -> Draft | None:
    """ "its claim that S", "a report indicating that S" (the latter through the participle's own frame)."""
    analysis = scene.analysis
    act = scene.lexicon.act("noun", analysis.lemmas[token])
    clause = analysis.child(token, "acl", "ccomp")
    if act is None or clause is None or not opened_by(analysis, clause, frozenset({"that", "to"})):
        return None
    owner = analysis.child(token, "nmod:poss")
    if owner is None:
        by = analysis.child(token, "nmod")
        owner = by if by is not None and grammar.preposition(analysis, by) in ("by", "from") else None
    if owner is None and not scene.learned(token):
        return None
    return draft(scene, token, "noun", act, grammar.extent(analysis, [clause]), speaker=owner)


def _according(scene: Scene, token: int) -> Draft | None:
    """ "according to X, S"."""
    analysis = scene.analysis
    if analysis.word(token).lower() not in scene.lexicon.according:
        return None
    source = analysis.heads[token] if matches(analysis.deprels[token], ("case", "mark", "fixed")) else None
    if source is None:
        source = analysis.child(token, "obl", "nmod", "obj")
    if source is None:
        return None
    top = token if source in analysis.subtree(token) else source
    spans = _clause_beside(analysis, top)
    cue_end = token + 2 if analysis.words(token, token + 2).lower().endswith("to") else token + 1
    return draft(scene, token, "according", scene.lexicon.default_act, spans, speaker=source, cue=(token, cue_end))


def _clause_beside(analysis: Analysis, phrase: int) -> tuple[TokenRange, ...]:
    """The clause that a phrase modifies, without the phrase: what stands before it and what behind."""
    clause = analysis.subtree(analysis.heads[phrase])
    own = analysis.subtree(phrase)
    sides = ((clause[0], own[0]), (own[-1] + 1, clause[-1] + 1))
    kept = [side for side in sides if side[1] - side[0] >= SHORTEST_BEFORE]
    return tuple(kept) if analysis.heads[phrase] != phrase else ()


Frame = Callable[[Scene, int], Draft | None]
VERB_FRAMES: tuple[Frame, ...] = (
    _according,
    _quoted,
    _clause,
    _infinitive,
    _parataxis,
    _trailing,
    _light,
    _preposition,
    _predicate,
    _object,
    _colon_quote,
    _adjective,
    _noun,
)
OTHER_FRAMES: tuple[Frame, ...] = (_according, _adjective, _noun)


def from_layers(scene: Scene, cue: TokenRange, content: TokenRange, speaker: int | None) -> Draft | None:
    """A draft from what the trained layers mark, where no frame fits the parse."""
    if _bare_participle(scene.analysis, cue[0]) and matches(scene.analysis.deprels[cue[0]], ("advcl", "acl")):
        return None
    act = _noun_act(scene, cue, content) or _any_act(scene, cue[0]) or scene.lexicon.default_act
    return draft(scene, cue[0], "layer", act, content, speaker=speaker, cue=cue)


def _any_act(scene: Scene, token: int) -> str | None:
    frames = ("clause", "object", "infinitive", "noun", "adjective")
    acts = (scene.lexicon.act(frame, scene.analysis.lemmas[token]) for frame in frames)
    return next((act for act in acts if act is not None), None)


def _noun_act(scene: Scene, cue: TokenRange, content: TokenRange) -> str | None:
    """ "voiced concern": the act is that of the noun, which may stand in the cue or open the content."""
    if scene.analysis.lemmas[cue[0]] not in scene.lexicon.light_verbs:
        return None
    nouns = (t for t in (*range(*cue), *range(*content)) if scene.analysis.upos[t] == "NOUN")
    first = next(nouns, None)
    return scene.lexicon.act("noun", scene.analysis.lemmas[first]) if first is not None else None
