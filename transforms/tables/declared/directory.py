"""Who and what other tables name: speakers, the forms of their names, and the topics of the taxonomy."""

from __future__ import annotations

import dataframely as dy

from onrecord.transforms.tables import fields as f
from onrecord.transforms.tables.declaring import published, refers

TOPIC_SCHEMES = ("medtop", "own", "none")


@published("rebuild")
class Speakers(dy.Schema):
    """One row is one person, organisation, group or document across the whole dataset.

    Usage: people who share a name share a row for now.
    """

    speaker_id = f.speaker_id(primary_key=True)
    name = f.text("The name, as most quotations spell it.")
    kind = f.member(f.SPEAKER_KINDS[:4], "What the speaker is, as most quotations have it.")
    first_seen = dy.Date(nullable=True, description="Day of the earliest dated quotation; null where none is dated.")
    last_seen = dy.Date(nullable=True, description="Day of the latest dated quotation; null where none is dated.")
    n_quotes = f.count("Quotations.", min=1)
    n_articles = f.count("Articles that quote the speaker.", min=1)


@published("rebuild", references=[refers("speakers", "speaker_id")])
class SpeakerAliases(dy.Schema):
    """One row is one form under which a speaker is mentioned beside a quotation."""

    speaker_id = f.speaker_id(primary_key=True)
    alias = f.text("The words of the mention, e.g. `Antonov`, `he`, `the ambassador`.", primary_key=True)
    n_quotes = f.count("Quotations with this mention.", min=1)


@published("update", references=[refers("topics", parent_id="topic_id")])
class Topics(dy.Schema):
    """One row is one topic of the taxonomy: IPTC Media Topics of the first two levels, the user's own, and
    `unclassified`.
    """

    topic_id = f.topic_id(primary_key=True)
    name = f.text("Label of the topic, as the release has it.")
    parent_id = f.text("The broader topic; null at the top.", nullable=True)
    path = f.text("Labels from the top down to this topic, separated by ' > '.")
    level = f.count("Depth in the taxonomy, 1 is the top.", min=1)
    uri = f.text("Identifier of the topic in a published taxonomy.", nullable=True)
    scheme = f.member(
        TOPIC_SCHEMES, "Whose topic it is: `medtop` the IPTC's, `own` the user's, `none` for `unclassified`."
    )
    release = f.text(
        "Release of the published taxonomy, a date; labels change between releases, keys do not.", nullable=True
    )
