"""A process that has loaded all it needs, so that its children start at once and may be killed."""

import gc
import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

Job = Mapping[str, Any]

LOADED = (
    "duckdb",
    "roadsign.readers.registry",
    "roadsign.readers.warc",
    "roadsign.workspace.ingesting",
    "roadsign.workspace.scoring",
    "scipy.sparse",
)


class Nursery:
    """Sends jobs to the process, each a name in DEEDS with what it needs, and gives what became."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(self, *jobs: Job) -> list[dict[str, Any]]:
        """Do jobs at the same time: of each ``status`` (of its process), ``told``, ``seconds``."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(jobs) + "\n")
        self._process.stdin.flush()
        found: list[dict[str, Any]] = json.loads(self._process.stdout.readline())
        return found


@contextmanager
def nursery() -> Iterator[Nursery]:
    argv = [sys.executable, __file__]
    with subprocess.Popen(  # noqa: S603 - ours
        argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Nursery(process)
        finally:
            process.kill()


def ingest_rows(job: Job) -> str:
    """Ingest 500 links under the name ``new``."""
    from link_rows import link_rows  # noqa: PLC0415 - the tests load this module for its class

    from roadsign.model.receipts import Receipt  # noqa: PLC0415
    from roadsign.store.writing import IndexWriter, Put  # noqa: PLC0415

    def fill(put: Put) -> list[Receipt]:
        put("links", link_rows(*({"source_url": f"https://new{i}.example/"} for i in range(500))))
        return [Receipt("new.csv", kept=500)]

    with IndexWriter(Path(job["index"])) as writer:
        writer.ingest("new", "new.csv", fill)
    return ""


def ingest_and_score(job: Job) -> str:
    """Ingest a folder, a version a file and the larger ones in pieces, then score."""
    from roadsign.store import intake  # noqa: PLC0415
    from roadsign.workspace.ingesting import ingest  # noqa: PLC0415
    from roadsign.workspace.scoring import score  # noqa: PLC0415

    intake._MOST_TOGETHER, intake._AT_ONCE, intake._MOST_BYTES = 1, 64, 3 << 14  # noqa: SLF001
    receipts = list(ingest([Path(each) for each in job["sources"]], Path(job["index"])))
    if job.get("score", True):
        score(Path(job["index"]))
    return str([receipt.error for receipt in receipts if receipt.error])


def answers(job: Job) -> dict[str, Any]:
    """Give all that an index answers: its links as reports see them, its rows, its scores."""
    from roadsign.kernels.urls import target_of  # noqa: PLC0415
    from roadsign.store.index import Index  # noqa: PLC0415
    from roadsign.store.linkbase import LinkBase  # noqa: PLC0415
    from roadsign.store.scores import is_stale  # noqa: PLC0415

    folder = Path(job["index"])
    with LinkBase() as base, Index(folder) as index:
        index.check()
        index.load(base, ["shop.example"])
        base.seal()
        base.select(target_of("shop.example"), "shop")
        hits = base.hits("shop").drop_columns(["id", "source", "sources"]).to_pylist()
        info = index.info()
        named = {part.file for part in (*index.manifest.parts, *index.manifest.scores)}
        scores = [(part.sha256, part.rows) for part in index.manifest.scores]
        stale = is_stale(index)
    files = {str(path.relative_to(folder)) for path in folder.rglob("*.parquet")}
    return {
        "hits": str(hits),
        "rows": info["rows"],
        "sources": info["sources"],
        "scores": scores,
        "stale": stale,
        "unnamed": sorted(files - named),
        "drafts": [path.name for path in folder.rglob("*.tmp")],
    }


def finish(job: Job) -> dict[str, Any]:
    """Ingest and score to the end, and answer."""
    told = ingest_and_score(job)
    return answers(job) | {"errors": told}


DEEDS: Mapping[str, Callable[[Job], Any]] = {
    "ingest_rows": ingest_rows,
    "ingest_and_score": ingest_and_score,
    "finish": finish,
}


def _bear(job: Job) -> tuple[int, int, float]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading, time.monotonic()
    try:
        _prepare(job)
        told = DEEDS[job["do"]](job)
    except Exception as error:  # noqa: BLE001 - all that a child fails with is told
        told = f"{type(error).__name__} {error}"
    with os.fdopen(writing, "w") as pipe:
        json.dump(told, pipe)
    os._exit(0)


def _prepare(job: Job) -> None:
    if "bytes" in job:
        resource.setrlimit(resource.RLIMIT_FSIZE, (job["bytes"], job["bytes"]))
    if "call" in job:
        _kill_in(job["call"], job["number"])


def _kill_in(name: str, number: int) -> None:
    """Be killed by the Nth call of a function of ``os``."""
    true, calls = getattr(os, name), iter(range(1, sys.maxsize))

    def fatal(*args: object, **told: object) -> object:
        if next(calls) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return true(*args, **told)

    setattr(os, name, fatal)


def _outcome(job: Job, pid: int, reading: int, begun: float) -> dict[str, Any]:
    if "seconds" in job:
        select.select([reading], [], [], max(0.0, begun + job["seconds"] - time.monotonic()))
        os.kill(pid, signal.SIGKILL)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    seconds = time.monotonic() - begun
    _, status = os.waitpid(pid, 0)
    return {
        "status": os.waitstatus_to_exitcode(status),
        "told": json.loads(told) if told else None,
        "seconds": seconds,
    }


def _serve() -> None:
    for name in LOADED:
        import_module(name)
    gc.freeze()
    for line in sys.stdin:
        jobs = json.loads(line)
        born = [(job, *_bear(job)) for job in jobs]
        print(json.dumps([_outcome(*each) for each in born]), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    _serve()
