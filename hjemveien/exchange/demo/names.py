"""Names that nobody has: real given names, and surnames that say "example" in many languages."""

from dataclasses import dataclass

_FIRST_PART = (
    "Demo Prøve Test Eksempel Fikt Liksom Tenke Papir Mønster Øve Kladde Skisse Eventyr Luft Latter"
).split()
_LAST_PART = (
    "vik stad rud dal heim haug lund mo nes voll ås land bakken sletta myr tangen fjell bu"
).split()
NORWEGIAN = tuple(first + last for first in _FIRST_PART for last in _LAST_PART)


@dataclass(frozen=True)
class Origin:
    """Names of one language; `interpreter` is how many in a hundred need one."""

    language: str
    given: tuple[str, ...]
    surnames: tuple[str, ...]
    interpreter: int = 0


HOME = Origin(
    "",
    tuple(
        """Anne Bjørn Cecilie Dag Elin Finn Grete Håkon Ingrid Jan Kari Lars Marit Nils Oda Per
        Ragnhild Sigurd Tone Ulf Vigdis Øystein Åse Åge Aasmund Brit Even Frøydis Geir Hilde Ivar
        Jorunn Knut Liv Magne Nina Odd Pål Randi Steinar Tora Vidar Ylva Ørjan Anne-Marie Per-Erik
        Siv Trond Wenche Arne""".split()
    ),
    NORWEGIAN,
)

OTHERS: tuple[tuple[Origin, float], ...] = (
    (
        Origin(
            "nordsamisk",
            tuple("Áile Biret Elle Issát Jovna Máret Mihkkal Niillas Risten Ánde Sárá".split()),
            tuple("Ovdamearka Muitalus Govva Ohcanjohka Máinnas Geahččalan".split()),
        ),
        5,
    ),
    (
        Origin(
            "polsk",
            tuple("Agnieszka Bartosz Ewa Grzegorz Katarzyna Łukasz Małgorzata Paweł Zofia".split()),
            tuple("Przykładowska Zmyślony Testowski Wymyślak Próbna Wzorcowa Szkicowy".split()),
            40,
        ),
        16,
    ),
    (
        Origin(
            "ukrainsk",
            tuple("Bohdan Daryna Halyna Ihor Kateryna Mykola Nadiia Oksana Serhii Yuliia".split()),
            tuple("Prykladenko Vyhadanko Testenko Kazkova Mriichuk Zrazkovska Uiavna".split()),
            80,
        ),
        30,
    ),
    (
        Origin(
            "somali",
            tuple("Abdi Asha Cabdullahi Faadumo Hodan Ismaaciil Khadra Sahra Xaawo Yuusuf".split()),
            tuple("Tusaale Sheeko Malo-awaal Tijaabo Qoraal Muunad".split()),
            60,
        ),
        16,
    ),
    (
        Origin(
            "arabisk",
            tuple("Amal Bassam Dalia Farid Hanan Jamal Layla Nabil Rima Samir Yasmin".split()),
            tuple("Al-Mithal Khayali Al-Tajriba Namudhaj Al-Hikaya Al-Fikra".split()),
            60,
        ),
        18,
    ),
    (
        Origin(
            "tigrinja",
            tuple("Abeba Dawit Eden Filmon Haben Luwam Mebrahtu Selam Tesfay Yohannes".split()),
            tuple("Misale Abnet Fetena Tarik Hasab Ta'esa".split()),
            60,
        ),
        11,
    ),
    (
        Origin(
            "tyrkisk",
            tuple("Ayşe Çağla Deniz Emre Gülşen İsmail Mehmet Özge Şule Yiğit".split()),
            tuple("Örnek Deneme Masalcı Hayali Taslakoğlu".split()),
            20,
        ),
        4,
    ),
)
STREETS = tuple(
    """Eksempelveien Prøvegata Demobakken Tenkeplassen Liksomstien Mønstergata Papirveien Øvegata
    Skissebakken Kladdeveien Eventyrstien Luftslottveien Fiktivgata Nøstegata Fjordgløtt
    Testmarka""".split()
)
STAFF = tuple(
    name.strip()
    for name in """Kari Eksempelrud, Ola Demovik, Amina Tusaale, Jan Erik Prøvedal, Máret Muitalus,
    Oksana Vyhadanko, Per-Erik Testmo, Randi Øvevoll, Nabil Khayali, Siri Papirlund,
    Paweł Zmyślony, Tone Mønsterhaug, Geir Liksomås, Hilde Skisseheim, Åse Kladdeland""".split(",")
)
