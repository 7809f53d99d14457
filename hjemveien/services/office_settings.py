"""What the office has decided differently: words of stages and codes, target days.

All of it stands in the municipality's own row and in `code_list`; this is where it is read.
"""

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.domain.code_lists import BY_NAME
from hjemveien.domain.pathway import BY_CODE, STAGES
from hjemveien.domain.wording import OfficeCode, Titles, Wording, Words
from hjemveien.persistence.tables import CodeList, Municipality
from hjemveien.services.rows import rows

LANGUAGES = ("nb", "nn", "en")
# In `settings`, by the stage's code.
STAGES_KEY = "stages"
TARGET_KEY = "target_days"


def stage_targets(session: Session) -> dict[str, int]:
    """How many days a case should stay at most, by stage; a stage without a target is not there."""
    return targets_in(settings_of(session))


def targets_in(settings: dict[str, Any]) -> dict[str, int]:
    """The same, of settings that were read. What the office has not said is as the program has it;
    0 says that there is no target."""
    said = settings.get(STAGES_KEY, {})
    days = {
        stage.code: said.get(stage.code, {}).get(TARGET_KEY, stage.target_days) for stage in STAGES
    }
    return {code: int(target) for code, target in days.items() if target}


def office_wording(session: Session) -> Wording:
    """The office's own words, to be given to `domain.wording.use`."""
    said = settings_of(session).get(STAGES_KEY, {})
    stages = {code: stage_words(each) for code, each in said.items() if code in BY_CODE}
    return Wording(_codes(session), {code: words for code, words in stages.items() if words.any()})


def stage_words(said: dict[str, Any]) -> Words:
    return Words(*(str(said.get(language, "")) for language in LANGUAGES))


def settings_of(session: Session) -> dict[str, Any]:
    """Empty where the office has decided nothing."""
    return session.scalar(select(Municipality.settings).limit(1)) or {}


def _codes(session: Session) -> dict[Titles, dict[str, OfficeCode]]:
    found: dict[Titles, dict[str, OfficeCode]] = defaultdict(dict)
    columns = (
        CodeList.list_name, CodeList.code, CodeList.nb, CodeList.nn, CodeList.en,
        CodeList.position, CodeList.valid_from, CodeList.valid_to,
    )  # fmt: skip
    for name, code, nb, nn, en, *dates in rows(session, select(*columns)):
        if name in BY_NAME:
            found[BY_NAME[name].titles][code] = OfficeCode(code, Words(nb, nn, en), *dates)
    return dict(found)
