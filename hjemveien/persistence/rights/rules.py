"""What kind of thing each table is, in the words of its rights. A table without a rule is refused.

A rule says which rows the roles see (`using`), what they may write there, and which columns an
UPDATE may touch. The conditions call functions of `scopes`; each is asked once a statement.
"""

from dataclasses import replace

from sqlalchemy import Table

from hjemveien.persistence.rights.policy import EVERYBODY, WORK, Policy, Rule
from hjemveien.persistence.tables import Base

CASES = "case_id = ANY ((SELECT opened_cases())::uuid[])"
HOUSEHOLDS = "household_id = ANY ((SELECT opened_households())::uuid[])"
PERSONS = "id = ANY ((SELECT opened_persons())::uuid[])"
NOT_LOCKED = "case_id <> ALL ((SELECT locked_cases())::uuid[])"
NOT_HIDDEN = "case_id <> ALL ((SELECT hidden_cases())::uuid[])"
SHARED = "case_id = ANY ((SELECT shared_cases())::uuid[])"
WIDE = "(SELECT wide_open())"
# What an import may see and bring: never of a case that its reader is kept out of.
BROUGHT = f"({WIDE} AND {NOT_LOCKED})"
BROUGHT_HOME = f"({WIDE} AND household_id <> ALL ((SELECT locked_households())::uuid[]))"
# What an import may change: nothing of a protected household either.
CHANGED = f"({WIDE} AND {NOT_HIDDEN})"
CHANGED_HOME = f"({WIDE} AND household_id <> ALL ((SELECT hidden_households())::uuid[]))"
OWN = "login = session_user"
ME = "(SELECT me())"

# Keys are written once: a row moved to another case would take its readers along.
_LINKS = frozenset(
    """
    id case_id household_id person_id tenancy_id staff_id row_id file_id first_case_id
    second_case_id caseworker_id coordinator_id login doc_number number protection
    """.split()
)
# Of these, `number` is the case's own and no key.
_FREE = {"case_file": frozenset({"number"}), "sealed_identity": frozenset()}


def _content(
    seen: str,
    *,
    wide: str = "",
    written: str = "",
    brought: str = BROUGHT,
    changed: str = "",
    edits: bool = True,
) -> Rule:
    """Rows that a ticket opens: read with it, and written with it.

    `wide` is what an import sees, `brought` what it may add, `changed` what it may change (what it
    sees, unless told otherwise).
    """
    using = f"{seen} OR {wide}" if wide else seen
    changing = f"{seen} OR {changed or wide}" if wide else seen
    check = f"{written or seen} OR {brought}"
    policies = [Policy(WORK, "SELECT", using), Policy(WORK, "INSERT", "", check)]
    if edits:
        policies.append(Policy(WORK, "UPDATE", changing))
    return Rule("content", tuple(policies))


def _of_case(*, edits: bool = True) -> Rule:
    return _content(CASES, wide=f"({WIDE} AND {NOT_HIDDEN})", edits=edits)


def _mine(column: str) -> str:
    """Nobody signs with somebody else's name."""
    return f'"{column}" = (SELECT my_name())'


