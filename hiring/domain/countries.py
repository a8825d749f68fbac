"""Countries by their ISO 3166-1 codes, and places written as people write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_NAMES = """\
AD Andorra
AE United Arab Emirates
AF Afghanistan
AG Antigua and Barbuda
AI Anguilla
AL Albania
AM Armenia
AO Angola
AQ Antarctica
AR Argentina
AS American Samoa
AT Austria
AU Australia
AW Aruba
AX Åland Islands
AZ Azerbaijan
BA Bosnia and Herzegovina
BB Barbados
BD Bangladesh
BE Belgium
BF Burkina Faso
BG Bulgaria
BH Bahrain
BI Burundi
BJ Benin
BL Saint Barthélemy
BM Bermuda
BN Brunei
BO Bolivia
BQ Caribbean Netherlands
BR Brazil
BS Bahamas
BT Bhutan
BV Bouvet Island
BW Botswana
BY Belarus
BZ Belize
CA Canada
CC Cocos Islands
CD Democratic Republic of the Congo
CF Central African Republic
CG Republic of the Congo
CH Switzerland
CI Côte d'Ivoire
CK Cook Islands
CL Chile
CM Cameroon
CN China
CO Colombia
CR Costa Rica
CU Cuba
CV Cape Verde
CW Curaçao
CX Christmas Island
CY Cyprus
CZ Czechia
DE Germany
DJ Djibouti
DK Denmark
DM Dominica
DO Dominican Republic
DZ Algeria
EC Ecuador
EE Estonia
EG Egypt
EH Western Sahara
ER Eritrea
ES Spain
ET Ethiopia
FI Finland
FJ Fiji
FK Falkland Islands
FM Micronesia
FO Faroe Islands
FR France
GA Gabon
GB United Kingdom
GD Grenada
GE Georgia
GF French Guiana
GG Guernsey
GH Ghana
GI Gibraltar
GL Greenland
GM Gambia
GN Guinea
GP Guadeloupe
GQ Equatorial Guinea
GR Greece
GS South Georgia and the South Sandwich Islands
GT Guatemala
GU Guam
GW Guinea-Bissau
GY Guyana
HK Hong Kong
HM Heard Island and McDonald Islands
HN Honduras
HR Croatia
HT Haiti
HU Hungary
ID Indonesia
IE Ireland
IL Israel
IM Isle of Man
IN India
IO British Indian Ocean Territory
IQ Iraq
IR Iran
IS Iceland
IT Italy
JE Jersey
JM Jamaica
JO Jordan
JP Japan
KE Kenya
KG Kyrgyzstan
KH Cambodia
KI Kiribati
KM Comoros
KN Saint Kitts and Nevis
KP North Korea
KR South Korea
KW Kuwait
KY Cayman Islands
KZ Kazakhstan
LA Laos
LB Lebanon
LC Saint Lucia
LI Liechtenstein
LK Sri Lanka
LR Liberia
LS Lesotho
LT Lithuania
LU Luxembourg
LV Latvia
LY Libya
MA Morocco
MC Monaco
MD Moldova
ME Montenegro
MF Saint Martin
MG Madagascar
MH Marshall Islands
MK North Macedonia
ML Mali
MM Myanmar
MN Mongolia
MO Macao
MP Northern Mariana Islands
MQ Martinique
MR Mauritania
MS Montserrat
MT Malta
MU Mauritius
MV Maldives
MW Malawi
MX Mexico
MY Malaysia
MZ Mozambique
NA Namibia
NC New Caledonia
NE Niger
NF Norfolk Island
NG Nigeria
NI Nicaragua
NL Netherlands
NO Norway
NP Nepal
NR Nauru
NU Niue
NZ New Zealand
OM Oman
PA Panama
PE Peru
PF French Polynesia
PG Papua New Guinea
PH Philippines
PK Pakistan
PL Poland
PM Saint Pierre and Miquelon
PN Pitcairn
PR Puerto Rico
PS Palestine
PT Portugal
PW Palau
PY Paraguay
QA Qatar
RE Réunion
RO Romania
RS Serbia
RU Russia
RW Rwanda
SA Saudi Arabia
SB Solomon Islands
SC Seychelles
SD Sudan
SE Sweden
SG Singapore
SH Saint Helena
SI Slovenia
SJ Svalbard and Jan Mayen
SK Slovakia
SL Sierra Leone
SM San Marino
SN Senegal
SO Somalia
SR Suriname
SS South Sudan
ST São Tomé and Príncipe
SV El Salvador
SX Sint Maarten
SY Syria
SZ Eswatini
TC Turks and Caicos Islands
TD Chad
TF French Southern Territories
TG Togo
TH Thailand
TJ Tajikistan
TK Tokelau
TL Timor-Leste
TM Turkmenistan
TN Tunisia
TO Tonga
TR Türkiye
TT Trinidad and Tobago
TV Tuvalu
TW Taiwan
TZ Tanzania
UA Ukraine
UG Uganda
UM United States Minor Outlying Islands
US United States
UY Uruguay
UZ Uzbekistan
VA Vatican City
VC Saint Vincent and the Grenadines
VE Venezuela
VG British Virgin Islands
VI United States Virgin Islands
VN Vietnam
VU Vanuatu
WF Wallis and Futuna
WS Samoa
YE Yemen
YT Mayotte
ZA South Africa
ZM Zambia
ZW Zimbabwe
"""

# What people write instead; left out is whatever could be a state of the United States as well.
_ALIASES = """\
AE UAE
CD DR Congo
CI Ivory Coast
CV Cabo Verde
CZ Czech Republic
DE Deutschland
ES España
GB UK
GB U.K.
GB Great Britain
GB Britain
GB England
GB Scotland
GB Wales
GB Northern Ireland
CH Schweiz
CH Suisse
IE Republic of Ireland
IT Italia
KR Korea
MK Macedonia
MO Macau
MM Burma
NL The Netherlands
NL Holland
AT Österreich
RU Russian Federation
TL East Timor
TR Turkey
US USA
US U.S.A.
US U.S.
US United States of America
VN Viet Nam
"""

_TWICE = frozenset({"georgia"})
"""A country's name that is a state's too: where it stands behind a city, somebody must say."""

_SEPARATORS = re.compile(r"[;,]")
_CODE = re.compile("[A-Za-z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one works: as it was written, and in the parts that a search engine wants."""

    written: str
    locality: str = ""
    region: str = ""
    country: str = ""


