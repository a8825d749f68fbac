from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hiring.domain.scoring import (
    Criterion,
    OfferedInterview,
    RatingGiven,
    Recommendation,
    Stability,
    Status,
)
from hiring.domain.scoring.lines import place, weigh_votes
from hiring.domain.scoring.recommendation import recommend
from tests.domain.loops import (
    INTERVIEWERS,
    Loop,
    every_vote_pattern,
    lines,
    random_loops,
    states,
)


def state(votes: tuple[int, ...], line: int, *, lone: bool = True) -> int:
    status, firm = weigh_votes(votes, line=line, lone_settles=lone)
    return place(status, firm=firm, settled_as=None)


def _swap(
    ratings: tuple[RatingGiven, ...], old: RatingGiven, new: RatingGiven
) -> tuple[RatingGiven, ...]:
    position = ratings.index(old)
    return (*ratings[:position], new, *ratings[position + 1 :])


@pytest.mark.parametrize("lone", [True, False])
def test_raising_any_vote_never_lowers_the_state_of_a_line(*, lone: bool) -> None:
    for scale_max, votes in every_vote_pattern(at_least=1):
        for line, position in itertools.product(range(2, scale_max + 1), range(len(votes))):
            if votes[position] < scale_max:
                raised = (*votes[:position], votes[position] + 1, *votes[position + 1 :])
                assert state(raised, line, lone=lone) >= state(votes, line, lone=lone)


@given(loop=random_loops(), pick=st.data())
def test_raising_any_vote_never_lowers_the_recommendation(loop: Loop, pick: st.DataObject) -> None:
    raisable = [one for one in loop.ratings if one.counts and one.level != loop.scale_max]
    assume(raisable)
    chosen = pick.draw(st.sampled_from(raisable))
    assert chosen.level is not None
    raised = replace(chosen, level=pick.draw(st.integers(chosen.level + 1, loop.scale_max)))
    before = loop.assess()

    after = loop.but(ratings=_swap(loop.ratings, chosen, raised)).assess()

    assert after.recommendation.rank >= before.recommendation.rank
    assert all(states(after)[line] >= then for line, then in states(before).items())


@pytest.mark.parametrize("lone", [True, False])
def test_adding_a_vote_moves_a_line_only_towards_that_vote(*, lone: bool) -> None:
    for scale_max, votes in every_vote_pattern():
        for line, added in itertools.product(range(2, scale_max + 1), range(1, scale_max + 1)):
            before = state(votes, line, lone=lone)
            after = state((*votes, added), line, lone=lone)
            assert after >= before if added >= line else after <= before


@given(loop=random_loops(), pick=st.data())
def test_adding_a_rating_moves_its_lines_only_towards_it(loop: Loop, pick: st.DataObject) -> None:
    criterion = pick.draw(st.sampled_from(loop.criteria))
    level = pick.draw(st.integers(1, loop.scale_max))
    before = states(loop.assess())

    added = RatingGiven(criterion.id, "Zoe", level, "saw it done")
    after = states(loop.but(ratings=(*loop.ratings, added)).assess())

    for (competency, kind), then in before.items():
        line = criterion.bar if kind == "bar" else criterion.strong
        now = after[competency, kind]
        if competency != criterion.id:
            assert now == then
        else:
            assert now >= then if level >= line else now <= then


@given(loop=random_loops(), pick=st.data())
def test_the_order_of_ratings_interviews_and_debriefs_does_not_matter(
    loop: Loop, pick: st.DataObject
) -> None:
    ids = [one.id for one in loop.criteria]
    offered = tuple(
        OfferedInterview(f"talk-{who}", tuple(ids[:size]), 30, who)
        for who, size in zip(INTERVIEWERS, itertools.cycle((1, len(ids))), strict=False)
    )
    loop = loop.but(offered=offered)

    shuffled = loop.but(
        ratings=tuple(pick.draw(st.permutations(loop.ratings))),
        resolutions=tuple(pick.draw(st.permutations(loop.resolutions))),
        offered=tuple(pick.draw(st.permutations(offered))),
    )

    assert shuffled.assess().as_dict() == loop.assess().as_dict()


@given(loop=random_loops(), pick=st.data())
def test_the_order_of_competencies_does_not_matter(loop: Loop, pick: st.DataObject) -> None:
    shuffled = loop.but(criteria=tuple(pick.draw(st.permutations(loop.criteria))))

    one, other = loop.assess(), shuffled.assess()

    assert lines(other) == lines(one)
    assert other.recommendation is one.recommendation
    assert other.stability is one.stability
    assert set(other.culprits) == set(one.culprits)
    assert other.without_interviewer == one.without_interviewer


@given(loop=random_loops())
def test_a_competency_depends_on_its_own_votes_only(loop: Loop) -> None:
    together = lines(loop.assess())

    for criterion in loop.criteria:
        alone = loop.but(
            criteria=(criterion,),
            ratings=tuple(one for one in loop.ratings if one.competency == criterion.id),
            resolutions=tuple(one for one in loop.resolutions if one.competency == criterion.id),
        )
        assert lines(alone.assess()).items() <= together.items()


@given(loop=random_loops(), bar=st.integers(2, 4))
def test_an_untested_bar_leaves_other_lines_alone_and_never_helps(loop: Loop, bar: int) -> None:
    before = loop.assess()

    added = Criterion("new", "New", bar, 4)
    after = loop.but(criteria=(*loop.criteria, added)).assess()

    assert lines(before).items() <= lines(after).items()
    assert after.recommendation.rank <= before.recommendation.rank