_PRIVATE = _content(CASES, edits=False)
# What the household wants comes in no import, and a step is one towards a goal of the same case.
_GOAL = Rule(
    "content",
    (
        Policy(WORK, "SELECT", CASES),
        Policy(WORK, "INSERT", "", CASES),
        Policy(WORK, "UPDATE", CASES),
    ),
)
_SAME_CASE = "EXISTS (SELECT 1 FROM goal g WHERE g.id = goal_id AND g.case_id = plan_step.case_id)"
_STEP = replace(
    _GOAL,
    policies=(
        Policy(WORK, "SELECT", CASES),
        Policy(WORK, "INSERT", "", f"{CASES} AND {_SAME_CASE}"),
        Policy(WORK, "UPDATE", CASES),
    ),
    update=(
        "words", "who", "household_done_on", "office_done_at", "office_done_by", "row_version",
    ),
)  # fmt: skip
_AUTHORED = replace(
    _PRIVATE,
    policies=(
        Policy(WORK, "SELECT", CASES),
        Policy(WORK, "INSERT", "", f"({CASES} AND {_mine('by')}) OR {BROUGHT}"),
    ),
)
# A lease may be nobody's that we know, and so in nobody's way.
_LEASES_BROUGHT = (
    f"({WIDE} AND (case_id IS NULL OR {NOT_LOCKED}) AND (household_id IS NULL "
    "OR household_id <> ALL ((SELECT locked_households())::uuid[])))"
)
_LEASES = _content(
    f"({HOUSEHOLDS} OR {CASES})",
    wide=_LEASES_BROUGHT,
    written=f"({HOUSEHOLDS} AND {CASES})",
    brought=_LEASES_BROUGHT,
    edits=False,
)
# A person brought along takes what the audit knows of her to the household's readers.
_MEMBER_BROUGHT = (
    f"({BROUGHT_HOME} AND (person_id IS NULL "
    "OR person_id <> ALL ((SELECT hidden_persons())::uuid[])))"
)
_MEMBER = f"({HOUSEHOLDS} AND (person_id IS NULL OR may_link_person(person_id)))"


def _read_by(*roles: str, using: str = "true") -> Policy:
    return Policy(roles, "SELECT", using)


def _office(*writers: str) -> Rule:
    """What everybody here may know, kept by a few."""
    return Rule(
        "office",
        (
            _read_by(*EVERYBODY),
            Policy(writers, "INSERT", "", "true"),
            Policy(writers, "UPDATE", "true"),
        ),
    )


_SEALED_HOUSEHOLD = Rule(
    "sealed",
    (
        Policy(("cleared",), "SELECT", HOUSEHOLDS),
        Policy(("cleared",), "UPDATE", HOUSEHOLDS),
    ),
)
_CASE = "id = ANY ((SELECT opened_cases())::uuid[])"
_CASE_BROUGHT = f"({WIDE} AND id <> ALL ((SELECT locked_cases())::uuid[]))"
_CASE_CHANGED = f"({WIDE} AND id <> ALL ((SELECT hidden_cases())::uuid[]))"
_HOME = "id = ANY ((SELECT opened_households())::uuid[])"
_HOME_BROUGHT = f"({WIDE} AND id <> ALL ((SELECT locked_households())::uuid[]))"
_PERSON_BROUGHT = f"({WIDE} AND id <> ALL ((SELECT locked_persons())::uuid[]))"
_PERSON_CHANGED = f"({WIDE} AND id <> ALL ((SELECT hidden_persons())::uuid[]))"
_ROW_BROUGHT = (
    f"({WIDE} AND (case_id IS NULL OR {NOT_HIDDEN}) AND (household_id IS NULL "
    "OR household_id <> ALL ((SELECT hidden_households())::uuid[])))"
)
_OF_ROW = (
    f"{WIDE} AND (row_id IS NULL OR EXISTS (SELECT 1 FROM source_row r WHERE "
    "r.id = source_problem.row_id))"
)
# A pair tells each of the two about the other.
_OPENED = "((SELECT opened_cases())::uuid[])"
_HIDDEN = "((SELECT hidden_cases())::uuid[])"
_PAIR_OPEN = f"(first_case_id = ANY {_OPENED} OR second_case_id = ANY {_OPENED})"
_PAIR_TOLD = f"(first_case_id <> ALL {_HIDDEN} AND second_case_id <> ALL {_HIDDEN})"
_SEEN_EVENT = "EXISTS (SELECT 1 FROM audit_event e WHERE e.number = {table}.number)"

# One's own, and those for all by supervisors.
_MY_VIEWS = "(owner = session_user OR (owner = '' AND (SELECT has_role('supervisor'))))"

