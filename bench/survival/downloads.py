"""The two downloaders, with the same chunks and as many worker processes, and what they say when they fail."""
import json
import os
import platform
import re
import signal
import subprocess
import sys
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
MARK = "ACTORDL_SURVIVAL"


class Download:
    """A running download. Its processes are those that inherited its mark, whoever is their parent now."""

    def __init__(self, argv, log, mark):
        self._entry = f"{MARK}={mark}\0".encode()
        self._log = log
        with open(log, "wb") as output:
            # As from a terminal: a group of its own that Ctrl-C goes to, and nothing ignored.
            self._process = subprocess.Popen(
                argv, env={**os.environ, MARK: mark}, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        self.id = self._process.pid

    def exit_code(self):
        return self._process.poll()

    def interrupt(self):
        os.killpg(self.id, signal.SIGINT)

    def processes(self):
        found = []
        for name in os.listdir("/proc"):
            try:
                if name.isdigit() and open(f"/proc/{name}/environ", "rb").read().find(self._entry) >= 0:
                    found.append(int(name))
            except OSError:
                pass
        return sorted(found)

    def kill(self):
        for process in self.processes():
            send(process, signal.SIGKILL)
        self._process.wait()

    def said(self):
        with open(self._log, encoding="utf-8", errors="replace") as log:
            return log.read()


def send(process, what):
    try:
        os.kill(process, what)
    except ProcessLookupError:
        pass


class Actordl:
    name = "actordl"

    def __init__(self, build):
        self._get = os.path.join(build, "Cli", "actordl")

    def version(self):
        return subprocess.run([self._get, "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]

    def start(self, url, file, size, log):
        expected = [] if size is None else ["--expected-size", str(size)]
        chunks = ["--chunk-size", "1MiB", "--threshold", "1MiB", "--workers", "3", "--slots", "1"]
        return Download([self._get, "get", "s3://bench/object", file, "--json", "--endpoint-url", url, *chunks, *expected], log, uuid.uuid4().hex)

    def workers(self, download):
        def is_worker(process):
            try:
                return open(f"/proc/{process}/cmdline", "rb").read().split(b"\0")[0].endswith(b"actordl-worker")
            except OSError:
                return False
        return [process for process in download.processes() if is_worker(process)]

    def error(self, download):
        for line in download.said().splitlines():
            if line.startswith("{") and json.loads(line).get("event") == "failed":
                return f"`{json.loads(line)['error']['type']}`"
        return None


class Pool:
    name = "s3transfer pool"

    def version(self):
        script = "import s3transfer, botocore; print(s3transfer.__version__, 'on botocore', botocore.__version__)"
        versions = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()
        return f"s3transfer {versions} and Python {platform.python_version()}"

    def start(self, url, file, size, log):
        expected = "-" if size is None else str(size)
        return Download([sys.executable, os.path.join(HERE, "pool_get.py"), url, "object", file, expected], log, uuid.uuid4().hex)

    def workers(self, download):
        named = re.search(r"^workers (.*)$", download.said(), re.M)
        return [int(process) for process in named[1].split()] if named else []

    def error(self, download):
        named = re.search(r"^error (\w+): (.*)$", download.said(), re.M)
        if not named:
            return None
        code = re.search(r"\((\w+)\) when calling", named[2]) or re.search(r"(Errno \d+)", named[2])
        return f"`{named[1]}`" + (f" ({code[1]})" if code else "")
