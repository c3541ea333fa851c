"""Does the same harm to downloads of both programs and prints what came of them. Called by bench/survive."""
import argparse
import concurrent.futures
import os
import sys

import faults
import tables
from downloads import Actordl, Pool
from trial import Trial


def play(fault, contender, build):
    if fault.is_small_disk and os.geteuid() != 0:
        return "not measured: a small disk needs root"
    trial = Trial(fault, contender, build)
    try:
        outcome = trial.run()
    finally:
        trial.close()
    print(f"survive: {fault.name}: {contender.name}: {outcome}", file=sys.stderr, flush=True)
    return outcome


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--only", default="", help="part of a fault's name")
    parser.add_argument("--at-once", type=int, default=4)
    given = parser.parse_args()
    about = tables.machine()
    contenders = [Actordl(given.build), Pool()]
    chosen = [fault for fault in faults.ALL if given.only in fault.name]
    with concurrent.futures.ThreadPoolExecutor(given.at_once) as threads:
        outcomes = {(fault, contender): threads.submit(play, fault, contender, given.build) for fault in chosen for contender in contenders}
    print(about)
    print(f"\n{'; '.join(contender.version() for contender in contenders)}\n")
    print(f"| Fault | {' | '.join(contender.name for contender in contenders)} |\n|---|---|---|")
    for fault in chosen:
        print(f"| {fault.name} | {' | '.join(outcomes[(fault, contender)].result() for contender in contenders)} |")


main()
