"""The installed encoder reads the hand-written probes; how many outer and nested attributions it finds goes out.

Found means: source, cue and content each overlap the gold with Dice of a half or more over words; nested also means that the one found
stands inside another. usage: python training/evaluate_nested.py [--show]
"""

from __future__ import annotations

import importlib.util
import json
import sys

from data import SHARED
from sayso.extract import encoder


def main() -> None:
    spec = importlib.util.spec_from_file_location("score_statements", SHARED / "bench" / "score_statements.py")
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    hits = {True: [0, 0], False: [0, 0]}
    made = 0
    for line in (SHARED / "data" / "chains" / "chains.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        found = encoder.attributions(text)
        made += len(found)
        starts, ends = tool.words(text)
        left = [tool.load(one._asdict(), starts, ends) | {"parent": one.parent} for one in found]
        for gold in record["attributions"]:
            want, nested = tool.load(gold, starts, ends), "nested_in" in gold
            hit = next((x for x in left if all(tool.dice(want[r], x[r]) >= 0.5 for r in tool.ROLES)), None)
            hits[nested][1] += 1
            if hit:
                left.remove(hit)
                hits[nested][0] += not nested or hit["parent"] is not None
            if "--show" in sys.argv and (not hit or (nested and hit["parent"] is None)):
                print(record["doc_id"], "nested" if nested else "outer", text)
                for one in found:
                    print("    ", {r: [text[a:b] for a, b in getattr(one, r)] for r in tool.ROLES}, one.parent)
    print(f"outer {hits[False][0]} of {hits[False][1]}, nested {hits[True][0]} of {hits[True][1]}, {made} found in all")


if __name__ == "__main__":
    main()
