"""Trains the tagger's head on the articles read by prepare.py and measures it on the groups held out."""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from kg.tagger.features import COLUMNS, WIDTH
from training.tagger.corpus import Item, Register, read_corpus
from training.tagger.decode import decode
from training.tagger.evaluate import Counts, Spans, merge, page_counts, show, span_counts
from training.tagger.network import REGISTERS, TAGS, Crf, Head, Lac
from training.tagger.prepare import Window, load, whole
from training.tagger.vocabulary import lac_folder


@dataclass(frozen=True)
class Setting:
    """The numbers of a run."""

    epochs: int = 8
    rate: float = 3e-3
    batch: int = 32
    size: int = 128
    dropout: float = 0.35
    decay: float = 0.99  # of the running average of the weights
    augmented: float = 0.6  # share of articles that are told anew in an epoch
    real_times: int = 4  # how often the real pages are read in an epoch
    literary: float = 1.0  # share of the literary articles read in an epoch
    narrow: int = 0  # numbers a character that the head's GRU reads; 0 for all
    speech: bool = False  # whether parts of speech by jieba's dictionary are read; LAC's upper layer knows them better
    upper: bool = True  # whether LAC's upper layer is read; else the lower one, and words are told by the head
    upper_rate: float = 0.0  # learning rate of LAC's upper layer; 0 keeps it as it is
    upper_after: float = 0.3  # share of the run before it is let go
    keep: float = 0.0  # weight of the loss that keeps LAC's own tag probabilities as they were
    taught: float = 0.0  # weight of the loss that draws the scores to a teacher's
    seed: int = 1


def batches(held: Sequence[Window], size: int, rng: random.Random) -> Iterator[list[Window]]:
    """Windows of like length together, the batches in random order."""
    order = sorted(range(len(held)), key=lambda i: len(held[i].known) + rng.random() * 30)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    for group in groups:
        yield [held[i] for i in group]


@dataclass(frozen=True)
class Batch:
    """Windows as padded tensors."""

    lower: Tensor
    states: Tensor
    chances: Tensor
    known: Tensor
    allowed: Tensor
    taught: Tensor | None
    register: Tensor
    sizes: Tensor


SPEECH = COLUMNS.index("speech:n")  # the features from here on are parts of speech
_BITS = np.arange(len(TAGS))


def stack(group: Sequence[Window]) -> Batch:
    """Windows padded to the longest."""
    sizes = [len(window.known) for window in group]

    def padded(name: str) -> Tensor:
        first = getattr(group[0], name)
        out = np.zeros((len(group), max(sizes), *first.shape[1:]), np.float32 if first.ndim > 1 else np.int32)
        for row, window in enumerate(group):
            out[row, : sizes[row]] = getattr(window, name)
        return torch.from_numpy(out)

    allowed = (padded("allowed").numpy()[..., None] >> _BITS & 1).astype(bool)
    register = torch.tensor([window.register for window in group])
    rows = (padded(name) for name in ("lower", "states", "chances", "known"))
    taught = None if group[0].taught is None else padded("taught")
    return Batch(*rows, torch.from_numpy(allowed), taught, register, torch.tensor(sizes))


class Tagger(torch.nn.Module):
    """The trained part: head, chain, and LAC's upper layer where it is trained on."""

    loose = True  # whether LAC's upper layer is read anew

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self.columns = WIDTH if setting.speech else SPEECH
        inputs = self.columns + (256 + 59 if setting.upper else 256)
        self.head = Head(inputs, setting.size, setting.narrow, setting.dropout)
        self.crf = Crf()
        self.words = None if setting.upper else torch.nn.Linear(2 * setting.size, 59)
        self.lac: Lac | None = None
        if setting.upper_rate:
            self.lac = Lac(lac_folder()).requires_grad_(False)
            del self.lac.embedding, self.lac.lower

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Scores of the tags, and the logs of the probabilities of LAC's tags."""
        known = batch.known[..., : self.columns]
        if self.words is not None:
            read = self.head.read(batch.lower, None, known, batch.register, batch.sizes)
            return self.head.out(read), self.words(read).log_softmax(-1)
        states, logs = batch.states, batch.chances.clamp_min(1e-6).log()
        if self.lac is not None and self.loose:
            states = self.lac.upper(batch.lower, batch.sizes)
            logs = self.lac.out(states).log_softmax(-1)
        return self.head.out(self.head.read(states, logs.exp(), known, batch.register, batch.sizes)), logs

    def loss(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """What is minimised, and the part of it that the annotation gives.

        Where LAC's upper layer learns, it is held to the tags that it gave before (Li and Hoiem 2017): LAC read far
        more text than we have, and its words are what tells names in new articles. Where a teacher is given, its
        scores are learnt too, as probabilities of each character's tags (Hinton, Vinyals and Dean 2015).
        """
        scores, logs = self(batch)
        loss = named = self.crf.loss(scores, batch.allowed, batch.sizes)
        real = torch.arange(logs.shape[1]) < batch.sizes[:, None]
        if self.setting.keep and (self.words is not None or (self.lac is not None and self.loose)):
            change = (batch.chances * (batch.chances.clamp_min(1e-6).log() - logs)).sum(-1)
            loss = loss + self.setting.keep * change[real].mean()
        if self.setting.taught and batch.taught is not None:
            wanted = batch.taught.log_softmax(-1)
            change = (wanted.exp() * (wanted - scores.log_softmax(-1))).sum(-1)
            loss = loss + self.setting.taught * change[real].mean()
        return loss, named

    def find(self, held: Sequence[Window], items: Sequence[Item]) -> dict[str, Spans]:
        """The spans found in these windows, by article."""
        self.eval()
        found: dict[str, Spans] = {items[window.item].id: [] for window in held}
        chain = [t.detach().numpy() for t in (self.crf.moves + self.crf.barred, self.crf.first, self.crf.last)]
        ordered = sorted(held, key=lambda window: len(window.known))
        for at in range(0, len(ordered), 32):
            group = ordered[at : at + 32]
            with torch.no_grad():
                scores = self(stack(group))[0].numpy()
            for row, window in enumerate(group):
                spans = decode(scores[row, : len(window.known)], *chain)
                found[items[window.item].id] += [(window.begin + b, window.begin + e, t) for b, e, t in spans]
        return found


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


def fold_of(group: str) -> int:
    """Which of three folds a group is held out in: the written news files in turn, a page each; −1 if in none."""
    if group.startswith("t"):
        number = int(group[1:])
        return number % 3 if number >= 10 else -1
    return int(group) // 2 % 3


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


def read_run(path: Path) -> Tagger:
    """The tagger of a run."""
    held = torch.load(path)
    tagger = Tagger(Setting(**held["setting"]))
    tagger.load_state_dict(held["weights"])
    return tagger


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
