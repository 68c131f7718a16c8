"""This project beside its peers, in one run, as tables of Markdown.

    python -m benchmarks.accuracy [--corpus CORPUS --models MODELS] [--peers] [--damage]

The example pages are read with the shipped models, which have not seen them. CORPUS holds pages/, gold/ and train/ as
training/README.md tells; its pages and training articles are read with MODELS, one folder for each group of pages and
files that its models have not seen (training/README.md tells how to make them); without MODELS they are left out.
Peers (--peers) are measured where they are installed. --damage also reads pages made out of the training articles.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from benchmarks.accuracy import codes, damage, mentions
from benchmarks.accuracy.models import Models, read_models
from benchmarks.accuracy.samples import Sample, folds, pages
from benchmarks.accuracy.whole import measure, reliability
from kg.evaluate.scores import Scores, Share

EXAMPLES = Path(__file__).parents[2] / "examples"
Tool = TypeVar("Tool")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, metavar="CORPUS")
    parser.add_argument("--models", type=Path, metavar="MODELS")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--damage", action="store_true")
    options = parser.parse_args()
    samples = list(_samples(options.corpus, options.models))
    claims: dict[str, list[tuple[float, bool]]] = {}
    peers = [(peer, _loaded(peer.load, peer.package)) for peer in mentions.PEERS] if options.peers else []
    coders = [(peer, _loaded(peer.load, peer.package)) for peer in codes.PEERS] if options.peers else []
    for sample in samples:
        print(f"\n## {sample.name}: {len(sample.pages)} pages, {len(sample.documents)} articles\n")
        readings = sample.readings()
        scores, county_codes, claims[sample.name] = measure(sample, readings)
        _stages(scores, whole_pages=any(page.lines for page in sample.pages))
        parts = list(sample.parts())
        if len(parts) > 1:
            _parts(parts)
        tools: list[tuple[str, mentions.Tool]] = [
            ("rules alone", mentions.rules_alone),
            ("tagger alone", mentions.model_alone),
        ]
        tools += [(peer.name, tool) for peer, tool in peers if tool]
        named = {"newskg": mentions.of_readings(sample, readings)}
        named |= {name: mentions.by_tool(sample, tool) for name, tool in tools}
        _table("mentions, F1", named)
        _table("place codes, F1 (precision, recall)", {
            "newskg, from the article": {"to county": county_codes, "all levels": scores.codes},
        }, wide=True)  # fmt: skip
        coded = {peer.name: codes.shares(sample, code_of) for peer, code_of in coders if code_of}
        _table("place codes of peers", coded, wide=True)
    if options.damage and options.corpus and options.models:
        _curve(options.corpus, options.models)
    for name, own in claims.items():
        print(f"\n### Confidence of claims: {name}\n\n| confidence | claims | mean | right |\n|---|---|---|---|")
        for tenth in reliability(own):
            print(f"| from {tenth.begin:.1f} | {tenth.claims} | {tenth.mean:.2f} | {tenth.right:.2f} |")


def _samples(corpus: Path | None, models: Path | None) -> Iterable[Sample]:
    yield pages("example pages", EXAMPLES / "pages", EXAMPLES / "gold", [("", Models())])
    if corpus and models:
        every = read_models(models)
        parts = [(name, each) for each in every for name in each.unseen]
        yield pages("real pages", corpus / "pages", corpus / "gold", parts)
        yield folds("training articles held out", corpus / "train", every)
    elif corpus:
        print("CORPUS is left out: the shipped models have read it; give --models (see training/README.md)")


def _parts(parts: Iterable[Sample]) -> None:
    """The main figures of each page, or of each fold of files."""
    names = ("mentions", "mentions.Place", "mentions.Agency", "mentions.Programme", "mentions.Person", "relations")
    print(f"\n| F1 | {' | '.join(names)} |\n|{'---|' * (len(names) + 1)}")
    for part in parts:
        figures = measure(part, part.readings()).scores.by_name()
        values = (value.f1 if isinstance(value, Share) else 0.0 for value in map(figures.get, names))
        print(f"| {part.name} | {' | '.join(f'{value:.3f}' for value in values)} |")


def _curve(corpus: Path, models: Path) -> None:
    """Every stage under rising damage."""
    names = ("articles", "lines_b3", "mentions.Place", "mentions.Agency", "mentions.Programme", "entities", "relations")
    print(f"\n| F1 | {' | '.join(names)} |\n|{'---|' * (len(names) + 1)}")
    for sample in damage.samples(corpus / "train", read_models(models)):
        figures = measure(sample, sample.readings()).scores.by_name()
        values = (value.f1 if isinstance(value, Share) else value or 0.0 for value in map(figures.get, names))
        print(f"| {sample.name} | {' | '.join(f'{value:.3f}' for value in values)} |")


def _loaded(load: Callable[[], Tool], package: str) -> Tool | None:
    """A peer made ready; None, with a line that says why, where it is not installed or does not run."""
    try:
        return load()
    except ImportError as error:
        print(f"{package} is left out ({error}); install it with: python -m pip install {package}")
    except Exception as error:  # a peer may fail in its own ways on a newer Python
        print(f"{package} is left out: it does not run here ({type(error).__name__}: {error})")
    return None


def _stages(scores: Scores, whole_pages: bool) -> None:
    """What kg evaluate prints; of articles without their pages no splitting, and links are not annotated over files."""
    left_out = () if whole_pages else ("articles", "lines_b3", "links")
    print("| | precision | recall | F1 |\n|---|---|---|---|")
    for name, value in scores.by_name().items():
        if isinstance(value, Share) and name not in left_out:
            print(f"| {name} | {value.precision:.3f} | {value.recall:.3f} | {value.f1:.3f} |")
        elif isinstance(value, float) and name not in left_out:
            print(f"| {name} | | | {value:.3f} |")


def _table(title: str, rows: Mapping[str, Mapping[str, Share]], wide: bool = False) -> None:
    if rows:
        columns = list(next(iter(rows.values())))
        print(f"\n| {title} | {' | '.join(columns)} |\n|{'---|' * (len(columns) + 1)}")
    for name, shares in rows.items():
        cells = [f"{s.f1:.3f}" + (f" ({s.precision:.2f}, {s.recall:.2f})" if wide else "") for s in shares.values()]
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
