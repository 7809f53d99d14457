"""New cases, who has them and their numbers: made by doors, so that each begins with its rights."""

from hjemveien.persistence.rights.doors import NO_CASES, NOT_ALLOWED, NOT_THERE, Door, refuse

WORK = ("caseworker",)
EVERYBODY = ("caseworker", "statistics", "admin", "logreader", "partner")

# Somebody protected belongs at once to whoever registers her and is cleared, or else to nobody
# until a supervisor gives the case to somebody who is. The household is new, or one that is open
# here: nobody gets at another's by a case of her own.
_CREATE_CASE = Door(
    "create_case",
    "key uuid, about uuid, household uuid, shielding text, number text, worker uuid, since date",
    "void",
    f"""
    IF NOT (has_role('caseworker') OR is_root()) THEN {refuse(NOT_ALLOWED)} END IF;
    IF shielding NOT IN ('none', 'unspecified', 'confidential', 'strictly_confidential')
        THEN {refuse(NOT_ALLOWED)} END IF;
    IF EXISTS (SELECT 1 FROM household h WHERE h.id = household) THEN
        IF household <> ALL (opened_households()) THEN {refuse(NOT_THERE)} END IF;
        shielding := (SELECT h.protection FROM household h WHERE h.id = household);
    ELSE
        INSERT INTO household (id, protection, note, row_version)
        VALUES (household, shielding, '', 1);
    END IF;
    IF worker IS NOT NULL AND NOT may_have_cases(worker) THEN {refuse(NO_CASES)} END IF;
    INSERT INTO case_file (id, number, household_id, caseworker_id, pathway_version, counts_from,
        allocated_dwelling, source_ref, row_version)
    VALUES (about, number, household,
        CASE WHEN shielding = 'none' OR may_have_sealed(worker) THEN worker
            WHEN may_have_sealed(me()) THEN me() END, 1, since,
        '', '', 1);
    PERFORM note_access(key, 'create_case', about, 'own', '', '', '{{}}');""",
    WORK,
)

_MAY_HAVE = Door(
    "may_have_sealed",
    "worker uuid",
    "boolean",
    """RETURN EXISTS (SELECT 1 FROM staff s JOIN pg_roles l ON l.rolname = s.login
        JOIN pg_roles r ON r.rolname = '{p}_cleared'
        WHERE s.id = worker AND s.active AND pg_has_role(l.oid, r.oid, 'MEMBER'));""",
    WORK,
    volatile=False,
)

# Whoever works with cases; of somebody who has no account on this server the office's own word.
_MAY_HAVE_CASES = Door(
    "may_have_cases",
    "worker uuid",
    "boolean",
    """RETURN EXISTS (SELECT 1 FROM staff s LEFT JOIN pg_roles l ON l.rolname = s.login
        JOIN pg_roles r ON r.rolname = '{p}_caseworker'
        WHERE s.id = worker AND s.active AND CASE WHEN l.oid IS NULL
            THEN s.cleared OR s.role IN ('caseworker', 'supervisor')
            ELSE pg_has_role(l.oid, r.oid, 'MEMBER') END);""",
    EVERYBODY,
    volatile=False,
)

_NEXT_NUMBER = Door(
    "next_case_number",
    "year text",
    "text",
    rf"""
    IF year !~ '^\d{{4}}/$' THEN {refuse(NOT_ALLOWED)} END IF;
    RETURN year || lpad((coalesce((SELECT max(substr(n.number, length(year) + 1)::int)
        FROM case_file n WHERE n.number ~ ('^' || year || '\d{{5}}$')), 0) + 1)::text, 5, '0');""",
    WORK,
    volatile=False,
)

# One's own and nobody's cases are passed on by any caseworker, all by a supervisor; somebody
# protected goes only to the cleared, from a supervisor or from who has the case. Whoever passed a
# case on last may for ten minutes take that back, if nobody else has her name.
_PASSED_ON = Door(
    "passed_on_lately",
    "about uuid",
    "boolean",
    """
    RETURN (SELECT count(*) FROM staff s WHERE s.name = my_name()) = 1 AND coalesce(
        (SELECT j.by = my_name()
            AND j.at BETWEEN clock_timestamp() - interval '10 minutes' AND clock_timestamp()
            FROM journal_entry j WHERE j.case_id = about AND j.kind = 'assigned'
            ORDER BY j.at DESC, j.id LIMIT 1), false);""",
    (),
    volatile=False,
)

_ASSIGN_WITH = Door(
    "assign_with",
    "about uuid, worker uuid, entry uuid, words text",
    "void",
    f"""
    IF NOT can_see(about) THEN {refuse(NOT_THERE)} END IF;
    SELECT h.protection <> 'none', c.caseworker_id INTO sealed, before
        FROM case_file c JOIN household h ON h.id = c.household_id WHERE c.id = about FOR UPDATE;
    IF NOT (is_root() OR has_role('supervisor') OR coalesce(before = me(), false)
        OR (NOT sealed AND (before IS NULL OR about = ANY (opened_cases())
            OR passed_on_lately(about)))) THEN
        {refuse(NOT_ALLOWED)}
    END IF;
    IF worker IS NOT NULL AND NOT may_have_cases(worker) THEN {refuse(NO_CASES)} END IF;
    IF sealed AND worker IS NOT NULL AND NOT may_have_sealed(worker) THEN
        {refuse("HJ424")}
    END IF;
    UPDATE case_file SET caseworker_id = worker, row_version = row_version + 1 WHERE id = about;
    UPDATE case_now SET caseworker_id = worker,
        caseworker = coalesce((SELECT s.name FROM staff s WHERE s.id = worker), ''),
        caseworker_key = coalesce((SELECT nullif(s.name_key, '') FROM staff s WHERE s.id = worker),
            '~')
        WHERE case_id = about;
    INSERT INTO journal_entry (id, case_id, at, by, kind, text, data, confidential)
    VALUES (entry, about, clock_timestamp(),
        coalesce(my_name(), current_setting('hjemveien.actor', true), session_user), 'assigned',
        words, jsonb_build_object(
            'from', coalesce((SELECT s.name FROM staff s WHERE s.id = before), ''),
            'to', coalesce((SELECT s.name FROM staff s WHERE s.id = worker), '')), false);""",
    (),
    declare="    sealed boolean;\n    before uuid;",
)

