"""The report on a decision, from its frozen JSON alone: what is public, reports and pages say the same."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from mcda.cooperation.study import STEPS
from mcda.output.blocks import Block, Heading, Paragraph, Points, Table
from mcda.output.consistency import consistency_texts
from mcda.output.numbers import day, money, percent
from mcda.output.plain import Json, frozen_text
from mcda.output.publication import frozen_names
from mcda.output.report_method import method_blocks
from mcda.output.report_ranking import ranking_blocks
from mcda.output.report_step import conditions_blocks, reasons_blocks, scores_blocks
from mcda.output.wording import clauses, listed
from mcda.text import Language, say


def report(
    frozen: Json, language: Language, revision: int | None = None, at: datetime | None = None
) -> tuple[Block, ...]:
    """All blocks of the report, in order; `frozen` is what `publication_json` made.

    `revision` and `at` say what it was made from while it is no publication, where that is known.
    """
    return tuple(_Report(frozen, language, revision, at).blocks())


class _Report:
    """The frozen decision, read in one language."""

    def __init__(self, frozen: Json, language: Language, revision: int | None, at: datetime | None) -> None:
        self.frozen, self.revision, self.at = frozen, revision, at
        self.decision: Json = frozen["decision"]
        self.language = language
        self.names = {
            key: self.text(name) for names in frozen_names(frozen).values() for key, name in names.items()
        }

    def blocks(self) -> Iterator[Block]:
        yield from self._plain_words()
        yield from self._who()
        yield from self._what()
        yield from self._how()
        for step in STEPS:
            if step in self.decision:
                yield from self._why(step)
        yield from self._open()
        yield from method_blocks(self.frozen, self.language)

    def say(self, key: str, **values: Any) -> str:
        return say(key, self.language, **values)

    def text(self, wording: Any) -> str:
        return frozen_text(wording, self.language)

    def name(self, key: str) -> str:
        return self.names.get(key, key)

    def listed(self, keys: list[str]) -> str:
        return listed([self.name(key) for key in keys], self.language)

    def _handed_on(self, step: str) -> dict[str, float]:
        """What is decided, whatever the inputs give now; older publications froze only the latter."""
        now = self.decision.get(step, {}).get("handed_on", {})
        return dict(self.decision.get("handed_on", {}).get(step, now))

    def _remarks(self, remarks: list[Json]) -> Iterator[Block]:
        if remarks:
            yield Points(tuple(self.text(remark["text"]) for remark in remarks))

    def _plain_words(self) -> Iterator[Block]:
        study = self.decision["study"]
        yield Heading(1, self.text(study["title"]), "decision")
        if published := self.frozen.get("publication"):
            said = {"number": str(published["number"]), "revision": str(published["revision"])}
            date = day(datetime.fromisoformat(published["at"]), self.language)
            yield Paragraph(self.say("report.publication", date=date, **said), quiet=True)
            if published["note"]:
                yield Paragraph(published["note"])
        elif self.revision is not None and self.at is not None:
            date = day(self.at, self.language)
            yield Paragraph(
                self.say("report.unpublished_revision", revision=self.revision, date=date), quiet=True
            )
        else:
            yield Paragraph(self.say("report.unpublished"), quiet=True)
        chosen = {step: list(self._handed_on(step)) for step in STEPS}
        stale = self.decision["out_of_date"]
        if all(chosen.values()):
            named = {step: self.listed(keys) for step, keys in chosen.items()}
            yield Paragraph(self.say("report.plain", **named), strong=True)
        if stale:
            steps = listed([self.say(f"step.{step}") for step in STEPS if step in stale], self.language)
            yield Paragraph(self.say("report.out_of_date", steps=steps))
        firm = self.decision.get("robustness", {}).get("solutions", {}).get("remarks", [])
        for remark in firm[:1] if "solutions" not in stale else ():
            yield Paragraph(self.text(remark["text"]), strong=True)
        for part in ("region", "purpose"):
            if self.text(study[part]):
                yield Paragraph(self.text(study[part]))
        if self.text(study["notice"]):
            yield Paragraph(self.text(study["notice"]), quiet=True)

    def _who(self) -> Iterator[Block]:
        authority, participation = self.decision["authority"], self.decision["participation"]
        yield Heading(2, self.say("report.who"), "who")
        power = {row["id"]: row for row in authority["bodies"]}
        rows = tuple(
            (
                self.name(key),
                percent(row["share"], self.language),
                *(
                    "–" if row[index] is None else percent(row[index], self.language)
                    for index in ("banzhaf", "shapley_shubik")
                ),
            )
            for key, row in power.items()
        )
        if rows:
            heads = ("report.body", "chart.power_share", "chart.power_banzhaf", "chart.power_shapley_shubik")
            yield Table(
                self.say("report.shares", quota=percent(authority["quota"], self.language)),
                tuple(self.say(head) for head in heads),
                rows,
                frozenset({1, 2, 3}),
            )
        yield from self._remarks(authority["remarks"])
        yield from self._joining(participation)

    def _joining(self, participation: Json) -> Iterator[Block]:
        known = [row for row in participation["bodies"] if row["chosen"] and row["figures"]]
        if known:
            rows = tuple(
                (
                    self.name(row["id"]),
                    *(money(row["figures"][part]) for part in ("net_in", "net_out", "support_needed")),
                )
                for row in known
            )
            heads = ("report.body", "report.net_in", "report.net_out", "report.support")
            unit = self.text(participation["unit"])
            caption = self.say("report.participation" if unit else "report.participation_no_unit", unit=unit)
            yield Table(caption, tuple(self.say(head) for head in heads), rows, frozenset({1, 2, 3}))
        yield from self._remarks(participation["remarks"])

    def _what(self) -> Iterator[Block]:
        yield Heading(2, self.say("report.what"), "what")
        roles = self.decision["division_of_work"]["roles"]
        leads = {role["issue"]: role["body"] for role in roles if role["role"] == "lead"}
        rows = tuple(
            (self.name(key), percent(share, self.language), self.name(leads[key]) if key in leads else "–")
            for key, share in _largest_first(self._handed_on("issues"))
        )
        if rows:
            heads = ("report.issue", "report.priority", "report.lead")
            yield Table(self.say("report.issues"), tuple(self.say(h) for h in heads), rows, frozenset({1}))
        asked = self.decision["authorisations"]
        if asked:
            yield Paragraph(self.say("report.authorisations"))
            yield Points(
                tuple(
                    self.say(
                        "report.ask",
                        grantor=self.text(row["grantor"]) or self.say("report.somebody"),
                        body=self.name(row["body"]),
                        issue=self.name(row["issue"]),
                        ground=self.text(row["ground"]) or "–",
                    )
                    for row in asked
                )
            )
        yield from self._division(roles)

    def _division(self, roles: list[Json]) -> Iterator[Block]:
        issues = list(dict.fromkeys(role["issue"] for role in roles))
        bodies = list(dict.fromkeys(role["body"] for role in roles))
        if not roles:
            return
        said = {(role["body"], role["issue"]): role["role"] for role in roles}
        rows = tuple(
            (
                self.name(body),
                *(self.say(f"choice.role.{said.get((body, issue)) or 'none'}") for issue in issues),
            )
            for body in bodies
        )
        heads = (self.say("report.body"), *(self.name(issue) for issue in issues))
        yield Table(self.say("report.division"), heads, rows)
        yield from self._remarks(self.decision["division_of_work"]["remarks"])

    def _how(self) -> Iterator[Block]:
        yield Heading(2, self.say("report.how"), "how")
        payments = self.decision["side_payments"]
        for key, _ in _largest_first(self._handed_on("solutions")):
            yield Paragraph(self.name(key), strong=True)
            balance = payments["solutions"].get(key)
            if not balance or not balance["net"]:
                continue
            rows = tuple(
                (self.name(body), money(net), money(balance["after"].get(body, net)))
                for body, net in balance["net"].items()
            )
            heads = ("report.body", "report.net", "report.net_after")
            unit = self.text(payments["unit"])
            caption = self.say("report.balance" if unit else "report.balance_no_unit", unit=unit)
            yield Table(caption, tuple(self.say(head) for head in heads), rows, frozenset({1, 2}))
            paid = tuple(
                self.say(
                    "report.pays",
                    payer=self.name(payment["payer"]),
                    payee=self.name(payment["payee"]),
                    amount=money(payment["amount"], unit),
                )
                for payment in balance["payments"]
            )
            if paid:
                yield Points(paid)

    def _why(self, step: str) -> Iterator[Block]:
        section = self.decision[step]
        yield Heading(2, self.say(f"step.{step}"), step)
        if step in self.decision["out_of_date"]:
            adopted = self.listed(list(self._handed_on(step))) or "–"
            yield Paragraph(self.say("report.adopted_otherwise", chosen=adopted))
        yield Paragraph(self.text(section["headline"]), strong=True)
        firm = self.decision.get("robustness", {}).get(step, {})
        stale = step in self.decision["out_of_date"]
        yield from ranking_blocks(step, section, firm, self.language, stale=stale)
        yield from conditions_blocks(section, self.language)
        yield from self._fallen(section)
        yield from self._weights(section)
        yield from self._remarks(firm.get("remarks", []))
        yield from scores_blocks(self.frozen, step, self.names, self.language)
        yield from reasons_blocks(self.frozen, step, self.names, self.language)

    def _fallen(self, section: Json) -> Iterator[Block]:
        said = [
            self.say(
                "report.because",
                name=self.name(key),
                reason=clauses([self.text(reason["text"]) for reason in reasons], self.language),
            )
            for key, reasons in section["reasons"].items()
        ]
        said += [
            self.say("report.because", name=self.text(row["name"]), reason=self.text(row["reason"]["text"]))
            for row in section["refused"]
        ]
        said += [self.say("report.unknown", name=self.text(row["name"])) for row in section["unknown"]]
        if said:
            yield Heading(3, self.say("report.not_chosen"))
            yield Points(tuple(said))

    def _weights(self, section: Json) -> Iterator[Block]:
        names = {row["id"]: self.text(row["name"]) for row in section["criteria"]}
        rows = tuple(
            (
                names[row["id"]],
                names.get(row["part_of"], ""),
                percent(row["weight"], self.language, 1),
            )
            for row in section["criteria"]
            if row["scored"]
        )
        heads = tuple(self.say(head) for head in ("chart.criterion", "report.part_of", "chart.weight"))
        yield Table(self.say("report.weights"), heads, rows, frozenset({2}))
        yield from self._consistency(section["consistency"])

    def _consistency(self, found: Json) -> Iterator[Block]:
        ratios = [
            (each["consistency_ratio"], each["random_index"])
            for each in found["group"].values()
            if each["consistency_ratio"] is not None
        ]
        if ratios:
            worst = found.get("worst_judge")  # older publications have none
            single = worst and (self.name(worst["judge"]), worst["consistency_ratio"])
            said = consistency_texts(*max(ratios), single, self.language)
            yield from (Paragraph(sentence, quiet=True) for sentence in said)

    def _open(self) -> Iterator[Block]:
        yield Heading(2, self.say("report.open"), "open")
        points = [*self.decision["open_points"]]
        if points:
            yield from self._remarks(points)
        else:
            yield Paragraph(self.say("report.nothing_open"))


def _largest_first(shares: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(shares.items(), key=lambda item: -item[1])
