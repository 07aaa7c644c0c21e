"""Many readers of one publication: a fixed number of requests a second, each timed from when it was due.

    python -m tests.load.public_load http://127.0.0.1:8000/p/ADDRESS --rate 500 --seconds 20

Readers keep their connections, as browsers do; every tenth has the page already and asks whether it changed.
Prints requests, errors, percentiles; exit 1 when one failed or the 95th percentile exceeds the limit.
"""

import argparse
import asyncio
import sys
import time
from urllib.parse import urlsplit


async def _reader(
    host: str, port: int, path: str, due: "asyncio.Queue[float | None]", took: list[float], failed: list[str]
) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    etag, count = "", 0
    try:
        while (moment := await due.get()) is not None:
            count += 1
            known = f"If-None-Match: {etag}\r\n" if etag and count % 10 == 0 else ""
            head = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n{known}\r\n"
            writer.write(head.encode())
            answer = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            fields = {
                name.lower(): value
                for name, _, value in (line.partition(": ") for line in answer.split("\r\n"))
                if value
            }
            if length := int(fields.get("content-length", 0)):
                await reader.readexactly(length)
            status = answer.split(" ", 2)[1]
            if status not in {"200", "304"} or (known and status != "304"):
                failed.append(status)
            etag = fields.get("etag", "")
            took.append(time.perf_counter() - moment)
    except (OSError, asyncio.IncompleteReadError) as problem:
        failed.append(repr(problem))
    finally:
        writer.close()


async def load(address: str, rate: int, seconds: float, connections: int) -> tuple[list[float], list[str]]:
    """The times that requests took, sorted, and what failed."""
    parts = urlsplit(address)
    took: list[float] = []
    failed: list[str] = []
    due: asyncio.Queue[float | None] = asyncio.Queue()
    host, port = parts.hostname or "127.0.0.1", parts.port or 80
    readers = [
        asyncio.create_task(_reader(host, port, parts.path, due, took, failed)) for _ in range(connections)
    ]
    start = time.perf_counter()
    for number in range(int(rate * seconds)):
        moment = start + number / rate
        if (ahead := moment - time.perf_counter()) > 0:
            await asyncio.sleep(ahead)
        due.put_nowait(moment)
    for _ in readers:
        due.put_nowait(None)
    await asyncio.gather(*readers)
    return sorted(took), failed


def main() -> int:
    """Run, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--rate", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--connections", type=int, default=100)
    parser.add_argument("--limit", type=float, default=0.1, help="of the 95th percentile, in seconds")
    chosen = parser.parse_args()
    started = time.perf_counter()
    took, failed = asyncio.run(load(chosen.address, chosen.rate, chosen.seconds, chosen.connections))
    rate = len(took) / (time.perf_counter() - started)
    p50, p95, p99 = (took[min(int(len(took) * share), len(took) - 1)] * 1000 for share in (0.5, 0.95, 0.99))
    print(f"{len(took)} answers, {rate:.0f} a second, {len(failed)} failed {failed[:3]}")
    print(f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms, most {took[-1] * 1000:.1f} ms")
    return 0 if not failed and p95 <= chosen.limit * 1000 else 1


if __name__ == "__main__":
    sys.exit(main())
