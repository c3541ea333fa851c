"""Numbers as Markdown."""
import os
import platform
import statistics
import time


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), platform.machine())
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores ({model}), Linux {platform.release()}, load average before the run {load}"


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "|".join(["---"] + ["---:"] * (len(header) - 1)) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def whole_table(cases, names, runs):
    """Rows: cases; cells: wall seconds (CPU seconds) and, for others, our time as a part of theirs in the same rounds."""
    rows = []
    for case in cases:
        ours = [wall for wall, _ in runs.get((case, names[0]), [])]
        row = [f"{case.name}: {case.title}"]
        for name in names:
            samples = runs.get((case, name))
            if not samples:
                row.append("-")
                continue
            walls, cpus = zip(*samples)
            cell = f"{seconds(walls)} ({seconds(cpus)})"
            row.append(cell if name == names[0] or not ours else f"{cell} **x{ratio(ours, walls):.2f}**")
        rows.append(row)
    return table(["wall s (CPU s) **ours / theirs**", *names], rows)


def staying_table(cases, names, runs):
    rows = []
    for case in cases:
        for name in names:
            samples = runs.get((case, name))
            if not samples:
                continue
            walls, first, rest = zip(*samples)
            wall, count = statistics.median(walls), len(case.keys)
            rate = f"{count / wall:,.0f} objects/s" if count > 1 else f"{case.bytes / wall / 1e6:,.0f} MB/s" if case.bytes > 1e6 else f"{wall * 1e3:.1f} ms"
            per = count / 1e3 if count > 1 else case.bytes / 2**30
            unit = "ms an object" if count > 1 else "s a GiB"
            cpu = [f"{statistics.median(spent) / per:.3f} {unit}" if case.bytes > 1e6 else "-" for spent in (first, rest)]
            rows.append([f"{case.name}: {case.title}", name, rate, *cpu])
    return table(["running engine", "", "median", "CPU, first process", "CPU, its workers"], rows)


def ratio(ours, theirs):
    """Round by round, so that a burden of the machine counts for both."""
    return statistics.median(a / b for a, b in zip(ours, theirs))


def seconds(samples):
    value = statistics.median(samples)
    return f"{value:.3f}" if value < 0.3 else f"{value:.2f}"
