"""The downloaders, each with its defaults, and how to call them."""
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


class Contender:
    """One downloader. Commands return None for what it cannot do."""
    name = ""
    is_ours = False

    def missing(self):
        """What it lacks to take part; empty if nothing."""
        return ""

    def version(self):
        return ""

    def whole(self, case, listing, items):
        """The command that downloads a case's objects and ends. listing: a file of the items."""

    def staying(self, case):
        """The command of an engine that stays."""


class Actordl(Contender):
    name, is_ours = "actordl", True

    def __init__(self, build):
        self._get = os.path.join(build, "Cli", "actordl")
        self._engine = [os.path.join(build, "Engine", "engine-bench"), os.path.join(build, "Cli", "actordl-worker")]

    def missing(self):
        return "" if os.path.exists(self._get) else f"{self._get} is not there"

    def version(self):
        return first_line([self._get, "--version"])

    def whole(self, case, listing, items):
        if len(items) > 1:
            return [*self._engine, case.origin.url, listing]
        return get(self._get, case, items)

    def staying(self, case):
        return [*self._engine, case.origin.url, "-"]


class Standalone(Contender):
    """The command line as it is published with the framework. It has no engine of its own to measure."""
    name, is_ours = "actordl standalone", True

    def __init__(self, build):
        self._get = os.path.join(build, "Standalone", "actordl")

    def missing(self):
        return "" if os.path.exists(self._get) else f"{self._get} is not there"

    def version(self):
        return first_line([self._get, "--version"])

    def whole(self, case, listing, items):
        return None if len(items) > 1 else get(self._get, case, items)


class Pool(Contender):
    name = "s3transfer pool"

    def __init__(self, certificate):
        self._certificate = certificate

    def missing(self):
        return import_error("s3transfer.processpool")

    def version(self):
        return first_line([sys.executable, "-c", "import s3transfer; print(s3transfer.__version__)"])

    def whole(self, case, listing, items):
        return [sys.executable, os.path.join(HERE, "pool_get.py"), case.origin.url, self._certificate if case.origin.is_tls else "-", listing]

    def staying(self, case):
        return self.whole(case, "-", [])


class Crt(Contender):
    name = "AWS CRT"

    def __init__(self, certificate):
        self._certificate = certificate

    def missing(self):
        return import_error("awscrt.s3") or ("" if os.geteuid() == 0 else "it needs port 80, and that needs root")

    def version(self):
        return first_line(["dpkg-query", "-W", "-f", "${Version}", "python3-awscrt"])

    def whole(self, case, listing, items):
        mode = "tls" if case.origin.is_tls else "plain"
        return [sys.executable, os.path.join(HERE, "crt_get.py"), case.origin.crt_host, mode, self._certificate, listing]

    def staying(self, case):
        return self.whole(case, "-", [])


class S5cmd(Contender):
    name = "s5cmd"

    def missing(self):
        return not_found("s5cmd")

    def version(self):
        return first_line(["s5cmd", "version"])

    def whole(self, case, listing, items):
        base = ["s5cmd", "--log", "error", "--endpoint-url", case.origin.url]
        if len(items) == 1:
            return [*base, "cp", f"s3://bench/{items[0][0]}", items[0][1]]
        return [*base, "run", rewritten(listing, ".s5cmd", items, lambda key, file: f"cp s3://bench/{key} {file}")]


class Aria2(Contender):
    _LEAST_SPLIT = 20 * 2**20  # Its --min-split-size: what is shorter has one connection, whatever -x says.

    def __init__(self, connections, certificate):
        self.name, self._connections = f"aria2 -x{connections}", connections
        self._certificate = certificate

    def missing(self):
        return not_found("aria2c")

    def version(self):
        return first_line(["aria2c", "--version"])

    def whole(self, case, listing, items):
        if case.size < self._LEAST_SPLIT and self._connections > 8:
            return None  # It would be the same command's work twice.
        base = ["aria2c", "-q", "--allow-overwrite=true", "--auto-file-renaming=false", "--file-allocation=falloc", f"--ca-certificate={self._certificate}", "-d", "/"]
        if len(items) == 1:
            return [*base, f"-x{self._connections}", f"-s{self._connections}", "-o", items[0][1].lstrip("/"), f"{case.origin.url}/bench/{items[0][0]}"]
        lines = rewritten(listing, ".aria2", items, lambda key, file: f"{case.origin.url}/bench/{key}\n  out={file.lstrip('/')}")
        return [*base, "-j16", "-i", lines]


class Rclone(Contender):
    name = "rclone"

    def missing(self):
        return not_found("rclone")

    def version(self):
        return first_line(["rclone", "version"])

    def whole(self, case, listing, items):
        base = ["rclone", "--config", "/dev/null", "-q", "--s3-provider", "Other", "--s3-env-auth", "--s3-endpoint", case.origin.url]
        if len(items) == 1:
            return [*base, "copyto", f":s3:bench/{items[0][0]}", items[0][1]]
        return None  # It would list the bucket, which this origin cannot.


def get(actordl, case, items):
    (key, file), = items
    return [actordl, "get", "--quiet", "--endpoint-url", case.origin.url, f"s3://bench/{key}", file]


def not_found(program):
    return "" if shutil.which(program) else f"{program} is not on the PATH"


def import_error(module):
    return "" if subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True).returncode == 0 else f"no module {module} in {sys.executable}"


def first_line(argv):
    output = subprocess.run(argv, capture_output=True, text=True).stdout.splitlines()
    return output[0] if output else "?"


def rewritten(listing, suffix, items, line):
    path = listing + suffix
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(line(key, name) + "\n" for key, name in items)
    return path


def all_contenders(build, certificate, standalone):
    ours = [Actordl(build), Standalone(build)] if standalone else [Actordl(build)]
    return [*ours, Pool(certificate), S5cmd(), Aria2(8, certificate), Aria2(16, certificate), Rclone(), Crt(certificate)]
