"""How well comparisons agree with each other: a light, at most three pairs to reconsider, who judged how."""

import streamlit as st

from mcda.cooperation.edit_step import keep_judgement, set_judgement
from mcda.cooperation.judging import Node, SecondLook, answered, pairs, second_looks
from mcda.cooperation.study import Step, StepName, Study, pair_key
from mcda.core.results import Priorities
from mcda.output.numbers import percent
from mcda.workspace import state
from mcda.workspace.chain import handed_on
from mcda.workspace.dialogs import saving
from mcda.workspace.labels import distinct_names
from mcda.workspace.state import t
from mcda.workspace.widgets import line, times_in_words

ACCEPTABLE = 0.10
EQUAL_BELOW = 1.05
LIGHTS = {"good": "green", "doubtful": "orange", "nothing": "gray"}


def consistency(study: Study, step: StepName, judge: str, node: Node) -> None:
    """Draw the light of a judge's comparisons of one group of criteria, and what to reconsider."""
    own = node.by_judge.get(judge)
    if own is None or len(node.children) < 3:
        return
    ratio = _ratio(own)
    light = "nothing" if ratio is None else "good" if ratio <= ACCEPTABLE else "doubtful"
    shown = "" if ratio is None else f"{ratio:.2f}"
    st.markdown(f":{LIGHTS[light]}[●] {line(f'consistency.{light}', ratio=shown)}")
    st.caption(line("consistency.index", index=own.random_index))
    if light == "doubtful":
        here = study.step(step)
        looks = second_looks(here, judge, node.children)
        open_looks = [look for look in looks if not _kept(here, judge, look)]
        for look in open_looks:
            _second_look(study, step, judge, look)
        if looks and not open_looks:
            st.caption(line("consistency.kept"))


def judges_table(study: Study, step: StepName, node: Node) -> None:
    """Draw the chosen bodies as judges of a group of criteria: voice, answers, ratio; together on top."""
    import pandas as pd

    here, language = study.step(step), state.language()
    shares = {
        key: share for key, share in handed_on(study, "bodies").items() if key in study.bodies.candidates
    }
    names = distinct_names({key: study.bodies.candidates[key] for key in shares})
    total = len(pairs(node.children))
    rows = [(t("consistency.group"), percent(1, language), "", _shown(node.priorities))] if shares else []
    for key, share in shares.items():
        done = answered(here, key, node.children)
        rows.append(
            (names[key], percent(share, language), f"{done} / {total}", _shown(node.by_judge.get(key)))
        )
    heads = [t(f"consistency.{head}") for head in ("body", "share", "answered", "ratio")]
    st.dataframe(
        pd.DataFrame(rows, columns=heads), hide_index=True, key=f"{step}-judges", alt=t("consistency.judges")
    )


def _second_look(study: Study, step: StepName, judge: str, look: SecondLook) -> None:
    names = {key: study.step(step).criteria[key].name for key in (look.first, look.second)}
    side = (look.first, look.second) if look.fitting >= 1 else (look.second, look.first)
    fitting = max(look.fitting, 1 / look.fitting)
    with st.container(border=True, gap="small"):
        st.markdown(
            line(
                "consistency.second_look" if fitting >= EQUAL_BELOW else "consistency.second_look_equal",
                first=names[look.first],
                second=names[look.second],
                judged=times_in_words(look.judged),
                favoured=names[side[0]],
                other=names[side[1]],
                fitting=times_in_words(fitting),
                ratio=f"{look.ratio_after:.2f}",
            )
        )
        with st.container(horizontal=True):
            pair = f"{step}-{judge}-{pair_key(look.first, look.second)}"
            st.button(
                line("consistency.use"),
                on_click=saving(
                    lambda now: set_judgement(now, step, judge, look.first, look.second, look.fitting)
                ),
                key=f"{pair}-use",
            )
            st.button(
                line("consistency.keep"),
                type="tertiary",
                on_click=saving(lambda now: keep_judgement(now, step, judge, look.first, look.second)),
                key=f"{pair}-keep",
            )


def _kept(here: Step, judge: str, look: SecondLook) -> bool:
    return here.weighting.comparisons[judge][pair_key(look.first, look.second)].kept


def _ratio(priorities: Priorities) -> float | None:
    ratio = priorities.consistency_ratio
    return None if ratio is None else float(ratio)


def _shown(priorities: Priorities | None) -> str:
    ratio = None if priorities is None else _ratio(priorities)
    return "–" if ratio is None else f"{ratio:.2f}"
