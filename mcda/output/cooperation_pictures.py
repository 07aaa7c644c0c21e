"""Pictures of cooperation: who would join, what each may decide, what each share of the say is worth."""

from collections.abc import Mapping, Sequence

from mcda.cooperation.authority import Authority
from mcda.cooperation.joining import Joining, Standing
from mcda.cooperation.register import MAY_DECIDE, STRENGTH, competence, strength
from mcda.cooperation.study import Study
from mcda.output.numbers import money, percent, signed
from mcda.output.pictures import Grid, Numbers, Pair, Pairs
from mcda.output.wording import FEW, candidate_name, listed
from mcda.text import Language, say

NOTABLE = 0.01
"""Shares and power that differ by less are told as alike."""


def participation_picture(study: Study, found: Joining, language: Language) -> Pairs:
    """What each body has from taking part and from staying out, and what it will do."""
    unit = " ".join(study.unit.say(language).split())
    pairs = tuple(
        Pair(
            candidate_name(study, "bodies", body, language),
            (standing.net_in, standing.net_out),
            (signed(standing.net_in), signed(standing.net_out)),
            _verdict(standing, language),
            strong=not standing.joins,
        )
        for body, standing in found.by_body.items()
    )
    heads = ("chart.name", "chart.net_in", "chart.net_out", "chart.participation_verdict")
    numbers = Numbers(
        tuple(say(key, language) for key in heads),
        tuple((pair.label, *pair.values, pair.verdict) for pair in pairs),
    )
    names = (say("chart.participation_in", language), say("chart.participation_out", language))
    title = _participation_title(pairs, found, language)
    told = listed((f"{pair.label}: {pair.verdict}" for pair in pairs), language)
    return Pairs(title, f"{title} {told}", numbers, names, pairs, unit)


def power_picture(study: Study, found: Authority, language: Language) -> Pairs:
    """Each body's share of the say beside the power that it buys under the quota."""
    shares, power = found.shares, found.banzhaf
    names = {body: candidate_name(study, "bodies", body, language) for body in shares}
    verdicts = {
        body: say(f"chart.power_{key}", language)
        for key, bodies in _verdicts(found).items()
        for body in bodies
    }
    order = sorted(shares, key=lambda body: -shares[body])
    pairs = tuple(
        Pair(
            names[body],
            (shares[body], power[body]),
            (percent(shares[body], language), percent(power[body], language)),
            verdicts.get(body, ""),
            strong=body in verdicts,
        )
        for body in order
    )
    heads = ("chart.name", "chart.power_share", "chart.power_banzhaf", "chart.power_shapley_shubik")
    numbers = Numbers(
        tuple(say(key, language) for key in heads),
        tuple((names[body], shares[body], power[body], found.shapley_shubik[body]) for body in order),
    )
    title = _power_title(names, found, language)
    series = (say("chart.power_share", language), say("chart.power_banzhaf", language))
    return Pairs(title, title, numbers, series, pairs, dots=True)


def register_picture(study: Study, bodies: Sequence[str], issues: Sequence[str], language: Language) -> Grid:
    """Which body holds which kind of power over which issue."""
    names = tuple(candidate_name(study, "bodies", body, language) for body in bodies)
    heads = tuple(candidate_name(study, "issues", issue, language) for issue in issues)
    kinds = [[competence(study, body, issue).kind for issue in issues] for body in bodies]
    strongest = max(STRENGTH.values())
    shades = tuple(tuple(STRENGTH[kind] / strongest for kind in row) for row in kinds)
    texts = tuple(tuple(say(f"choice.power.{kind}", language) for kind in row) for row in kinds)
    numbers = Numbers(
        (say("chart.name", language), *heads),
        tuple((name, *row) for name, row in zip(names, texts, strict=True)),
    )
    best = [max((strength(study, body, issue) for body in bodies), default=0) for issue in issues]
    title = say(
        "chart.register_finding",
        language,
        decided=sum(found >= MAY_DECIDE for found in best),
        asked=sum(0 < found < MAY_DECIDE for found in best),
        beyond=sum(found == 0 for found in best),
        issues=len(issues),
    )
    return Grid(title, title, numbers, names, heads, shades, texts)


def _verdict(standing: Standing, language: Language) -> str:
    support = money(standing.support_needed)
    if standing.joins:
        key = "chart.participation_loses_joins" if standing.loses else "chart.participation_joins"
        return say(key, language)
    key = "chart.participation_free_rides" if standing.free_rides else "chart.participation_loses"
    return say(key, language, support=support)


def _participation_title(pairs: Sequence[Pair], found: Joining, language: Language) -> str:
    staying_out = [pair.label for pair in pairs if pair.strong]
    if not staying_out:
        key = "chart.participation_known_join" if found.unknown else "chart.participation_all_join"
        return say(key, language, n=len(pairs))
    covered = "chart.participation_covered" if found.self_financing else "chart.participation_not_covered"
    return say(
        "chart.participation_some_join" if len(staying_out) <= FEW else "chart.participation_few_join",
        language,
        joining=len(pairs) - len(staying_out),
        bodies=len(pairs),
        staying_out=listed(staying_out, language),
        covered=say(covered, language),
    )


def _verdicts(found: Authority) -> dict[str, list[str]]:
    """The bodies whose power is not what their share suggests; of several verdicts the last tells."""
    bodies, power = list(found.shares), found.power
    if power is None:
        return {}
    marked = {"none": power.dummies, "veto": power.vetoes, "dictator": power.dictators}
    return {key: [bodies[i] for i in rows] for key, rows in marked.items() if rows}


def _power_title(names: Mapping[str, str], found: Authority, language: Language) -> str:
    verdicts = _verdicts(found)
    for key in ("dictator", "none", "veto"):
        if key in verdicts:
            told = listed((names[body] for body in verdicts[key]), language)
            return say(f"chart.power_title_{key}", language, names=told)
    gaps = {body: found.banzhaf[body] - share for body, share in found.shares.items()}
    widest = max(gaps, key=lambda body: abs(gaps[body]), default=None)
    if widest is None or abs(gaps[widest]) < NOTABLE:
        return say("chart.power_title_even", language)
    return say(
        "chart.power_title_more" if gaps[widest] > 0 else "chart.power_title_less",
        language,
        name=names[widest],
        share=percent(found.shares[widest], language),
        power=percent(found.banzhaf[widest], language),
    )
