"""What lies behind an exception, in our two languages: the operating system speaks its own, which may be neither."""

from __future__ import annotations

import errno

from koleksi.book import Text

__all__ = ["cure", "why"]

_WHY = {
    errno.ENOENT: Text("tidak ada", "does not exist"),
    errno.EACCES: Text("tidak boleh dibuka", "may not be opened"),
    errno.EPERM: Text("tidak boleh diubah", "may not be changed"),
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
_OTHER = Text("tidak dapat dibaca atau ditulis", "cannot be read or written")


def cure(error: OSError) -> Text | None:
    """What to do where the disk does not take what is written; None for any other error."""
    return _CURES.get(error.errno or 0)


def why(error: BaseException) -> Text:
    """The reason of an error, to be put behind the name of the file (errno.h names the numbers).

    What a package says is English: in an Indonesian sentence it is named by its class, or by SQLite's result code.
    So is a class that another module makes of OSError (ssl, socket, gzip): the numbers of its errors are its own.
    """
    if isinstance(error, OSError) and type(error).__module__ == "builtins":
        return _WHY.get(error.errno or 0, _OTHER)
    name = getattr(error, "sqlite_errorname", "") or type(error).__name__
    return Text(name, str(error) or name)