@cache
def _codes() -> dict[str, str]:
    return {line[3:]: line[:2] for line in _NAMES.splitlines()}


@cache
def _named() -> dict[str, str]:
    lines = (*_NAMES.splitlines(), *_ALIASES.splitlines())
    return {_key(line[3:]): line[:2] for line in lines}


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.replace("&", "and").split()).removeprefix("the ")


def country_name(code: str) -> str:
    """Name a country in English; KeyError for no code of ISO 3166-1."""
    return {found: name for name, found in _codes().items()}[code]


def find_country(text: str) -> str | None:
    """Give the code of a country that is named or given by its code; None for any other text."""
    written = text.strip()
    if _CODE.fullmatch(written) and written.upper() in _codes().values():
        return written.upper()
    return _named().get(_key(written))


def read_countries(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read countries with commas between them: their codes, and what is none."""
    parts = [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
    found = {part: find_country(part) for part in parts}
    codes = dict.fromkeys(code for code in found.values() if code)
    return tuple(codes), tuple(part for part, code in found.items() if code is None)


def read_places(location: str, countries: str = "") -> tuple[Place, ...]:
    """Read places with semicolons between them, each as "City, Country" or "City, Region, Country".

    `countries` are codes, one for all places or one for each in their order. They stand for
    what is not written: a full name of a country behind the city is enough by itself.
    """
    written = [" ".join(part.split()) for part in location.split(";") if part.strip()]
    codes = [part.strip() for part in countries.split(",") if part.strip()]
    if len(codes) == 1:
        codes *= len(written)
    given = codes if len(codes) == len(written) else [""] * len(written)
    return tuple(_read_place(*pair) for pair in zip(written, given, strict=True))


def unused_countries(location: str, countries: str) -> tuple[str, ...]:
    """Name the countries that were given although no place is in them."""
    given = [part.strip() for part in countries.split(",") if part.strip()]
    used = {place.country for place in read_places(location, countries)}
    return tuple(country_name(code) for code in given if code not in used)


def _read_place(written: str, given: str) -> Place:
    parts = [part.strip() for part in written.split(",") if part.strip()]
    named = _named().get(_key(parts[-1])) if parts else None
    if named and len(parts) > 1 and _key(parts[-1]) in _TWICE and given != named:
        named = None
    coded = bool(given) and len(parts) > 1 and parts[-1].upper() == given
    if coded:
        parts[-1] = country_name(given)
        written, named = ", ".join(parts), given
    before = parts[:-1] if named else parts
    return Place(
        written=f"{written}, {country_name(given)}" if given and not named else written,
        locality=before[0] if before else "",
        region=", ".join(before[1:]),
        country=named or given,
    )
