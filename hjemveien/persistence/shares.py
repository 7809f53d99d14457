"""Tells whether a path lies on a network share, where a database file cannot be kept safely."""

import os
import sys
from pathlib import Path

MOUNTS = Path("/proc/mounts")
_REMOTE_KINDS = """
    nfs nfs4 cifs smb2 smb3 smbfs afs ncpfs ceph glusterfs lustre davfs 9p vboxsf
    fuse.sshfs fuse.rclone fuse.davfs fuse.glusterfs fuse.gvfsd-fuse fuse.smbnetfs
"""
_REMOTE = frozenset(_REMOTE_KINDS.split())
_WINDOWS_REMOTE_DRIVE = 4


def on_share(path: Path) -> bool:
    """True where the system says so; a system that cannot be asked is taken at its word."""
    whole = Path(os.path.realpath(path))
    if sys.platform == "win32":
        return _on_windows_share(whole)
    if MOUNTS.exists():
        return on_remote_mount(whole, MOUNTS.read_text(errors="replace"))
    return False


def on_remote_mount(path: Path, mounts: str) -> bool:
    """`mounts` as in /proc/mounts; the longest mount point above the path decides."""
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ")
        if _is_above(point, str(path)) and len(point) >= len(best):
            best, kind = point, parts[2]
    return kind in _REMOTE


def _is_above(point: str, path: str) -> bool:
    return path == point or path.startswith(point.rstrip("/") + "/")


def _on_windows_share(path: Path) -> bool:
    if str(path).startswith("\\\\"):
        return True
    if sys.platform != "win32":
        return False
    import ctypes

    kind: int = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)
    return kind == _WINDOWS_REMOTE_DRIVE
