"""Settings: flags win over the environment (`ONRECORD_*`), which wins over `onrecord.toml` in the working directory."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource


class Settings(BaseSettings):
    """What holds where no flag says otherwise."""

    model_config = SettingsConfigDict(env_prefix="ONRECORD_", toml_file="onrecord.toml", extra="forbid")

    lake: Path = Path("data/lake")
    outlet: str | None = None
    map: dict[str, str] = Field(default_factory=dict)
    keep_snapshots: int = Field(default=10, ge=1)
    batch_bytes: int = Field(default=8_000_000, ge=1)
    workers: int | None = Field(default=None, ge=1)
    topics: Path | None = None
    topic_terms: Path | None = None
    topic_mapping: Path | None = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment before file; neither `.env` nor secret files."""
        del dotenv_settings, file_secret_settings
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls))
