"""Puts a file in place only when it is whole, and refuses in words where it cannot be put."""

import errno
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hjemveien.domain.refusal import Refusal
from hjemveien.texts import _

_FULL = {errno.ENOSPC, errno.EDQUOT}


def checked_target(target: Path, endings: Collection[str]) -> str:
    """The file's ending in small letters. Raises Refusal for another one, or a missing folder."""
    ending = target.suffix.lower()
    if ending not in endings:
        text = _("{file}: choose one of the endings {endings}.")
        raise Refusal(text.format(file=target.name, endings=", ".join(endings)))
    if target.is_dir():
        raise Refusal(_("{file} is a folder. Name a file.").format(file=target))
    if not target.absolute().parent.is_dir():
        folder = target.absolute().parent
        raise Refusal(_("The folder {folder} does not exist.").format(folder=folder))
    if target.exists() and not os.access(target, os.W_OK):
        text = _("{file} is write-protected. Nothing was written.")
        raise Refusal(text.format(file=target))
    return ending


@contextmanager
def in_place(target: Path) -> Iterator[Path]:
    """A file beside the target to write to, which takes its place at the end; or nothing does.

    Raises Refusal where the folder cannot be written, the disk is full, or the target is open in
    another program.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield part
        os.replace(part, target)
    except OSError as error:
        raise _refusal(error, target) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _refusal(error: OSError, target: Path) -> Refusal:
    if error.errno in _FULL:
        text = _("There is no room on the disk for {file}. Nothing was written.")
    elif isinstance(error, PermissionError):
        text = _("{file} cannot be written: it is open in another program, or protected.")
    else:
        text = _("{file} cannot be written. Nothing was changed.")
    return Refusal(text.format(file=target))
