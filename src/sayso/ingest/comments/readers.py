"""The comment readers in the order in which they are asked; the general one comes last."""

from __future__ import annotations

from sayso.ingest.comments.generic import read_generic
from sayso.ingest.comments.items import Reader
from sayso.ingest.comments.mediawiki import read_mediawiki
from sayso.ingest.comments.platforms import MICRODATA, PLATFORMS, reader_for
from sayso.ingest.comments.wordpress import read_wordpress

READERS: tuple[Reader, ...] = (
    *(reader_for(platform) for platform in PLATFORMS),
    read_wordpress,
    reader_for(MICRODATA),
    read_mediawiki,
    read_generic,
)
