"""From the columns of a table or the keys of a JSON object to a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.flows.sources.aliases import ALIASES, HTML_COLUMNS, IGNORED, SUPERSEDED, squeeze
from onrecord.flows.sources.decode import repair_mojibake
from onrecord.flows.sources.markup import is_html, unescape_entities
from onrecord.flows.sources.record import ReadOptions, Record, Reject, cut_raw
from onrecord.flows.sources.values import body_text, has_surrogates, keywords_in, names_in, one_line, subject_codes
from onrecord.transforms.articles.normalise import normalise, normalise_line
from onrecord.transforms.articles.records import FIELDS

HTML_DETAIL = "The text is HTML. Extract the article's text first; reading HTML comes later."
_LONGEST_NAME = 40
_MOST_NAMES = 40


@dataclass(frozen=True, slots=True)
class Plan:
    """Which column holds what, for records that have the same columns."""

    columns: Mapping[str, tuple[str, ...]]
    """Canonical field -> columns in order of preference."""
    html: tuple[str, ...]
    """Columns that hold the article as HTML."""
    unknown: tuple[str, ...]
    """Columns that are neither used nor listed as ignored."""
    missing: tuple[str, ...]
    """Columns that a mapping names and the record does not have."""

    @property
    def used(self) -> list[str]:
        """The columns to read."""
        return list(dict.fromkeys([*(column for columns in self.columns.values() for column in columns), *self.html]))


def plan_columns(names: Sequence[str], options: ReadOptions) -> Plan:
    """Find the fields among column names: first by the mapping, then by the alias table."""
    by_name = {squeeze(name): name for name in reversed(names)}
    exact = set(names)
    columns: dict[str, tuple[str, ...]] = {}
    missing = []
    for field, aliases in ALIASES.items():
        mapped = options.mapping.get(field)
        if mapped is None:
            columns[field] = tuple(
                by_name[alias] for alias in aliases if alias in by_name and SUPERSEDED.get(alias) not in by_name
            )
        elif mapped in exact or squeeze(mapped) in by_name:
            columns[field] = (mapped if mapped in exact else by_name[squeeze(mapped)],)
        else:
            missing.append(mapped)
            columns[field] = ()
    html = tuple(name for squeezed, name in by_name.items() if squeezed in HTML_COLUMNS)
    known = {column for group in columns.values() for column in group}.union(html)
    spare = IGNORED.union(SUPERSEDED, ("",))
    unknown = tuple(name for name in names if name not in known and squeeze(name) not in spare)
    return Plan(columns, html, unknown, tuple(missing))


def name_columns(names: Sequence[str]) -> str:
    """Column names for a message, long ones and many of them cut."""
    shown = [name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…" for name in names[:_MOST_NAMES]]
    return ", ".join(shown) + (" …" if len(names) > _MOST_NAMES else "")


class ColumnReader:
    """Makes records out of rows; `unknown` collects the names of columns that nothing was known about, for a line in
    the log.
    """

    def __init__(self, options: ReadOptions) -> None:
        self.options = options
        self.unknown: dict[str, None] = {}
        self._plans: dict[tuple[str, ...], Plan] = {}

    def plan(self, names: Sequence[str]) -> Plan:
        """The plan for these columns."""
        key = tuple(names)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = plan_columns(names, self.options)
            if plan.columns[
                "text"
            ]:  # else the names may be no names at all, but the first row of a table without a header
                self.unknown.update(dict.fromkeys(plan.unknown))
        return plan

    def objection(self, names: Sequence[str]) -> tuple[str, str] | None:
        """Reason and detail why no row with these columns can be read; None where nothing is wrong with them."""
        plan = self.plan(names)
        if plan.missing:
            seen = f"Columns seen: {name_columns(names)}."
            return (
                "malformed_record",
                f"There is no column {', '.join(map(repr, plan.missing))}. {seen} Correct `--map`.",
            )
        if plan.columns["text"]:
            return None
        if plan.html:
            return "unsupported_format", HTML_DETAIL
        return (
            "no_text",
            (
                f"No column is known to hold the text. Columns seen: {name_columns(names)}. Say which it is with "
                "`--map text=COLUMN`."
            ),
        )

    def read(self, source_record: str, row: Mapping[str, object], raw: object) -> Record | Reject:
        """One row or object as a record. `raw`, text or an object, is kept, cut, where it is rejected."""
        names = list(row)
        objection = self.objection(names)
        if objection:
            return Reject(source_record, *objection, cut_raw(raw))
        plan = self.plan(names)
        found = self._text(plan, row)
        if isinstance(found, tuple):
            return Reject(source_record, *found, cut_raw(raw))
        fields = {field: value for field in FIELDS if (value := _first(row, plan.columns[field]))}
        keywords = next((words for column in plan.columns["keywords"] if (words := keywords_in(row[column]))), ())
        sections = next((names for column in plan.columns["section"] if (names := names_in(row[column]))), [])
        if len(sections) > 1:  # a list of subjects: the first is the section, the others are keywords
            fields["section"], keywords = sections[0], (*keywords, *sections[1:])
        codes = [
            code
            for field in ("section", "keywords")
            for column in plan.columns[field]
            for code in subject_codes(row[column])
        ]
        keywords = (*keywords, *codes)
        if any(map(has_surrogates, (found, *fields.values(), *keywords))):
            detail = (
                "Half a surrogate pair (a broken \\u escape) stands in it, which is no character. Write the record "
                "again from its source."
            )
            return Reject(source_record, "malformed_record", detail, cut_raw(raw))
        text = unescape_entities(repair_mojibake(found))
        if is_html(text):
            return Reject(source_record, "unsupported_format", HTML_DETAIL, cut_raw(raw))
        text = normalise(text)
        if not text:
            return Reject(source_record, "no_text", _no_text(plan), cut_raw(raw))
        return Record(
            source_record, text, {field: _clean(value) for field, value in fields.items()}, tuple(map(_clean, keywords))
        )

    def _text(self, plan: Plan, row: Mapping[str, object]) -> str | tuple[str, str]:
        """The text of a row, or reason and detail where there is none."""
        for column in plan.columns["text"]:
            text = body_text(row[column])
            if text is None:
                return (
                    "malformed_record",
                    (
                        f"The column {column!r} holds no text but {type(row[column]).__name__}. Say where the text "
                        "is with `--map text=COLUMN`."
                    ),
                )
            if text.strip():
                return text
        if any(row[column] for column in plan.html):
            return "unsupported_format", HTML_DETAIL
        return "no_text", _no_text(plan)


def _no_text(plan: Plan) -> str:
    names = name_columns(plan.columns["text"])
    return (
        f"Nothing stands where the text should be (column {names}). If it is in another column, say which with "
        "`--map text=COLUMN`."
    )


def _first(row: Mapping[str, object], columns: Sequence[str]) -> str:
    return next((value for column in columns if (value := one_line(row[column]))), "")


def _clean(value: str) -> str:
    return (
        normalise_line(unescape_entities(repair_mojibake(value)))
        if not value.isascii() or "&" in value
        else " ".join(value.split())
    )
