"""One row of a sheet -> an Entry. Each cell is read by its column; what does not fit is kept and said."""

from __future__ import annotations

import math
import re
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from koleksi import isbn as numbers
from koleksi import names
from koleksi._intake.columns import SEVERAL, Heading
from koleksi._intake.headings import field_of
from koleksi._intake.joined import parted
from koleksi._terms import language, roles
from koleksi._terms.numerals import spelled, spelled_pattern
from koleksi._terms.school import words_pattern
from koleksi.book import Book, Contributor, Copy, Entry, Problem, Text

__all__ = ["entry_of"]

_NOTHING = frozenset({"", "-", "--", "?", "n/a", "nihil", "tidak ada", "s.n.", "s.l.", "[s.n.]", "[s.l.]"})
_MAX_COPIES = 500
_MONTHS = re.compile(r"\b(?:jan|feb|mar|apr|mei|may|jun|jul|agu|agt|aug|sep|okt|oct|nov|des|dec)\w*\b", re.IGNORECASE)
_MONTH = MappingProxyType(
    {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "agu": 8, "agt": 8, "ags": 8, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11, "des": 12, "dec": 12}
)  # fmt: skip
_DATE = re.compile(r"\A\d{1,4}[-/]\d{1,2}[-/]\d{1,4}\Z")
_PRINTING = re.compile(
    rf"\b(?:cet|cetakan|ctk|printing|impression)\b[\s.]*(?:ke)?[\s.-]*(?:[\divxIVX]+|{spelled_pattern('ordinal')})?",
    re.IGNORECASE,
)
_COLLECTION = re.compile(r"\A(?:koleksi\s+\w+|umum|referensi|tandon|deposit)\Z", re.IGNORECASE)
_CODES = re.compile(r"\A(?:<[^<>]*>)+\Z")


class _Row:
    """The cells of a row by field, and what was found wrong with them."""

    def __init__(self, heading: Heading, cells: tuple[str, ...], source: str, number: int) -> None:
        self.heading = heading
        self.source = source
        self.number = number
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.cells: dict[str, str] = {}
        for n, cell in enumerate(cells):
            field = heading[n] if n < len(heading) else ""
            if field == "ignore" or cell.casefold() in _NOTHING:
                continue
            if field:
                self._take(field, cell)
            elif n < len(heading) and cell != self.cells.get(field_of(heading.names[n])):
                self.notes.append(f"{heading.names[n]}: {cell}" if heading.names[n] else cell)
        extra = [cell for cell in cells[len(heading) :] if cell]
        if extra:
            self.notes += extra
            self.say(
                "row-cells",
                "",
                " | ".join(extra),
                Text(
                    "Baris ini punya lebih banyak kolom daripada judul kolom; mungkin ada pemisah di dalam teks.",
                    "More cells than headings: probably a separator inside the text.",
                ),
                Text(
                    "Periksa apakah isi kolom bergeser; kelebihannya ada di catatan.",
                    "Check whether cells are shifted; the rest is in the notes.",
                ),
            )

    def _take(self, field: str, cell: str) -> None:
        """A cell under its field; with those of the columns beside it where there may be several ("Pengarang 2")."""
        for one, text in (parted(field, cell) if "+" in field else {field: cell}).items():
            before = self.cells.get(one)
            if before and one in SEVERAL:
                self.cells[one] = f"{before}; {text}"
            elif text and not before:
                self.cells[one] = text
            elif text and text != before:
                self.notes.append(text)

    def get(self, field: str) -> str:
        return self.cells.get(field, "")

    def say(
        self, code: str, field: str, value: str, what: Text, do: Text, severity: Literal["warning", "note"] = "warning"
    ) -> None:
        column = (
            next(
                (name for name, kind in zip(self.heading.names, self.heading, strict=True) if field in kind.split("+")),
                field,
            )
            if field
            else ""
        )
        self.problems.append(
            Problem(
                code=code,
                source=self.source,
                row=self.number,
                column=column,
                value=value,
                what=what,
                do=do,
                severity=severity,
            )
        )


