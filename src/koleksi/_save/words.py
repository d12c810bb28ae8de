"""Why a file was not written, and what to do."""

from __future__ import annotations

import errno
from types import MappingProxyType

from koleksi.book import Text

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
        errno.EEXIST: Text("ada berkas dengan nama itu", "a file has that name"),
        errno.EISDIR: Text("ada folder dengan nama itu", "a folder has that name"),
        errno.ENOTDIR: Text("bagian jalurnya bukan folder", "a part of its path is no folder"),
        errno.ENOENT: Text("foldernya tidak ada", "its folder does not exist"),
    }
)
# Of what the system's own number says more than the one that Python makes of it (EACCES, EINVAL): a stick that is
# write-protected or was taken out is no file that Excel has open (learn.microsoft.com, System Error Codes).
_OF_WINDOWS = MappingProxyType(
    {
        19: errno.EROFS,
        21: errno.EIO,
        39: errno.ENOSPC,
        206: errno.ENAMETOOLONG,
        1117: errno.EIO,
        1167: errno.EIO,
    }
)
_NO_SUCH_PATH, _LONGEST = 3, 248  # Windows says it of a path of more characters, too (Maximum Path Length Limitation)


def cannot(error: OSError) -> Text:
    why = _cause(error)
    return Text(
        f"tidak dapat ditulis ({why.id}); berkas lama utuh. Periksa ruang disk dan izin folder",
        f"cannot be written ({why.en}); what was there is intact. Check disk space and folder permissions",
    )


def refused(error: OSError) -> Text:
    """A target that cannot be replaced: on Windows, one that Excel has open."""
    if _number(error) not in (errno.EACCES, errno.EPERM):
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
    return _CAUSES.get(_number(error), Text(f"galat {error.errno}", f"error {error.errno}"))


def _number(error: OSError) -> int:
    windows = getattr(error, "winerror", None) or 0
    if windows == _NO_SUCH_PATH and max(len(str(name or "")) for name in (error.filename, error.filename2)) >= _LONGEST:
        return errno.ENAMETOOLONG
    return _OF_WINDOWS.get(windows, error.errno or 0)
