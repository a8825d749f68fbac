"""How often the guard errs: figures that may get better, and are stated in docs/wording.md."""

from __future__ import annotations

from hiring.domain.guard import Guard
from hiring.guard_rules import load_groups
from tests.write_wording import (
    sentences,
    try_honest,
    try_pointed,
    try_rubrics,
    try_sample,
)


def test_c2_nothing_of_the_demo_is_pointed_out_falsely() -> None:
    tried = try_sample()

    assert tried.texts > 200
    assert tried.pointed == 0


def test_c2_what_rubrics_ask_for_is_hardly_ever_pointed_out() -> None:
    tried = try_rubrics()

    assert tried.texts > 3000
    assert tried.pointed <= 2  # both tell interviewers what never to rate


def test_c2_honest_evidence_is_seldom_pointed_out() -> None:
    tried = try_honest("honest")

    assert tried.texts >= 300
    assert tried.pointed <= 3


def test_c2_what_has_no_place_on_a_card_is_pointed_out() -> None:
    tried = try_pointed("pointed")

    assert tried.texts >= 100
    assert tried.pointed >= tried.texts - 2


def test_c2_sentences_the_lists_never_saw_are_the_honest_figures() -> None:
    honest, pointed = try_honest("honest_unseen"), try_pointed("pointed_unseen")

    assert honest.pointed * 10 <= honest.texts
    assert pointed.pointed * 4 >= pointed.texts * 3


def test_c2_half_of_the_last_sentences_was_kept_aside() -> None:
    tried = try_pointed("pointed_beside")

    assert tried.texts == 38
    assert tried.pointed * 10 >= tried.texts * 9


def test_sentences_are_said_to_belong_to_a_group_there_is() -> None:
    known = {group.id for group in load_groups()}

    for name in ("pointed", "pointed_beside", "pointed_unseen"):
        assert {line.partition(": ")[0] for line in sentences(name)} <= known


def test_no_sentence_that_the_lists_never_saw_is_among_those_they_did() -> None:
    for name in ("honest", "pointed"):
        assert set(sentences(name)).isdisjoint(sentences(f"{name}_unseen"))
    assert set(sentences("pointed")).isdisjoint(sentences("pointed_beside"))


def test_every_group_is_found_in_the_sentences_that_name_it() -> None:
    guard = Guard(load_groups())
    named = {
        group
        for line in sentences("pointed")
        for group, _, text in (line.partition(": "),)
        if group in {one.group.id for one in guard.look_at(text)}
    }

    assert named == set(guard.groups)
