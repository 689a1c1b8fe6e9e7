"""Names: invented companies, groups and people from ten countries, spelled as they spell themselves.

Company names are put together from made-up stems, so none is a real firm's on purpose; towns are real. A second entry
of the same customer gets the first one's name as another clerk would have typed it.
"""

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from kamlib.tables.larkfield.market import COUNTRIES


class Country(NamedTuple):
    """What names are made of in one country."""

    stems: tuple[str, ...]
    endings: tuple[str, ...]
    trades: tuple[str, ...]
    form: str
    towns: tuple[str, ...]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]


def _split(*groups: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split("|")) for group in groups)


def _country(stems: str, endings: str, trades: str, form: str, towns: str, first: str, last: str) -> Country:
    a, b, c, d, e, f = _split(stems, endings, trades, towns, first, last)
    return Country(a, b, c, form, d, e, f)


_OF = {
    "PL": _country(
        "Brzo|Łąko|Świer|Wilcz|Żura|Kali|Droho|Mosz", "wit|min|bor|star|now|dół", "Podłogi|Wykładziny|Posadzki",
        "Sp. z o.o.", "Łódź|Kraków|Gdańsk|Poznań|Wrocław|Białystok",
        "Małgorzata|Paweł|Agnieszka|Łukasz|Zofia|Krzysztof", "Wójcik|Łącka|Dąbrowski|Śliwa|Żak|Kowal"),
    "CZ": _country(
        "Hradi|Žižko|Křiva|Pole|Třebo|Vlčo|Jesen|Ružo", "mír|vec|lina|nov|dol|tín", "Podlahy|Koberce|Interiéry",
        "s.r.o.", "Brno|Plzeň|Ostrava|Olomouc|České Budějovice",
        "Zdeňka|Tomáš|Jiří|Kateřina|Ondřej|Šárka", "Malá|Novotný|Růžička|Dvořák|Čapek|Žáková"),
    "SI": _country(
        "Žita|Črno|Luka|Boro|Javo|Grado|Zeleno|Smre", "vec|nik|gora|stan|dol|mar", "Podi|Talne obloge|Notranjost",
        "d.o.o.", "Ljubljana|Maribor|Celje|Koper|Škofja Loka",
        "Žiga|Špela|Matjaž|Nuša|Boštjan|Maja", "Žagar|Kočevar|Zupan|Černe|Hribar|Vidmar"),
    "SE": _country(
        "Norr|Åse|Hjäl|Väster|Eken|Stor|Björk|Öre", "holm|lunda|torp|mark|vik|by", "Golv|Golvteknik|Mattor",
        "AB", "Göteborg|Malmö|Umeå|Västerås|Örebro",
        "Åsa|Björn|Ingrid|Göran|Märta|Oskar", "Sjöberg|Lindh|Åkesson|Ekström|Nyström|Berg"),
    "NO": _country(
        "Åse|Fjell|Sølv|Lang|Høy|Bjarke|Tveit|Øde", "gård|vang|nes|haug|bø|dal", "Gulv|Gulvservice|Tepper",
        "AS", "Bergen|Ålesund|Tromsø|Bodø|Trondheim",
        "Åse|Håkon|Solveig|Øyvind|Liv|Sindre", "Sæther|Lie|Tveit|Østby|Haugen|Bråten"),
    "FI": _country(
        "Kuusi|Hämä|Järvi|Lehmä|Pelto|Kivi|Närä|Sini", "mäki|niemi|salo|harju|kallio|ranta", "Lattiat|Lattiatyö|Matot",
        "Oy", "Jyväskylä|Turku|Oulu|Hämeenlinna|Kuopio",
        "Päivi|Väinö|Aino|Jyrki|Sirpa|Tuula", "Mäkelä|Räihä|Hyvönen|Lehto|Särkkä|Niemi"),
    "NL": _country(
        "Brons|Kraai|Veld|Hoog|Meer|Lis|Roos|Iep", "wijk|hoven|laar|broek|stede|donk", "Vloeren|Projectvloeren|Tapijt",
        "B.V.", "Utrecht|Groningen|Eindhoven|Zwolle|Breda",
        "Joris|Anneke|Sjoerd|Femke|Thijs|Loes", "Hoekstra|van Dijk|de Wit|Bakker|van 't Hoff|Smit"),
    "FR": _country(
        "Belle|Mont|Clair|Haute|Rou|Val|Cha|Fré", "rivière|aulnay|vigny|nac|sène|lières",
        "Sols|Revêtements|Sols & Murs",
        "SARL", "Nîmes|Orléans|Saint-Étienne|Angoulême|Reims",
        "Élodie|François|Hélène|Gaël|Maëlys|Benoît", "Varenne|Lefèvre|Gauthier|D'Hervé|Pélissier|Moreau"),
    "DE": _country(
        "Grün|Lärchen|Ober|Quendel|Wieden|Möhl|Kühl|Ahorn", "bach|rode|feld|hagen|tal|städt",
        "Bodenbeläge|Objektböden|Raum & Boden",
        "GmbH", "Köln|Nürnberg|Münster|Würzburg|Lübeck",
        "Jürgen|Sabine|Günther|Käthe|Matthias|Anja", "Müller|Größmann|Schäfer|Weiß|Köhler|Brandt"),
    "IE": _country(
        "Bally|Kil|Drum|Glen|Inish|Clon|Carrig|Temple", "vannagh|terlin|shandra|dorrow|fennor|quill",
        "Flooring|Contract Floors|Interiors",
        "Ltd", "Cork|Limerick|Galway|Dún Laoghaire|Waterford",
        "Siobhán|Pádraig|Aoife|Ciarán|Niamh|Seán", "Ó Briain|Byrne|Ní Dhónaill|Walsh|Daly|O'Shea"),
}  # fmt: skip

