"""Every error that newskg raises on purpose.

KgError
├── UsageError            the call was wrong: an input that is not there, a name that no entity has (exit 2)
│   ├── WrongSetting      kg.toml says what it cannot say; the message tells the line
│   ├── WrongQuery        a query is no SPARQL; the message says where it goes wrong
│   └── RefusedQuery      a query would change the graph, or call another server
├── PageError             one page cannot be read; the run goes on without it
│   ├── UnreadablePage    its file cannot be opened
│   ├── EmptyPage         it holds no text, or no article
│   ├── BinaryPage        it is no text at all
│   ├── UndecodablePage   no encoding that we know fits its bytes
│   ├── DamagedPage       it is broken or locked: half a PDF, an encrypted archive, a row that is no JSON
│   ├── OversizedPage     it is larger than a page can be, unpacked
│   ├── RepeatedPage      a row of a table says again what another row says
│   ├── MissingExtra      a package that reads its format is not installed
│   ├── ExtractorFailed   an extractor of another package broke on it
│   └── PageFailed        reading it broke in a way that we did not foresee
├── CorrectionError       a line of a table of corrections is not followed; the run goes on without it
│   ├── NotThere          what it speaks of is not in the graph (any more)
│   └── WrongCorrection   it asks for what cannot be, or for one of several things
├── BuildError            the work failed as a whole (exit 1)
│   ├── NoPages           every page was skipped
│   ├── BrokenExtractor   an extractor of another package cannot be loaded
│   └── OutputError       the output folder cannot be written
│       └── FolderInUse   another build is writing there
├── GraphError            a built folder cannot be used: incomplete, damaged, or from another version
│   └── NoGraph           there is none; a UsageError too (exit 2)
├── QueryStopped          a query took too much memory, or its answer is too large (exit 1)
│   └── QueryLate         it took longer than it may
├── DamagedCache          what a cache keeps of a page is not what was written; the page is read anew
├── ServeError            the server cannot start: its port is taken (exit 1)
└── DataError             a data file of the package is missing or damaged
"""

from __future__ import annotations

LONGEST_REASON = 600  # characters of why a page cannot be read


class KgError(Exception):
    """Whatever newskg can say about what went wrong: what is wrong, where, and what to do."""


class UsageError(KgError):
    """The call was wrong: an input that does not exist, an option that does not fit."""


class WrongSetting(UsageError):
    """A file of settings says what it cannot say; the message tells the line and what may have been meant."""


class WrongQuery(UsageError):
    """The query is no SPARQL 1.1; the message points at the place and says what was expected there."""


class RefusedQuery(UsageError):
    """The query would change the graph or call another server, which no query may."""


class PageError(KgError):
    """One page cannot be read; it is skipped, counted and listed, and the run goes on."""

    def __init__(self, page: str, reason: str) -> None:
        reason = _on_one_line(reason)
        super().__init__(f"{page}: {reason}")
        self.page = page
        self.reason = reason

    def __reduce__(self) -> tuple[type[PageError], tuple[str, str]]:
        # An exception is pickled with its message alone, from which none of these could be made again.
        return type(self), (self.page, self.reason)


def _on_one_line(text: str) -> str:
    """What a message quotes of a page or of another program must not look like a line of its own, nor fill a log."""
    seen = "".join(char if char.isprintable() else " " for char in text)
    return seen if len(seen) <= LONGEST_REASON else seen[:LONGEST_REASON] + " …"


class UnreadablePage(PageError):
    """The page's file cannot be opened (its permissions, a broken link)."""


class EmptyPage(PageError):
    """The page holds no text, or none that is an article."""


class BinaryPage(PageError):
    """The page's bytes are no text in any encoding (a picture, an archive, a PDF)."""


class UndecodablePage(PageError):
    """The page is text, but in none of the encodings that are tried."""


class DamagedPage(PageError):
    """The page's file is broken or locked, or lacks what its format must have."""


class OversizedPage(PageError):
    """The page is larger than any page of a newspaper; an archive may be made to fill the memory."""


class RepeatedPage(PageError):
    """A row of a table repeats another row of it, word for word."""


class MissingExtra(PageError):
    """A package that reads the page's format is not installed; the message says which extra brings it."""


class ExtractorFailed(PageError):
    """An extractor of another package broke on the page, or gave what are no spans of it."""


class PageFailed(PageError):
    """Reading the page broke in a way that newskg did not foresee."""


class CorrectionError(KgError):
    """A line of a table of corrections is not followed; it is listed, and the run goes on."""


class NotThere(CorrectionError):
    """What a line speaks of is not in the graph, or is no more."""


class WrongCorrection(CorrectionError):
    """A line asks for what cannot be done, or does not say which of several things it means."""


class BuildError(KgError):
    """A build failed as a whole."""


class NoPages(BuildError):
    """Nothing was built because every page was skipped."""


class BrokenExtractor(BuildError):
    """An extractor of another package is installed but cannot be loaded, which would cost every page."""


class OutputError(BuildError):
    """The output folder cannot be written."""


class FolderInUse(OutputError):
    """Another build is writing into the output folder; it is left undisturbed."""


class GraphError(KgError):
    """A built folder cannot be used: it is incomplete, damaged, or from another version."""


class NoGraph(GraphError, UsageError):
    """The folder named holds no built graph."""


class QueryStopped(KgError):
    """A query took more time, memory or room than it may; the graph is as it was."""


class QueryLate(QueryStopped):
    """A query took longer than it may; a longer time limit may help."""


class DamagedCache(KgError):
    """What a cache keeps of a page is not what was written; the page is read anew."""


class ServeError(KgError):
    """The server cannot start, because its port is taken or may not be used."""


class DataError(KgError):
    """A data file of the package is missing or damaged; reinstalling newskg mends it."""
