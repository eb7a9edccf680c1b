"""Scores as lines of text: by document, by family, by set and in all; or of two programs side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from statistics import fmean

from tests.benchmarks.understanding.score import Score, f1

HEAD = (
    f"{'':46} {'cells':>6} {'rows':>6} | {'F1':>6} {'strict':>6} {'infer.':>6} {'oracle':>6} | "
    f"{'L1':>6} {'/ prec':>6} | {'silent':>6} {'spur.':>5} {'trap':>4} | "
    f"{'doubts: right':>13} {'wrong':>11} {'prec.':>6} {'recall':>6} | "
    f"{'sure':>6} {'right':>6} | {'CPU s':>6} outcome"
)


def lines(scores: Sequence[Score]) -> Iterable[str]:
    """The whole report of one program."""
    yield HEAD
    for name, of_set in grouped(scores, lambda score: score.set).items():
        yield f"-- {name}"
        for score in of_set:
            yield _line(_short(score), [score])
            if score.lost:
                yield f"      LOST: {score.lost}"
            yield from (f"      {row}" for row in score.wrong_rows)
        families = grouped(of_set, lambda score: score.family)
        if 1 < len(families) < len(of_set):
            yield f"-- {name}, by family"
            yield from (_line(family, members) for family, members in sorted(families.items()))
    yield "-- in all"
    for name, of_set in grouped(scores, lambda score: score.set).items():
        yield from _summed(name, of_set)
    yield from _summed("all", scores)


def side_by_side(names: tuple[str, str], first: Sequence[Score], second: Sequence[Score]) -> Iterable[str]:
    """Two programs on the same documents; `+` marks what the second does better, `-` what it does worse."""
    yield f"A = {names[0]}, B = {names[1]}"
    yield (
        f"{'':46} {'F1 A':>6} {'B':>6}   {'strict':>6} {'B':>6} {'oracle':>6} {'B':>6} | {'sil+sp':>6} {'B':>5} | "
        f"{'doubted right':>13} {'B':>5} {'undoubted wrong':>15} {'B':>5} | {'CPU A':>6} {'B':>6} | outcomes"
    )
    for name, of_set in grouped(first, lambda score: score.set).items():
        theirs = {score.document: score for score in second if score.set == name}
        yield f"-- {name}"
        yield from (_pair(_short(score), [score], [theirs[score.document]]) for score in of_set)
        yield _pair(f"{name}, all", of_set, list(theirs.values()))
    yield _pair("ALL", first, second)


def grouped(scores: Iterable[Score], by: Callable[[Score], str]) -> dict[str, list[Score]]:
    """The scores by a name, in the order of first sight."""
    groups: defaultdict[str, list[Score]] = defaultdict(list)
    for score in scores:
        groups[by(score)].append(score)
    return dict(groups)


def micro(scores: Sequence[Score], right: str = "right") -> float:
    """F1 over all figures of the documents; a half right cell counts half."""
    counted = sum(getattr(score, right) + (score.half / 2 if right == "right" else 0) for score in scores)
    return f1(counted, sum(score.cells for score in scores), sum(score.rows for score in scores))


def oracle(scores: Sequence[Score]) -> float | None:
    """F1 of the best readings, or None where the program does not tell its candidates."""
    if any(score.oracle is None for score in scores):
        return None
    rows = sum(score.oracle_rows for score in scores)
    return f1(sum(score.oracle or 0 for score in scores), sum(score.cells for score in scores), rows)


def _summed(name: str, scores: Sequence[Score]) -> Iterable[str]:
    yield _line(f"{name}: figures of {len(scores)} documents", scores)
    counted = [score for score in scores if score.cells]
    wrong = [score for score in scores if not score.outcome_ok]
    yield (
        f"{'':46} documents wholly right {sum(score.is_whole for score in scores)} of {len(scores)}, "
        f"mean F1 {fmean(score.f1 for score in counted) if counted else 1:.4f}, "
        f"mean value recall {fmean(score.found / score.cells for score in counted) if counted else 1:.4f}, "
        f"lost {sum(bool(score.lost) for score in scores)}, wrong outcomes {len(wrong)}, "
        f"total marks {sum(score.total_marks for score in scores)}"
    )


def _line(name: str, scores: Sequence[Score]) -> str:
    total = {key: sum(getattr(score, key) for score in scores) for key in ("cells", "rows", "found", "silent")}
    doubts = _doubts(scores)
    doubted, wrong = (
        doubts["doubted_right"] + doubts["doubted_wrong"],
        doubts["doubted_wrong"] + doubts["undoubted_wrong"],
    )
    outcome = scores[0].outcome + ("" if scores[0].outcome_ok else " WRONG") if len(scores) == 1 else ""
    best = oracle(scores)
    return (
        f"{name[:46]:46} {total['cells']:6} {total['rows']:6} | {micro(scores):6.3f} {micro(scores, 'strict'):6.3f} "
        f"{micro(scores, 'inferred'):6.3f} {'-' if best is None else f'{best:.3f}':>6} | "
        f"{_share(total['found'], total['cells'])} {_share(total['found'], total['rows'])} | {total['silent']:6} "
        f"{sum(score.spurious for score in scores):5} {sum(score.trapped for score in scores):4} | "
        f"{doubts['doubted_right']:6}/{doubts['doubted_right'] + doubts['undoubted_right']:6} "
        f"{doubts['doubted_wrong']:5}/{wrong:5} {_share(doubts['doubted_wrong'], doubted)} "
        f"{_share(doubts['doubted_wrong'], wrong)} | {doubts['sure']:6} "
        f"{_share(doubts['sure_right'], doubts['sure'])} | {sum(score.seconds for score in scores):6.1f} {outcome}"
    )


def _pair(name: str, ours: Sequence[Score], theirs: Sequence[Score]) -> str:
    first, second = _doubts(ours), _doubts(theirs)
    gain = micro(theirs) - micro(ours)
    mark = "+" if gain > 0.0005 else "-" if gain < -0.0005 else " "
    best = [f"{'-' if value is None else f'{value:.3f}':>6}" for value in (oracle(ours), oracle(theirs))]
    silent = [sum(score.silent + score.spurious for score in of) for of in (ours, theirs)]
    wrong = [sum(not score.outcome_ok for score in of) for of in (ours, theirs)]
    whole = [sum(score.is_whole for score in of) for of in (ours, theirs)]
    seconds = [sum(score.seconds for score in of) for of in (ours, theirs)]
    told = f"{ours[0].outcome} {theirs[0].outcome}{' LOST' if theirs[0].lost else ''}" if len(ours) == 1 else (
        f"wrong {wrong[0]} {wrong[1]}, wholly right {whole[0]} {whole[1]} of {len(ours)}, "
        f"lost {sum(bool(s.lost) for s in ours)} {sum(bool(s.lost) for s in theirs)}"
    )  # fmt: skip
    return (
        f"{name[:46]:46} {micro(ours):6.3f} {micro(theirs):6.3f} {mark} {micro(ours, 'strict'):6.3f} "
        f"{micro(theirs, 'strict'):6.3f} {best[0]} {best[1]} | {silent[0]:6} {silent[1]:5} | "
        f"{first['doubted_right']:13} {second['doubted_right']:5} {first['undoubted_wrong']:15} "
        f"{second['undoubted_wrong']:5} | {seconds[0]:6.1f} {seconds[1]:6.1f} | {told}"
    )


def _doubts(scores: Sequence[Score]) -> dict[str, int]:
    names = ("doubted_right", "doubted_wrong", "undoubted_right", "undoubted_wrong", "sure", "sure_right")
    return {name: sum(getattr(score.doubts, name) for score in scores) for name in names}


def _share(part: float, whole: float) -> str:
    return f"{part / whole:6.3f}" if whole else f"{'-':>6}"


def _short(score: Score) -> str:
    """The last folders of the path, whose end tells it apart."""
    path = score.document.removeprefix("2016-17/").removeprefix("facsimiles/")
    return path if len(path) <= 46 else f"…{path[-45:]}"
