"""Gather everything an advertisement states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.domain.adverts.asked import list_must_haves, list_nice_to_haves
from hiring.domain.adverts.degrees import gather_degree
from hiring.domain.adverts.employment import tell_employment_type
from hiring.domain.adverts.facts import DegreeAsked, Facts
from hiring.domain.adverts.pay import gather_pay, home_currency, sum_up_pay
from hiring.domain.adverts.places import find_places, tell_remote
from hiring.domain.adverts.statements import find_accommodation, find_equal_opportunity
from hiring.domain.adverts.years import gather_years, most_required

if TYPE_CHECKING:
    from hiring.domain.adverts.advert import Advert
    from hiring.domain.adverts.fact_words import FactWords


def gather_facts(advert: Advert, words: FactWords) -> Facts:
    """Read all facts; what is not said stays empty, and is named in `unread`.

    Years, degrees and statements are read from English alone.
    """
    pays = gather_pay(advert, words)
    english = advert.english
    years = gather_years(advert) if english else ()
    return Facts(
        title=advert.title,
        company=advert.company,
        places=find_places(advert, words.regions),
        remote=tell_remote(advert),
        employment_type=tell_employment_type(advert),
        pay=sum_up_pay(pays),
        pays=pays,
        years=years,
        years_required=most_required(years),
        degree=gather_degree(advert) if english else DegreeAsked(),
        equal_opportunity=find_equal_opportunity(advert) if english else None,
        accommodation=find_accommodation(advert) if english else None,
        must_haves=list_must_haves(advert),
        nice_to_haves=list_nice_to_haves(advert),
        language=advert.language,
        home_currency=home_currency(advert, words),
    )