def entry_of(heading: Heading, cells: tuple[str, ...], source: str, number: int) -> Entry | Problem:
    """A row as an Entry. A row with neither title nor ISBN is a Problem of severity "error"."""
    row = _Row(heading, _shifted_back(heading, cells), source, number)
    _scanned_into_title(row)
    isbns = _isbns(row)
    title = row.get("title")
    if not title and not isbns.get("isbn"):
        return Problem(
            code="row-empty", source=source, row=number, value=" | ".join(filter(None, cells))[:300], severity="error",
            what=Text("Baris tanpa judul dan tanpa ISBN.", "A row without title and without ISBN."),
            do=Text("Ketik judulnya, atau hapus baris ini.", "Type the title, or delete the row."),
        )  # fmt: skip
    if not title:
        row.say(
            "title-missing",
            "title",
            isbns["isbn"],
            Text("Judul kosong.", "The title is empty."),
            Text("Ketik judulnya, atau jalankan dengan --pack.", "Type the title, or run with --pack."),
        )
    book = Book(**{**_description(row), **isbns})
    copies = _copies(row)
    if row.notes:
        book = book.but(notes=(*book.notes, *row.notes))
    return Entry(book=book, copies=copies, source=source, row=number, problems=tuple(row.problems))


def _scanned_into_title(row: _Row) -> None:
    """A number that a scanner typed into the column of titles is the ISBN it is. "1984" is a title."""
    title = row.get("title")
    if (
        not row.get("isbn")
        and not any(map(str.isalpha, title[:-1]))
        and numbers.recognise(title).kind in ("isbn10", "isbn13")
    ):
        row.cells["isbn"] = row.cells.pop("title")


def _shifted_back(heading: Heading, cells: tuple[str, ...]) -> tuple[str, ...]:
    """A row with too many cells because a separator stood in the text: two neighbours are joined where that, and
    only that, makes year and ISBN read right again."""
    surplus = len(cells) - len(heading)
    while surplus > 0 and not cells[-1]:
        cells, surplus = cells[:-1], surplus - 1
    if surplus <= 0 or not {"year", "isbn"} & set(heading):
        return cells
    fits = []
    for n, field in enumerate(heading[: len(cells) - surplus]):
        if field in ("title", "authors", "publisher", "subtitle"):
            joined = (*cells[:n], ", ".join(cells[n : n + surplus + 1]), *cells[n + surplus + 1 :])
            if _reads_right(heading, joined) and not _reads_right(heading, cells[: len(heading)]):
                fits.append(joined)
    return fits[0] if len(fits) == 1 else cells


def _reads_right(heading: Heading, cells: tuple[str, ...]) -> bool:
    checked = 0
    for field, cell in zip(heading, cells, strict=False):
        if field == "year" and cell:
            if not re.fullmatch(r"(?:1[6-9]|20)\d\d", cell):
                return False
            checked += 1
        if field == "isbn" and cell:
            if not numbers.recognise(cell).isbns:
                return False
            checked += 1
    return checked > 0


def _description(row: _Row) -> dict[str, Any]:
    edition, printing = _edition(row)
    authors = _authors(row)
    title, subtitle, statement = _title(row, authors)
    ddc, call_number, school = _class(row)
    given: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle
        or " ".join(said for said in school if not re.search(rf"\b{said.split()[0]}\b", title, re.IGNORECASE)),
        "authors": authors,
        "contributors": _contributors(row),
        "year": _year(row),
        "edition": edition,
        "printing": printing,
        "language": _language(row),
        "subjects": _subjects(row),
        "height_cm": _height(row),
        "extent": _extent(row),
        "ddc": ddc,
        "call_number": row.get("call_number") or call_number,
        "audience": row.get("audience") or " ".join(school),
    }
    given["responsibility"] = row.get("responsibility") or statement
    given["publisher"], given["place"] = (
        row.get(field).rstrip(" ,:;") for field in ("publisher", "place")
    )  # ISBD's, in INLISLite
    for field in ("issn", "series", "volume", "summary"):
        given[field] = row.get(field)
    given["notes"] = tuple(filter(None, (row.get("notes"),)))
    return given


