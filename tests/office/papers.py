"""Certificates as an IT department makes them: an authority of its own, servers and people."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.servers import USER

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Paper:
    """A certificate and its key, as files."""

    certificate: Path
    key: Path


class Authority:
    """Signs what it makes; `root` is what the others trust it by."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _named(name)
        self._made = _begun(self._name, self._name, self._key).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True
        )
        signed = self._made.sign(self._key, hashes.SHA256())
        self.root = folder / f"{name}.crt"
        self.root.write_bytes(signed.public_bytes(serialization.Encoding.PEM))

    def server(self, *names: str) -> Paper:
        """For a server that is reached by these names and numbers."""
        return self._sign(names[0], x509.SubjectAlternativeName([_address(name) for name in names]))

    def person(self, login: str) -> Paper:
        return self._sign(login, x509.BasicConstraints(ca=False, path_length=None))

    def _sign(self, name: str, extension: x509.ExtensionType) -> Paper:
        key = ec.generate_private_key(ec.SECP256R1())
        begun = _begun(_named(name), self._name, key).add_extension(extension, critical=False)
        signed = begun.sign(self._key, hashes.SHA256())
        paper = Paper(self._folder / f"{name}.crt", self._folder / f"{name}.key")
        paper.certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        paper.key.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        paper.key.chmod(0o600)
        return paper


def drawer() -> Path:
    """A folder that the server reaches too, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="hjemveien-papers-"))
    folder.chmod(0o755)
    return folder


def hand_over(path: Path) -> None:
    """A key that the server may read and nobody else."""
    if os.geteuid() == 0:
        shutil.chown(path, USER, USER)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _address(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _begun(
    name: x509.Name, by: x509.Name, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _DAY)
        .not_valid_after(now + _DAY)
    )
