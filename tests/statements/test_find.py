"""Facts about who says what, read with the real model from texts of our own."""

from dataclasses import dataclass

import pytest

import dragoman
from dragoman.records import Reading


@dataclass(frozen=True)
class Said:
    """A statement in words."""

    speakers: tuple[str, ...]
    cue: str | None
    content: str
    form: str
    act: str
    nested: bool


def said(text: str) -> list[Said]:
    reading = dragoman.read(text)
    names = {actor.id: actor.name for actor in reading.actors}
    return [
        Said(
            tuple(names[s] for s in statement.speakers),
            reading.quote(statement.cue) if statement.cue else None,
            " … ".join(reading.quote(span) for span in statement.content),
            statement.form,
            statement.act,
            statement.parent is not None,
        )
        for statement in reading.statements
    ]


def outer(text: str) -> list[Said]:
    return [statement for statement in said(text) if not statement.nested]


INTRO = "Envoys meet\n\nVessaly's foreign minister, Odo Larkin, met reporters in the capital on Tuesday.\n\n"
QUIET = "A row about the strait\n\nIt was a quiet week in the strait of Ombra, and the ports were open.\n\n"


@pytest.mark.parametrize(
    ("text", "content", "form"),
    [
        ("Larkin said that the talks had failed.", "the talks had failed", "indirect"),
        ("“The talks have failed,” Larkin said.", "“The talks have failed,”", "direct"),
        ("“The talks have failed,” said Larkin.", "“The talks have failed,”", "direct"),
        ("Larkin said the talks were “a waste of time”.", "the talks were “a waste of time”", "mixed"),
        ("According to Larkin, the talks have failed.", "the talks have failed", "indirect"),
        ("The talks have failed, Larkin said.", "The talks have failed", "indirect"),
    ],
)
def test_orders_of_speaker_cue_and_content(text: str, content: str, form: str) -> None:
    found = [s for s in outer(INTRO + text) if s.content.rstrip(".") == content]
    assert [(s.speakers, s.form) for s in found] == [(("Odo Larkin",), form)]


def test_a_pronoun_speaker_is_the_one_who_spoke_before() -> None:
    found = outer(INTRO + "Larkin said that the talks had failed. He added that Vessaly would not return to them.")
    assert [s.speakers for s in found] == [("Odo Larkin",), ("Odo Larkin",)]


def test_two_contents_of_one_speaker_are_two_statements() -> None:
    found = outer(INTRO + "Larkin said that the talks had failed and added that Vessaly would recall its envoy.")
    assert [s.content for s in found] == ["the talks had failed", "Vessaly would recall its envoy"]


def test_a_quotation_of_several_sentences_is_one_statement() -> None:
    found = outer(INTRO + "“We came. We waited for nine days. Nobody opened the door,” Larkin said.")
    assert [s.content for s in found] == ["“We came. We waited for nine days. Nobody opened the door,”"]


def test_a_quotation_that_goes_on_behind_the_cue_is_one_statement() -> None:
    found = outer(INTRO + "“We came in good faith,” Larkin said. “We shall not come back to this table again.”")
    assert [s.content for s in found] == ["“We came in good faith,” … “We shall not come back to this table again.”"]


def test_an_unclosed_quotation_ends_before_its_cue() -> None:
    found = outer(INTRO + "“The delivery would bring thousands of shells, said Larkin.\n\nThe harbour was closed.")
    assert [s.speakers for s in found] == [("Odo Larkin",)]
    assert "harbour" not in found[0].content
    assert "shells" in found[0].content


def test_what_officials_say_they_fear_is_nested() -> None:
    found = said(INTRO + "Larkin said that Teralia had claimed that the boats were armed.")
    inner = [s for s in found if s.nested]
    assert [(s.speakers, s.content) for s in inner] == [(("Teralia",), "the boats were armed")]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("France accused Iran of sending drones to the militia.", "accuse"),
        ("France denied that it had sent drones to the militia.", "deny"),
        ("France vowed to defend the strait.", "promise"),
        ("France threatened to close its ports if the ship sailed.", "threaten"),
        ("France warned that the strait could be closed within days.", "warn"),
        ("France urged Iran to release the crew of the ship.", "demand"),
        ("France demanded that Iran release the crew of the ship.", "demand"),
        ("France condemned the attack on the embassy.", "condemn"),
        ("France rejected the offer of the rebels.", "reject"),
        ("France expressed concern over the arms deal between Iran and Russia.", "fear"),
        ("France welcomed the release of the prisoners.", "praise"),
    ],
)
def test_acts(text: str, act: str) -> None:
    found = outer(QUIET + text)
    assert [(s.speakers, s.act) for s in found if s.cue] == [(("France",), act)]