_ASSIGN = Door(
    "assign_case",
    "about uuid, worker uuid, entry uuid",
    "void",
    "    PERFORM assign_with(about, worker, entry, '');",
    WORK,
)

# Many at once: what is refused for one is told, and the others go.
_ASSIGN_MANY = Door(
    "assign_cases",
    "abouts uuid[], workers uuid[], entries uuid[], words text",
    "TABLE(about uuid, refused text)",
    """
    FOR place IN 1 .. coalesce(cardinality(abouts), 0) LOOP
        about := abouts[place];
        BEGIN
            PERFORM assign_with(about, workers[place], entries[place], words);
            refused := '';
        EXCEPTION WHEN OTHERS THEN
            IF SQLSTATE NOT LIKE 'HJ%' THEN RAISE; END IF;
            refused := SQLSTATE;
        END;
        RETURN NEXT;
    END LOOP;""",
    WORK,
)

# A case that was registered twice goes over to the household it is about, and takes along what
# belongs to it; people of a household left without a case leave it. Both cases are open, or an
# import has been opened and neither is hidden.
_JOIN = Door(
    "move_to_household",
    "about uuid, other uuid, day date",
    "void",
    f"""
    IF NOT (is_root() OR (about = ANY (opened) AND other = ANY (opened)) OR (wide_open()
        AND about <> ALL (hidden) AND other <> ALL (hidden))) THEN
        {refuse(NOT_THERE)}
    END IF;
    SELECT c.household_id INTO before FROM case_file c WHERE c.id = about FOR UPDATE;
    SELECT c.household_id INTO after FROM case_file c WHERE c.id = other;
    IF before IS NULL OR after IS NULL OR (SELECT count(DISTINCT h.protection) FROM household h
        WHERE h.id IN (before, after)) > 1 THEN
        {refuse(NOT_ALLOWED)}
    END IF;
    UPDATE case_file SET household_id = after, row_version = row_version + 1 WHERE id = about;
    UPDATE housing_situation SET household_id = after WHERE case_id = about;
    UPDATE temporary_stay SET household_id = after WHERE case_id = about;
    UPDATE tenancy SET household_id = after WHERE case_id = about;
    IF NOT EXISTS (SELECT 1 FROM case_file c WHERE c.household_id = before) THEN
        UPDATE household_member SET valid_to = day
            WHERE household_id = before AND valid_to IS NULL;
    END IF;""",
    WORK,
    declare="""    opened uuid[] := opened_cases();
    hidden uuid[] := hidden_cases();
    before uuid;
    after uuid;""",
)

# A new case of somebody who has an open one is marked, as an import does it: once, and never beside
# a protected household or a case that one is kept out of, which the pair would tell of.
_SUSPECT = Door(
    "suspect_same_number",
    "key uuid, about uuid",
    "void",
    f"""
    IF NOT (is_root() OR about = ANY (opened_cases())) THEN {refuse(NOT_THERE)} END IF;
    INSERT INTO duplicate_suggestion (id, first_case_id, second_case_id, kind, reasons, state,
        row_version)
    SELECT key, f.case_id, about, f.kind, f.reasons, 'open', 1 FROM (
        SELECT n.case_id, n.received_key,
            CASE WHEN a.applies THEN 'same_id' ELSE 'partner_also_applicant' END AS kind,
            CASE WHEN a.applies THEN '["The same identity number"]'::jsonb
                ELSE '["The same identity number",
                    "An adult of the one household applies in the other"]'::jsonb END AS reasons
        FROM case_file c
        JOIN household_member mine ON mine.household_id = c.household_id
        JOIN person me ON me.id = mine.person_id
        JOIN person they ON they.id_number = me.id_number
        JOIN household_member other ON other.person_id = they.id
        JOIN case_now n ON n.household_id = other.household_id
        CROSS JOIN LATERAL (SELECT mine.role = 'applicant' AND other.role = 'applicant' AS applies)
            AS a
        WHERE c.id = about AND n.household_id <> c.household_id
        AND mine.valid_to IS NULL AND other.valid_to IS NULL AND me.id_number <> ''
        AND NOT n.closed AND NOT n.protected AND n.case_id <> ALL (locked_cases())) AS f
    WHERE NOT EXISTS (SELECT 1 FROM duplicate_suggestion d WHERE d.second_case_id = about)
    ORDER BY f.received_key, f.case_id LIMIT 1;""",
    WORK,
)

BIRTHS = (
    _MAY_HAVE, _MAY_HAVE_CASES, _CREATE_CASE, _NEXT_NUMBER, _PASSED_ON, _ASSIGN_WITH, _ASSIGN,
    _ASSIGN_MANY, _JOIN, _SUSPECT,
)  # fmt: skip