def _title(row: _Row, authors: tuple[str, ...]) -> tuple[str, str, str]:
    """Title, subtitle and statement of responsibility: ISBD's " : " parts off the subtitle (a colon without blanks may be
    part of the title and stays), its " / " the statement, but only where that repeats the author of the row: "Client /
    Server" is a title."""
    title, subtitle = row.get("title"), row.get("subtitle")
    before, _, statement = title.rpartition(" / ")
    if before and authors and _words(authors[0]) <= _words(statement):
        title, said = before, "" if _words(statement) == _words(" ".join(authors)) else statement
    else:
        said = ""
    if not subtitle and title.count(" : ") == 1:
        title, _, subtitle = title.partition(" : ")
    return title, subtitle, said


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _many(cell: str) -> tuple[str, ...]:
    if _CODES.match(cell):  # SLiMS: <A><B>
        return tuple(re.findall(r"<([^<>]+)>", cell))
    return tuple(filter(None, (part.strip() for part in re.split(r"[;|]", cell))))


_NUMBER = re.compile(
    r"(?P<sign>(?:R|REF|F|FIK|A|AN|C|CER|S|SR|BP|K|KOM)\.?\s+)?(?P<number>2X\d*(?:\.\d[\d ]*)?|\d{3}(?:\.\d[\d ]*)?|\d{1,2}(?:\.\d+)?)(?P<rest>(?:\s+|\s*/\s*)[A-Z].*)?",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"(?:(?:kelas|kls)\b\.?\s*)?(?P<grade>1[0-2]|[1-9]|I{1,3}|IV|VI{0,3}|IX|XI{0,2}|X)(?:\s*[A-F])?"
    rf"(?:\s+(?P<school>{words_pattern()})\b.*)?",
    re.IGNORECASE,
)


def _class(row: _Row) -> tuple[str, str, tuple[str, ...]]:
    """Class number, the call number where the whole of it was typed, and the class and semester at school ("Kelas 7").

    Excel takes the zeros off "004.6"; under a heading that names the class number they are put back. A column "Kelas" of a
    school's list has 7 or VII: that tells books apart, and is no class number.
    """
    cell, semester = row.get("ddc"), row.get("semester")
    school = (f"Semester {semester}",) if semester else ()
    if not cell and (grade := _GRADE.fullmatch(row.get("class"))):
        return "", "", (" ".join(filter(None, ("Kelas", grade["grade"].upper(), grade["school"]))), *school)
    return *_number(row, (cell or row.get("class")).strip("' ").replace(",", ".")), school


def _number(row: _Row, cell: str) -> tuple[str, str]:
    """A class number as typed, with its lost zeros; and the cell where it holds a whole call number."""
    found = _NUMBER.fullmatch(cell)
    if not found:
        if cell:
            row.notes.append(f"kelas: {cell}")
            row.say(
                "class",
                "ddc",
                cell,
                Text(
                    "Nomor kelas tidak dimengerti; ditulis di catatan.",
                    "Class number not understood; kept in the notes.",
                ),
                Text("Ketik nomor seperti 398.2, atau kosongkan.", "Type a number like 398.2, or leave it empty."),
            )
        return "", ""
    number = re.sub(r"\s", "", found["number"]).upper()
    if re.match(r"\d{1,2}(?!\d)", number):
        whole, point, rest = number.partition(".")
        number = f"{whole.zfill(3)}{point}{rest}"
        row.say(
            "class-zeros",
            "ddc",
            cell,
            Text(f"Nol di depan hilang; dibaca sebagai {number}.", f"The leading zeros were lost; read as {number}."),
            Text("Bandingkan dengan bukunya.", "Compare with the book."),
            severity="note",
        )
    return number, cell if found["sign"] or found["rest"] else ""


def _subjects(row: _Row) -> tuple[str, ...]:
    """What the book is about. "Kategori" may also say in which collection it stands."""
    return tuple(subject for subject in _many(row.get("subjects")) if not _COLLECTION.match(subject))


def _authors(row: _Row) -> tuple[str, ...]:
    cell = _translator_apart(row.get("authors"))[0]
    if _CODES.match(cell):
        return tuple(names.from_heading(name) for name in _many(cell))
    found: tuple[str, ...] = names.split(cell)
    return found


