"""Registers an enquiry or an application: household, people, case, need and first stage at once."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from hjemveien.domain import plausible
from hjemveien.domain.pathway import ORDER
from hjemveien.domain.refusal import InvalidInput
from hjemveien.domain.sorting import name_key
from hjemveien.persistence.tables import (
    Application,
    CaseFile,
    HouseholdMember,
    HousingSituation,
    JournalEntry,
    Need,
    Person,
    SealedIdentity,
    StageInterval,
)
from hjemveien.services import births, identity, known_before, lists, sealing, search_index
from hjemveien.services.act import Act, acting
from hjemveien.services.change import Change
from hjemveien.services.wishes import NewApplication, NewPerson
from hjemveien.texts import _


def register_application(session: Session, wish: NewApplication) -> Change:
    """Register what came in. Raises InvalidInput naming the fields; a missing number is fine.

    Raises RegisteredAlready where the number is in an open case, unless the wish knows that; the
    two are then marked as possibly one.
    """
    act = acting(session)
    _check(wish, act.day)
    known = session.get(CaseFile, wish.case_id)
    if known is not None:  # the same save again, after an answer that was lost
        return Change(
            frozenset({"case"}), frozenset({known.id}), created=known.id, note=known.number
        )
    people = (wish.applicant, *wish.others)
    if not wish.known_already:
        known_before.refuse_known(session, tuple(each.id_number for each in people))
    new = births.NewCase(
        case_id=wish.case_id,
        household_id=uuid4(),
        protection=wish.protection,
        number=wish.number.strip() or births.next_number(session, act.day),
        caseworker_id=wish.caseworker_id,
        counts_from=wish.received_on or act.day,
    )
    births.create_case(session, new)
    for person in people:
        add_person(session, new.household_id, wish.protection, person, act.day)
    _add_parts(session, wish, new.household_id, act)
    if any(each.id_number for each in people):
        known_before.suspect(session, new.case_id)
    lists.refresh(session, [new.case_id])
    search_index.reindex(session, [new.case_id])
    ids = frozenset({new.case_id})
    return Change(frozenset({"case"}), ids, created=new.case_id, note=new.number)


def add_person(
    session: Session, household_id: UUID, protection: str, wish: NewPerson, from_day: date
) -> UUID:
    """Add somebody to a household; of a protected one the identity goes where lists never look."""
    member_id = uuid4()
    person = _person(protection, wish) if _has_identity(wish) else None
    if person is not None:
        session.add(person)
        session.flush()
        if protection != "none":
            sealing.seal(session, [_sealed(household_id, person.id, wish)])
    session.add(
        HouseholdMember(
            id=member_id,
            household_id=household_id,
            person_id=person.id if person else None,
            role=wish.role,
            birth_year=wish.birth_year or (wish.birth_date.year if wish.birth_date else None),
            share=wish.share,
            valid_from=from_day,
        )
    )
    return member_id


def person_problems(wish: NewPerson, today: date) -> dict[str, str]:
    """What is wrong with somebody to be registered, by field; of a child a birth year is enough."""
    unnamed = not (wish.surname.strip() or wish.given_name.strip())
    known_child = wish.role == "child" and (wish.birth_year or wish.birth_date)
    asked = {
        "surname": _("Name is missing. Write at least a surname or a given name.")
        if unnamed and not known_child
        else "",
        "id_number": identity.problem(wish.id_number),
        "birth_date": plausible.birth_problem(wish.birth_date, today),
        "birth_year": plausible.birth_year_problem(wish.birth_year, today),
        "email": plausible.email_problem(wish.email),
        "postcode": plausible.postcode_problem(wish.postcode),
    }
    return {name: text for name, text in asked.items() if text}


def _has_identity(wish: NewPerson) -> bool:
    return bool(wish.surname or wish.given_name or wish.id_number or wish.role != "child")


def _person(protection: str, wish: NewPerson) -> Person:
    if protection != "none":
        return Person(id=uuid4(), name_key="", id_kind="none")
    number = identity.read(wish.id_number)
    return Person(
        id=uuid4(),
        surname=wish.surname.strip(),
        given_name=wish.given_name.strip(),
        name_key=name_key(wish.surname, wish.given_name),
        birth_date=wish.birth_date,
        id_kind=number.kind,
        id_number=number.digits,
        id_rule=number.rule,
        id_missing_reason=wish.id_missing_reason.strip(),
        phone=wish.phone.strip(),
        email=wish.email.strip(),
        address=wish.address.strip(),
        postcode=wish.postcode.strip(),
    )


def _sealed(household_id: UUID, person_id: UUID, wish: NewPerson) -> SealedIdentity:
    number = identity.read(wish.id_number)
    return SealedIdentity(
        id=uuid4(),
        person_id=person_id,
        household_id=household_id,
        surname=wish.surname.strip(),
        given_name=wish.given_name.strip(),
        birth_date=wish.birth_date,
        id_kind=number.kind,
        id_number=number.digits,
        id_rule=number.rule,
        phone=wish.phone.strip(),
        email=wish.email.strip(),
        address=wish.address.strip(),
        postcode=wish.postcode.strip(),
    )


def _add_parts(session: Session, wish: NewApplication, household_id: UUID, act: Act) -> None:
    stage = "henvendelse" if wish.enquiry_only else "soknad"
    started = wish.received_on or act.day
    session.add_all(
        [
            StageInterval(
                id=uuid4(),
                case_id=wish.case_id,
                ordinal=ORDER[stage],
                stage=stage,
                started_on=started,
                moved_at=act.at,
                moved_by=act.by,
            ),
            Application(
                id=uuid4(),
                case_id=wish.case_id,
                kind=wish.kind,
                channel=wish.channel,
                received_on=wish.received_on,
                counts_from=started,
                received_precision="day" if wish.received_on else "unknown",
                lived_in_municipal=wish.lived_in_municipal,
                main_group=wish.main_group,
                reason=wish.reason,
                note=wish.note,
            ),
            HousingSituation(
                id=uuid4(),
                household_id=household_id,
                case_id=wish.case_id,
                situation=wish.situation,
                observed_on=started,
                words=wish.situation_words,
            ),
            Need(
                id=uuid4(),
                case_id=wish.case_id,
                valid_from=started,
                rooms_min=wish.rooms_min,
                words=wish.need_words,
            ),
            JournalEntry(
                id=uuid4(),
                case_id=wish.case_id,
                at=act.at,
                by=act.by,
                kind="registered",
                data={"stage": stage, "received_on": started.isoformat()},
            ),
        ]
    )


def _check(wish: NewApplication, today: date) -> None:
    wrong = person_problems(wish.applicant, today)
    received = plausible.received_problem(wish.received_on, today)
    if received:
        wrong["received_on"] = received
    if wrong:
        raise InvalidInput("\n".join(wrong.values()), wrong)
