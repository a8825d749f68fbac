"""How interviewers rate and agree, as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.desk import acting, everything, read_json, refused
from tests.factories import ALL, a_recorded_card, an_application

if TYPE_CHECKING:
    from tests.conftest import Shell

BO, CY = "Bo Sample", "Cy Sample"


def rated(shell: Shell, people: int, *, late: bool = False) -> None:
    """Let two rate some people, the first of them two levels apart."""
    with acting(shell) as act:
        for n in range(people):
            application = an_application(act, name=f"Ada {n}", stage="interviewing")
            for who, level in ((CY, 3), (BO, 2 if n else 1)):
                a_recorded_card(act, application, dict.fromkeys(ALL, level), who=who)
    if late:
        shell.ok("application", "move", "A-1", "debrief")
        with acting(shell) as act:
            act.now = act.now.replace(year=2100)
            a_recorded_card(act, "A-1", dict.fromkeys(ALL, 4), who="Di Sample")


def test_c34_the_report_shows_interviewers_by_name_agreement_and_who_is_far_apart(
    shell: Shell,
) -> None:
    rated(shell, 5, late=True)
    before = everything(shell)

    said = shell.ok("report", "consistency")

    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert lines[1:3] == [
        f"{BO} 5 20 1.80 (0.41) 20, 80, 0, 0 % 0 (0 %) 0",
        f"{CY} 5 20 3.00 (0.00) 0, 0, 100, 0 % 0 (0 %) 0",
    ]
    assert f"{BO} 20 5 -0.60, standard error 0.05 (early sign)" in lines
    assert "ML-1 coding 5 not enough yet (5 of 10) -" in lines
    assert "all 20 0 % 80 %" in lines
    assert f"A-1 ML-1 coding {BO} 1, {CY} 3" in lines
    assert lines[-1] == "left out: 1 card that came after the debrief had begun"
    assert "Ada" not in said
    assert everything(shell) == before


def test_c34_too_few_cards_give_counts_and_no_figures(sqlite_shell: Shell) -> None:
    rated(sqlite_shell, 1)

    said = sqlite_shell.ok("report", "consistency", "ML-1")

    assert "not enough yet (4 of 20)" in said
    assert "not enough yet (4 of 10)" in said
    assert "early sign" not in said


def test_c34_the_report_in_json_holds_every_figure(sqlite_shell: Shell) -> None:
    rated(sqlite_shell, 5)

    found = read_json(sqlite_shell, "report", "consistency", "ml-1", "--since", "2026-01-01")

    assert (found["job"], found["cards"], found["late_cards"]) == ("ML-1", 10, 0)
    bo = found["figures"]["interviewers"][0]
    assert (bo["interviewer"], bo["mean"], bo["shared_people"]) == (BO, 1.8, 5)
    assert bo["leniency"]["says"] == "early sign"
    assert found["figures"]["splits"][0] == {
        "application": "A-1",
        "job": "ML-1",
        "competency": "coding",
        "levels": [[BO, 1], [CY, 3]],
    }


def test_c34_a_long_list_of_disagreements_is_cut_and_says_so(sqlite_shell: Shell) -> None:
    rated(sqlite_shell, 1)

    result = sqlite_shell("report", "consistency", "--limit", "2")

    assert result.stdout.count("A-1") == 2
    assert "the first 2 are shown; --all shows everything" in result.stderr


def test_c34_no_card_yet_is_a_sentence_and_no_job_is_refused(sqlite_shell: Shell) -> None:
    result = sqlite_shell("report", "consistency")

    assert result.exit_code == 0
    assert "no card that counts yet" in result.stderr
    assert "NONE-1" in refused(sqlite_shell, "report", "consistency", "NONE-1")
    assert "soon" in refused(sqlite_shell, "report", "consistency", "--since", "soon", code=2)
