"""Asks this computer whether a password is that of whoever is logged in to it.

For logins without a password of their own (Kerberos, a certificate, a socket): who sits here is
then known from the computer's login alone. Windows is asked by LogonUser, others by PAM.
"""

import ctypes
import getpass
import os
import sys
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_size_t, c_void_p
from ctypes.util import find_library
from typing import Any

from hjemveien.domain.refusal import Refusal
from hjemveien.texts import _

# What PAM calls the way people log in on a console; it is there on every system.
SERVICE = b"login"
_HIDDEN_PROMPT = 1
_SUCCESS = 0
_NETWORK_LOGON, _USUAL_PROVIDER = 3, 0


class CannotAsk(Refusal):
    """This computer does not say whose password it is."""


def is_password_here(password: str) -> bool:
    """Whether it is the password of this session's user. Raises CannotAsk."""
    if not password:
        return False
    return _windows(password) if os.name == "nt" else _pam(getpass.getuser(), password)


def _windows(password: str) -> bool:
    if sys.platform != "win32":
        raise _cannot_ask()
    handle = c_void_p()
    user, domain = os.environ.get("USERNAME", ""), os.environ.get("USERDOMAIN") or "."
    logged_in = ctypes.windll.advapi32.LogonUserW(
        user, domain, password, _NETWORK_LOGON, _USUAL_PROVIDER, byref(handle)
    )
    if logged_in:
        ctypes.windll.kernel32.CloseHandle(handle)
    return bool(logged_in)


class _Message(Structure):
    _fields_ = [("style", c_int), ("text", c_char_p)]


class _Response(Structure):
    _fields_ = [("text", c_void_p), ("code", c_int)]


_Ask = CFUNCTYPE(c_int, c_int, POINTER(POINTER(_Message)), POINTER(POINTER(_Response)), c_void_p)


class _Conversation(Structure):
    _fields_ = [("ask", _Ask), ("data", c_void_p)]


def _pam(user: str, password: str) -> bool:
    """Source: pam_start(3), pam_authenticate(3), pam_conv(3)."""
    pam, libc = _library("pam"), _library("c")
    libc.calloc.restype = libc.strdup.restype = c_void_p
    libc.calloc.argtypes, libc.strdup.argtypes = (c_size_t, c_size_t), (c_char_p,)
    secret = password.encode()

    def answer(count: int, messages: Any, responses: Any, _data: Any) -> int:
        # PAM frees them, so they must be the C library's own.
        made = ctypes.cast(libc.calloc(count, ctypes.sizeof(_Response)), POINTER(_Response))
        for number in range(count):
            if messages[number].contents.style == _HIDDEN_PROMPT:
                made[number].text = libc.strdup(secret)
        responses[0] = made
        return _SUCCESS

    conversation = _Conversation(_Ask(answer), None)
    handle = c_void_p()
    if pam.pam_start(SERVICE, user.encode(), byref(conversation), byref(handle)) != _SUCCESS:
        raise _cannot_ask()
    try:
        return bool(pam.pam_authenticate(handle, 0) == _SUCCESS)
    finally:
        pam.pam_end(handle, _SUCCESS)


def _library(name: str) -> Any:
    found = find_library(name) or (None if name == "c" else f"lib{name}.so.0")
    try:
        return ctypes.CDLL(found)
    except OSError as error:
        raise _cannot_ask() from error


def _cannot_ask() -> CannotAsk:
    return CannotAsk(
        _(
            "This computer does not say whose password that is. Close the program and open it "
            "again: what you were writing is kept."
        )
    )