@given(loop=random_loops(), pick=st.data())
def test_not_assessed_without_evidence_and_absent_come_to_the_same(
    loop: Loop, pick: st.DataObject
) -> None:
    assume(loop.ratings)
    chosen = pick.draw(st.sampled_from(loop.ratings))
    position = loop.ratings.index(chosen)
    absent = loop.but(ratings=loop.ratings[:position] + loop.ratings[position + 1 :]).assess()

    for same in (replace(chosen, level=None), replace(chosen, evidence=" \n")):
        other = loop.but(ratings=_swap(loop.ratings, chosen, same)).assess()
        assert lines(other) == lines(absent)
        assert other.recommendation is absent.recommendation
        assert other.without_interviewer == absent.without_interviewer


@pytest.mark.parametrize("lone", [True, False])
def test_a_mirrored_scale_swaps_met_and_not_met(*, lone: bool) -> None:
    for scale_max, votes in every_vote_pattern(at_least=1):
        mirrored = tuple(scale_max + 1 - vote for vote in votes)
        for line in range(2, scale_max + 1):
            across = state(mirrored, scale_max + 2 - line, lone=lone)
            assert across == 4 - state(votes, line, lone=lone)


@pytest.mark.parametrize("lone", [True, False])
def test_raising_a_line_never_raises_its_state(*, lone: bool) -> None:
    for scale_max, votes in every_vote_pattern():
        reached = [state(votes, line, lone=lone) for line in range(2, scale_max + 1)]
        assert reached == sorted(reached, reverse=True)


@given(loop=random_loops(debriefs=False))
def test_a_validated_strength_implies_a_met_bar(loop: Loop) -> None:
    assessment = loop.assess()

    met = {line.competency for line in assessment.bars if line.status is Status.MET}
    validated = {line.competency for line in assessment.strengths if line.status is Status.MET}

    assert validated <= met


@given(loop=random_loops())
def test_untested_means_no_votes_and_contested_means_both_sides(loop: Loop) -> None:
    for line in loop.assess().lines:
        assert line.at_or_above + line.below == len(line.votes)
        assert (line.status is Status.NOT_YET_TESTED) == (not line.votes)
        assert line.status is not Status.CONTESTED or line.is_split
        assert not line.firm or line.status in (Status.MET, Status.NOT_MET)
        assert line.status is not Status.MET or line.at_or_above > line.below
        assert line.status is not Status.NOT_MET or line.below > line.at_or_above


@given(
    bars=st.lists(st.integers(0, 4), min_size=1, max_size=5),
    strengths=st.lists(st.integers(0, 4), max_size=4),
    needed=st.integers(0, 4),
    pick=st.data(),
)
def test_a_firm_view_stays_however_open_lines_are_resolved(
    bars: list[int], strengths: list[int], needed: int, pick: st.DataObject
) -> None:
    assume(needed <= len(strengths))
    before = recommend(bars, strengths, needed=needed)
    assume(before in (Recommendation.ADVANCE, Recommendation.DECLINE))

    resolve = [[one if one in (0, 4) else None for one in part] for part in (bars, strengths)]
    resolved = [
        [pick.draw(st.integers(0, 4)) if one is None else one for one in part] for part in resolve
    ]

    assert recommend(*resolved, needed=needed) is before


@given(loop=random_loops(debriefs=False), k=st.integers(0, 4))
def test_needing_one_more_strength_never_helps(loop: Loop, k: int) -> None:
    fewer = loop.but(policy=replace(loop.policy, strengths_required=k)).assess()
    more = loop.but(policy=replace(loop.policy, strengths_required=k + 1)).assess()

    assert more.recommendation.rank <= fewer.recommendation.rank


@given(loop=random_loops())
def test_a_debrief_on_a_line_that_is_not_contested_changes_nothing(loop: Loop) -> None:
    contested = {
        key for key, line in lines(loop.assess()).items() if line.status is Status.CONTESTED
    }
    kept = tuple(one for one in loop.resolutions if (one.competency, one.line) in contested)

    shown, expected = loop.assess(), loop.but(resolutions=kept).assess()

    assert replace(shown, warnings=()) == replace(expected, warnings=())
    assert len(shown.warnings) - len(expected.warnings) == len(loop.resolutions) - len(kept)


@given(loop=random_loops())
def test_moves_and_absences_are_what_assessing_again_would_give(loop: Loop) -> None:
    now = loop.assess()
    in_force = {key for key, line in lines(now).items() if line.settled_by}
    kept = tuple(one for one in loop.resolutions if (one.competency, one.line) in in_force)
    loop = loop.but(resolutions=kept)
    cast = [
        RatingGiven(line.competency, who, level, "counted vote")
        for line in now.bars
        for who, level in line.votes
    ]
    expected = set()
    for vote, step in itertools.product(cast, (-1, 1)):
        assert vote.level is not None
        if 1 <= vote.level + step <= loop.scale_max:
            moved = replace(vote, level=vote.level + step)
            then = loop.but(ratings=_swap(tuple(cast), vote, moved)).assess().recommendation
            if then is not now.recommendation:
                expected.add((vote.interviewer, vote.competency, vote.level, moved.level, then))
    without = {
        who: loop.but(ratings=tuple(one for one in loop.ratings if one.interviewer != who))
        .assess()
        .recommendation
        for who in INTERVIEWERS
    }

    got = {
        (one.interviewer, one.competency, one.from_level, one.to_level, one.recommendation)
        for one in now.culprits
    }

    assert got == expected
    assert now.without_interviewer == {
        who: then for who, then in without.items() if then is not now.recommendation
    }
    assert (now.stability is Stability.STABLE) == (not expected)
