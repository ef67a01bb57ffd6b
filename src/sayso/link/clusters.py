"""Pairs that belong together and pairs that must stay apart come in; groups that break none of the latter go out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Members in groups, one each to begin with; a union that would put two barred members together is refused."""

    def __init__(self, members: Iterable[T], *, barred: Callable[[T, T], bool] = lambda _a, _b: False) -> None:
        self._members: dict[T, list[T]] = {m: [m] for m in members}
        self._leader: dict[T, T] = {m: m for m in self._members}
        self._barred = barred

    def join(self, left: T, right: T) -> bool:
        """Put both groups together; False where they are one already or a pair across them is barred."""
        a, b = self._leader[left], self._leader[right]
        if a == b or any(self._barred(x, y) for x in self._members[a] for y in self._members[b]):
            return False
        small, large = sorted((a, b), key=lambda leader: (len(self._members[leader]), str(leader)))
        for member in self._members[small]:
            self._leader[member] = large
        self._members[large] += self._members.pop(small)
        return True

    def together(self, left: T, right: T) -> bool:
        """Both are in one group."""
        return self._leader[left] == self._leader[right]

    def of(self, member: T) -> tuple[T, ...]:
        """Everyone in the member's group."""
        return tuple(self._members[self._leader[member]])

    def all(self) -> tuple[tuple[T, ...], ...]:
        """Every group, its members and the groups themselves in a stable order."""
        return tuple(sorted((tuple(sorted(g, key=str)) for g in self._members.values()), key=lambda g: str(g[0])))