@cache
def _translated_by() -> re.Pattern[str]:
    words = "|".join(map(re.escape, roles.words_of("translator")))
    return re.compile(
        rf"(?P<before>[;,(/|])?\s*\b(?:{words})\b(?P<behind>[.:,]*)\s*(?P<names>[^)]*)\)?\s*\Z", re.IGNORECASE
    )


def _translator_apart(cell: str) -> tuple[str, str]:
    """The authors of a cell, and the translators who stand behind them: "Dee; penerjemah Budi" -> ("Dee", "Budi").
    A body's own name ("Lembaga Penerjemah Kristen") stays whole."""
    found = _translated_by().search(cell)
    if not found:
        return cell, ""
    parted = found["before"] or found["behind"]
    if not parted and names.is_corporate(re.split("[;|]", cell)[-1]):
        return cell, ""
    return cell[: found.start()].rstrip(" ;,"), found["names"]


def _contributors(row: _Row) -> tuple[Contributor, ...]:
    glued = _translator_apart(row.get("authors"))[1]
    cells = [(role, row.get(role)) for role in ("translator", "editor", "illustrator")] + [("translator", glued)]
    return tuple(Contributor(name=name, role=role) for role, cell in cells for name in names.split(cell))


def _isbns(row: _Row) -> dict[str, Any]:
    cell = row.get("isbn")
    if not cell:
        return {}
    one = numbers.recognise(cell)
    if one.kind == "issn":
        return {"issn": one.value}
    if one.isbns:
        if one.action in ("accept_warn", "ask_which"):
            note = _two_languages(one.note)
            row.say(
                f"isbn-{one.action}",
                "isbn",
                cell,
                Text(f"ISBN dibaca sebagai {one.isbns[0]}: {note.id}.", f"ISBN read as {one.isbns[0]}: {note.en}."),
                Text("Bandingkan dengan bukunya.", "Compare with the book."),
            )
        return {"isbn": one.isbns[0], "other_isbns": one.isbns[1:], "isbn_qualifier": one.qualifier}
    if one.action in ("treat_as_empty", "ignore"):
        return {}
    hint = f" ({', '.join(one.suggested)}?)" if one.suggested else ""
    note = _two_languages(one.note)
    row.say(
        f"isbn-{one.kind}", "isbn", cell,
        Text(f"ISBN tidak sah{hint}: {note.id}. Disimpan seperti tertulis.", f"Not a valid ISBN{hint}: {note.en}. Kept as typed."),
        Text("Lihat nomor di sampul belakang dan ketik ulang.", "Look at the back cover and type it again."),
    )  # fmt: skip
    return {"wrong_isbns": (cell,)}


def _two_languages(note: str) -> Text:
    """A note of ``isbn.recognise``, which says it in Indonesian and English with a stroke between."""
    indonesian, _, english = note.partition(" / ")
    return Text(indonesian or "bukan nomor ISBN", english or "not an ISBN")


def _year(row: _Row) -> int | None:
    cell = row.get("year")
    if not cell or not cell.strip("0"):
        return None
    found = re.findall(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)", cell)
    if not found:
        row.notes.append(f"tahun: {cell}")
        row.say(
            "year",
            "year",
            cell,
            Text("Tahun tidak dimengerti; ditulis di catatan.", "Year not understood; kept in the notes."),
            Text("Ketik tahun terbit dengan empat angka.", "Type the year with four digits."),
        )
        return None
    return int(found[0])


def _edition(row: _Row) -> tuple[str, str]:
    """ "Ed. 2, Cet. 3" -> edition and printing; a bare printing is no edition."""
    cell, printing = row.get("edition"), row.get("printing")
    if printing.isdecimal():
        printing = f"Cet. {printing}"
    match = _PRINTING.search(cell)
    if match:
        printing = printing or match[0].strip()
        cell = (cell[: match.start()] + cell[match.end() :]).strip(" ,;/")
    return (f"Ed. {cell}" if cell.isdecimal() else cell), printing


def _language(row: _Row) -> str:
    cell = row.get("language")
    code = language.code_of(cell)
    if cell and not code:
        row.notes.append(f"bahasa: {cell}")
    return code


