"""One download, one fault, and what came of it, in a few words."""
import hashlib
import os
import shutil
import subprocess
import tempfile
import time

from origin import MIB, Origin

# No request and no byte for so long is no waiting that ends: boto's own timeouts are 60 s, those of actordl 20 s and less.
SILENCE_SECONDS = 90
FAREWELL_SECONDS = 20
OLD = b"what stood there before\n"


class Trial:
    def __init__(self, fault, contender, build):
        self.fault, self.contender = fault, contender
        self._root = tempfile.mkdtemp(prefix="actordl-survival-")
        self.folder = os.path.join(self._root, "into")
        self._file = os.path.join(self.folder, "file")
        self.download = None
        os.mkdir(self.folder)
        if fault.is_small_disk:
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", self.folder], check=True)
        with open(self._file, "wb") as old:
            old.write(OLD)
        self.origin = Origin(os.path.join(build, "Cli", "actordl-origin"))

    def workers(self):
        return self.contender.workers(self.download)

    def run(self):
        self.origin.put(1, self.fault.length)
        if self.fault.rule:
            self.origin.change(faults=[self.fault.rule])
        self._start()
        if self.fault.deed:
            self._wait_for_share()
            self.fault.deed(self)
        if not self.fault.goes_on:
            return self._outcome()
        self._wait_for_end()
        stayed = self._processes_left()
        self.download.kill()
        self._start()
        outcome = self._outcome()
        fetched = (self.origin.body_bytes() - self._asked_before) / MIB
        return f"{outcome}; it fetched {fetched:.1f} of {self.fault.length / MIB:.0f} MiB{stayed and '; of the first' + stayed[1:]}"

    def close(self):
        if self.download:
            self.download.kill()
        self.origin.close()
        if self.fault.is_small_disk:
            subprocess.run(["umount", "-l", self.folder], check=False)
        shutil.rmtree(self._root, ignore_errors=True)

    def _start(self):
        self._begun, self._asked_before = time.monotonic(), self.origin.body_bytes()
        self.download = self.contender.start(self.origin.url, self._file, self.fault.expected, os.path.join(self._root, "log"))

    def _wait_for_share(self):
        while self.origin.body_bytes() - self._asked_before < self.fault.share * self.fault.length and self.download.exit_code() is None:
            time.sleep(0.02)

    def _wait_for_end(self):
        """Whether it ended; not when nothing was asked for and nothing came for long."""
        seen, since = None, time.monotonic()
        while self.download.exit_code() is None:
            gauges = self.origin.change()
            now = (gauges["requests"], gauges["bodyBytes"])
            if now != seen:
                seen, since = now, time.monotonic()
            if time.monotonic() - since > SILENCE_SECONDS:
                return False
            time.sleep(0.1)
        return True

    def _outcome(self):
        if not self._wait_for_end():
            return f"**hangs** (killed after {SILENCE_SECONDS} s without a request or a byte)"
        took = time.monotonic() - self._begun
        code, error = self.download.exit_code(), self.contender.error(self.download)
        left = self._processes_left()
        if code == 0:
            what = self._success()
        elif error:
            what = f"error {error}"
        else:
            what = "interrupted" if code in (130, -2) else f"**ends with {code}** and names no error"
        return f"{what}, {took:.0f} s{self._harm(code)}{self._files_left()}{left}"

    def _success(self):
        versions = self.origin.versions if self.fault.length else {hashlib.sha256().hexdigest(): 1}
        return {1: "identical", 2: "identical to the new version"}.get(versions.get(self._digest()), "**a corrupt file, reported as success**")

    def _digest(self):
        try:
            with open(self._file, "rb") as file:
                return hashlib.sha256(file.read()).hexdigest()
        except OSError:
            return None

    def _harm(self, code):
        is_gone = code != 0 and os.path.isdir(self.folder) and self._digest() != hashlib.sha256(OLD).hexdigest()
        return ", **the old file is gone**" if is_gone else ""

    def _files_left(self):
        left = [name for name in os.listdir(self.folder) if name != "file"] if os.path.isdir(self.folder) else []
        return f", **leaves {len(left)} file{'s' * (len(left) > 1)} behind**" if left else ""

    def _processes_left(self):
        end = time.monotonic() + FAREWELL_SECONDS
        while (left := self.download.processes()) and time.monotonic() < end:
            time.sleep(0.1)
        return f", **{len(left)} processes are left after {FAREWELL_SECONDS} s**" if left else ""
