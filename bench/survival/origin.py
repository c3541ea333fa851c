"""A loopback origin of a trial's own (docs/loopback-origin.md), and its objects."""
import hashlib
import json
import subprocess
import threading
import urllib.request

MIB = 1 << 20
LENGTH = 24 * MIB
# Slow enough that there is time for what goes wrong.
RATE = 6 * MIB


class Origin:
    """Whoever asks for its gauges, or changes it, has its turn: the process answers line by line."""

    def __init__(self, program):
        self._lock = threading.Lock()
        pipe = subprocess.PIPE
        self._process = subprocess.Popen([program], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, start_new_session=True)
        self.url = self._say({"traffic": {"totalBytesPerSecond": 200 * MIB}})["url"].rstrip("/")
        self.versions = {self._digest(seed): seed for seed in (2, 1)}
        self.change(traffic={"totalBytesPerSecond": RATE})

    def change(self, **what):
        answer = self._say(what)
        if answer["event"] != "applied":
            raise RuntimeError(answer["message"])
        return answer["gauges"]

    def put(self, seed, length=LENGTH):
        self.change(objects=[{"bucket": "bench", "key": "object", "length": length, "seed": seed, "checksums": ["crc64Nvme"]}])

    def delete(self):
        self.change(delete=[{"bucket": "bench", "key": "object"}])

    def body_bytes(self):
        return self.change()["bodyBytes"]

    def close(self):
        self._process.stdin.close()
        self._process.wait()

    def _digest(self, seed):
        self.put(seed)
        with urllib.request.urlopen(f"{self.url}/bench/object") as answer:
            return hashlib.sha256(answer.read()).hexdigest()

    def _say(self, what):
        with self._lock:
            self._process.stdin.write(json.dumps(what).encode() + b"\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())
