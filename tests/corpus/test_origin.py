"""Real texts: the same words wherever they are asked for (small sets of our own in the others' forms)."""

from pathlib import Path

import pytest

from corpus.tools.origin import Origin, digest, real_text
from corpus.tools.records import CorpusError


@pytest.fixture
def data(tmp_path: Path) -> Path:
    files = {
        "news_text/voa.txt": "Rain fell.\n Talks began. \nThey ended.\n",
        "attribution/polnear/dev/text/tide_1.txt": "Tide turns\n\n The mayor spoke.  \n\n\nNobody listened.\n",
        "ud/gum.dev.conllu": "# newdoc id = GUM_news_tide\n# newpar\n# text = Tide turns\n1\tTide\n\n# newpar\n# text = She left.\n1\tShe\n\n"
        "# text = He stayed.\n1\tHe\n\n# newdoc id = GUM_fiction_tide\n# text = No news.\n",
        "ner/re3d/CONLL-format/data-by-source/conll/Port/AB12.conll": "The\tO\nport\tO\n(\tO\nTavoro\tB-Location\n)\tO\n’s\tO\n,\tO\nhe\tO\nsaid\tO\n.\tO\n\nYes\tO\n!\tO\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("origin", "text"),
    [
        (Origin("voa", (2, 3)), "Talks began.\nThey ended."),
        (Origin("polnear", document="tide_1"), "Tide turns\nThe mayor spoke.\nNobody listened."),
        (Origin("gum", document="GUM_news_tide"), "Tide turns\nShe left. He stayed."),
        (Origin("re3d", document="AB12"), "The port (Tavoro)’s, he said.\nYes!"),
    ],
)
def test_each_set_gives_paragraphs(data: Path, origin: Origin, text: str) -> None:
    assert real_text(origin, data) == text


@pytest.mark.parametrize(
    "origin",
    [
        Origin("voa", (3, 4)),
        Origin("polnear", document="ebb"),
        Origin("gum", document="GUM_fiction_tide"),
        Origin("voa"),
    ],
)
def test_what_is_not_there_is_told(data: Path, origin: Origin) -> None:
    with pytest.raises(CorpusError, match="mend"):
        real_text(origin, data)


def test_without_data_the_folder_is_asked_for(tmp_path: Path) -> None:
    for origin in (Origin("voa", (1, 2)), Origin("re3d", document="x")):
        with pytest.raises(CorpusError, match="--data"):
            real_text(origin, tmp_path)


def test_the_hash_is_that_of_the_bytes() -> None:
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
