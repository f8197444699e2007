"""Where the data files are: an environment setting, the installed package, or the checkout, in that order."""

import os
from pathlib import Path

from thresholds.errors import BadCall

GUIDE = "london_continuum.toml"
HOLIDAYS = "bank_holidays.toml"
GLOSSARY = "glossary.toml"
ESCALATION = "escalation.toml"


def data_folder() -> Path:
    """Give the folder that holds the data: `THRESHOLDS_DATA`, else `data/` beside the checkout, else the wheel's own copy.

    Raises BadCall where `THRESHOLDS_DATA` names no folder.
    """
    chosen = os.environ.get("THRESHOLDS_DATA")
    if chosen:
        folder = Path(chosen)
        if not folder.is_dir():
            raise BadCall(
                "The folder that THRESHOLDS_DATA names is not there.",
                "Set it to a folder that holds the guide, or unset it.",
                code="no-data-folder",
            )
        return folder
    package = Path(__file__).parent
    checkout = package.parent / "data"
    return checkout if (checkout / GUIDE).is_file() else package / "_data"


def guide_file() -> Path:
    """Give the path of the guide."""
    return data_folder() / GUIDE


def partnership_files() -> dict[str, Path]:
    """Give every partnership file by its id (the file's name without `.toml`), in order."""
    return {path.stem: path for path in sorted((data_folder() / "partnerships").glob("*.toml"))}


def ladder_files() -> dict[str, Path]:
    """Give every ladder file and local protocol by its id (the file's name without `.toml`), in order."""
    return {path.stem: path for path in sorted((data_folder() / "ladders").glob("*.toml"), key=lambda path: path.stem)}


def escalation_file() -> Path:
    """Give the path of what every ladder shares."""
    return data_folder() / ESCALATION


def holidays_file() -> Path:
    """Give the path of the bank holidays of England and Wales."""
    return data_folder() / HOLIDAYS


def glossary_file() -> Path:
    """Give the path of the glossary: what search knows of everyday words."""
    return data_folder() / GLOSSARY


def default_register() -> str | Path:
    """Give the address of the register that nobody named: `THRESHOLDS_REGISTER`, else a file in the user's data folder."""
    return os.environ.get("THRESHOLDS_REGISTER") or register_file()


def register_file() -> Path:
    """Give the path of the register in the user's data folder; it need not be there yet."""
    from platformdirs import user_data_path

    return user_data_path("thresholds", appauthor=False) / "register.sqlite3"


def drafts_folder() -> Path:
    """Give the folder in which words are kept that could not be saved; it need not be there yet."""
    return register_file().parent / "drafts"


def walks_folder() -> Path:
    """Give the folder for walks that were broken off: `THRESHOLDS_WALKS`, else one in the user's data folder; it need not be there yet."""
    chosen = os.environ.get("THRESHOLDS_WALKS")
    return Path(chosen) if chosen else register_file().parent / "walks"


def postgres_setting(name: str) -> str:
    """Give what PostgreSQL's own environment says of `name`, such as `host`; nothing where it says nothing."""
    return os.environ.get(f"PG{name.upper()}", "")
