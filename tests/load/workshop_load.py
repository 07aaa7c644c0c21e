"""A hall at its phones: people join and answer over plain HTTP, and every acknowledged answer is counted.

`python -m tests.load.workshop_load URL CODE --people 10000 --questions 10 --seconds 280` prints one line of
JSON. People arrive evenly over the time; each waits a while between answers, keeps one connection, and reads
the next question from the page, as a browser does.
"""

import argparse
import asyncio
import json
import random
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

QUESTION = re.compile(rb'name="question" value="([^"]+)"')
RADIO = re.compile(rb'type="radio" name="([^"]+)" value="([^"]+)"')
BODY = re.compile(rb'<option value="([^"]+)"')
RETRY_SECONDS = 0.25


@dataclass
class Tally:
    """What happened: milliseconds of each request by kind, errors, answers that were acknowledged."""

    took: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    acknowledged: int = 0
    joined: int = 0
    finished: int = 0
    retried: int = 0


class Phone:
    """One person's connection."""

    def __init__(self, host: str, port: int, tally: Tally, patience: float) -> None:
        self.host, self.port, self.tally, self.patience = host, port, tally, patience
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(
        self, kind: str, method: str, path: str, fields: dict[str, str] | None = None
    ) -> tuple[int, str, bytes]:
        """Status, location and page; reloads while the server is away, for as long as the patience lasts."""
        until = time.monotonic() + self.patience
        while True:
            idle = self.streams is not None
            try:
                started = time.monotonic()
                answer = await asyncio.wait_for(self._once(method, path, fields), 30)
                self.tally.took.setdefault(kind, []).append(1000 * (time.monotonic() - started))
                return answer
            except (TimeoutError, OSError, asyncio.IncompleteReadError) as problem:
                self.close()
                if time.monotonic() > until and not idle:
                    self.tally.errors.append(f"{kind}: {type(problem).__name__}")
                    raise
                # As a browser: a kept connection that the server closed is opened once more at once.
                self.tally.retried += not idle
                await asyncio.sleep(0 if idle else RETRY_SECONDS)

    async def _once(self, method: str, path: str, fields: dict[str, str] | None) -> tuple[int, str, bytes]:
        if self.streams is None:
            self.streams = await asyncio.open_connection(self.host, self.port)
        reader, writer = self.streams
        body = urlencode(fields or {}).encode()
        head = f"{method} {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nAccept-Language: en\r\n"
        if method == "POST":
            head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        writer.write(head.encode() + b"\r\n" + body)
        top = await reader.readuntil(b"\r\n\r\n")
        status = int(top[9:12])
        length, location = 0, ""
        for line in top.split(b"\r\n")[1:]:
            name, _, value = line.partition(b": ")
            if name.lower() == b"content-length":
                length = int(value)
            elif name.lower() == b"location":
                location = value.decode()
        return status, location, await reader.readexactly(length)

    def close(self) -> None:
        """Hangs up."""
        if self.streams is not None:
            self.streams[1].close()
            self.streams = None


async def person(phone: Phone, code: str, questions: int, pause: float, chance: random.Random) -> None:
    """Joins, answers `questions` questions, and hangs up."""
    tally = phone.tally
    status, _, page = await phone.send("join page", "GET", f"/join/{code}")
    if status != 200:
        tally.errors.append(f"join page: {status}")
        return
    bodies = BODY.findall(page)
    status, address, _ = await phone.send(
        "join", "POST", f"/join/{code}", {"body": chance.choice(bodies).decode()}
    )
    if status != 303:
        tally.errors.append(f"join: {status}")
        return
    tally.joined += 1
    for _ in range(questions):
        status, _, page = await phone.send("question", "GET", address)
        asked = QUESTION.search(page)
        if status != 200 or asked is None:
            tally.errors.append(f"question: {status}")
            return
        await asyncio.sleep(chance.expovariate(1 / pause) if pause else 0)
        status, _, page = await phone.send("answer", "POST", address, filled(page, asked.group(1), chance))
        if status != 303:
            tally.errors.append(f"answer: {status}")
            return
        tally.acknowledged += 1
    tally.finished += 1
    phone.close()


def filled(page: bytes, question: bytes, chance: random.Random) -> dict[str, str]:
    """A form filled in by chance."""
    groups: dict[str, list[str]] = {}
    for name, value in RADIO.findall(page):
        groups.setdefault(name.decode(), []).append(value.decode())
    fields = {name: chance.choice(values) for name, values in groups.items()}
    if fields.get("most") and fields["most"] == fields.get("least"):
        fields["least"] = next(value for value in groups["least"] if value != fields["most"])
    return {"question": question.decode(), **fields}


async def hall(
    urls: list[str],
    code: str,
    *,
    people: int,
    questions: int,
    seconds: float,
    pause: float,
    patience: float = 0.0,
) -> Tally:
    """Everybody arrives evenly within `seconds`; ends when the last one is done."""
    tally = Tally()

    async def arrive(number: int) -> None:
        await asyncio.sleep(seconds * number / people)
        parts = urlsplit(urls[number % len(urls)])
        phone = Phone(parts.hostname or "127.0.0.1", parts.port or 80, tally, patience)
        try:
            await person(phone, code, questions, pause, random.Random(number))
        except (TimeoutError, OSError, asyncio.IncompleteReadError):
            phone.close()

    await asyncio.gather(*(arrive(number) for number in range(people)))
    return tally


def summary(tally: Tally, took: float) -> dict[str, object]:
    """The figures of a run: milliseconds at the median, the 95th and 99th of a hundred, and the worst."""
    every = sorted(value for values in tally.took.values() for value in values)

    def at(values: list[float], share: float) -> float:
        return round(values[min(len(values) - 1, int(share * len(values)))], 1) if values else 0.0

    kinds = {kind: {"p50": at(sorted(v), 0.5), "p95": at(sorted(v), 0.95)} for kind, v in tally.took.items()}
    return {
        "joined": tally.joined,
        "finished": tally.finished,
        "acknowledged": tally.acknowledged,
        "errors": len(tally.errors),
        "first_errors": tally.errors[:5],
        "retried": tally.retried,
        "seconds": round(took, 1),
        "requests_a_second": round(len(every) / took, 1),
        "p50": at(every, 0.5),
        "p95": at(every, 0.95),
        "p99": at(every, 0.99),
        "worst": at(every, 1.0),
        "kinds": kinds,
    }


def main() -> None:
    """Runs a hall against a server that is up."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url", nargs="+")
    parser.add_argument("code")
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--questions", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--pause", type=float, default=1.5)
    parser.add_argument("--patience", type=float, default=0.0)
    given = parser.parse_args()
    started = time.monotonic()
    tally = asyncio.run(
        hall(
            given.url,
            given.code,
            people=given.people,
            questions=given.questions,
            seconds=given.seconds,
            pause=given.pause,
            patience=given.patience,
        )
    )
    print(json.dumps(summary(tally, time.monotonic() - started), indent=1))


if __name__ == "__main__":
    main()
