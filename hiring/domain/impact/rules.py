"""By which rules and formulas counts are weighed: what, where it holds, its source and its date."""

from __future__ import annotations

from typing import NamedTuple

AS_OF = "2026-11"
NOT_LEGAL_ADVICE = "This is not legal advice."
WHAT_IT_IS_NOT = (
    "Figures of groups say nothing about any person, and no sign is not a finding that all is well."
)

WITHOUT_BOTH = (
    "Local Law 144 asks for sex, for race/ethnicity and for both together: give columns sex and"
    " race, and each is counted."
)


class Rule(NamedTuple):
    """A rule or formula: its name, where it holds ("" for mathematics), its source and date."""

    name: str
    jurisdiction: str
    source: str
    date: str


RULES = (
    Rule(
        "impact ratio and four fifths, exactly 80 % not being under it",
        "United States",
        "29 CFR 1607.4(D); Questions and Answers, 44 Fed. Reg. 11996",
        "1978; 1979-03-02",
    ),
    Rule(
        "federal agencies are to set its enforcement aside; this binds no state, city or court",
        "United States",
        "Executive Order 14281",
        "2025-04-23",
    ),
    Rule(
        "every stage as well as the whole",
        "United States",
        "Connecticut v. Teal, 457 U.S. 440",
        "1982",
    ),
    Rule(
        "one selection the other way, for small numbers",
        "United States",
        "Questions and Answers, 44 Fed. Reg. 11996, question 21",
        "1979-03-02",
    ),
    Rule(
        "selection and scoring rates by sex, race/ethnicity and both; groups under 2 %",
        "New York City",
        "Local Law 144 of 2021, 6 RCNY 5-300 to 5-304",
        "enforced since 2023-07-05",
    ),
    Rule(
        "more than two standard deviations, and availability",
        "United States",
        "Hazelwood School District v. United States, 433 U.S. 299",
        "1977",
    ),
    Rule("95 % interval of a rate", "", "Wilson, J. American Statistical Association 22", "1927"),
    Rule("95 % interval of a ratio", "", "Katz et al., Biometrics 34", "1978"),
    Rule("exact test, two-sided", "", "Fisher, The Design of Experiments", "1935"),
    Rule("mid-p beside it", "", "Lancaster, J. American Statistical Association 56", "1961"),
    Rule(
        "how far two rates are apart, h",
        "",
        "Cohen, Statistical Power Analysis for the Behavioral Sciences",
        "1988",
    ),
)
"""Jurisdictions and sources as they stood in AS_OF."""
