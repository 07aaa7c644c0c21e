"""Planners at work on one study: `python -m tests.load.planners ADDRESS STUDY --planners 19 --seconds 60`.

Each has the scores of the bodies open as a browser would: one websocket, and every few seconds a look for
what others saved, which draws the whole page anew. Now and then each types a score into an own column.
"""

import argparse
import asyncio
import json
import random
import statistics
import time
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PAUSE = 10.0
"""Seconds between two scores of one planner, more or less."""
FIRST, COLUMNS, ROWS = 10, 20, 100
"""The criteria and the candidates whose scores they type."""
MOST = 100
LONGEST = 600.0
HERE = "127.0.0.1"


class Planner:
    """One websocket to the page of scores, what its messages told, and what was typed."""

    def __init__(self, address: str, study: str, criterion: str) -> None:
        self.url = f"ws://{urlsplit(address).netloc}/_stcore/stream"
        self.query = f"study={study}&lang=en&part=scores"
        self.criterion, self.typed = criterion, 0
        self.table = self.page = ""
        self.edits: dict[int, dict[str, int]] = {}
        self.finished = asyncio.Event()
        self.drawing = asyncio.Lock()
        self.tasks: list[asyncio.Task[None]] = []
        self.times: list[float] = []
        self.runs = 0

    async def open(self) -> None:
        """Connect, draw the page, and follow what is sent."""
        self.socket = await websockets.connect(self.url, subprotocols=["streamlit"], max_size=None)
        self.tasks.append(asyncio.create_task(self._follow()))
        await self.run()
        self.tasks.append(asyncio.create_task(self._watch()))

    async def close(self) -> None:
        for task in self.tasks:
            task.cancel()
        await self.socket.close()

    async def run(self, fragment: str = "") -> None:
        """Draw the page, or a part of it, with what was typed; wait until it is drawn, one at a time."""
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_name = "bodies"
        asked.rerun_script.page_script_hash = self.page
        asked.rerun_script.widget_states.SetInParent()
        if fragment:
            asked.rerun_script.fragment_id, asked.rerun_script.is_auto_rerun = fragment, True
        if self.edits:
            state = asked.rerun_script.widget_states.widgets.add()
            state.id = self.table
            state.string_value = json.dumps({"edited_rows": self.edits, "added_rows": [], "deleted_rows": []})
        async with self.drawing:
            self.finished.clear()
            await self.socket.send(asked.SerializeToString())
            await asyncio.wait_for(self.finished.wait(), 10)

    async def work(self, until: float) -> None:
        """Type a score every few seconds, and note how long it takes until the page is drawn."""
        await asyncio.sleep(random.uniform(0, PAUSE))
        while time.perf_counter() < until:
            start = time.perf_counter()
            self.edits[self.typed % ROWS] = {self.criterion: 2 + self.typed // ROWS % 4}
            self.typed += 1
            await self.run()
            self.times.append(time.perf_counter() - start)
            await asyncio.sleep(PAUSE * random.uniform(0.6, 1.4))

    async def _follow(self) -> None:
        async for data in self.socket:
            told = ForwardMsg.FromString(data)
            kind = told.WhichOneof("type")
            if kind == "script_finished" and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self.runs += 1
                self.finished.set()
            elif kind == "navigation":
                self.page = told.navigation.page_script_hash
            elif kind == "delta" and told.delta.new_element.WhichOneof("type") == "dataframe":
                table = told.delta.new_element.dataframe.id
                if table != self.table:
                    self.table, self.edits = table, {}
            elif kind == "auto_rerun":
                self.part = told.auto_rerun

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self.part.interval)
            await self.run(fragment=self.part.fragment_id)


async def at_work(address: str, study: str, planners: int, seconds: float) -> list[Planner]:
    """Let planners work on a study for a while; each with its times in seconds."""
    if urlsplit(address).hostname != HERE:
        raise SystemExit("Load is for a server on this machine only.")
    team = [
        Planner(address, study, f"criterion-{FIRST + number % COLUMNS}")
        for number in range(min(planners, MOST))
    ]
    for planner in team:
        await planner.open()
    print("all are at work", flush=True)
    until = time.perf_counter() + min(seconds, LONGEST)
    await asyncio.gather(*(planner.work(until) for planner in team))
    await asyncio.gather(*(planner.close() for planner in team), return_exceptions=True)
    return team


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("address")
    asked.add_argument("study")
    asked.add_argument("--planners", type=int, default=19)
    asked.add_argument("--seconds", type=float, default=60)
    given = asked.parse_args()
    team = asyncio.run(at_work(given.address, given.study, given.planners, given.seconds))
    times = sorted(1000 * spent for planner in team for spent in planner.times)
    runs = sum(planner.runs for planner in team)
    print(
        f"{len(team)} planners, {len(times)} scores, {runs} pages drawn: "
        f"median {statistics.median(times):.0f} ms, p95 {times[int(len(times) * 0.95)]:.0f} ms"
    )


if __name__ == "__main__":
    main()
