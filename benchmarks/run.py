"""Measure and print; ``--write`` keeps the figures in ``benchmarks/results/`` with the machine described.

Machines are shared and noisy, so the figures are CPU seconds of the whole child process (user and system), the median
of several runs; wall time is given only where a person waits for it.

    ./run bench [--write] [--quick] [--fresh] [--only PART]

``--quick`` measures a tenth of the documents; ``--only`` measures one part, and with ``--write`` leaves the other
figures as they are; ``--fresh`` also makes a fresh clone and times its first
``./run demo --no-serve`` (needs the package registry).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evaluation.console import finish

from benchmarks.corpus import words_of, write_jsonl, write_long_pdf
from onrecord.version import __version__

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results"
ONRECORD = [sys.executable, "-m", "onrecord.cli.main"]


@dataclass(frozen=True)
class Cost:
    """What one child process cost."""

    cpu_seconds: float
    wall_seconds: float
    peak_mebibytes: float


def measure(command: list[str]) -> Cost:
    """Run a command to its end; raises RuntimeError when it fails."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, cwd=ROOT)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            errors.seek(0)
            raise RuntimeError(f"{command}: {errors.read().decode()[-2000:]}")
    # Linux counts ru_maxrss in KiB, macOS in bytes.
    peak = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - started, peak)


def median_cpu(command: list[str], runs: int) -> float:
    """The median CPU seconds of several runs, after one that is not counted."""
    measure(command)
    return statistics.median(measure(command).cpu_seconds for _ in range(runs))


def bench_import() -> dict[str, float]:
    """What the command line costs before it does anything, beside an interpreter that does nothing."""
    empty = median_cpu([sys.executable, "-c", "pass"], 11)
    imported = median_cpu([sys.executable, "-c", "import onrecord.cli.main"], 11)
    shown = median_cpu([*ONRECORD, "--help"], 11)
    return {
        "interpreter_cpu_s": round(empty, 3),
        "import_command_line_cpu_s": round(imported, 3),
        "help_cpu_s": round(shown, 3),
    }