RULES: dict[str, Rule] = {
    # The register: the row of the work list, by need to know.
    "case_now": Rule(
        "register",
        (
            Policy(WORK, "SELECT", NOT_LOCKED),
            Policy(("partner",), "SELECT", SHARED),
            Policy(
                WORK,
                "INSERT",
                "",
                f"({CASES} OR {BROUGHT}) AND fits_case(case_id, household_id, protected) "
                "AND (NOT protected OR (name = '' AND next_task = ''))",
            ),
            Policy(WORK, "DELETE", f"{CASES} OR {CHANGED}"),
        ),
    ),
    # Content of a case.
    "case_file": Rule(
        "content",
        (
            Policy(WORK, "SELECT", f"{_CASE} OR {_CASE_BROUGHT}"),
            Policy(("supervisor",), "INSERT", "", _CASE_BROUGHT),
            Policy(WORK, "UPDATE", f"{_CASE} OR {_CASE_CHANGED}"),
        ),
    ),
    "stage_interval": replace(_of_case(), update=("ended_on",)),
    "application": _of_case(),
    "need": _of_case(),
    "task": _of_case(),
    "decision": _of_case(),
    "priority": _of_case(edits=False),
    "offer": _of_case(),
    "goal": _GOAL,
    "plan_step": _STEP,
    "journal_entry": _AUTHORED,
    "document": _PRIVATE,
    "case_share": Rule(
        "content",
        (
            Policy(WORK, "SELECT", CASES),
            Policy(("partner",), "SELECT", f"staff_id = {ME} AND {SHARED}"),
            Policy(WORK, "INSERT", "", f"{CASES} AND {_mine('shared_by')}"),
            Policy(WORK, "UPDATE", CASES),
        ),
        update=("basis", "until", "revoked_at", "row_version"),
    ),
    # Content of a household and its people.
    "household": Rule(
        "content",
        (
            Policy(WORK, "SELECT", f"{_HOME} OR {_HOME_BROUGHT}"),
            Policy(("supervisor",), "INSERT", "", _HOME_BROUGHT),
            Policy(WORK, "UPDATE", _HOME),
        ),
        update=("note", "row_version"),
    ),
    "household_member": _content(
        HOUSEHOLDS,
        wide=BROUGHT_HOME,
        written=_MEMBER,
        brought=_MEMBER_BROUGHT,
        changed=CHANGED_HOME,
    ),
    "housing_situation": _content(
        HOUSEHOLDS,
        written=f"({HOUSEHOLDS} AND (case_id IS NULL OR {CASES}))",
        brought=BROUGHT_HOME,
    ),
    "temporary_stay": _content(
        HOUSEHOLDS,
        wide=CHANGED_HOME,
        written=f"({HOUSEHOLDS} AND (case_id IS NULL OR {CASES}))",
        brought=BROUGHT_HOME,
    ),
    "person": Rule(
        "content",
        (
            Policy(WORK, "SELECT", f"{PERSONS} OR {_PERSON_BROUGHT}"),
            # Somebody new belongs to nobody yet; she is read once she is in a household.
            Policy(WORK, "INSERT", "", "true"),
            Policy(WORK, "UPDATE", f"{PERSONS} OR {_PERSON_CHANGED}"),
        ),
    ),
    "tenancy": replace(
        _LEASES,
        policies=(
            *_LEASES.policies,
            Policy(WORK, "UPDATE", f"({HOUSEHOLDS} OR {CASES})"),
            # An import ties leases to households that it brings.
            Policy(("supervisor",), "UPDATE", _LEASES_BROUGHT, columns=("household_id", "case_id")),
        ),
    ),
    # Homes: about places, not people.
    "dwelling": Rule(
        "homes",
        (
            _read_by("caseworker"),
            Policy(WORK, "INSERT", "", "true"),
            Policy(WORK, "UPDATE", "true"),
        ),
    ),
    "dwelling_period": Rule(
        "homes",
        (
            _read_by("caseworker"),
            Policy(WORK, "INSERT", "", "true"),
            Policy(WORK, "UPDATE", "true"),
        ),
    ),
    # The office itself.
    "municipality": _office("supervisor", "admin"),
    "team": _office("supervisor", "admin"),
    "code_list": _office("supervisor", "admin"),
    "staff": Rule(
        "office",
        (
            _read_by(*EVERYBODY),
            Policy(
                ("supervisor", "admin"),
                "INSERT",
                "",
                "login IS NULL AND NOT cleared AND role = 'caseworker'",
            ),
            Policy(("admin",), "UPDATE", "true"),
        ),
        update=("name", "name_key", "initials", "team_id", "row_version"),
    ),
    "saved_view": Rule(
        "own",
        (
            _read_by("caseworker", "statistics", using="owner IN ('', session_user)"),
            Policy(WORK, "INSERT", "", _MY_VIEWS),
            Policy(WORK, "UPDATE", _MY_VIEWS),
            Policy(WORK, "DELETE", _MY_VIEWS),
        ),
    ),
    "draft": Rule(
        "own",
        (
            Policy(
                WORK,
                "ALL",
                f"{OWN} AND subject <> ALL ((SELECT hidden_cases())::text[])",
                OWN,
            ),
        ),
        update=("saved_at", "content"),
    ),
    "saved_operation": Rule(
        "own",
        tuple(
            Policy(EVERYBODY, command, using, check)
            for command, using, check in (
                ("SELECT", OWN, ""),
                ("INSERT", "", OWN),
                ("UPDATE", OWN, ""),
                ("DELETE", OWN, ""),
            )
        ),
        update=("answer",),
    ),
    "presence": Rule(
        "own",
        (
            Policy(WORK, "SELECT", f"{NOT_HIDDEN}"),
            Policy(WORK, "INSERT", "", f"{OWN} AND {CASES} AND {_mine('name')}"),
            Policy(WORK, "UPDATE", OWN),
            Policy(WORK, "DELETE", OWN),
        ),
        update=("at",),
    ),
    # Where imported facts came from.
    "source_file": Rule(
        "import",
        (Policy(("supervisor",), "SELECT", WIDE), Policy(("supervisor",), "INSERT", "", WIDE)),
    ),
    "source_row": Rule(
        "import",
        (
            Policy(
                WORK,
                "SELECT",
                f"{CASES} OR {HOUSEHOLDS} OR {_ROW_BROUGHT}",
            ),
            Policy(("supervisor",), "INSERT", "", WIDE),
            Policy(("supervisor",), "UPDATE", _ROW_BROUGHT),
        ),
        update=("cells", "unread"),
    ),
    "source_problem": Rule(
        "import",
        (
            Policy(("supervisor",), "SELECT", _OF_ROW),
            Policy(("supervisor",), "INSERT", "", WIDE),
            Policy(("supervisor",), "UPDATE", _OF_ROW),
        ),
        update=("answered_at", "answered_by", "row_version"),
    ),
    "duplicate_suggestion": Rule(
        "import",
        (
            Policy(
                WORK,
                "SELECT",
                f"({_PAIR_OPEN} OR {WIDE}) AND {_PAIR_TOLD}",
            ),
            Policy(("supervisor",), "INSERT", "", WIDE),
            Policy(("supervisor",), "UPDATE", f"{WIDE} AND {_PAIR_TOLD}"),
        ),
        update=("state", "decided_at", "decided_by", "row_version"),
    ),
    # Kode 6 and 7: elsewhere, and for those cleared and assigned.
    "sealed_identity": _SEALED_HOUSEHOLD,
    "sealed_tenancy": replace(
        _SEALED_HOUSEHOLD, policies=(Policy(("cleared",), "SELECT", HOUSEHOLDS),)
    ),
    "sealed_source": Rule(
        "sealed",
        (
            Policy(
                ("cleared",),
                "SELECT",
                "EXISTS (SELECT 1 FROM source_row r WHERE r.id = sealed_source.row_id "
                "AND (r.case_id = ANY ((SELECT opened_cases())::uuid[]) "
                "OR r.household_id = ANY ((SELECT opened_households())::uuid[])))",
            ),
        ),
    ),
    "sealed_payload": Rule(
        "sealed",
        (Policy(("cleared",), "SELECT", _SEEN_EVENT.format(table="sealed_payload")),),
    ),
    # Search has no row security, for LIKE would then read every row; and no grants to people.
    "search_term": Rule("search", secured=False),
    "search_word": Rule("search", secured=False),
    # Trust.
    "audit_event": Rule(
        "trust",
        (
            Policy(
                WORK,
                "SELECT",
                f"({CASES} OR {HOUSEHOLDS} OR row_id = ANY ((SELECT opened_persons())::uuid[]) "
                # Of places and not people: who changed a dwelling is told to who keeps them.
                "OR table_name IN ('dwelling', 'dwelling_period')) "
                # Who is kept out of it, and why, is for the supervisors.
                "AND table_name <> 'partiality_lock'",
            ),
        ),
    ),
    "audit_payload": Rule(
        "trust", (Policy(WORK, "SELECT", _SEEN_EVENT.format(table="audit_payload")),)
    ),
    "audit_erasure": Rule("trust", (_read_by("admin", "logreader"),)),
    "audit_checkpoint": Rule("trust", (_read_by(*EVERYBODY),)),
    "access_log": Rule("trust", (Policy(WORK, "SELECT", f"{OWN} OR {CASES}"),)),
    "partiality_lock": Rule(
        "office",
        (
            Policy(("supervisor",), "SELECT", f"staff_id <> {ME}"),
            Policy(("supervisor",), "INSERT", "", f"staff_id <> {ME}"),
            Policy(("supervisor",), "UPDATE", f"staff_id <> {ME}"),
        ),
        update=("lifted_at", "lifted_by", "row_version"),
    ),
    "notice": Rule(
        "office",
        (
            Policy(("supervisor",), "SELECT", f"case_id IS NULL OR {NOT_LOCKED}"),
            # Who broke the glass does not tick it off herself.
            Policy(
                ("supervisor",),
                "UPDATE",
                f"(case_id IS NULL OR {NOT_LOCKED}) "
                f"AND NOT (kind = 'break_glass' AND {_mine('by')})",
                _mine("seen_by"),
            ),
        ),
        update=("seen_at", "seen_by"),
    ),
    "schema_info": Rule("trust", (_read_by(*EVERYBODY),)),
    "rights_manifest": Rule("trust", (_read_by("admin"),)),
}


def rule_of(table: Table) -> Rule:
    """The table's rule. Raises LookupError where nobody has said who may see it."""
    try:
        return RULES[table.name]
    except KeyError:
        raise LookupError(f"{table.name} has no rule in persistence/rights/rules.py") from None


def tables() -> tuple[Table, ...]:
    """Every table, parents first; a rule without a table is as wrong as a table without one."""
    found = tuple(Base.metadata.sorted_tables)
    unknown = RULES.keys() - {table.name for table in found}
    if unknown:
        raise LookupError(f"rules for tables that do not exist: {', '.join(sorted(unknown))}")
    return found


def updatable(table: Table) -> tuple[str, ...]:
    """The columns that an UPDATE may touch: all that are no keys, unless the rule names them."""
    rule = rule_of(table)
    if not any(policy.command in ("UPDATE", "ALL") for policy in rule.policies):
        return ()
    if rule.update is not None:
        return rule.update
    kept = _LINKS - _FREE.get(table.name, frozenset())
    return tuple(column.name for column in table.columns if column.name not in kept)