_SIZE = re.compile(
    r"\s*[;:,]*\s*(?:(?P<width>\d{1,3}(?:[.,]\d+)?)\s*[xX\u00d7]\s*)?(?P<height>\d{1,3}(?:[.,]\d+)?)\s*cm\b\.?",
    re.IGNORECASE,
)


def _height(row: _Row) -> int | None:
    """Whole centimetres, rounded up as cataloguers do; of width and height the larger."""
    cell = row.get("height_cm")
    found = _SIZE.search(cell if "cm" in cell.casefold() else f"{cell} cm") if cell else _SIZE.search(row.get("extent"))
    if not found:
        return None
    height = math.ceil(max(float(said.replace(",", ".")) for said in found.groups() if said))
    return height if 4 < height < 100 else None


def _extent(row: _Row) -> str:
    cell = _SIZE.sub("", row.get("extent")).strip(" ;:,")
    return f"{cell} hlm." if cell.isdecimal() else cell


# copies


def _copies(row: _Row) -> tuple[Copy, ...]:
    price, note = _price(row)
    codes = _many(row.get("barcode")) if row.get("barcode").startswith("<") else ()
    one = Copy(
        accession=row.get("accession"), barcode=row.get("barcode") if not codes else codes[0], price=price, note=note,
        source=row.get("source"), source_name=row.get("source_name"), received=_day(row.get("received")),
        location=row.get("location"), condition=row.get("condition"),
    )  # fmt: skip
    count = max(_count(row), len(codes))
    rest = (
        one.but(number=n, accession="", barcode=codes[n - 1] if n <= len(codes) else "") for n in range(2, count + 1)
    )
    return (one, *rest)


def _count(row: _Row) -> int:
    cell = row.get("count")
    if not cell:
        return 1
    if number := spelled("cardinal", "count").get(re.sub(r"\s+(?:eks\w*|buah|buku|bh)\.?\Z", "", cell.casefold())):
        return number
    match = re.match(
        r"\A\s*(\d{1,6})(?:[.,]0+)?\s*(?:eks\w*|buah|buku|bh|copy|copies|exp\w*|x)?\.?\s*\Z", cell, re.IGNORECASE
    )
    if match and 1 <= int(match[1]) <= _MAX_COPIES:
        return int(match[1])
    row.say(
        "count",
        "count",
        cell,
        Text("Jumlah eksemplar tidak dimengerti; dihitung satu.", "Number of copies not understood; counted as one."),
        Text(f"Ketik angka 1 sampai {_MAX_COPIES}.", f"Type a number from 1 to {_MAX_COPIES}."),
    )
    return 1


def _price(row: _Row) -> tuple[int | None, str]:
    """Whole rupiah, and the text as typed where it is no price (Excel turns "5/95" into a date)."""
    cell = row.get("price")
    if not cell:
        return None, ""
    plain = re.sub(r"(?:rp|idr)\.?|\s|,-+\Z|,00\Z|\.00\Z", "", cell, flags=re.IGNORECASE)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+|\d+", plain) and not _DATE.match(cell):
        return int(re.sub(r"\D", "", plain)) or None, ""
    why = _price_date if _DATE.match(cell) or _MONTHS.search(cell) else _price_odd
    row.say(
        "price",
        "price",
        cell,
        why,
        Text("Ketik harga dengan angka saja, misalnya 59000.", "Type the price in digits only: 59000."),
    )
    return None, f"harga: {cell}"


_price_date = Text(
    "Harga berubah menjadi tanggal (oleh Excel?); ditulis di keterangan.",
    "The price became a date (by Excel?); kept in the note.",
)
_price_odd = Text("Harga tidak dimengerti; ditulis di keterangan.", "Price not understood; kept in the note.")


def _day(cell: str) -> str:
    """An ISO date of "31/12/2024", "31-12-24", "31 Desember 2024" or ISO itself; anything else as typed."""
    match = re.match(r"\A(\d{1,2})[-/. ]+(\d{1,2}|[A-Za-z]{3,9})[-/. ]+(\d{4}|\d{2})\Z", cell)
    if not match:
        return cell
    day, year = int(match[1]), int(match[3])
    month = int(match[2]) if match[2].isdecimal() else _MONTH.get(match[2][:3].casefold(), 0)
    year += 2000 if year < 100 else 0
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else cell
