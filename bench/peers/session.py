"""How a downloader that stays is driven: a line names a list of keys and files, "ready" is answered; "go" begins, "done" ends."""
import sys


def items_of(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def serve(download):
    while path := sys.stdin.readline().strip():
        items = items_of(path)
        print("ready", flush=True)
        sys.stdin.readline()
        download(items)
        print("done", flush=True)
