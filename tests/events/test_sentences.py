"""What happened in sentences of our own, read from end to end with the trained model."""

from dataclasses import dataclass

import pytest

from dragoman import actors, events, language, statements
from dragoman.records import Document, Event, Published, Segment

PUBLISHED = Published(earliest="2023-05-17", latest="2023-05-17", precision="day", basis="given")


@dataclass(frozen=True)
class Row:
    """An event by names, so that a test reads like the sentence."""

    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    status: str
    voices: frozenset[str]
    denied: frozenset[str]
    event: Event


@pytest.fixture(scope="module")
def model() -> language.Model:
    return language.load_model()


def read(text: str, model: language.Model) -> list[Row]:
    segments = tuple(Segment(start=s, end=e, kind="body") for s, e in _lines(text))
    document = Document(id="d", text_id="t", text=text, published=PUBLISHED, language="en")
    analysis = language.analyse(text, [(s.start, s.end) for s in segments], model=model)
    resolution = actors.resolve(analysis, document, segments)
    said = statements.find(analysis, resolution, document, segments)
    names = {actor.id: actor.name for actor in resolution.actors}
    speakers = {s.id: [names[a] for a in s.speakers] for s in said}
    found = events.find(analysis, resolution, said, document, segments)
    return [_row(event, names, speakers) for event in found]


def _lines(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _row(event: Event, names: dict[str, str], speakers: dict[str, list[str]]) -> Row:
    sides = {
        role: frozenset(names[p.actor] for p in event.participants if p.role == role) for role in ("actor", "recipient")
    }
    voices = frozenset(name for s in event.asserted_by for name in speakers[s])
    denied = frozenset(name for s in event.denied_by for name in speakers[s])
    return Row(event.type, sides["actor"], sides["recipient"], event.status, voices, denied, event)


def one(rows: list[Row], kind: str) -> Row:
    found = [row for row in rows if row.type == kind]
    assert len(found) == 1, [(row.type, row.actors, row.recipients, row.status) for row in rows]
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "doers", "others", "status"),
    [
        ("Iran supplied Russia with drones.", "AID", {"Iran"}, {"Russia"}, "happened"),
        ("Germany has delivered 18 tanks to Ukraine.", "AID", {"Germany"}, {"Ukraine"}, "happened"),
        ("Tanks were delivered to Ukraine by Germany.", "AID", {"Germany"}, {"Ukraine"}, "happened"),
        ("Norway will send air defence systems to Ukraine.", "AID", {"Norway"}, {"Ukraine"}, "planned"),
        ("Japan may provide Vietnam with patrol boats.", "AID", {"Japan"}, {"Vietnam"}, "possible"),
        ("Turkey did not send missiles to Libya.", "AID", {"Turkey"}, {"Libya"}, "denied"),
        ("Canada imposed sanctions on Belarus.", "SANCTION", {"Canada"}, {"Belarus"}, "happened"),
        ("Poland plans to expel three Russian diplomats.", "SANCTION", {"Poland"}, None, "planned"),
        ("Israel attacked Lebanon on Monday.", "ASSAULT", {"Israel"}, {"Lebanon"}, "happened"),
        ("Ethiopia withdrew its troops from Somalia.", "RETREAT", {"Ethiopia"}, {"Somalia"}, "happened"),
        ("Egypt called on Sudan to open the border.", "REQUEST", {"Egypt"}, {"Sudan"}, "happened"),
        ("China condemned Japan over the visit.", "ACCUSE", {"China"}, {"Japan"}, "happened"),
        ("India and Pakistan signed an agreement on water.", "SUPPORT", {"India", "Pakistan"}, set(), "happened"),
        ("North Korea fired two ballistic missiles into the sea.", "MOBILIZE", {"North Korea"}, set(), "happened"),
        ("Thousands of people protested against the government in Georgia.", "PROTEST", None, None, "happened"),
        ("Chile deployed troops to the border.", "MOBILIZE", {"Chile"}, None, "happened"),
        ("Kenya refused to extradite the general.", "COOPERATE", {"Kenya"}, None, "denied"),
    ],
)
def test_plain_sentences(
    text: str, kind: str, doers: set[str] | None, others: set[str] | None, status: str, model: language.Model
) -> None:
    row = next((row for row in read(text, model) if row.type == kind), None)
    assert row is not None
    assert doers is None or row.actors == doers
    assert others is None or row.recipients == others
    assert row.status == status


def test_an_accusation_and_its_denial(model: language.Model) -> None:
    rows = read(
        "Last year, Ukraine accused Belarus of supplying shells to Russia. Minsk rejected the accusation.", model
    )
    supply = one(rows, "AID")
    assert supply.actors == {"Belarus"}
    assert supply.recipients == {"Russia"}
    assert supply.status == "happened"
    assert supply.voices == {"Ukraine"}
    assert supply.denied == {"Belarus"}
    accusation = one(rows, "ACCUSE")
    assert accusation.actors == {"Ukraine"}
    assert accusation.recipients == {"Belarus"}
    assert accusation.status == "happened"
    assert not accusation.event.asserted_by
    assert accusation.event.date is not None
    assert accusation.event.date.earliest == "2022-01-01"


