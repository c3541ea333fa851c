"""Runs all contenders through all cases, round by round, and prints what they took. Called by bench/compare."""
import argparse
import json
import os
import sys

import cases as catalogue
import tables
from contenders import all_contenders
from processes import Engine, adopt_orphans, reap_orphans, run


def arguments():
    parser = argparse.ArgumentParser()
    for name in ("dir", "build", "net", "cert", "json", "only"):
        parser.add_argument(f"--{name}")
    parser.add_argument("--port", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cases", default="ABCDE")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--no-4g", action="store_true")
    parser.add_argument("--standalone", action="store_true")
    return parser.parse_args()


def say(text):
    print(f"compare: {text}", file=sys.stderr, flush=True)


class Comparison:
    def __init__(self, given):
        self._dir = given.dir
        self._objects = os.path.join(given.dir, "objects", "bench")
        self._out = os.path.join(given.dir, "out")
        # Go's and OpenSSL's way to trust a certificate.
        self._environment = {**os.environ, "SSL_CERT_FILE": given.cert}
        self.cases = catalogue.all_cases(given.port, given.net, given.cases, not (given.quick or given.no_4g))
        self.contenders = []
        for contender in all_contenders(given.build, given.cert, given.standalone):
            lack = contender.missing()
            if lack:
                say(f"{contender.name} is left out: {lack}")
            elif not given.only or contender.is_ours or any(word in contender.name for word in given.only.split(",")):
                self.contenders.append(contender)
        self.rounds = 1 if given.quick else given.rounds
        self.whole, self.staying, self.memory = {}, {}, {}

    def run(self):
        catalogue.make_objects(self._objects, self.cases)
        adopt_orphans()
        most = 0
        for case in self.cases:
            say(f"{case.name}: {case.title}")
            if case.bytes > most:
                self._warm_up(case)
                most = case.bytes
            for turn in range(self.rounds if case.size > catalogue.KIB else max(5, self.rounds)):
                # Whoever begins meets what the one before it left behind; each begins in turn.
                for contender in rotated(self.contenders, turn):
                    self._run_whole(case, contender)
            if case.name in "ABC" and case.bytes <= catalogue.GIB:
                self._run_staying(case)

    def _warm_up(self, case):
        # The first to run finds no program in the page cache, and memory for the files that a virtual machine has yet to be given.
        for contender in self.contenders:
            argv = contender.whole(case, self._listing(case), case.items(self._out))
            if argv:
                catalogue.clear(case, self._out)
                run(argv, self._environment, self._log(contender))

    def _run_whole(self, case, contender):
        argv = contender.whole(case, self._listing(case), case.items(self._out))
        if argv:
            catalogue.clear(case, self._out)
            sample = run(argv, self._environment, self._log(contender))
            catalogue.verify(case, self._objects, self._out)
            self.whole.setdefault((case, contender.name), []).append(sample)

    def _run_staying(self, case):
        listing = self._listing(case)
        engines = [(c, Engine(c.staying(case), self._environment, self._log(c))) for c in self.contenders if c.staying(case)]
        try:
            # The first time warms up: connections, compiled code.
            for turn in range(1 + 2 * self.rounds):
                for contender, engine in rotated(engines, turn):
                    catalogue.clear(case, self._out)
                    sample = engine.download(listing)
                    catalogue.verify(case, self._objects, self._out)
                    if turn > 0:
                        self.staying.setdefault((case, contender.name), []).append(sample)
                    self.memory[(case, contender.name)] = engine.memory()
        finally:
            for _, engine in engines:
                engine.close()
            reap_orphans()

    def _listing(self, case):
        path = os.path.join(self._dir, "out", ".list")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(f"{key}\t{name}\n" for key, name in case.items(self._out))
        return path

    def _log(self, contender):
        return os.path.join(self._out, f".log-{contender.name.replace(' ', '-')}")


def rotated(sequence, by):
    by %= len(sequence)
    return sequence[by:] + sequence[:by]


def main():
    given = arguments()
    about = tables.machine()
    comparison = Comparison(given)
    comparison.run()
    names = [contender.name for contender in comparison.contenders]
    print(about)
    print()
    print(", ".join(f"{contender.name}: {contender.version()}" for contender in comparison.contenders))
    print()
    print(tables.whole_table(comparison.cases, names, comparison.whole))
    print()
    print(tables.staying_table(comparison.cases, names, comparison.staying))
    print()
    print("Memory of all processes after the last round (PSS): " + ", ".join(
        f"{case.name} {name} {size / 2**20:.0f} MiB" for (case, name), size in comparison.memory.items()))
    if given.json:
        with open(given.json, "w", encoding="utf-8") as file:
            json.dump([{"case": case.title, "who": who, "kind": kind, "samples": samples}
                       for kind, runs in (("whole", comparison.whole), ("staying", comparison.staying))
                       for (case, who), samples in runs.items()], file, indent=1)


main()
