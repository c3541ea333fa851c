"""What goes wrong: at the origin from the beginning, or once it has sent a share of the object."""
import os
import shutil
import signal

from downloads import send
from origin import LENGTH, MIB


class Fault:
    def __init__(self, name, rule=None, deed=None, share=0.4, length=LENGTH, expected=None, is_small_disk=False, goes_on=False):
        self.name, self.rule, self.deed, self.share = name, rule, deed, share
        self.length, self.expected, self.is_small_disk, self.goes_on = length, expected, is_small_disk, goes_on


def action(do, **more):
    return {"actions": [{"do": do, **more}], "method": "GET"}


def kill_worker(trial):
    for worker in trial.workers()[-1:]:
        send(worker, signal.SIGKILL)


def kill_all_workers(trial):
    for worker in trial.workers():
        send(worker, signal.SIGKILL)


def stop_worker(trial):
    for worker in trial.workers()[-1:]:
        send(worker, signal.SIGSTOP)


def kill_main(trial):
    send(trial.download.id, signal.SIGKILL)


ALL = [
    Fault("a worker is killed (SIGKILL)", deed=kill_worker),
    Fault("all workers are killed", deed=kill_all_workers),
    Fault("a worker is stopped (SIGSTOP)", deed=stop_worker),
    Fault("the main process is killed, then the same command again", deed=kill_main, share=0.5, goes_on=True),
    Fault("Ctrl-C", deed=lambda trial: trial.download.interrupt()),
    Fault("the object is overwritten on the way", deed=lambda trial: trial.origin.put(2)),
    Fault("the object is deleted on the way", deed=lambda trial: trial.origin.delete()),
    Fault("an empty object", length=0),
    Fault("connections are reset in the body, 1 in 4", rule={**action("reset", afterBodyBytes=300_000), "probability": 0.25}),
    Fault("a body ends too early, 1 in 4", rule={**action("hang-up", afterBodyBytes=300_000), "probability": 0.25}),
    Fault("a body is short and its Content-Length says so, once", rule={**action("short-length", bodyBytes=300_000), "skip": 3, "times": 1}),
    Fault("a body stands still for ever, once", rule={**action("stall", afterBodyBytes=300_000), "skip": 3, "times": 1}),
    Fault("503 SlowDown, 1 in 4", rule={**action("respond", status=503, code="SlowDown"), "probability": 0.25}),
    Fault("503 SlowDown, always", rule=action("respond", status=503, code="SlowDown")),
    Fault("the range is ignored (200), once", rule={**action("ignore-range"), "skip": 3, "times": 1}),
    Fault("a wrong Content-Range, once", rule={**action("shift-content-range", by=MIB), "skip": 3, "times": 1}),
    Fault("an error document with status 200, once", rule={**action("respond", status=200, code="InternalError"), "skip": 3, "times": 1}),
    Fault("one wrong byte of the right length, once", rule={**action("corrupt-byte", offset=10 * MIB), "coversOffset": 10 * MIB, "times": 1}),
    Fault("one wrong byte of the right length, always", rule=action("corrupt-byte", offset=10 * MIB)),
    Fault("the disk is full", is_small_disk=True),
    Fault("the directory is removed on the way", deed=lambda trial: shutil.rmtree(trial.folder)),
    Fault("the caller expects a longer object", expected=LENGTH + MIB),
    Fault("the caller expects a shorter object", expected=LENGTH - MIB),
]