def test_a_threat_hangs_on_its_condition(model: language.Model) -> None:
    rows = read("The United States threatened Turkey with sanctions if it bought missiles from Russia.", model)
    assert one(rows, "THREATEN").recipients == {"Turkey"}
    sanction = one(rows, "SANCTION")
    assert sanction.actors == {"United States"}
    assert sanction.recipients == {"Turkey"}
    assert sanction.status in ("conditional", "possible")
    assert sanction.voices == {"United States"}


def test_what_is_feared_is_not_told_as_fact(model: language.Model) -> None:
    rows = read("NATO fears that Russia may attack Moldova.", model)
    assert one(rows, "ASSAULT").status == "possible"


def test_what_somebody_says_is_his_word(model: language.Model) -> None:
    rows = read("Iran attacked a tanker in the Gulf, the United States said.", model)
    attack = next(row for row in rows if row.type == "ASSAULT")
    assert attack.status == "possible" or attack.voices == {"United States"}


def test_talks_are_mutual(model: language.Model) -> None:
    row = one(read("Chinese and Indian diplomats held talks in Moscow on Tuesday.", model), "CONSULT")
    assert row.status == "happened"
    assert row.event.date is not None
    assert row.event.date.earliest == "2023-05-16"


def test_a_meeting_told_twice_is_one_event(model: language.Model) -> None:
    text = "Iran and Iraq held talks in Baghdad on Monday. The talks between Iran and Iraq lasted three hours."
    row = one(read(text, model), "CONSULT")
    assert row.actors == {"Iran", "Iraq"}
    assert len(row.event.mentions) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The striker fired his team into the final after an early goal in the cup match.",
        "She met her sister for lunch and they talked about the garden.",
        "The retailer launched an attack on its rival's share of the market with a discount brand.",
        "Dust storms hit the village at noon.",
    ],
)
def test_no_event_is_an_answer(text: str, model: language.Model) -> None:
    assert read(text, model) == []


def test_every_span_holds(model: language.Model) -> None:
    text = (
        "Emoji 😀 first. Peru’s government handed over 300 tonnes of rice to Haiti, officials in Lima said on Tuesday."
    )
    for row in read(text, model):
        event = row.event
        assert event.evidence[0] <= event.anchor[0] < event.anchor[1] <= event.evidence[1] <= len(text)
        for thing in event.objects:
            assert text[thing.span[0] : thing.span[1]] == thing.text
        for participant in event.participants:
            assert 0 <= participant.span[0] < participant.span[1] <= len(text)


def test_a_warning_to_a_state_is_a_threat_and_the_deed_is_the_warned_one_s(model: language.Model) -> None:
    rows = read("Russia warned Finland that sending tanks to Ukraine would be a grave mistake.", model)
    assert one(rows, "THREATEN").recipients == {"Finland"}
    supply = one(rows, "AID")
    assert supply.actors == {"Finland"}
    assert supply.status == "possible"


def test_who_is_blamed_did_it_by_the_blamers_word(model: language.Model) -> None:
    rows = read("Sudan blamed Chad for the attack.", model)
    attack = one(rows, "ASSAULT")
    assert attack.actors == {"Chad"}
    assert attack.voices == {"Sudan"}


def test_a_duty_is_a_demand(model: language.Model) -> None:
    row = one(read("Russia must withdraw its troops from Moldova, Romania said.", model), "REQUEST")
    assert row.actors == {"Romania"}
    assert row.recipients == {"Russia"}


def test_an_assertion_that_blames_is_an_accusation(model: language.Model) -> None:
    row = one(read("Greece said that Turkey had violated international law.", model), "ACCUSE")
    assert row.actors == {"Greece"}
    assert row.recipients == {"Turkey"}


def test_a_planned_visit_is_no_visit(model: language.Model) -> None:
    rows = read("The Brazilian president is to visit China in June.", model)
    visit = one(rows, "CONSULT")
    assert visit.status == "planned"
    assert visit.event.date is not None
    assert visit.event.date.earliest == "2023-06-01"


def test_what_a_claim_says_is_no_fact(model: language.Model) -> None:
    text = "She dismissed as 'pure fiction' a claim by the Norrin Beacon that Norway had privately sent arms to Chad."
    (aid,) = (row for row in read(text, model) if row.type == "AID")
    assert aid.event.asserted_by or aid.status == "possible"


def test_a_denial_in_the_same_sentence_answers_whoever_denies(model: language.Model) -> None:
    text = "Norway has sent shells to Chad, two diplomats said on Monday; a spokeswoman in Oslo denied it."
    (aid,) = (row for row in read(text, model) if row.type == "AID")
    assert len(aid.event.denied_by) == 1


def test_whom_an_accusation_is_about_does_not_accuse(model: language.Model) -> None:
    rows = read("The envoy pointed to accusations of the use of Iranian drones by Russia.", model)
    assert not any("Iran" in row.actors for row in rows if row.type == "ACCUSE")
