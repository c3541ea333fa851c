"""What is downloaded, from where, and whether it arrived."""
import filecmp
import os
from dataclasses import dataclass

KIB, MIB, GIB = 1024, 1024**2, 1024**3
SMALL_COUNT = 2000


@dataclass(frozen=True)
class Origin:
    """One of the origin's servers, and the same for the CRT, which knows no port but the scheme's."""
    url: str
    crt_host: str

    @property
    def is_tls(self):
        return self.url.startswith("https")


@dataclass(frozen=True)
class Case:
    name: str
    title: str
    origin: Origin
    keys: tuple
    size: int

    @property
    def bytes(self):
        return self.size * len(self.keys)

    def items(self, out):
        return [(key, os.path.join(out, key.replace("/", "-"))) for key in self.keys]


def all_cases(port, net, wanted, with_4g):
    # A name for TLS, as origins have: .NET keeps no session with an address. The CRT's own address stays.
    plain, limited, tls, late = (
        Origin(f"{'https://localhost' if at == 2 else 'http://127.0.0.1'}:{port + at}", f"{net}.{at + 2}") for at in range(4))
    small = tuple(f"small/{number:05}" for number in range(SMALL_COUNT))
    cases = [
        Case("A", "1 GiB", plain, ("1g",), GIB),
        Case("A", "4 GiB", plain, ("4g",), 4 * GIB),
        Case("B", f"{SMALL_COUNT} x 16 KiB", plain, small, 16 * KIB),
        Case("C", "1 KiB", plain, ("1k",), KIB),
        Case("D", "1 GiB, 25 MB/s a connection", limited, ("1g",), GIB),
        Case("E", "1 GiB over TLS", tls, ("1g",), GIB),
        Case("E", f"{SMALL_COUNT} x 16 KiB over TLS", tls, small, 16 * KIB),
        Case("E", "1 GiB, 30 ms to the first byte", late, ("1g",), GIB),
        Case("E", f"{SMALL_COUNT} x 16 KiB, 30 ms to the first byte", late, small, 16 * KIB),
    ]
    return [case for case in cases if case.name in wanted and (with_4g or case.size <= GIB)]


def make_objects(folder, cases):
    """Bytes that no file system, no checksum and no mistake can take for others."""
    block = os.urandom(MIB)
    for key, size in {(key, case.size) for case in cases for key in case.keys}:
        path = os.path.join(folder, key)
        if os.path.exists(path) and os.path.getsize(path) == size:
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            for offset in range(0, size, MIB):
                length = min(MIB, size - offset)
                turn = (offset // MIB * 4099) % MIB
                file.write((offset.to_bytes(8, "little") + key.encode().ljust(32) + block[turn:] + block[:turn])[:length])


def clear(case, out):
    for _, file in case.items(out):
        if os.path.exists(file):
            os.unlink(file)


def verify(case, objects, out):
    for key, file in case.items(out):
        if not os.path.exists(file) or not filecmp.cmp(os.path.join(objects, key), file, shallow=False):
            raise RuntimeError(f"{file} is not {key}")
    filecmp.clear_cache()
