"""The command line: what annotators and builders type."""

import json
from pathlib import Path

import pytest

from corpus.tools.__main__ import main
from corpus.tools.inline import parse

from .passages import OTHER, TREATY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ferry.txt").write_text(f"{TREATY}\n{OTHER}", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("Not a passage.\n", encoding="utf-8")
    (tmp_path / "splits.tsv").write_text("ferry\tdev\n", encoding="utf-8")
    return tmp_path


def test_validate_tells_counts_and_fails_on_errors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "ferry.txt"
    assert main(["validate", str(path)]) == 0
    assert capsys.readouterr().out.endswith("2 passages, 3 statements, 4 events in 1 files: 0 errors, 0 doubtful\n")
    path.write_text(TREATY.replace("s2 assert", "s2 murmur"), encoding="utf-8")
    assert main(["validate", str(path)]) == 1
    out = capsys.readouterr().out
    assert f"{path}:16: ferry-01: s2: unknown 'murmur'; one of assert" in out
    assert "1 errors" in out


def test_validate_fails_without_a_split(folder: Path) -> None:
    splits = folder / "splits.tsv"
    assert main(["validate", str(folder), "--splits", str(splits)]) == 0
    splits.write_text("other\tdev\n", encoding="utf-8")
    assert main(["validate", str(folder), "--splits", str(splits)]) == 1
    splits.write_text("ferry\tsometimes\n", encoding="utf-8")
    assert main(["validate", str(folder), "--splits", str(splits)]) == 1


def test_build_writes_rows_with_their_split(folder: Path) -> None:
    out = folder / "out" / "corpus.jsonl"
    splits = str(folder / "splits.tsv")
    assert main(["build", str(folder), "--splits", splits, "-o", str(out)]) == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["split"], row["part"]) for row in rows] == [
        ("ferry-01", "dev", "written"),
        ("ferry-02", "dev", "written"),
    ]
    (folder / "ferry.txt").write_text(TREATY.replace("s2 assert", "s2 murmur"), encoding="utf-8")
    assert main(["build", str(folder), "--splits", splits, "-o", str(out)]) == 1


def test_real_rows_go_out_without_words_and_come_back(tmp_path: Path) -> None:
    lines = ["Rain fell.", "Tavoro freed two men [sic].", "Nobody spoke."]
    (tmp_path / "news_text").mkdir()
    (tmp_path / "news_text" / "voa.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    inline = (
        "=== voa-0002\nregister: wire\nregion: pacific\nstoryline: real\npublished: unknown\nfictional: no\nset: voa\nlines: 2-3\n---\n"
        "[a1 Tavoro] [e1 freed] two men \\[sic\\].\nNobody spoke.\n---\n"
        'a1 state "Tavoro"\ne1 RETREAT/release actor=a1 | article:happened\n'
    )
    source, bare, back = tmp_path / "real.txt", tmp_path / "bare.jsonl", tmp_path / "back.txt"
    source.write_text(inline, encoding="utf-8")
    data = ["--data", str(tmp_path)]
    assert main(["standoff", str(source), "-o", str(bare), *data]) == 0
    assert "Tavoro" not in bare.read_text(encoding="utf-8")
    assert main(["join", str(bare), "--inline", "-o", str(back), *data]) == 0
    assert back.read_text(encoding="utf-8") == inline
    (tmp_path / "other" / "news_text").mkdir(parents=True)
    (tmp_path / "other" / "news_text" / "voa.txt").write_text("a\nb\nc\n", encoding="utf-8")
    assert main(["join", str(bare), "--data", str(tmp_path / "other")]) == 1


def test_voa_prints_numbered_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "news_text").mkdir()
    (tmp_path / "news_text" / "voa.txt").write_text("One.\nTwo [2].\nThree.\n", encoding="utf-8")
    assert main(["voa", "--lines", "2-3", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "2\tTwo \\[2\\].\n3\tThree.\n"
    assert main(["voa", "--lines", "2-9", "--data", str(tmp_path)]) == 1


def test_plain_leaves_text_and_head_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plain", str(folder / "ferry.txt")]) == 0
    first, second = parse(capsys.readouterr().out).passages
    assert first.text.startswith("Tavoro seizes ferries")
    assert not first.marks
    assert not first.records
    assert not first.segments
    assert (second.get("region"), second.get("copy"), second.get("same"), second.get("note")) == (
        "pacific",
        None,
        None,
        None,
    )


def test_agreement_and_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(folder / "ferry.txt")
    assert main(["agreement", path, path]) == 0
    assert "1.000" in capsys.readouterr().out
    assert main(["page", path, "-o", str(folder / "pages")]) == 0
    assert (folder / "pages" / "ferry.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_missing_file_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "no-such-folder"]) == 1
    assert "neither a file nor a folder" in capsys.readouterr().err


def test_format_brings_a_file_into_normal_form_and_leaves_a_broken_one(folder: Path) -> None:
    path = folder / "ferry.txt"
    path.write_text(TREATY.replace("[c4+e2 demanded]", "[e2 [c4 demanded]]"), encoding="utf-8")
    assert main(["format", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == TREATY
    broken = TREATY.replace("[e1 seizes]", "[e1 seizes")
    path.write_text(broken, encoding="utf-8")
    assert main(["format", str(path)]) == 1
    assert path.read_text(encoding="utf-8") == broken
