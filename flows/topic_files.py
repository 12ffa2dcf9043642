"""The files with which a person changes how topics are told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.transforms.topics.errors import TopicFileError
from onrecord.transforms.topics.model import TopicFiles


@dataclass(frozen=True, slots=True)
class TopicPaths:
    """Where the files are; None where there is none."""

    taxonomy: Path | None = None
    """Topics of one's own: `id`, `label`, `parent`, `terms`."""
    terms: Path | None = None
    """Terms and their IPTC topics: `term`, `topic_id`, `weight`."""
    mapping: Path | None = None
    """Sections, URL paths and keywords and their IPTC topics: `evidence`, `name`, `topic_id`."""

    def absolute(self) -> TopicPaths:
        """The same files for a process with another working directory."""
        return TopicPaths(*(path.absolute() if path else None for path in (self.taxonomy, self.terms, self.mapping)))

    def as_text(self) -> dict[str, str]:
        """The paths that are there, by name."""
        named = {"taxonomy": self.taxonomy, "terms": self.terms, "mapping": self.mapping}
        return {name: str(path) for name, path in named.items() if path is not None}


def read_topic_files(paths: TopicPaths) -> TopicFiles:
    """The contents of the files.

    Raises:
        TopicFileError: a file is not UTF-8.
        OSError: a file cannot be read.
    """
    return TopicFiles(_read(paths.taxonomy), _read(paths.terms), _read(paths.mapping))


def _read(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TopicFileError(f"{path} is not UTF-8. Save it again as CSV in UTF-8.") from error
