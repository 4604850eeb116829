"""Whole documents as they lie in the embedded index: JSON, packed."""

import zlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from records.document import Document
from records.wire import decode, encode
from search.fault import IndexFault

UNREADABLE = (
    "{path}: a document of the index cannot be read ({error}); move it away and run `hawkwatch index rebuild`"
)
#: Two invented documents with what most have: a record is packed to half of what it would be without. A file
#: keeps the ones that it was made with.
SPECIMEN = Path(__file__).with_name("specimen.jsonl")


@dataclass(frozen=True, slots=True)
class Packing:
    """Packs documents and unpacks them; ``specimen`` is what they have in common, ``place`` the file."""

    place: Path
    specimen: bytes

    def pack(self, document: Document) -> bytes:
        """The document in few bytes."""
        packer = zlib.compressobj(level=6, zdict=self.specimen)
        return packer.compress(encode(document)) + packer.flush()

    def unpack(self, body: bytes) -> Document:
        """A packed document.

        Raises:
            IndexFault: it was written by another version.
        """
        try:
            record = zlib.decompressobj(zdict=self.specimen).decompress(body)
            return decode(record, Document)
        except (zlib.error, msgspec.DecodeError) as error:
            raise IndexFault(UNREADABLE, path=self.place, error=error) from error
