"""The bytes of a picture -> its grey values, or the sentence that says why not."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from koleksi.book import Text
from koleksi.errors import InputError

__all__ = ["MOST_PIXELS", "grey", "is_picture", "upright"]

MOST_PIXELS = 200_000_000  # what the largest phone cameras give; an unpacked bomb says more
_WORTH_READING = 4096  # pixels of the longer side: finer than this no bar code of a book needs

# The classes themselves: Image.open would look at MAX_IMAGE_PIXELS, which belongs to the whole process.
_READERS: tuple[tuple[bytes, Callable[[io.BytesIO], Image.Image]], ...] = (
    (b"\xff\xd8\xff", JpegImageFile),
    (b"\x89PNG\r\n", PngImageFile),
    (b"RIFF", WebPImageFile),
)
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftyphevc", b"ftypavif")
_DAMAGED = (OSError, SyntaxError, ValueError, struct.error, EOFError, IndexError, KeyError)  # what Pillow raises

EMPTY = Text("berkas foto ini kosong (0 byte); kirim atau salin lagi", "the photo is empty (0 bytes); copy it again")
NO_PICTURE = Text(
    "bukan foto JPEG, PNG atau WebP; foto lagi dengan kamera biasa",
    "no picture in JPEG, PNG or WebP; take it with the ordinary camera",
)
IS_HEIC = Text(
    "foto HEIC (iPhone) belum dapat dibaca; di iPhone pilih Pengaturan > Kamera > Format > Paling Kompatibel, "
    "lalu foto lagi",
    "HEIC photos (iPhone) cannot be read; on the iPhone choose Settings > Camera > Formats > Most Compatible and take "
    "the photo again",
)
DAMAGED = Text("foto ini rusak atau terpotong; salin lagi dari HP", "the photo is damaged or cut off; copy it again")
TOO_LARGE = Text(
    "foto ini {width} x {height} piksel, terlalu besar; pakai setelan kamera biasa (8 sampai 12 megapiksel)",
    "the photo has {width} x {height} pixels, too many; use the ordinary camera setting (8 to 12 megapixels)",
)


def is_picture(head: bytes) -> bool:
    """Whether a file that begins so is a photo, read or told why it cannot be (HEIC)."""
    return any(head.startswith(mark) for mark, _ in _READERS[:2]) or _is_webp(head) or _is_heic(head)


def grey(picture: bytes) -> Image.Image:
    """The grey values as the camera kept them (EXIF's turn left out: bars are looked for in every direction).

    Raises InputError where there is no picture, or none that can be read.
    """
    image = _opened(picture)
    width, height = image.size
    half = (width // 2, height // 2) if max(image.size) > 2 * _WORTH_READING else image.size
    try:
        image.draft("L", half)  # JPEG: only brightness is decoded, and very large ones at half their size
        plain = image.convert("L")
    except _DAMAGED as error:
        raise InputError(DAMAGED) from error
    while max(plain.size) > 1.5 * _WORTH_READING:
        plain = plain.reduce(2)
    return plain


def upright(picture: bytes, longest: int) -> Image.Image:
    """The picture in colour as a person holds it, at most ``longest`` pixels on a side. Raises InputError."""
    image = _opened(picture)
    try:
        image.draft("RGB", (longest, longest))
        image.load()
        turned = ImageOps.exif_transpose(image).convert("RGB")
    except _DAMAGED as error:
        raise InputError(DAMAGED) from error
    turned.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return turned


def _opened(picture: bytes) -> Image.Image:
    if not picture.strip(b"\x00"):
        raise InputError(EMPTY)
    if _is_heic(picture):
        raise InputError(IS_HEIC)
    reader = next((made for mark, made in _READERS if picture.startswith(mark)), None)
    if reader is None or reader is WebPImageFile and not _is_webp(picture):
        raise InputError(NO_PICTURE)
    try:
        image = reader(io.BytesIO(picture))
    except _DAMAGED as error:
        raise InputError(DAMAGED) from error
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise InputError(TOO_LARGE.format(width=width, height=height))
    return image


def _is_webp(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _is_heic(head: bytes) -> bool:
    return head[4:12] in _HEIC
