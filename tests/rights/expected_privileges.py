"""Which columns each role may change, and who may call which door, as the office has decided it.

Beside `expected`: rows are decided there. Who has a role besides (a supervisor does casework) is
named only with what comes on top. Keys are nobody's to change, and a case's worker and coordinator,
a household's protection and an account are changed by doors alone.
"""

# Table, role and columns; a line that begins further in goes on with the one before.
COLUMNS = """
    application           caseworker  channel counts_from
                                      kind
                                      lived_in_municipal
                                      main_group note reason
                                      received_on
                                      received_precision
                                      row_version
    case_file             caseworker  allocated_dwelling
                                      closed_counts_from
                                      closed_on closing
                                      counts_from
                                      interim_reply_on
                                      moved_in_counts_from
                                      moved_in_on
                                      moved_in_precision
                                      number pathway_version
                                      promised_on
                                      row_version source_ref
    case_share            caseworker  basis revoked_at
                                      row_version until
    code_list             supervisor  code en list_name nb
                                      nn position valid_from
                                      valid_to
    code_list             admin       code en list_name nb
                                      nn position valid_from
                                      valid_to
    decision              caseworker  counts_from decided_by
                                      decided_on
                                      decided_precision
                                      dwelling_type
                                      lease_months
                                      legal_basis outcome
                                      reasons rooms
                                      row_version track
    draft                 caseworker  content saved_at
    duplicate_suggestion  supervisor  decided_at decided_by
                                      row_version state
    dwelling              caseworker  bedrooms blocked
                                      cadastre deposit
                                      disposal dwelling_type
                                      extra_reference
                                      house_letter
                                      house_number
                                      information
                                      leasehold_number
                                      lower_secondary_school
                                      monthly_rent
                                      municipality_number
                                      owner_name
                                      owner_number
                                      owner_phone postcode
                                      power_meter
                                      primary_school
                                      row_version
                                      section_number
                                      shared_housing
                                      staff_base
                                      staffed_day_and_night
                                      street subtype
                                      unit_key unit_number
                                      vat_compensation
                                      water_meter wheelchair
    dwelling_period       caseworker  aspect dwelling_id
                                      reason valid_from
                                      valid_to value
    goal                  caseworker  dropped_on
                                      household_done_on
                                      office_done_at
                                      office_done_by
                                      row_version said_on
                                      words
    household             caseworker  note row_version
    household_member      caseworker  birth_year note role
                                      row_version share
                                      valid_from valid_to
    housing_situation     caseworker  observed_on release_on
                                      row_version situation
                                      words
    municipality          supervisor  demo name office_name
                                      row_version settings
    municipality          admin       demo name office_name
                                      row_version settings
    need                  caseworker  adapted area lift pets
                                      rooms_max rooms_min
                                      row_version valid_from
                                      wheelchair words
    notice                supervisor  seen_at seen_by
    offer                 caseworker  answer answered_on
                                      counts_from
                                      dwelling_id offered_on
                                      offered_precision
                                      row_version words
    partiality_lock       supervisor  lifted_at lifted_by
                                      row_version
    person                caseworker  address birth_date
                                      email given_name
                                      id_kind
                                      id_missing_reason
                                      id_number id_rule
                                      interpreter language
                                      name_key phone
                                      postcode row_version
                                      surname
    plan_step             caseworker  household_done_on
                                      office_done_at
                                      office_done_by
                                      row_version who words
    presence              caseworker  at
    saved_operation       caseworker  answer
    saved_operation       statistics  answer
    saved_operation       admin       answer
    saved_operation       logreader   answer
    saved_operation       partner     answer
    saved_view            caseworker  name owner page
                                      row_version state
    sealed_identity       cleared     address birth_date
                                      email given_name
                                      id_kind id_number
                                      id_rule phone postcode
                                      row_version
                                      search_text surname
    source_problem        supervisor  answered_at
                                      answered_by
                                      row_version
    source_row            supervisor  cells unread
    staff                 admin       initials name name_key
                                      row_version team_id
    stage_interval        caseworker  ended_on
    task                  caseworker  assigned_id done_at
                                      done_by due_on kind
                                      row_version title
    team                  supervisor  name row_version
    team                  admin       name row_version
    temporary_stay        caseworker  countable counts_from
                                      ends_on night_shelter
                                      note place
                                      price_per_night
                                      row_version starts_on
    tenancy               caseworker  deposit dwelling_id
                                      ends_on monthly_rent
                                      open_ended row_version
                                      starts_on status
                                      tenant_id_number
    tenancy               supervisor  case_id household_id
"""

# Of those without a line here nobody may call any: they are the doors' own.
CALLERS = """
    add_lease          caseworker
    add_staff          admin
    assign_case        caseworker
    assign_cases       caseworker
    audit_bound        supervisor admin logreader backup
    audit_checkpoint   caseworker statistics admin logreader partner backup
    audit_count        supervisor admin logreader backup
    audit_erased       supervisor admin logreader backup
    audit_row          supervisor admin logreader backup
    audit_window       supervisor admin logreader backup
    can_see            caseworker
    changes_since      caseworker statistics admin logreader partner
    create_case        caseworker
    end_connections    admin
    end_lease          caseworker
    find_cases         caseworker
    fits_case          caseworker
    has_first_password  caseworker statistics admin logreader partner
    has_role           caseworker statistics admin logreader partner
    held_cases         admin
    hidden_cases       caseworker
    hidden_households  caseworker
    hidden_persons     caseworker
    is_root            caseworker
    list_open          caseworker
    locked_cases       caseworker
    locked_households  caseworker
    locked_persons     caseworker
    log_case_keys      logreader
    log_of_case        caseworker logreader
    log_of_person      logreader
    may_have_cases     caseworker statistics admin logreader partner
    may_have_sealed    caseworker
    may_link_person    caseworker
    me                 caseworker statistics admin logreader partner
    move_to_household  caseworker
    my_name            caseworker statistics admin logreader partner
    new_password       admin
    next_case_number   caseworker
    open_case          caseworker
    open_list          caseworker
    open_wide          supervisor
    opened_cases       caseworker
    opened_households  caseworker
    opened_persons     caseworker
    protect_household  caseworker
    revoke_staff       admin
    sealed_matches     caseworker
    set_working        admin
    shared_cases       partner
    spread_name        admin
    staff_roles        supervisor admin
    suspect_same_number  caseworker
    stranded_cases     admin
    take_role          admin
    tell_access        caseworker statistics logreader partner
    wide_open          caseworker
    write_sealed       caseworker
    write_search       caseworker
"""


def columns() -> dict[str, dict[str, set[str]]]:
    """Table → role → the columns that it may change."""
    found: dict[str, dict[str, set[str]]] = {}
    for line in COLUMNS.replace("\n" + " " * 38, " ").strip().splitlines():
        table, role, *names = line.split()
        found.setdefault(table, {})[role] = set(names)
    return found


def callers() -> dict[str, str]:
    """Door → who may call it."""
    lines = (line.split(maxsplit=1) for line in CALLERS.strip().splitlines())
    return {name: who.strip() for name, who in lines}
