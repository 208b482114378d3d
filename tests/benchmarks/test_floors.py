from benchmarks import floors


def test_no_figure_fell_below_its_floor() -> None:
    digest, reached = floors.measured()
    assert floors.fallen(digest, reached, floors.pinned()) == []


def test_other_data_need_floors_of_their_own() -> None:
    known = {"digest": "a", **dict.fromkeys(floors.AT_LEAST, 0.5), **dict.fromkeys(floors.AT_MOST, 0)}
    reached = {**dict.fromkeys(floors.AT_LEAST, 0.6), **dict.fromkeys(floors.AT_MOST, 0)}
    assert "digest" in floors.fallen("b", reached, known)[0]
    assert floors.fallen("a", reached, known) == []


def test_floors_rise_and_never_fall() -> None:
    known = {"digest": "a", **dict.fromkeys(floors.AT_LEAST, 0.5), **dict.fromkeys(floors.AT_MOST, 0)}
    reached = {**dict.fromkeys(floors.AT_LEAST, 0.4), **dict.fromkeys(floors.AT_MOST, 3)}
    reached["speaker"] = 0.9
    lifted = floors.raised("a", reached, known)
    assert lifted["speaker"] == 0.9
    assert lifted["statement_f1"] == 0.5
    assert lifted["told_as_fact_wrongly"] == 0
    assert len(floors.fallen("a", reached, known)) == len(floors.AT_LEAST) - 1 + len(floors.AT_MOST)
