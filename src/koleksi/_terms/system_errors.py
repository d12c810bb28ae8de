"""What the operating system complains of, in our two languages: it would speak its own, which may be neither."""

from __future__ import annotations

import errno

from koleksi.book import Text

__all__ = ["why"]

_WHY = {
    errno.ENOENT: Text("tidak ada", "does not exist"),
    errno.EACCES: Text("tidak boleh dibuka", "may not be opened"),
    errno.EPERM: Text("tidak boleh diubah", "may not be changed"),
    errno.EISDIR: Text("ini folder, bukan berkas", "this is a folder, not a file"),
    errno.ENOTDIR: Text("ini berkas, bukan folder", "this is a file, not a folder"),
    errno.EEXIST: Text("sudah ada", "exists already"),
    errno.ENOSPC: Text("disk penuh", "the disk is full"),
    errno.EROFS: Text("disk hanya bisa dibaca", "the disk can only be read"),
    errno.EIO: Text("disk rusak atau terputus", "the disk is damaged or was taken away"),
    errno.ENAMETOOLONG: Text("nama berkas terlalu panjang", "the file's name is too long"),
}
_OTHER = Text("tidak dapat dibaca atau ditulis", "cannot be read or written")


def why(error: OSError) -> Text:
    """The reason of an error, to be put behind the name of the file (errno.h names the numbers)."""
    return _WHY.get(error.errno or 0, _OTHER)
