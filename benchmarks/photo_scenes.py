"""Pictures as a phone takes them of the backs of books, made of nothing: covers, bar codes, bad light, tilted hands.

Each `Scene` knows what a reader must find in it. The same number gives the same picture. Nothing of them is committed:
``photos.py`` makes them anew.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

import numpy as np
from barcode import EAN13
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from koleksi import isbn

KINDS = {
    "plain": 60, "any angle": 60, "tilted": 40, "blurred": 40, "glare": 40, "dark": 40, "far": 40, "poor jpeg": 30,
    "price code": 30, "add-on": 30, "scratched": 20, "several ills": 40, "two books": 15, "no code": 30, "kdt page": 20,
}  # fmt: skip
SIZES = ((2448, 3264), (3024, 4032))  # 8 and 12 megapixels
PX = 14  # pixels a millimetre on the cover that is photographed
COVER = (140, 205)  # millimetres
PAPERS = ((250, 249, 244), (244, 240, 228), (255, 255, 255))


@dataclass(frozen=True)
class Scene:
    """A picture and what is in it. ``isbns``: () for none; ``text``: the KDT block of a page; ``module``: the width
    of the narrowest bar in pixels of the picture."""

    name: str
    kind: str
    jpeg: bytes
    isbns: tuple[str, ...]
    text: str = ""
    module: float = 0.0


@dataclass
class Shot:
    """How a picture was taken."""

    turn: float = 0.0  # degrees
    zoom: float = 1.0  # 1: the cover fills the picture
    tilt: float = 0.02  # how far the corners go astray, a share of the picture
    blur: float = 0.6  # radius in pixels
    shake: int = 0  # pixels of movement
    light: float = 1.0
    noise: float = 3.0
    quality: int = 85
    glare: bool = False
    exif_turn: int = 1
    centre: tuple[float, float] = field(default=(0.5, 0.5))  # what of the cover is in the middle of the picture


def scenes(counts: dict[str, int] = KINDS, seed: int = 0) -> Iterator[Scene]:
    for kind, count in counts.items():
        for n in range(count):
            yield scene(kind, n, seed)


def scene(kind: str, n: int, seed: int = 0) -> Scene:
    rng = random.Random(f"{kind} {n} {seed}")
    name = f"{kind.replace(' ', '-')}-{n:03}.jpg"
    shot = _shot(kind, rng)
    if kind == "kdt page":
        page, number, text = _kdt_page(rng)
        return Scene(name, kind, _photographed(page, shot, rng), (number,), text)
    page, numbers, width, at = _cover(kind, rng)
    if kind in ("plain", "any angle", "add-on", "price code") and rng.random() < 0.5:
        shot.centre, shot.zoom = at, rng.uniform(1.2, 2.2)
    size = SIZES[n % 2]
    module = width * PX * shot.zoom * size[0] / page.width
    if kind == "two books":
        other, more, _, _ = _cover(kind, rng)
        both = Image.new("RGB", (page.width * 2 + 200, page.height), (90, 70, 50))
        both.paste(page, (0, 0))
        both.paste(other, (page.width + 200, 0))
        page, numbers, module = both, (*numbers, *more), module / 2.1
    return Scene(name, kind, _photographed(page, shot, rng, size), numbers, module=module)


def _shot(kind: str, rng: random.Random) -> Shot:
    shot = Shot(turn=rng.choice((0, 0, 90, 180, 270)) + rng.gauss(0, 4), zoom=rng.uniform(0.75, 1.0),
                quality=rng.randint(72, 92), noise=rng.uniform(1, 6), blur=rng.uniform(0.4, 1.2),
                exif_turn=rng.choice((1, 1, 3, 6, 8)), light=rng.uniform(0.75, 1.05))  # fmt: skip
    some = {"any angle", "tilted", "blurred", "glare", "dark", "far", "poor jpeg"}
    ills = {kind} if kind != "several ills" else set(rng.sample(sorted(some), 3))
    if "any angle" in ills or kind in ("no code", "kdt page") and rng.random() < 0.3:
        shot.turn = rng.uniform(0, 360) if kind != "kdt page" else rng.choice((0, 90)) + rng.gauss(0, 3)
    if "tilted" in ills:
        shot.tilt = rng.uniform(0.08, 0.17)
    if "blurred" in ills:
        shot.blur, shot.shake = (rng.uniform(2, 5), 0) if rng.random() < 0.6 else (1.0, rng.randint(4, 14))
    if "glare" in ills:
        shot.glare = True
    if "dark" in ills:
        shot.light, shot.noise = rng.uniform(0.12, 0.4), rng.uniform(8, 20)
    if "far" in ills:
        shot.zoom = rng.uniform(0.3, 0.6)
    if "poor jpeg" in ills:
        shot.quality = rng.randint(20, 45)
    if kind == "kdt page":
        shot.zoom, shot.exif_turn = rng.uniform(0.8, 1.0), 1
        shot.turn = rng.gauss(0, 2) if rng.random() < 0.8 else shot.turn
    return shot


def number_of(rng: random.Random) -> str:
    while True:
        twelve = (rng.choice(("978979", "978602", "978623", "9780", "9781", "979"))
                  + f"{rng.randrange(10**9):09d}")[:12]  # fmt: skip
        number = twelve + isbn.ean_check(twelve)
        if isbn.is_allotted(number):
            return number


# the cover


def _cover(kind: str, rng: random.Random) -> tuple[Image.Image, tuple[str, ...], float, tuple[float, float]]:
    """A back cover, the ISBNs of its bar codes, the width of a module in mm, where the code stands (shares)."""
    w, h = COVER[0] * PX, COVER[1] * PX
    page = _background(rng, w, h)
    draw = ImageDraw.Draw(page)
    ink = (20, 20, 30) if sum(page.getpixel((w // 2, h // 4))) > 380 else (240, 240, 240)
    for paragraph in range(rng.randint(2, 4)):
        _lines(draw, rng, (12 * PX, (18 + paragraph * 32) * PX), (COVER[0] - 24) * PX, ink)
    if kind == "no code":
        _bait(page, rng)
        return page, (), 0.33, (0.5, 0.5)
    module = 0.33 * rng.choice((0.8, 0.8, 0.9, 1.0, 1.0, 1.2))
    number = number_of(rng)
    bars = _with_margins(number, module, rng, add_on=kind == "add-on")
    if kind == "scratched":
        _scratch(bars, rng)
    x = rng.randint(6 * PX, w - bars.width - 6 * PX)
    y = h - bars.height - rng.randint(6 * PX, 24 * PX)
    page.paste(bars, (x, y))
    if kind == "price code":
        twelve = rng.choice(("899", "200", "21", "69")) + f"{rng.randrange(10**11):011d}"
        other = _with_margins(twelve[:12] + isbn.ean_check(twelve[:12]), 0.33, rng)
        if rng.random() < 0.5:
            other = other.rotate(90, expand=True)
        page.paste(other, (rng.randint(0, w - other.width), rng.randint(2 * PX, max(3 * PX, y - other.height - 4))))
    return page, (number,), module, ((x + bars.width / 2) / w, (y + bars.height / 2) / h)


def _background(rng: random.Random, w: int, h: int) -> Image.Image:
    top, foot = ([rng.randint(20, 255) for _ in range(3)] for _ in range(2))
    share = np.linspace(0, 1, h)[:, None, None]
    return Image.fromarray((np.array(top) * (1 - share) + np.array(foot) * share).astype(np.uint8).repeat(w, 1))


_TEXT = "kisah rumah di tepi sungai anak desa belajar menanam padi dan membaca buku setiap pagi bersama guru"
_WORDS = _TEXT.split()


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resources.files("fontpkg_noto_sans") / "files" / "NotoSans[wdth,wght].ttf"), size)


def _lines(
    draw: ImageDraw.ImageDraw, rng: random.Random, at: tuple[int, int], width: int, ink: tuple[int, ...]
) -> None:
    font = _font(int(3.2 * PX))
    for line in range(rng.randint(3, 6)):
        words = " ".join(rng.choices(_WORDS, k=14))
        while draw.textlength(words, font) > width:
            words = words.rpartition(" ")[0]
        draw.text((at[0], at[1] + line * int(4.6 * PX)), words, ink, font)


def _bait(page: Image.Image, rng: random.Random) -> None:
    """What looks like bars: a striped shirt, a fence, the keys of a piano, a bar code of another kind."""
    draw = ImageDraw.Draw(page)
    x, y = rng.randint(0, page.width // 3), rng.randint(page.height // 2, page.height * 2 // 3)
    step = rng.uniform(3, 30)
    for n in range(int(page.width / 2 / step)):
        bar = step * rng.choice((0.3, 0.5, 0.5, 0.7))
        draw.rectangle((x + n * step, y, x + n * step + bar, y + 30 * PX), fill=(10, 10, 10))
    if rng.random() < 0.4:
        from barcode import EAN8, Code128

        bits = Code128(f"B{rng.randrange(10**7):07}").build()[0] if rng.random() < 0.5 else (
            EAN8(f"{rng.randrange(10**7):07}").build()[0])  # fmt: skip
        page.paste(_bars(bits, 0.33, 15), (8 * PX, 8 * PX))


# the bars


def bits_of(number: str) -> str:
    return str(EAN13(number).build()[0])


_LEFT = ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"]
_EVEN = [digit.translate(str.maketrans("01", "10"))[::-1] for digit in _LEFT]
_PARITY = ["GGLLL", "GLGLL", "GLLGL", "GLLLG", "LGGLL", "LLGGL", "LLLGG", "LGLGL", "LGLLG", "LLGLG"]


def add_on_bits(five: str) -> str:
    """EAN-5 (GS1 General Specifications, 5.2.2): the digits parted by 01, their parity told by a sum."""
    total = 3 * sum(map(int, five[::2])) + 9 * sum(map(int, five[1::2]))
    digits = (
        (_EVEN if parity == "G" else _LEFT)[int(digit)] for digit, parity in zip(five, _PARITY[total % 10], strict=True)
    )
    return "01011" + "01".join(digits)


def _bars(bits: str, module: float, height: float) -> Image.Image:
    """The bars in black on white; ``module`` and ``height`` in mm, margins of eleven modules."""
    scale = 4  # drawn larger, then made smaller, so that edges fall between pixels
    wide = Image.new("L", (len(bits) + 18, 1), 255)
    wide.putdata([255] * 11 + [255 * (bit == "0") for bit in bits] + [255] * 7)
    size = (round((len(bits) + 18) * module * PX), round(height * PX))
    return wide.resize((size[0] * scale, 1), Image.Resampling.NEAREST).resize(size, Image.Resampling.BOX).convert("RGB")


def _with_margins(number: str, module: float, rng: random.Random, *, add_on: bool = False) -> Image.Image:
    """The code with its digits below and the ISBN above it, the light parts in the colour of the paper."""
    bits = bits_of(number)
    if add_on:
        bits += "0" * 9 + add_on_bits(f"{rng.randrange(10**5):05}")
    bars = _bars(bits, module, rng.choice((10, 15, 22)) * module / 0.33)
    whole = Image.new("RGB", (bars.width, bars.height + 9 * PX), (255, 255, 255))
    whole.paste(bars, (0, 5 * PX))
    draw = ImageDraw.Draw(whole)
    font = _font(int(2.8 * PX))
    draw.text((10, PX), f"ISBN {isbn.hyphenate(number) or number}", (0, 0, 0), font)
    draw.text((int(11 * module * PX), whole.height - int(4 * PX)), number, (0, 0, 0), font)
    paper, ink = rng.choice(PAPERS), rng.choice(((15, 15, 20), (40, 30, 60), (60, 20, 20)))
    values = np.asarray(whole.convert("L"), dtype=np.float32)[..., None] / 255
    return Image.fromarray((values * np.array(paper) + (1 - values) * np.array(ink)).astype(np.uint8))


def _scratch(bars: Image.Image, rng: random.Random) -> None:
    draw = ImageDraw.Draw(bars)
    for _ in range(rng.randint(2, 6)):
        ends = [rng.randint(0, bars.width), rng.randint(0, bars.height), rng.randint(0, bars.width),
                rng.randint(0, bars.height)]  # fmt: skip
        draw.line(ends, fill=rng.choice(((255, 255, 255), (120, 110, 100), (20, 20, 60))), width=rng.randint(3, 14))


# the page of a KDT block

_PEOPLE = ("Hasan Basri", "Dewi Lestari", "Sapardi Djoko Damono", "Nh. Dini", "Andrea Hirata", "Ahmad Tohari")
_TOWNS = ("Jakarta", "Yogyakarta", "Bandung", "Surabaya", "Padang")
_TITLES = (
    "Budidaya ikan lele di kolam terpal",
    "Membaca peta dan bintang",
    "Cerita rakyat dari tepi sungai",
    "Dasar-dasar akuntansi koperasi",
    "Menanam sayur di pekarangan sempit",
    "Sejarah kampung nelayan",
)


def kdt_text(rng: random.Random, number: str) -> str:
    name, town, title = rng.choice(_PEOPLE), rng.choice(_TOWNS), rng.choice(_TITLES)
    first, _, last = name.rpartition(" ")
    year, pages = rng.randint(1995, 2024), rng.randint(48, 420)
    return (
        f"Perpustakaan Nasional : Katalog Dalam Terbitan (KDT)\n\n{last}, {first}\n"
        f"   {title} / {name}. -- {town} : Pustaka Rakyat,\n{year}.\n"
        f"   x, {pages} hlm. ; 21 cm.\n\n   Bibliografi : hlm. {pages - 4}\n   ISBN {isbn.hyphenate(number)}\n\n"
        f"   1. {title.split()[0]}.   I. Judul.\n\n                       {rng.randint(100, 899)}.{rng.randint(1, 9)}"
    )


def _kdt_page(rng: random.Random) -> tuple[Image.Image, str, str]:
    number = number_of(rng)
    text = kdt_text(rng, number)
    page = Image.new("RGB", (COVER[0] * PX, COVER[1] * PX), rng.choice(PAPERS))
    draw = ImageDraw.Draw(page)
    font = _font(int(rng.uniform(2.6, 3.4) * PX))
    draw.text((14 * PX, 14 * PX), "Hak cipta dilindungi undang-undang\nAll rights reserved", (30, 30, 30), font)
    draw.multiline_text((14 * PX, 70 * PX), text, (25, 25, 25), font, spacing=int(1.1 * PX))
    return page, number, text


# the camera


def _photographed(page: Image.Image, shot: Shot, rng: random.Random, size: tuple[int, int] = SIZES[0]) -> bytes:
    picture = _warped(page, shot, rng, size)
    if shot.glare:
        picture = _glared(picture, shot, rng)
    if shot.blur > 0.5:
        picture = picture.filter(ImageFilter.GaussianBlur(shot.blur * size[0] / 2448))
    if shot.shake:
        picture = _shaken(picture, shot.shake, rng)
    values = np.asarray(picture, dtype=np.float32) * shot.light
    grain = np.random.default_rng(rng.randrange(2**32)).normal(0, shot.noise, (521, 613, 1)).astype(np.float32)
    tiles = np.tile(grain, (size[1] // 521 + 1, size[0] // 613 + 1, 1))[: size[1], : size[0]]
    picture = Image.fromarray(np.clip(values + tiles, 0, 255).astype(np.uint8))
    exif = Image.Exif()
    exif[0x0112] = shot.exif_turn
    turned = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    if (how := turned[shot.exif_turn]) is not None:
        picture = picture.transpose(how)
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=shot.quality, exif=exif)
    return kept.getvalue()


def _warped(page: Image.Image, shot: Shot, rng: random.Random, size: tuple[int, int]) -> Image.Image:
    """The cover lying on a table, seen through the camera."""
    w, h = size
    scale = shot.zoom * min(w / page.width, h / page.height)
    if abs(shot.turn % 180 - 90) < 45 and page.width < page.height:
        scale *= 0.85
    angle = np.deg2rad(shot.turn)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * scale
    corners = np.array([[0, 0], [page.width, 0], [page.width, page.height], [0, page.height]], dtype=float)
    middle = np.array([page.width * shot.centre[0], page.height * shot.centre[1]])
    seen = (corners - middle) @ turn.T + np.array([w / 2, h / 2])
    seen += np.array([[rng.uniform(-1, 1) * shot.tilt * w for _ in range(2)] for _ in range(4)]) * shot.zoom
    rows = []
    for (x, y), (u, v) in zip(seen, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    way = np.linalg.solve(np.array(rows), corners.ravel())
    table = tuple(rng.randint(40, 190) for _ in range(3))
    return page.transform(size, Image.Transform.PERSPECTIVE, list(way), Image.Resampling.BICUBIC, fillcolor=table)


def _glared(picture: Image.Image, shot: Shot, rng: random.Random) -> Image.Image:
    """A lamp in the varnish: a bright spot near the lower part of the cover."""
    w, h = picture.size
    small = Image.new("L", (w // 16, h // 16), 0)
    x, y = rng.uniform(0.2, 0.8) * w / 16, rng.uniform(0.4, 0.9) * h / 16
    a, b = rng.uniform(0.04, 0.2) * w / 16, rng.uniform(0.02, 0.1) * h / 16
    ImageDraw.Draw(small).ellipse((x - a, y - b, x + a, y + b), fill=rng.randint(170, 255))
    spot = small.filter(ImageFilter.GaussianBlur(w / 16 * 0.03)).resize((w, h), Image.Resampling.BICUBIC)
    return Image.composite(Image.new("RGB", (w, h), (255, 255, 250)), picture, spot)


def _shaken(picture: Image.Image, pixels: int, rng: random.Random) -> Image.Image:
    angle = rng.uniform(0, np.pi)
    dx, dy = np.cos(angle) * pixels, np.sin(angle) * pixels
    steps = [
        picture.transform(picture.size, Image.Transform.AFFINE, (1, 0, dx * t, 0, 1, dy * t))
        for t in np.linspace(-0.5, 0.5, 5)
    ]
    return Image.fromarray(np.mean([np.asarray(one, dtype=np.uint8) for one in steps], axis=0).astype(np.uint8))


def write(folder: Path, counts: dict[str, int] = KINDS, seed: int = 0) -> None:
    """The pictures as files, as a phone would leave them in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in scenes(counts, seed):
        (folder / one.name).write_bytes(one.jpeg)
