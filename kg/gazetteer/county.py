"""The small places of a county, to be looked for by the two characters that their names begin with."""

from __future__ import annotations

from collections.abc import Sequence

from kg.gazetteer.archive import Villages
from kg.gazetteer.names import former_names
from kg.gazetteer.pairs import line_heads
from kg.model import Kind


class County:
    """The townships of a county and, behind them, its villages."""

    def __init__(self, townships: Sequence[tuple[str, str]], villages: Villages) -> None:
        """Townships are given as (code, name)."""
        self._townships = [code for code, _ in townships]
        self._villages = villages
        self.names = [*[name for _, name in townships], *villages.names]
        self.heads = line_heads("\n".join(self.names))[: len(self.names)]  # the first pair of each name

    def level(self, index: int) -> Kind:
        """Whether the place of this name is a township or a village."""
        return Kind.TOWNSHIP if index < len(self._townships) else Kind.VILLAGE

    def former(self, index: int) -> tuple[str, ...]:
        """Former names of a township, as far as none in the county has them today."""
        if index >= len(self._townships):
            return ()
        today = self.names[: len(self._townships)]
        return tuple(form for form in former_names(self.names[index], Kind.TOWNSHIP) if form not in today)

    def code(self, index: int) -> str:
        """The code of the place of this name."""
        behind = index - len(self._townships)
        return self._townships[index] if behind < 0 else self._villages.code(behind)
