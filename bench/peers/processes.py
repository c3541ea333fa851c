"""Runs a program and measures it together with everything that it starts."""
import ctypes
import os
import resource
import signal
import subprocess
import time

SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2): whoever outlives its parent becomes ours, and its CPU time with it.
TICK = os.sysconf("SC_CLK_TCK")
LIMIT_SECONDS = 300


def adopt_orphans():
    ctypes.CDLL(None, use_errno=True).prctl(SUBREAPER, 1, 0, 0, 0)


def children_cpu():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def reap_orphans(patience=10.0):
    """Waits for whoever is left; none of them may run into the next measurement."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.01)
        except ChildProcessError:
            return
    raise RuntimeError("processes were left behind")


def run(argv, environment, log):
    """The wall and CPU seconds of a whole program, all its processes included. Nothing else of this process may be running."""
    before = children_cpu()
    with open(log, "wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(argv, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        try:
            code = process.wait(LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            code = "no end"
        wall = time.perf_counter() - start
    reap_orphans()
    if code != 0:
        with open(log, encoding="utf-8", errors="replace") as output:
            raise RuntimeError(f"{' '.join(argv)}: {code}\n{output.read()[-2000:]}")
    return wall, children_cpu() - before


def tree(root):
    """A process and all below it."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            fields = stat(name)
            if fields:
                parents.setdefault(int(fields[1]), []).append(int(name))
    found, queue = [], [root]
    while queue:
        pid = queue.pop()
        found.append(pid)
        queue.extend(parents.get(pid, []))
    return found


def stat(pid):
    """/proc/PID/stat behind the name: state, parent, ... (see proc(5))."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rpartition(")")[2].split()
    except OSError:
        return None


def cpu_of(pids):
    fields = [stat(pid) for pid in pids]
    return [(int(f[11]) + int(f[12])) / TICK if f else 0.0 for f in fields]


def memory_of(pids):
    """Bytes that are theirs alone or their share of: PSS."""
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/smaps_rollup", encoding="utf-8") as file:
                total += next(int(line.split()[1]) for line in file if line.startswith("Pss:")) * 1024
        except (OSError, StopIteration):
            pass
    return total


class Engine:
    """A downloader that stays (session.py)."""

    def __init__(self, argv, environment, log):
        self._log = open(log, "wb")
        self._process = subprocess.Popen(argv, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log)

    def download(self, items):
        """Wall seconds; CPU seconds of the engine's first process and of all others."""
        self._say(items)
        self._expect(b"ready")
        pids = tree(self._process.pid)
        before = cpu_of(pids)
        start = time.perf_counter()
        self._say("go")
        self._expect(b"done")
        wall = time.perf_counter() - start
        after = cpu_of(pids)
        spent = [b - a for a, b in zip(before, after)]
        born = [pid for pid in tree(self._process.pid) if pid not in pids]
        return wall, spent[0], sum(spent[1:]) + sum(cpu_of(born))

    @property
    def pid(self):
        return self._process.pid

    def memory(self):
        return memory_of(tree(self._process.pid))

    def close(self):
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
        self._log.close()

    def _say(self, line):
        self._process.stdin.write(line.encode() + b"\n")
        self._process.stdin.flush()

    def _expect(self, word):
        line = self._process.stdout.readline().strip()
        if line != word:
            with open(self._log.name, encoding="utf-8", errors="replace") as log:
                raise RuntimeError(f"expected {word!r}, got {line!r}\n{log.read()[-2000:]}")
