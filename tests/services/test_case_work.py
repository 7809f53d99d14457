"""A case from registration to closing, as a caseworker sees it; on both engines."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from hjemveien.domain.pathway import MoveRefused
from hjemveien.domain.refusal import Conflict, InvalidInput, NotFound
from hjemveien.persistence.engine import Database
from hjemveien.services import (
    case_card,
    case_list,
    deciding,
    editing,
    history,
    locating,
    members,
    moves,
    register,
    search,
    truth,
    writing,
)
from hjemveien.services.case_list import CaseFilter
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import (
    AddMember,
    AddTask,
    EditRecord,
    FinishTask,
    MakeDecision,
    MoveCase,
    NewApplication,
    NewPerson,
    ObserveSituation,
    SetPriority,
    WriteNote,
)
from tests.services import making
from tests.services.making import TODAY, counted, decide, move, new_case


def card(database: Database, case_id: UUID) -> CaseCard:
    with database.reading() as session:
        return case_card.show_case(session, case_id)


def test_an_application_without_a_number_is_registered(database: Database) -> None:
    shown = card(database, new_case(database))
    assert (shown.stage, shown.number) == ("soknad", "2026/00001")
    assert shown.members[0].name == "Kari Prøvesen"
    assert shown.next_deadline is not None


def test_a_wrong_number_is_refused_by_its_field(database: Database) -> None:
    with pytest.raises(InvalidInput) as refused:
        new_case(database, id_number="12345678901")
    assert set(refused.value.fields) == {"id_number"}


def test_an_application_from_tomorrow_is_refused(database: Database) -> None:
    with pytest.raises(InvalidInput) as refused:
        new_case(database, received_on=TODAY + timedelta(days=1))
    assert "received_on" in refused.value.fields


def test_the_same_registration_sent_twice_is_one_case(database: Database) -> None:
    wish = NewApplication(NewPerson(surname="Prøvesen"), received_on=TODAY)
    with making.writing(database) as session:
        register.register_application(session, wish)
    with making.writing(database) as session:
        register.register_application(session, wish)
    with database.reading() as session:
        assert case_list.count_cases(session) == 1


def test_a_move_without_a_reason_is_refused_in_words(database: Database) -> None:
    case_id = new_case(database)
    with pytest.raises(MoveRefused) as refused:
        move(database, case_id, "kartlegging", reason=" ")
    assert refused.value.reasons == ("Write a reason for the move.",)


def test_the_waiting_list_needs_a_positive_decision(database: Database) -> None:
    case_id = new_case(database)
    with pytest.raises(MoveRefused):
        move(database, case_id, "venteliste")
    decide(database, case_id)
    move(database, case_id, "venteliste")
    assert card(database, case_id).stage == "venteliste"


def test_silence_closes_no_case(database: Database) -> None:
    case_id = new_case(database)
    with pytest.raises(MoveRefused):
        move(database, case_id, "avsluttet")
    move(database, case_id, "avsluttet", closing="withdrawn")
    assert card(database, case_id).closing == "withdrawn"


def test_somebody_who_moved_first_is_not_overwritten(database: Database) -> None:
    case_id = new_case(database)
    seen = card(database, case_id).version
    with making.writing(database, "Siv Først") as session:
        moves.move_case(session, MoveCase(case_id, "kartlegging", "Komplett"))
    with pytest.raises(Conflict) as refused, making.writing(database) as session:
        moves.move_case(session, MoveCase(case_id, "vedtak", "Jeg også", seen_version=seen))
    clash = refused.value.clashes[0]
    assert (clash.yours, clash.theirs, clash.by) == ("For decision", "Assessment", "Siv Først")
    assert card(database, case_id).stage == "kartlegging"


def test_an_undone_move_leaves_both_events_in_the_journal(database: Database) -> None:
    case_id = new_case(database)
    move(database, case_id, "kartlegging")
    with making.writing(database) as session:
        moves.undo_move(session, MoveCase(case_id, "soknad", "Angret"))
    shown = card(database, case_id)
    assert shown.stage == "soknad"
    assert [entry.kind for entry in shown.journal].count("moved") == 2


def test_a_move_cannot_be_undone_after_a_decision(database: Database) -> None:
    case_id = new_case(database)
    move(database, case_id, "kartlegging", day=TODAY - timedelta(days=3))
    decide(database, case_id)
    with pytest.raises(MoveRefused), making.writing(database) as session:
        moves.undo_move(session, MoveCase(case_id, "soknad", "Angret"))


def test_a_note_sent_twice_is_kept_once(database: Database) -> None:
    case_id = new_case(database)
    wish = WriteNote(case_id, "Avtalt samtale.")
    for _attempt in range(2):
        with making.writing(database) as session:
            writing.write_note(session, wish)
    assert [e.text for e in card(database, case_id).journal if e.kind == "note"] == [
        "Avtalt samtale."
    ]


def test_an_empty_note_is_refused(database: Database) -> None:
    case_id = new_case(database)
    with pytest.raises(InvalidInput), making.writing(database) as session:
        writing.write_note(session, WriteNote(case_id, "  \n"))


def test_a_task_is_the_next_deadline_until_it_is_ticked(database: Database) -> None:
    case_id = new_case(database)
    task = AddTask(case_id, "Ring", TODAY + timedelta(days=1))
    with making.writing(database) as session:
        writing.add_task(session, task)
    assert card(database, case_id).next_deadline == task.due_on
    with making.writing(database) as session:
        writing.finish_task(session, FinishTask(task.task_id))
    assert card(database, case_id).next_deadline != task.due_on


def test_a_class_changes_only_with_a_reason(database: Database) -> None:
    case_id = new_case(database)
    with pytest.raises(InvalidInput) as refused, making.writing(database) as session:
        deciding.set_priority(session, SetPriority(case_id, 1, ""))
    assert "reason" in refused.value.fields
    assert card(database, case_id).priority is None


def test_a_decision_needs_basis_and_reasons(database: Database) -> None:
    case_id = new_case(database)
    wish = MakeDecision(case_id, "refused", TODAY, "", "")
    with pytest.raises(InvalidInput) as refused, making.writing(database) as session:
        deciding.make_decision(session, wish)
    assert set(refused.value.fields) == {"legal_basis", "reasons"}


def test_a_new_situation_leaves_the_old_one(database: Database) -> None:
    case_id = new_case(database, situation="venner")
    with making.writing(database) as session:
        deciding.observe_situation(session, ObserveSituation(case_id, "ute", TODAY))
    assert [view.situation for view in card(database, case_id).situations] == ["ute", "venner"]


def test_somebody_joins_the_household_from_a_day(database: Database) -> None:
    case_id = new_case(database)
    child = AddMember(case_id, NewPerson(role="child", birth_year=2019), TODAY)
    with making.writing(database) as session:
        members.add_member(session, child)
    joined = card(database, case_id).members[-1]
    assert (joined.role, joined.birth_year, joined.valid_from) == ("child", 2019, TODAY)


def edit(database: Database, who: str, case_id: UUID, **changes: object) -> None:
    """Save fields of the application as a form that saw it as registered."""
    form = EDITED[case_id]
    wish = EditRecord("application", form[0], case_id, form[1], changes, dict(form[2]))
    with making.writing(database, who) as session:
        editing.edit_record(session, wish)


EDITED: dict[UUID, tuple[UUID, int, dict[str, object]]] = {}


def open_form(database: Database, case_id: UUID) -> None:
    seen = card(database, case_id).application
    assert seen is not None
    values: dict[str, object] = {
        "reason": seen.reason,
        "note": seen.note,
        "main_group": seen.main_group,
    }
    EDITED[case_id] = (seen.application_id, seen.version, values)


def test_different_fields_of_two_people_are_both_kept(database: Database) -> None:
    case_id = new_case(database)
    open_form(database, case_id)
    edit(database, "Siv Først", case_id, reason="Oppsagt")
    edit(database, "Per Etter", case_id, note="Ønsker sentrum")
    saved = card(database, case_id).application
    assert saved is not None
    assert (saved.reason, saved.note) == ("Oppsagt", "Ønsker sentrum")


def test_the_same_field_is_asked_with_both_values(database: Database) -> None:
    case_id = new_case(database)
    open_form(database, case_id)
    edit(database, "Siv Først", case_id, reason="Oppsagt")
    with pytest.raises(Conflict) as refused:
        edit(database, "Per Etter", case_id, reason="Brann", note="x")
    clash = refused.value.clashes[0]
    assert (clash.yours, clash.theirs, clash.by) == ("Brann", "Oppsagt", "Siv Først")
    saved = card(database, case_id).application
    assert saved is not None
    assert (saved.reason, saved.note) == ("Oppsagt", "")


def test_who_changed_what_is_told_from_what_to_what(database: Database) -> None:
    case_id = new_case(database)
    open_form(database, case_id)
    edit(database, "Siv Først", case_id, main_group="rus")
    with database.reading() as session:
        told = history.case_history(session, case_id)
    assert any(
        (view.by, view.old, view.new) == ("Siv Først", "Not known", "Substance use")
        for view in told
    )


@pytest.mark.parametrize("kind", ["unspecified", "confidential", "strictly_confidential"])
def test_a_protected_name_is_in_no_list_and_no_search(database: Database, kind: str) -> None:
    case_id = new_case(
        database, "Hemmelig", protection=kind, id_number=making.A_NUMBER, address="Gate 1"
    )
    with database.reading() as session:
        row = case_list.case_page(session).rows[0]
        found = [search.matching(session, w) for w in ("hemmelig", making.A_NUMBER, "gate 1", "h")]
        told = history.case_history(session, case_id)
        shown = case_card.show_case(session, case_id)
    assert (row.name, row.protected) == ("", True)
    assert found == [[], [], [], []]
    assert "Hemmelig" not in str(told)
    assert shown.members[0].surname == "Hemmelig"


@pytest.mark.parametrize(
    "typed",
    ["pro", "Prøve", "kari pr", "308374 20136", "2026/00001", "storgata 7", "k", "ka", "PRØVESEN"],
)
def test_a_case_is_found_as_people_type(database: Database, typed: str) -> None:
    case_id = new_case(database, id_number=making.A_NUMBER, address="Storgata 7")
    new_case(database, "Annerledes", given_name="Ola")
    with database.reading() as session:
        assert search.matching(session, typed) == [case_id]


@pytest.mark.parametrize("typed", ["%", "_", '"', "'", "\\", "a%b", "* OR *", "   ", "(", "-"])
def test_signs_of_search_languages_are_only_signs(database: Database, typed: str) -> None:
    new_case(database)
    with database.reading() as session:
        search.matching(session, typed)


def test_a_case_that_is_not_there_is_not_found(database: Database) -> None:
    with database.reading() as session, pytest.raises(NotFound):
        case_card.show_case(session, uuid4())


def test_every_order_shows_each_case_once(database: Database) -> None:
    for number in range(7):
        new_case(database, "Lik" if number % 2 else f"Ulik{number}")
    with database.reading() as session:
        for sort in case_list.SORTS:
            for descending in (False, True):
                seen, after = [], None
                while True:
                    page = case_list.case_page(
                        session, sort=sort, descending=descending, after=after, rows=2
                    )
                    seen += [row.case_id for row in page.rows]
                    after = page.next_after
                    if after is None:
                        break
                assert len(seen) == len(set(seen)) == 7, sort


def test_filters_hold_together(database: Database) -> None:
    kept = new_case(database, "Blir")
    move(database, kept, "kartlegging")
    new_case(database, "Går")
    wanted = CaseFilter(search="blir", stages=("kartlegging",), unassigned=True)
    with database.reading() as session:
        assert [row.case_id for row in case_list.case_page(session, wanted).rows] == [kept]
        assert case_list.count_cases(session, wanted) == 1


def test_opening_moving_and_paging_take_a_fixed_number_of_statements(database: Database) -> None:
    quiet, busy = new_case(database), new_case(database, "Lang")
    for number in range(30):
        with making.writing(database) as session:
            writing.write_note(session, WriteNote(busy, f"Notat {number}"))
            writing.add_task(session, AddTask(busy, f"Oppgave {number}"))
    sent = {}
    for name, case_id in (("quiet", quiet), ("busy", busy)):
        with counted(database) as opened:
            card(database, case_id)
        with counted(database) as moved:
            move(database, case_id, "kartlegging")
        sent[name] = (len(opened), len(moved))
    assert sent["quiet"] == sent["busy"]
    with counted(database) as paged, database.reading() as session:
        case_list.case_page(session, CaseFilter(search="lang"))
    assert len([text for text in paged if "case_now" in text]) == 1


def test_the_lists_are_equal_to_the_facts_after_all_kinds_of_work(database: Database) -> None:
    first = making.listed_case(database, "Først", priority_class=1, factors=("violence",))
    new_case(database, "Skjult", protection="confidential")
    move(database, first, "tilbud")
    move(database, first, "innflytting")
    with database.reading() as session:
        assert truth.compare(session).fine


def test_a_number_is_found_without_the_zeros_in_it(database: Database) -> None:
    case_id = new_case(database)
    with database.reading() as session:
        assert locating.locate_case(session, "2026/1") == case_id
        assert locating.stage_of(session, "2026/00001") == ("2026/00001", "soknad")


def test_a_number_written_short_is_the_case_that_is_called_that(database: Database) -> None:
    new_case(database)
    imported = new_case(database, number="2026/1")
    with database.reading() as session:
        assert locating.locate_case(session, "2026/1") == imported


def test_the_search_finds_a_number_without_the_zeros_in_it(database: Database) -> None:
    ours = new_case(database, number="2024/00222")
    theirs = new_case(database, "Importert", number="2024/222")
    new_case(database, "Annen", number="2024/00223")
    with database.reading() as session:
        assert set(search.matching(session, "2024/222")) == {ours, theirs}
        assert search.matching(session, "2024/00222") == [ours]
