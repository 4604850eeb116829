"""``hawkwatch sources check --pr``: what a contribution still lacks."""

from pathlib import Path

from cli.output import out, print_json
from config.settings import Settings
from crawlers.declared.catalog import Catalog, shipped_folder
from crawlers.declared.source_block import SourceError
from crawlers.recorded import RecordedPageError
from operations.contribution import lacking
from operations.declared import declared_sources
from records.order import Exit


def tell_lacks(settings: Settings, names: list[str], tags: list[str], json: bool) -> int:
    """Print what each source lacks, of the shipped ones where none is named; the exit code.

    Raises:
        SourceError: a name or tag that no source has.
    """
    catalog = declared_sources(settings)
    asked = (
        names or [source.name for source in catalog.choose((), tags)] if tags or names else shipped(catalog)
    )
    lacks = {name: lacks_of(catalog, name) for name in asked}
    if json:
        print_json([{"source": name, "ok": not found, "lacks": found} for name, found in lacks.items()])
    else:
        for name, found in lacks.items():
            out.print(f"{name}: {'ready' if not found else f'lacks {len(found)}'}", markup=False)
            for lack in found:
                out.print(f"  {lack}", markup=False)
    return Exit.NEGATIVE if any(lacks.values()) else Exit.OK


def shipped(catalog: Catalog) -> list[str]:
    """The names of the sources in the checkout itself."""
    home = shipped_folder()
    return [name for name in catalog.names() if home in Path(catalog.places[name].folder).parents]


def lacks_of(catalog: Catalog, name: str) -> list[str]:
    """What one source lacks; a declaration that cannot be read lacks to be right."""
    if name not in catalog:
        catalog.load(name)
    try:
        return lacking(catalog.load(name))
    except (SourceError, RecordedPageError) as error:
        return [str(error)]
