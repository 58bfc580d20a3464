"""Put third-party stylesheets, scripts and pictures where Django serves them.

Copies from `node_modules` (made by `npm ci`) to `src/putright/config/static/vendor`,
which git ignores. On the way it drops what a landlord may not use: the GDS Transport
font, licensed for services on the government's own domain, and the crest, crown and
logo. It also rewrites the stylesheets' addresses of pictures, and drops the mentions of
source maps, which are not copied. Colours stay as they are.
"""

import json
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src" / "putright" / "config" / "static" / "vendor"
ADDRESS = "/static/vendor"

FONT = "GDS Transport"
FONT_FACE = re.compile(r"@font-face\{[^}]*GDS Transport[^}]*\}")
FONT_NAME = re.compile(r"""["']?GDS Transport["']?\s*,\s*""")
EMBLEM = re.compile(r"[\w-]+:url\([^)]*(?:crest|crown|logotype)[^)]*\);?")
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*")
NOT_OURS = re.compile(r"crest|crown|logo|opengraph|apple-touch|govuk-icon|favicon")


@dataclass(frozen=True)
class Package:
    """One npm package: where its files stand, and the folder they go to."""

    name: str
    folder: str
    files: tuple[str, ...]
    pictures: str | None
    to: str


PACKAGES = (
    Package(
        name="govuk-frontend",
        folder="dist/govuk",
        files=("govuk-frontend.min.css", "govuk-frontend.min.js"),
        pictures="assets/images",
        to="govuk",
    ),
    Package(
        name="@ministryofjustice/frontend",
        folder="moj",
        files=("moj-frontend.min.css", "moj-frontend.min.js"),
        pictures="assets/images",
        to="moj",
    ),
    Package(
        name="accessible-autocomplete",
        folder="dist",
        files=("accessible-autocomplete.min.css", "accessible-autocomplete.min.js"),
        pictures=None,
        to="autocomplete",
    ),
)


def stylesheet(text: str, address: str) -> str:
    """Give a stylesheet without font, emblems and source map, its pictures found.

    `address` is where the package's files are served, such as `/static/vendor/govuk`.
    Raises ValueError where the font is still named, or a picture's address is not ours.
    """
    text = FONT_NAME.sub("", FONT_FACE.sub("", text))
    text = SOURCE_MAP.sub("", EMBLEM.sub("", text))
    text = text.replace("url(/assets/", f"url({address}/assets/")
    if FONT in text:
        raise ValueError(f"{address}: the font {FONT} is still named; see FONT_NAME")
    strays = [
        found
        for found in re.findall(r"url\(([^)]*)\)", text)
        if not found.startswith((f"{address}/assets/images/", "data:", '"data:'))
    ]
    if strays:
        raise ValueError(f"{address}: not served from here: {', '.join(strays)}")
    return text


def script(text: str) -> str:
    """Give a script without its mention of a source map."""
    return SOURCE_MAP.sub("", text)


def copy(package: Package, modules: Path, vendor: Path) -> str:
    """Copy one package into `vendor`; give its line of the notice."""
    source = modules / package.name / package.folder
    target = vendor / package.to
    target.mkdir(parents=True)
    address = f"{ADDRESS}/{package.to}"
    for name in package.files:
        text = (source / name).read_text(encoding="utf-8")
        changed = stylesheet(text, address) if name.endswith(".css") else script(text)
        (target / name).write_text(changed, encoding="utf-8")
    if package.pictures:
        images = target / package.pictures
        images.mkdir(parents=True)
        for picture in sorted((source / package.pictures).iterdir()):
            if not NOT_OURS.search(picture.name):
                shutil.copyfile(picture, images / picture.name)
    about = json.loads((modules / package.name / "package.json").read_text("utf-8"))
    return f"{about['name']} {about['version']}, licence {about['license']}"


def install(modules: Path, vendor: Path) -> None:
    """Make `vendor` anew from `modules`: whole, or not at all.

    Raises FileNotFoundError where a package is not installed.
    """
    vendor.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=vendor.parent, prefix=".vendor") as name:
        made = Path(name) / "vendor"
        notice = [copy(package, modules, made) for package in PACKAGES]
        (made / "NOTICE.txt").write_text("\n".join(notice) + "\n", encoding="utf-8")
        if vendor.exists():
            shutil.rmtree(vendor)
        made.rename(vendor)


def main() -> int:
    """Install the assets of this checkout."""
    try:
        install(MODULES, VENDOR)
    except FileNotFoundError as missing:
        sys.stderr.write(f"{missing.filename} is missing: run `make setup`.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
