"""Every write to homes and areas."""

from putright.apps.homes.services.areas import AreaRefusedError, add_area, rename_area
from putright.apps.homes.services.importing import import_homes
from putright.apps.homes.services.record import record_home

__all__ = [
    "AreaRefusedError",
    "add_area",
    "import_homes",
    "record_home",
    "rename_area",
]
