"""What lies behind an exception, in our two languages: the operating system speaks its own, which may be neither."""

from __future__ import annotations

import errno

from koleksi.book import Text
from koleksi.errors import number_of

__all__ = ["cure", "why"]

_WHY = {
    errno.ENOENT: Text("tidak ada", "does not exist"),
    errno.EACCES: Text("tidak boleh dibuka", "may not be opened"),
    errno.EPERM: Text("tidak boleh diubah", "may not be changed"),
    errno.EBUSY: Text(
        "sedang dibuka program lain (Excel?); tutup dulu, lalu ulangi",
        "open in another program (Excel?); close it and run again",
    ),
    errno.EISDIR: Text("ini folder, bukan berkas", "this is a folder, not a file"),
    errno.ENOTDIR: Text("ini berkas, bukan folder", "this is a file, not a folder"),
    errno.EEXIST: Text("sudah ada", "exists already"),
    errno.ENOSPC: Text("disk penuh", "the disk is full"),
    errno.EDQUOT: Text("kuota disk habis", "the disk quota is used up"),
    errno.EFBIG: Text("berkas terlalu besar untuk disk ini", "too large a file for this disk"),
    errno.EROFS: Text("disk hanya bisa dibaca", "the disk can only be read"),
    errno.EIO: Text("disk rusak atau terputus", "the disk is damaged or was taken away"),
    errno.ENAMETOOLONG: Text("nama berkas terlalu panjang", "the file's name is too long"),
}
_ROOM = Text(
    "; kosongkan disk atau pilih --out lain. Berkas lama utuh",
    "; make room or choose another --out. Old files are intact",
)
_SHORTER = Text("; pilih --out yang lebih pendek", "; choose a shorter --out")
_CURES = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: _ROOM,
    errno.EROFS: Text("; pilih --out di disk lain", "; choose an --out on another disk"),
    errno.ENAMETOOLONG: _SHORTER,
}
# The result codes of SQLite (sqlite.org/rescode.html), without what their higher bytes add; and what to do.
_OF_SQLITE = {
    3: Text("tidak boleh dibuka; pilih folder lain", "may not be opened; choose another folder"),
    5: Text("sedang dipakai program lain; tutup dulu", "in use by another program; close it first"),
    6: Text("sedang dipakai program lain; tutup dulu", "in use by another program; close it first"),
    7: Text("memori penuh; tutup program lain dan ulangi", "out of memory; close other programs and run again"),
    8: Text("hanya bisa dibaca; pilih folder di disk lain", "it can only be read; choose a folder on another disk"),
    10: Text("disk rusak atau terputus; pasang lagi dan ulangi", "the disk is damaged or was taken away; try again"),
    11: Text("isinya rusak; pakai salinan yang utuh", "its content is damaged; use an intact copy"),
    13: Text("disk penuh; kosongkan disk dan ulangi", "the disk is full; make room and run again"),
    14: Text(
        "berkas tidak dapat dibuka di sini: program lain memegangnya, foldernya terkunci, atau ada folder bernama "
        "sama; tutup programnya atau pilih folder lain",
        "the file cannot be opened here: another program holds it, its folder is locked, or a folder has its name; "
        "close the program or choose another folder",
    ),
    26: Text("bukan berkas koleksi; pindahkan dulu", "no file of koleksi; move it away first"),
}
_OTHER = Text("tidak dapat dibaca atau ditulis", "cannot be read or written")


def cure(error: OSError) -> Text | None:
    """What to do where the disk does not take what is written; None for any other error."""
    return _CURES.get(number_of(error))


def why(error: BaseException) -> Text:
    """The reason of an error, to be put behind the name of the file (errno.h names the numbers).

    What a package says is English: in an Indonesian sentence it is named by its class, or by SQLite's result code where
    that is not one that a person can do something about.
    So is a class that another module makes of OSError (ssl, socket, gzip): the numbers of its errors are its own.
    """
    if isinstance(error, OSError) and type(error).__module__ == "builtins":
        return _WHY.get(number_of(error), _OTHER)
    if (code := getattr(error, "sqlite_errorcode", 0) & 0xFF) in _OF_SQLITE:
        return _OF_SQLITE[code]
    name = getattr(error, "sqlite_errorname", "") or type(error).__name__
    return Text(name, str(error) or name)
