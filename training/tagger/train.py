"""Trains the tagger's head on the articles read by prepare.py and measures it on the groups held out."""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.corpus import fold_of
from training.tagger.corpus import Item, Register, read_corpus
from training.tagger.evaluate import Counts, Spans, merge, page_counts, show, span_counts
from training.tagger.model import Setting, Tagger, stack
from training.tagger.network import REGISTERS
from training.tagger.prepare import Window, load, whole


def batches(held: Sequence[Window], size: int, rng: random.Random) -> Iterator[list[Window]]:
    """Windows of like length together, the batches in random order."""
    order = sorted(range(len(held)), key=lambda i: len(held[i].known) + rng.random() * 30)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    for group in groups:
        yield [held[i] for i in group]


def fit(setting: Setting, held: Sequence[Window], chain: Mapping[str, Tensor] | None = None) -> Tagger:
    """Trains on these windows; returns the running average of the weights. A teacher's chain is kept as it is."""
    torch.manual_seed(setting.seed)
    rng = random.Random(setting.seed)
    tagger = Tagger(setting)
    if chain is not None:
        tagger.crf.load_state_dict(chain)
        tagger.crf.requires_grad_(False)
    average = copy.deepcopy(tagger)
    own = [value for name, value in tagger.named_parameters() if value.requires_grad and not name.startswith("lac.")]
    groups = [{"params": own, "peak": setting.rate}]
    if tagger.lac is not None:
        groups.append({"params": list(tagger.lac.upper.parameters()), "peak": setting.upper_rate, "weight_decay": 0.0})
    optimiser = torch.optim.AdamW(groups, lr=setting.rate, weight_decay=0.01)
    tagger.loose = False
    told: dict[int, dict[int, list[Window]]] = {}
    for window in held:
        if whole(window):
            told.setdefault(window.item, {}).setdefault(window.version, []).append(window)
    step, total, start = 0, 0, time.perf_counter()
    for epoch in range(setting.epochs):
        chosen = list(epoch_windows(setting, told, rng))
        total = total or setting.epochs * (len(chosen) // setting.batch + 1)
        tagger.train()
        losses = []
        for group in batches(chosen, setting.batch, rng):
            if tagger.lac is not None and not tagger.loose and step >= setting.upper_after * total:
                tagger.loose = True
                tagger.lac.upper.requires_grad_(True)
            for options in optimiser.param_groups:
                options["lr"] = options["peak"] * min(1.0, (step + 1) / (0.05 * total)) * max(0.02, 1 - step / total)
            batch = stack(group)
            loss, named = tagger.loss(batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 2.0)
            optimiser.step()
            losses.append((named.item(), loss.item()))
            step += 1
            decay = min(setting.decay, step / (step + 10))
            with torch.no_grad():
                for kept, new in zip(average.parameters(), tagger.parameters(), strict=True):
                    kept.lerp_(new, 1 - decay)
        print(f"epoch {epoch + 1} loss {np.mean(losses, 0).round(4)} {time.perf_counter() - start:.0f} s", flush=True)
    return average


def epoch_windows(setting: Setting, told: dict[int, dict[int, list[Window]]], rng: random.Random) -> Iterator[Window]:
    """One epoch: of each article one telling, the real ones several times."""
    for versions in told.values():
        register = REGISTERS[next(iter(versions.values()))[0].register]
        if register == Register.LITERARY and rng.random() >= setting.literary:
            continue
        for _ in range(setting.real_times if register == Register.REAL else 1):
            anew = [version for version in versions if version]
            version = rng.choice(anew) if anew and rng.random() < setting.augmented else 0
            yield from versions.get(version, ())


def report(items: Sequence[Item], found: dict[str, Spans], gold: Path) -> dict[str, Counts]:
    """Prints and returns the counts on written articles and on each page."""
    out: dict[str, Counts] = {}
    news = [item for item in items if item.register == Register.NEWS]
    if news:
        out["news"] = span_counts(news, found)
        print("news ", show(out["news"]))
    for page in sorted({item.group for item in items if item.register == Register.REAL}):
        out[page], errors = page_counts(gold / f"{page}.json", items, found)
        out[f"{page} errors"] = errors  # type: ignore[assignment]
        print(page, show(out[page]), flush=True)
    return out


def read_teacher(path: Path) -> tuple[np.ndarray, Mapping[str, Tensor]]:
    """What teach.py wrote: a teacher's scores of every character, and its chain."""
    told = torch.load(path)
    return told["scores"].numpy(), told["chain"]


def parse_setting(pairs: Sequence[str]) -> Setting:
    """A setting from NAME=VALUE words."""
    changed = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        changed[name] = type(getattr(Setting(), name))(json.loads(value))
    return Setting(**changed)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("read", type=Path, help="folder that prepare.py wrote")
    parser.add_argument("output", type=Path)
    parser.add_argument("--folds", default="0,1,2", help="folds to hold out, one run each; `none` trains on everything")
    parser.add_argument("--hold", choices=("fold", "page"), default="fold", help="hold out a fold, or its page only")
    parser.add_argument("--taught", type=Path, help="folder that teach.py wrote, of the folds' teachers")
    parser.add_argument("--set", nargs="*", default=[], metavar="NAME=VALUE")
    args = parser.parse_args()
    torch.set_num_threads(1)
    setting = parse_setting(args.set)
    print(setting)
    items = read_corpus(args.corpus)
    args.output.mkdir(parents=True, exist_ok=True)
    results = []
    for name in args.folds.split(","):
        fold = -2 if name == "none" else int(name)
        out = {
            number
            for number, item in enumerate(items)
            if fold_of(item.group) == fold and (args.hold == "fold" or item.register == Register.REAL)
        }
        taught, chain = read_teacher(args.taught / f"{name}.pt") if args.taught else (None, None)
        held = load(args.read, taught)
        tagger = fit(setting, [window for window in held if window.item not in out], chain)
        torch.save({"weights": tagger.state_dict(), "setting": asdict(setting)}, args.output / f"{name}.pt")
        if out:
            found = tagger.find([w for w in held if w.item in out and w.version == 0], items)
            results.append(report([items[number] for number in sorted(out)], found, args.corpus / "gold"))
    if len(results) > 1:
        if "news" in results[0]:
            print("all news ", show(merge(result["news"] for result in results)))
        print("all pages", show(merge(v for result in results for k, v in result.items() if k.isdigit())))
    (args.output / "scores.json").write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf8")


if __name__ == "__main__":
    main()
