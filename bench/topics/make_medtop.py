"""Make transforms/data/medtop.csv, the concepts of IPTC Media Topics, from the IPTC's list as JSON Lines.

    python -m bench.topics.make_medtop iptc_mediatopics_en.jsonl.gz

Each line of the list has `qcode`, `label`, `broader` (a list of URIs), `level`, `retired` and `exactMatch` (URIs, older
subject codes among them). IPTC Media Topics are published by the International Press Telecommunications Council under
CC BY 4.0.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from pathlib import Path

TARGET = Path(__file__).parents[2] / "transforms" / "data" / "medtop.csv"
COLUMNS = ("topic_id", "label", "parent_id", "level", "subject_code", "retired")


def main() -> None:
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        concepts = [json.loads(line) for line in file]
    rows = []
    for concept in concepts:
        subject = next((uri.rpartition("/")[2] for uri in concept["exactMatch"] or () if "/subjectcode/" in uri), "")
        parent = f"medtop:{concept['broader'][0].rpartition('/')[2]}" if concept["broader"] else ""
        if (
            not parent and concept["level"] > 1
        ):  # retired concepts may have lost their broader one, but not their branch
            parent = f"medtop:{concept['top']}000000"
        rows.append(
            (concept["qcode"], concept["label"], parent, concept["level"], subject, (concept["retired"] or "")[:10])
        )
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([COLUMNS, *sorted(rows)])
    print(f"{TARGET.name}: {len(rows):,} concepts")


if __name__ == "__main__":
    main()