def test_a_threat_holds_its_condition() -> None:
    found = outer(QUIET + "France threatened Iran with new sanctions if it sent drones to the militia.")
    assert found[0].act == "threaten"
    assert found[0].content.endswith("if it sent drones to the militia")


def test_ten_thousand_quotation_marks_are_read() -> None:
    assert isinstance(dragoman.read("“" * 10_000 + " said the minister of France. " + '"' * 10_000), Reading)


def test_a_text_of_nothing_but_quotations_is_read() -> None:
    text = "\n\n".join(f"“We shall be at the gate at {hour} and we shall wait for all of them.”" for hour in range(12))
    assert isinstance(dragoman.read(text), Reading)


def test_when_and_for_whom_a_statement_is_made() -> None:
    reading = dragoman.read(
        "The envoy told reporters on Tuesday, in a statement read on behalf of France and Japan, that the deal was off. "
        "Speaking on Norway's behalf, Per Dahl said on Monday he would leave on 3 May.",
        published="2024-05-02",
    )
    names = {actor.id: actor.name for actor in reading.actors}
    told, said_next = reading.statements
    assert reading.quote(told.content[0]) == "the deal was off"
    assert told.date is not None
    assert (told.date.earliest, told.date.text) == ("2024-04-30", "Tuesday")
    assert [names[actor] for actor in told.on_behalf_of] == ["France", "Japan"]
    assert said_next.date is not None
    assert said_next.date.earliest == "2024-04-29"
    assert [names[actor] for actor in said_next.on_behalf_of] == ["Norway"]


def test_a_time_that_is_part_of_what_is_said_is_not_when_it_was_said() -> None:
    reading = dragoman.read("Anna Berg said the talks would end on Friday.", published="2024-05-02")
    assert [statement.date for statement in reading.statements] == [None]


def test_a_noun_that_a_verb_of_suspicion_is_about() -> None:
    found = said("It was the second time since May that Norway suspected Iranian military help to Syria.")
    assert [(one.content, one.act) for one in found] == [("Iranian military help to Syria", "suspect")]


def test_the_articles_own_background_behind_what_is_said() -> None:
    found = said("The treasurer accused the ministry of hiding debts from the bank, which opened its books in March.")
    assert [one.content for one in found] == ["the ministry of hiding debts from the bank"]


def test_a_relative_clause_inside_a_quotation_stays() -> None:
    text = "“We have closed the strait, which belongs to us,” the minister, Per Dahl, said."
    assert [one.content for one in said(text)] == ["“We have closed the strait, which belongs to us,”"]


def test_the_speakers_whole_phrase_is_marked() -> None:
    reading = dragoman.read("The plan has failed, said Per Dahl, the country's foreign minister.")
    spans = [statement.speaker_span for statement in reading.statements]
    assert [reading.quote(span) for span in spans if span] == ["Per Dahl, the country's foreign minister"]


def test_a_second_speakers_clause_is_no_part_of_the_firsts_content() -> None:
    text = "The minister said that the talks had ended in June; the union denied that they had begun."
    found = {one.speakers: one.content for one in said(text)}
    assert found[next(iter(found))] == "the talks had ended in June"
    assert "they had begun" in found.values()


def test_a_speaker_with_a_description_is_no_part_of_the_content() -> None:
    text = "The patrols have found 12 mines since May, Colonel Anna Berg of the general staff said on Monday."
    assert [one.content for one in said(text)] == ["The patrols have found 12 mines since May"]


def test_a_denial_behind_a_semicolon_is_of_what_it_names() -> None:
    text = "The mayor has offered to resign, two officials said; a spokeswoman denied the report."
    assert "the report" in [one.content for one in said(text) if one.act == "deny"]


@pytest.mark.parametrize(
    "text",
    [
        "Asked about Brown's remarks on sending arms, Hill told reporters, “It would unsettle the region, of course.”",
        "“It would unsettle the region, of course,” Hill said when questioned about Brown's remarks.",
    ],
)
def test_who_is_asked_says_what_follows(text: str) -> None:
    assert [one.speakers for one in said(text)] == [("Hill",)]