MANAGERS = (
    "Zdeňka Horáková",
    "Mateusz Łęcki",
    "Ingrid Söderholm",
    "Øyvind Brekke",
    "Élodie Varennes",
    "Joris Hoekman",
)
NEWCOMER = "Maren Kühnel"
_GROUP_WORDS = ("Group", "Holding", "Beheer", "Gruppe", "Konzern AB", "Invest")


def country_of(region: int, country: int) -> Country:
    """Return the name-parts of one country of one region."""
    return _OF[COUNTRIES[region][country]]


def _choose(rng: np.random.Generator, words: tuple[str, ...]) -> str:
    return words[int(rng.integers(len(words)))]


def parent_stems(rng: np.random.Generator, parents: int, regions: Iterable[int]) -> list[str]:
    """Return one invented, distinct stem for every group of companies."""
    stems: list[str] = []
    taken: set[str] = set()
    for _, region in zip(range(parents), regions, strict=True):
        country = country_of(region, int(rng.integers(len(COUNTRIES[region]))))
        wishes = [_choose(rng, country.stems) + _choose(rng, country.endings) for _ in range(12)]
        stems.append(_free(taken, wishes, str(len(stems) + 1)))
    return stems


def parent_name(rng: np.random.Generator, stem: str) -> str:
    """Return the name of the group that carries the stem."""
    return f"{stem} {_choose(rng, _GROUP_WORDS)}"


def company_name(rng: np.random.Generator, country: Country, stem: str | None, taken: set[str]) -> str:
    """Return a company name not yet taken, after its group's stem where it has one, and take it."""
    stem = stem or _choose(rng, country.stems) + _choose(rng, country.endings)
    trade, town = _choose(rng, country.trades), _choose(rng, country.towns)
    plain = f"{stem} {trade} {country.form}"
    local = f"{stem} {trade} {town} {country.form}"
    return _free(taken, [plain, local, f"{town}: {plain}"], str(len(taken) + 1))


def _free(taken: set[str], wishes: list[str], number: str) -> str:
    """Take the first wish that nobody has, else the first one with a number."""
    name = next((wish for wish in wishes if wish not in taken), f"{wishes[0]} {number}")
    taken.add(name)
    return name


def person_name(rng: np.random.Generator, country: Country) -> str:
    """Return a first and a last name of the country."""
    return f"{_choose(rng, country.first_names)} {_choose(rng, country.last_names)}"


def mistyped(rng: np.random.Generator, name: str, form: str) -> str:
    """Return the name as a second clerk entered it: never the same, always recognisable.

    >>> mistyped(np.random.default_rng(3), "Łąkobor Podłogi Sp. z o.o.", "Sp. z o.o.")
    'Lakobor Podlogi'
    """
    bare = name.removesuffix(form).strip()
    plain = plain_letters(bare)
    swap = int(rng.integers(1, max(2, len(plain.split()[0]) - 1)))
    typo = bare[:swap] + bare[swap + 1] + bare[swap] + bare[swap + 2 :]
    ways = (plain, plain.upper(), f"{bare}, {form.replace('.', '')}", typo)
    start = int(rng.integers(len(ways)))
    return next(way for way in (*ways[start:], *ways[:start]) if way != name)


def plain_letters(name: str) -> str:
    """Return the name without accents.

    >>> plain_letters("Łódź, Ålesund")
    'Lodz, Alesund'
    """
    replaced = name.translate(str.maketrans("ŁłØøß", "LlOos"))
    return "".join(c for c in unicodedata.normalize("NFKD", replaced) if not unicodedata.combining(c))
