"""Articles that are printed again: wire copy in several papers, an article repeated in a later issue.

An article is a reprint where nearly all that it says stood in an earlier one, word for word: a reprint is often cut,
and a page's lines are lost or mended differently. The share is exact, over all runs of SHINGLE letters, digits and
hanzi; candidates are found by the runs whose hash falls in one class of SAMPLING (Broder's sampling "0 mod m", 1997),
which two copies choose alike. Articles are taken by their day, and each is compared with those before it that are no
reprints themselves; so what is reported is the earliest, and time grows with the number of articles.

On a cluster (kg.engine.spark_reprints) the same pass is made within each group of articles that repeat one another.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.model import Article
from kg.traditional import simplified

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Hashes = npt.NDArray[np.uint32]

SHINGLE = 6  # characters
SAMPLING = 4
# Of an article in an earlier one. Different texts share 0.06 at most, as those of 486 annotated articles; but half of
# an article may be another's text where a page was split wrongly. See benchmarks.reprints.
LEAST_SHARE = 0.6
SHORTEST = 40  # runs; below it a caption or a notice may be equal to another by its form alone
# A run that so many originals hold is a turn of phrase, and tells nothing.
MOST_ORIGINALS = 50
LEAST_SAMPLED = 0.5  # of the runs that a reprint's sample must share; below it the exact share is not worth its time

_BASE = 0x01000193  # odd, so that no character is lost; FNV's prime of 32 bits
_MIXING = 0x9E3779B1  # Knuth's multiplicative hash, 2^32 / the golden ratio: spreads what is near over all classes
_SIGNS = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")


def find_reprints(articles: Iterable[Article], least_share: float = LEAST_SHARE) -> dict[str, str]:
    """Tell which articles are reprints: the id of each, and that of the earliest article with its text.

    Articles whose day is not known come last, then the order is that of pages and ids.
    """
    reprints: dict[str, str] = {}
    originals: dict[str, Hashes] = {}  # a set takes forty times the room
    holding: defaultdict[int, list[str]] = defaultdict(list)
    for article in sorted(articles, key=lambda article: (article.date or "~", article.page, article.id)):
        runs = shingles(article.body)
        if len(runs) < SHORTEST or article.id in originals:
            continue
        sample = runs[runs % SAMPLING == 0].tolist()
        known = map(holding.__getitem__, filter(holding.__contains__, sample))  # nearly all runs are new
        shared = Counter(one for holders in known for one in holders if len(holders) <= MOST_ORIGINALS)
        enough = LEAST_SAMPLED * least_share * len(sample)
        found = [(-share(runs, originals[one]), one) for one, number in shared.items() if number >= enough]
        least, original = min(found, default=(0.0, ""))
        if -least >= least_share:
            reprints[article.id] = original
            continue
        originals[article.id] = runs
        for run in sample:
            holding[run].append(article.id)
    return reprints


def share(text: Hashes, earlier: Hashes) -> float:
    """How much of a text stands in another, 0 to 1; both as their runs."""
    import numpy as np

    return len(np.intersect1d(text, earlier, assume_unique=True)) / len(text)


def shingles(text: str) -> Hashes:
    """The distinct runs of a text in order, as hashes of 32 bits that are the same in every process."""
    import numpy as np

    return np.unique(_runs(text))


def marks(text: str) -> frozenset[int]:
    """The sampled runs of a text, each with the run that follows it, as hashes of 63 bits.

    A cluster joins articles by them: runs alone, of 32 bits, are by chance those of others too where texts are many.
    """
    hashes = _runs(text).tolist()
    followed = zip(hashes, hashes[SHINGLE:], strict=False)
    return frozenset((run << 31) ^ following for run, following in followed if run % SAMPLING == 0)


def _runs(text: str) -> Hashes:
    """The hash of every run, in the order of the text."""
    import numpy as np

    bare = np.frombuffer(_SIGNS.sub("", simplified(text)).encode("utf-32-le"), np.uint32)
    count = max(0, len(bare) - SHINGLE + 1)
    hashes = np.zeros(count, np.uint32)
    for at in range(SHINGLE):
        hashes = hashes * np.uint32(_BASE) + bare[at : at + count]
    hashes ^= hashes >> 15
    hashes *= np.uint32(_MIXING)
    hashes ^= hashes >> 16
    return hashes