def bench_add(folder: Path, count: int) -> dict[str, float]:
    """Speed of ``add --speed fast`` in one process, and whether its memory grows with the number of documents."""
    small, large = folder / "small.jsonl", folder / "large.jsonl"
    write_jsonl(small, count // 10)
    words = write_jsonl(large, count)
    add = [*ONRECORD, "add", "--speed", "fast", "--jobs", "1", "--ledger"]
    few = measure([*add, str(folder / "small.db"), str(small)])
    many = measure([*add, str(folder / "large.db"), str(large)])
    again = measure([*add, str(folder / "large.db"), str(large)])
    listing = measure([*ONRECORD, "attributions", "--format", "jsonl", "--ledger", str(folder / "large.db")])
    ledger_bytes = (folder / "large.db").stat().st_size
    return {
        "documents": count,
        "words": words,
        "add_cpu_s": round(many.cpu_seconds, 1),
        "add_wall_s": round(many.wall_seconds, 1),
        "documents_per_cpu_s": round(count / many.cpu_seconds, 1),
        "words_per_cpu_s": round(words / many.cpu_seconds),
        f"peak_mib_{count // 10}_documents": round(few.peak_mebibytes),
        f"peak_mib_{count}_documents": round(many.peak_mebibytes),
        "add_again_documents_per_cpu_s": round(count / again.cpu_seconds, 1),
        "list_all_attributions_cpu_s": round(listing.cpu_seconds, 1),
        "list_all_attributions_peak_mib": round(listing.peak_mebibytes),
        "ledger_mib": round(ledger_bytes / 2**20, 1),
    }


def bench_extract(folder: Path, count: int) -> dict[str, dict[str, float]]:
    """``extract`` end to end (start, loading, reading, printing) on one thread, at both speeds and by language."""
    figures: dict[str, dict[str, float]] = {}
    for speed, documents in (("accurate", count), ("fast", count * 10)):
        for language in ("en", "ru", "uk"):
            path = folder / f"{speed}-{language}.jsonl"
            words = write_jsonl(path, documents, language)
            cost = measure([*ONRECORD, "extract", "--format", "jsonl", "--speed", speed, str(path)])
            figures[f"{speed}-{language}"] = {
                "words": words,
                "words_per_cpu_s": round(words / cost.cpu_seconds),
                "peak_mib": round(cost.peak_mebibytes),
            }
    return figures


def bench_loading() -> dict[str, float]:
    """What it costs to load the model, in CPU seconds over a process that imports what it needs and loads nothing."""
    code = "import onnxruntime, tokenizers, onrecord.attributions.neural.store as store"
    return {
        "imports_cpu_s": round(median_cpu([sys.executable, "-c", code], 5), 3),
        "imports_and_model_cpu_s": round(median_cpu([sys.executable, "-c", f"{code}; store.model()"], 5), 3),
    }


def bench_long(folder: Path, pages: int) -> dict[str, float]:
    """One document of many pages."""
    path = folder / "long.pdf"
    write_long_pdf(path, pages)
    fast, accurate = (
        measure([*ONRECORD, "extract", "--format", "jsonl", "--speed", speed, str(path)])
        for speed in ("fast", "accurate")
    )
    return {
        "pages": pages,
        "words": sum(words_of(path)),
        "extract_fast_cpu_s": round(fast.cpu_seconds, 1),
        "extract_fast_peak_mib": round(fast.peak_mebibytes),
        "extract_accurate_cpu_s": round(accurate.cpu_seconds, 1),
        "extract_accurate_peak_mib": round(accurate.peak_mebibytes),
    }


def folder_mebibytes(folder: Path) -> float:
    """Bytes of all files below a folder, links not followed, in MiB."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def bench_fresh(folder: Path) -> dict[str, float]:
    """Size of a user's environment and minutes of the first ``./run demo`` in a fresh clone."""
    clone = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    started = time.perf_counter()
    subprocess.run(
        ["./run", "demo", "--no-serve"], cwd=clone, check=True, stdout=subprocess.DEVNULL, env=environment
    )
    return {
        "first_demo_minutes": round((time.perf_counter() - started) / 60, 2),
        "environment_mib": round(folder_mebibytes(clone / ".venv")),
    }


def machine() -> dict[str, str | int | None]:
    """The machine, in words that mean something elsewhere."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [
            line.split(":", 1)[1].strip() for line in cpuinfo.read_text().splitlines() if "model name" in line
        ]
        model = names[0] if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory_gib": memory,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "note": "a shared virtual machine; CPU seconds are of the whole process",
    }


def main() -> int:
    """Run every measurement, print it, and keep it where asked."""
    parser = argparse.ArgumentParser(
        prog="./run bench", description=__doc__.splitlines()[0] if __doc__ else None
    )
    parser.add_argument("--write", action="store_true", help="keep the figures in benchmarks/results/")
    parser.add_argument("--quick", action="store_true", help="a tenth of the documents")
    parser.add_argument("--only", metavar="PART", help="one part of the figures, as the results name it")
    parser.add_argument("--fresh", action="store_true", help="also time the first demo of a fresh clone")
    arguments = parser.parse_args()
    scale = 10 if arguments.quick else 1
    latest = RESULTS / "latest.json"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts: dict[str, Callable[[], object]] = {
            "command_line": bench_import,
            "loading": bench_loading,
            "extract": lambda: bench_extract(folder, 300 // scale),
            "add": lambda: bench_add(folder, 10_000 // scale),
            "long_document": lambda: bench_long(folder, 500 // scale),
            "fresh_clone": lambda: bench_fresh(folder),
        }
        if arguments.only and arguments.only not in parts:
            parser.error(f"no part {arguments.only!r}; there are {', '.join(parts)}")
        asked = [arguments.only] if arguments.only else [each for each in parts if each != "fresh_clone"]
        if arguments.fresh and "fresh_clone" not in asked:
            asked.append("fresh_clone")
        figures: dict[str, object] = {"version": __version__, "machine": machine()}
        figures |= {each: parts[each]() for each in asked}
    print(json.dumps(figures, indent=2, ensure_ascii=False))
    if arguments.write:
        RESULTS.mkdir(exist_ok=True)
        held = json.loads(latest.read_text(encoding="utf-8")) if arguments.only and latest.exists() else {}
        text = json.dumps(held | figures, indent=2, ensure_ascii=False)
        latest.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    finish(main)
