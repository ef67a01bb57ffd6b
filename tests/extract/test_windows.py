"""Windows cover every piece once and never cut a paragraph that fits."""

import pytest

from sayso.extract.windows import PARAGRAPH, paragraphs, windows

STOP, WORD = 1012, 7592


def body(*lengths: int) -> list[int]:
    return [piece for n in lengths for piece in (PARAGRAPH, *[WORD] * (n - 2), STOP)]


@pytest.mark.parametrize(
    "lengths",
    [(5,), (100, 100, 100), (254,), (40,) * 30, (900,), (10, 600, 10)],
    ids=["one", "three", "full", "many", "long", "long-between"],
)
def test_each_piece_is_kept_once(lengths: tuple[int, ...]) -> None:
    ids = body(*lengths)
    found = windows(ids)
    assert [w.keep for w in found] == [0, *(w.end for w in found[:-1])]
    assert found[-1].end == len(ids)
    assert all(w.start <= w.keep < w.end and w.end - w.start <= 254 for w in found)


@pytest.mark.parametrize(("context", "second"), [(0, (240, 240, 340)), (48, (200, 240, 340))], ids=["nothing", "one before"])
def test_paragraphs_stay_whole_and_as_much_is_read_again_as_is_asked_for(context: int, second: tuple[int, int, int]) -> None:
    found = windows(body(100, 100, 40, 100), context=context)
    assert [(w.start, w.keep, w.end) for w in found] == [(0, 0, 240), second]


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    ids = [PARAGRAPH, *[WORD] * 149, STOP, *[WORD] * 149, STOP]
    assert windows(ids)[0].end == 151


def test_nothing_to_read() -> None:
    assert windows([]) == []


def test_paragraphs_are_parted_by_blank_lines_only() -> None:
    assert paragraphs("One line\nand another.\n\n \nTwo.\n") == [(0, 21), (25, 30)]
