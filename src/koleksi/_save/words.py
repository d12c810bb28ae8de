"""Why a file was not written, and what to do."""

from __future__ import annotations

import errno
from types import MappingProxyType

from koleksi.book import Text
from koleksi.errors import number_of

__all__ = ["cannot", "half_done", "refused"]

_CAUSES = MappingProxyType(
    {
        errno.ENOSPC: Text("disk penuh", "the disk is full"),
        errno.EDQUOT: Text("kuota disk habis", "the disk quota is used up"),
        errno.EFBIG: Text("berkas terlalu besar untuk disk ini", "too large a file for this disk"),
        errno.EIO: Text("disk rusak atau terputus", "the disk is damaged or was taken away"),
        errno.ENAMETOOLONG: Text("nama berkas atau folder terlalu panjang", "a name of a file or folder is too long"),
        errno.EROFS: Text("disk hanya-baca", "a read-only disk"),
        errno.EACCES: Text("tidak ada izin", "no permission"),
        errno.EPERM: Text("tidak ada izin", "no permission"),
        errno.EBUSY: Text("dibuka program lain", "open in another program"),
        errno.EEXIST: Text("ada berkas dengan nama itu", "a file has that name"),
        errno.EISDIR: Text("ada folder dengan nama itu", "a folder has that name"),
        errno.ENOTDIR: Text("bagian jalurnya bukan folder", "a part of its path is no folder"),
        errno.ENOENT: Text("foldernya tidak ada", "its folder does not exist"),
    }
)


def cannot(error: OSError) -> Text:
    why = _cause(error)
    return Text(
        f"tidak dapat ditulis ({why.id}); berkas lama utuh. Periksa ruang disk dan izin folder",
        f"cannot be written ({why.en}); what was there is intact. Check disk space and folder permissions",
    )


def refused(error: OSError) -> Text:
    """A target that cannot be replaced: on Windows, one that Excel has open."""
    if number_of(error) not in (errno.EACCES, errno.EPERM, errno.EBUSY):
        return cannot(error)
    return Text(
        "sedang dibuka program lain (Excel?). Tutup dulu, lalu ulangi; semua berkas lama utuh",
        "open in another program (Excel?). Close it and run again; all old files are intact",
    )


def half_done(error: OSError) -> Text:
    """Some files are new and the old ones cannot be put back now."""
    why = _cause(error)
    return Text(
        f"tidak dapat dikembalikan ({why.id}); tutup program yang membukanya, lalu jalankan lagi",
        f"cannot be put back ({why.en}); close the program that holds it and run again",
    )


def _cause(error: OSError) -> Text:
    number = number_of(error)
    return _CAUSES.get(number, Text(f"galat {number}", f"error {number}"))
