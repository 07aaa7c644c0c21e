"""Picture of a solution's deal: what it leaves each body, before and after the side payments."""

from mcda.cooperation.compensation import Balance
from mcda.cooperation.study import Study
from mcda.output.numbers import money, signed
from mcda.output.pictures import Numbers, Pair, Pairs
from mcda.output.wording import FEW, candidate_name, listed
from mcda.text import Language, say


def deal_picture(study: Study, solution: str, found: Balance, language: Language) -> Pairs:
    """Net benefit of each chosen body before and after side payments, best off first; losers marked."""
    unit = " ".join(study.unit.say(language).split())
    order = sorted(found.net, key=lambda body: -found.net[body])
    pairs = tuple(
        Pair(
            candidate_name(study, "bodies", body, language),
            (found.net[body], found.after[body]),
            (signed(found.net[body]), signed(found.after[body])),
            say("deal.loses", language) if body in found.losers else "",
            strong=body in found.losers,
        )
        for body in order
    )
    names = (say("deal.before", language), say("deal.after", language))
    numbers = Numbers(
        (say("chart.name", language), *names), tuple((pair.label, *pair.values) for pair in pairs)
    )
    title = _title(study, solution, found, unit, language)
    told = listed((f"{pair.label}: {pair.texts[0]}" for pair in pairs), language)
    return Pairs(title, f"{title} {told}", numbers, names, pairs, unit)


def _title(study: Study, solution: str, found: Balance, unit: str, language: Language) -> str:
    name = candidate_name(study, "solutions", solution, language)
    if not found.losers:
        return say("deal.nobody_loses", language, solution=name, bodies=len(found.net))
    losers = [candidate_name(study, "bodies", body, language) for body in found.losers]
    key = "deal.some_lose" if len(losers) <= FEW else "deal.many_lose"
    return say(
        key,
        language,
        solution=name,
        losers=listed(losers, language),
        lose=len(losers),
        needed=money(found.needed, unit),
        carried=say("deal.carried" if found.carried else "deal.not_carried", language),
    )
