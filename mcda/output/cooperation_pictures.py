"""Pictures of cooperation: who would join, what each may decide, what each share of the say is worth."""

from collections.abc import Mapping, Sequence

from mcda.cooperation.participation import Participation
from mcda.cooperation.register import MAY_DECIDE, STRENGTH, competence, strength
from mcda.cooperation.study import Study
from mcda.core.results import Power
from mcda.output.numbers import money, percent, signed
from mcda.output.pictures import Grid, Numbers, Pair, Pairs
from mcda.output.wording import FEW, candidate_name, listed
from mcda.text import Language, say


def participation_picture(
    study: Study, bodies: Sequence[str], found: Participation, language: Language
) -> Pairs:
    """What each body has from taking part and from staying out, and what it will do; `found` in order."""
    unit = " ".join(study.unit.say(language).split())
    pairs = []
    for i, body in enumerate(bodies):
        net_in, net_out = float(found.net_in[i]), float(found.net_out[i])
        pairs.append(
            Pair(
                candidate_name(study, "bodies", body, language),
                (net_in, net_out),
                (signed(net_in), signed(net_out)),
                _verdict(found, i, unit, language),
                strong=not bool(found.joins[i]),
            )
        )
    heads = ("chart.name", "chart.participation_in", "chart.participation_out", "chart.participation_verdict")
    numbers = Numbers(
        tuple(say(key, language) for key in heads),
        tuple((pair.label, *pair.values, pair.verdict) for pair in pairs),
    )
    names = (
        _with_unit("chart.participation_in", unit, language),
        _with_unit("chart.participation_out", unit, language),
    )
    title = _participation_title(pairs, found, language)
    told = listed((f"{pair.label}: {pair.verdict}" for pair in pairs), language)
    return Pairs(title, f"{title} {told}", numbers, names, tuple(pairs))


def power_picture(study: Study, shares: Mapping[str, float], power: Power, language: Language) -> Pairs:
    """Each body's share of the say beside the power it buys; `power` in the order of `shares`."""
    keys = list(shares)
    order = sorted(range(len(keys)), key=lambda i: -shares[keys[i]])
    verdicts = {i: say("chart.power_none", language) for i in power.dummies}
    verdicts |= {i: say("chart.power_veto", language) for i in power.vetoes}
    verdicts |= {i: say("chart.power_dictator", language) for i in power.dictators}
    names = [candidate_name(study, "bodies", key, language) for key in keys]
    banzhaf = [float(value) for value in power.banzhaf]
    pairs = tuple(
        Pair(
            names[i],
            (shares[keys[i]], banzhaf[i]),
            (percent(shares[keys[i]], language), percent(banzhaf[i], language)),
            verdicts.get(i, ""),
            strong=i in verdicts,
        )
        for i in order
    )
    heads = ("chart.name", "chart.power_share", "chart.power_banzhaf", "chart.power_shapley_shubik")
    numbers = Numbers(
        tuple(say(key, language) for key in heads),
        tuple((names[i], shares[keys[i]], banzhaf[i], float(power.shapley_shubik[i])) for i in order),
    )
    title = _power_title(names, shares, power, language)
    return Pairs(
        title,
        title,
        numbers,
        (say("chart.power_share", language), say("chart.power_banzhaf", language)),
        pairs,
        dots=True,
    )


def register_picture(study: Study, bodies: Sequence[str], issues: Sequence[str], language: Language) -> Grid:
    """Which body holds which kind of power over which issue."""
    names = tuple(candidate_name(study, "bodies", body, language) for body in bodies)
    heads = tuple(candidate_name(study, "issues", issue, language) for issue in issues)
    kinds = [[competence(study, body, issue).kind for issue in issues] for body in bodies]
    strongest = max(STRENGTH.values())
    shades = tuple(tuple(STRENGTH[kind] / strongest for kind in row) for row in kinds)
    texts = tuple(tuple(say(f"power_kind.{kind}", language) for kind in row) for row in kinds)
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


def _verdict(found: Participation, i: int, unit: str, language: Language) -> str:
    support = money(float(found.support_needed[i]), unit)
    if found.joins[i]:
        return say(
            "chart.participation_loses_joins" if found.loses[i] else "chart.participation_joins", language
        )
    if found.free_rides[i]:
        return say("chart.participation_free_rides", language, support=support)
    return say("chart.participation_loses", language, support=support)


def _participation_title(pairs: Sequence[Pair], found: Participation, language: Language) -> str:
    staying_out = [pair.label for pair, joins in zip(pairs, found.joins, strict=True) if not joins]
    if not staying_out:
        return say("chart.participation_all_join", language, bodies=len(pairs))
    key = "chart.participation_some_join" if len(staying_out) <= FEW else "chart.participation_few_join"
    covered = say(
        "chart.participation_covered" if found.self_financing else "chart.participation_not_covered", language
    )
    return say(
        key,
        language,
        joining=len(pairs) - len(staying_out),
        bodies=len(pairs),
        staying_out=listed(staying_out, language),
        covered=covered,
    )


def _power_title(names: Sequence[str], shares: Mapping[str, float], power: Power, language: Language) -> str:
    for key, found in (
        ("chart.power_title_dictator", power.dictators),
        ("chart.power_title_none", power.dummies),
        ("chart.power_title_veto", power.vetoes),
    ):
        if found:
            return say(key, language, names=listed((names[i] for i in found), language))
    gaps = [float(power.banzhaf[i]) - share for i, share in enumerate(shares.values())]
    widest = max(range(len(gaps)), key=lambda i: abs(gaps[i]))
    if abs(gaps[widest]) < 0.01:
        return say("chart.power_title_even", language)
    key = "chart.power_title_more" if gaps[widest] > 0 else "chart.power_title_less"
    return say(
        key,
        language,
        name=names[widest],
        share=percent(list(shares.values())[widest], language),
        power=percent(float(power.banzhaf[widest]), language),
    )


def _with_unit(key: str, unit: str, language: Language) -> str:
    name = say(key, language)
    return say("chart.with_unit", language, name=name, unit=unit) if unit else name
