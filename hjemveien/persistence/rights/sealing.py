"""Protection raised and lowered: the identity moves both ways in one transaction, traces included.

Anybody who has the case open may raise it, for that must never wait; lowering it, and writing the
identity, is for the cleared who have the case. Source: folkeregisterloven § 10-4, kode 6 and 7.
"""

from hjemveien.persistence.rights.doors import NOT_ALLOWED, NOT_THERE, Door, refuse

WORK = ("caseworker",)

_IDENTITY = (
    "surname, given_name, birth_date, id_kind, id_number, id_rule, phone, email, address, postcode"
)
_OF_PERSON = ", ".join(f"p.{name}" for name in _IDENTITY.split(", "))
_OF_SEALED = ", ".join(f"{name} = s.{name}" for name in _IDENTITY.split(", "))

# `names` is {person: folded words}: what somebody sealed is found by, or an open person's key.
_RAISE = Door(
    "seal_household",
    "home uuid, names jsonb",
    "void",
    f"""
    SELECT coalesce(array_agg(DISTINCT m.person_id), '{{}}') INTO people
        FROM household_member m WHERE m.household_id = home AND m.person_id IS NOT NULL;
    SELECT coalesce(array_agg(c.id), '{{}}') INTO cases
        FROM case_file c WHERE c.household_id = home;
    INSERT INTO sealed_identity (id, person_id, household_id, {_IDENTITY}, search_text, row_version)
        SELECT gen_random_uuid(), p.id, home, {_OF_PERSON},
            coalesce(names ->> p.id::text, ''), 1
        FROM person p WHERE p.id = ANY (people)
        ON CONFLICT (person_id) DO NOTHING;
    UPDATE person SET surname = '', given_name = '', name_key = '', birth_date = NULL,
        id_kind = 'none', id_number = NULL, id_rule = NULL, phone = '', email = '', address = '',
        postcode = '', row_version = row_version + 1 WHERE id = ANY (people);
    INSERT INTO sealed_tenancy (id, tenancy_id, household_id, case_id, tenant_id_number)
        SELECT gen_random_uuid(), t.id, home, t.case_id, t.tenant_id_number
        FROM tenancy t WHERE t.household_id = home OR t.case_id = ANY (cases)
        ON CONFLICT (tenancy_id) DO NOTHING;
    SELECT coalesce(array_agg(s.tenancy_id), '{{}}') INTO leases FROM sealed_tenancy s
        WHERE s.household_id = home AND s.tenancy_id IS NOT NULL;
    UPDATE tenancy SET household_id = NULL, case_id = NULL, tenant_id_number = NULL,
        row_version = row_version + 1 WHERE id = ANY (leases);
    INSERT INTO sealed_tenancy (id, household_id, case_id, place)
        SELECT gen_random_uuid(), home, c.id, c.allocated_dwelling
        FROM case_file c WHERE c.id = ANY (cases) AND c.allocated_dwelling <> '';
    UPDATE case_file SET allocated_dwelling = '', row_version = row_version + 1
        WHERE id = ANY (cases) AND allocated_dwelling <> '';
    INSERT INTO sealed_source (id, row_id, cells, unread)
        SELECT gen_random_uuid(), r.id, r.cells, r.unread FROM source_row r
        WHERE r.household_id = home OR r.case_id = ANY (cases)
        ON CONFLICT (row_id) DO NOTHING;
    UPDATE source_row SET cells = NULL, unread = NULL
        WHERE household_id = home OR case_id = ANY (cases);
    UPDATE source_problem p SET saw = '', did = '', row_version = p.row_version + 1
        FROM source_row r WHERE r.id = p.row_id
        AND (r.household_id = home OR r.case_id = ANY (cases));
    UPDATE case_now SET name = '', name_key = '~', protected = true, next_task = ''
        WHERE case_id = ANY (cases);
    DELETE FROM search_word w WHERE w.case_id = ANY (cases);
    UPDATE search_term SET text = lower(c.number) FROM case_file c
        WHERE c.id = search_term.case_id AND c.id = ANY (cases);
    INSERT INTO search_word (case_id, word) SELECT DISTINCT c.id, w FROM case_file c,
        regexp_split_to_table(lower(c.number), '\\s+') w WHERE c.id = ANY (cases) AND w <> '';
    PERFORM move_payload(home, cases, people, leases, true);""",
    (),
    declare="    people uuid[];\n    cases uuid[];\n    leases uuid[];",
)

_LOWER = Door(
    "unseal_household",
    "home uuid, names jsonb",
    "void",
    f"""
    SELECT coalesce(array_agg(s.person_id), '{{}}') INTO people
        FROM sealed_identity s WHERE s.household_id = home;
    SELECT coalesce(array_agg(c.id), '{{}}') INTO cases
        FROM case_file c WHERE c.household_id = home;
    SELECT coalesce(array_agg(s.tenancy_id), '{{}}') INTO leases FROM sealed_tenancy s
        WHERE s.household_id = home AND s.tenancy_id IS NOT NULL;
    UPDATE person p SET {_OF_SEALED}, name_key = coalesce(names ->> p.id::text, ''),
        row_version = p.row_version + 1
        FROM sealed_identity s WHERE s.person_id = p.id AND s.household_id = home;
    DELETE FROM sealed_identity WHERE household_id = home;
    UPDATE tenancy t SET household_id = home, case_id = s.case_id,
        tenant_id_number = s.tenant_id_number, row_version = t.row_version + 1
        FROM sealed_tenancy s WHERE s.tenancy_id = t.id AND s.household_id = home;
    UPDATE case_file c SET allocated_dwelling = s.place, row_version = c.row_version + 1
        FROM sealed_tenancy s WHERE s.case_id = c.id AND s.tenancy_id IS NULL AND s.place <> '';
    DELETE FROM sealed_tenancy WHERE household_id = home;
    UPDATE source_row r SET cells = s.cells, unread = s.unread FROM sealed_source s
        WHERE s.row_id = r.id AND (r.household_id = home OR r.case_id = ANY (cases));
    DELETE FROM sealed_source s USING source_row r WHERE r.id = s.row_id
        AND (r.household_id = home OR r.case_id = ANY (cases));
    PERFORM move_payload(home, cases, people, leases, false);""",
    (),
    declare="    people uuid[];\n    cases uuid[];\n    leases uuid[];",
)

# What the audit remembers of them goes where the identity goes. What was written about the sealed
# tables themselves stays sealed.
_MOVE = Door(
    "move_payload",
    "home uuid, cases uuid[], people uuid[], leases uuid[], away boolean",
    "void",
    """
    SELECT coalesce(array_agg(e.number), '{}') INTO numbers FROM audit_event e
        WHERE (e.household_id = home OR e.case_id = ANY (cases)
            OR e.row_id = ANY (people) OR e.row_id = ANY (leases))
        AND e.table_name NOT LIKE 'sealed\\_%';
    PERFORM set_config('hjemveien.erasing', 'on', true);
    IF away THEN
        INSERT INTO sealed_payload SELECT p.* FROM audit_payload p WHERE p.number = ANY (numbers);
        DELETE FROM audit_payload p WHERE p.number = ANY (numbers);
    ELSE
        INSERT INTO audit_payload SELECT p.* FROM sealed_payload p WHERE p.number = ANY (numbers);
        DELETE FROM sealed_payload p WHERE p.number = ANY (numbers);
    END IF;
    PERFORM set_config('hjemveien.erasing', 'off', true);""",
    (),
    declare="    numbers bigint[];",
)

_PROTECT = Door(
    "protect_household",
    "about uuid, level text, why text, names jsonb, entry uuid",
    "void",
    f"""
    IF NOT can_see(about) OR NOT (is_root() OR about = ANY (opened_cases())) THEN
        {refuse(NOT_THERE)}
    END IF;
    IF level NOT IN ('none', 'unspecified', 'confidential', 'strictly_confidential')
        OR btrim(why) = '' THEN
        {refuse(NOT_ALLOWED)}
    END IF;
    SELECT h.protection, h.id INTO before, home FROM case_file c
        JOIN household h ON h.id = c.household_id WHERE c.id = about FOR UPDATE OF h;
    IF before = level THEN RETURN; END IF;
    IF level = 'none' AND NOT (is_root() OR (has_role('cleared') AND EXISTS (SELECT 1
        FROM case_file c WHERE c.id = about AND me() IN (c.caseworker_id, c.coordinator_id)))) THEN
        {refuse(NOT_ALLOWED)}
    END IF;
    INSERT INTO journal_entry (id, case_id, at, by, kind, text, data, confidential)
    VALUES (entry, about, clock_timestamp(),
        coalesce(my_name(), current_setting('hjemveien.actor', true), session_user), 'protection',
        btrim(why), jsonb_build_object('from', before, 'to', level), true);
    UPDATE household SET protection = level, row_version = row_version + 1 WHERE id = home;
    IF before = 'none' THEN
        UPDATE case_file c SET caseworker_id = NULL, row_version = c.row_version + 1
            WHERE c.household_id = home AND c.caseworker_id IS NOT NULL
            AND NOT may_have_sealed(c.caseworker_id);
        UPDATE case_file c SET coordinator_id = NULL, row_version = c.row_version + 1
            WHERE c.household_id = home AND c.coordinator_id IS NOT NULL
            AND NOT may_have_sealed(c.coordinator_id);
        UPDATE case_now n SET caseworker_id = NULL, caseworker = '', caseworker_key = '~'
            FROM case_file c WHERE c.id = n.case_id AND c.household_id = home
            AND c.caseworker_id IS NULL;
        PERFORM seal_household(home, names);
    ELSIF level = 'none' THEN
        PERFORM unseal_household(home, names);
    END IF;
    INSERT INTO notice (id, at, kind, case_id, by, text)
    VALUES (gen_random_uuid(), clock_timestamp(), 'protection', about,
        coalesce(my_name(), session_user), level);""",
    WORK,
    declare="    before text;\n    home uuid;",
)

# The identity of somebody registered as protected from the start; for whoever registers her. Never
# somebody of another's household, nor another's lease: it would go astray when protection changes.
_WRITE_SEALED = Door(
    "write_sealed",
    "target text, rows jsonb",
    "void",
    """
    IF target NOT IN ('sealed_identity', 'sealed_source', 'sealed_tenancy') THEN
        RAISE EXCEPTION 'refused' USING ERRCODE = 'HJ403';
    END IF;
    FOR one IN SELECT r FROM jsonb_array_elements(rows) r LOOP
        home := (one ->> 'household_id')::uuid;
        mine := wide_open() OR is_root() OR (target <> 'sealed_source'
            AND home = ANY (opened_households()) AND EXISTS (SELECT 1 FROM household h
                WHERE h.id = home AND h.protection <> 'none'));
        IF target = 'sealed_identity' THEN
            mine := mine AND NOT EXISTS (SELECT 1 FROM household_member m
                WHERE m.person_id = (one ->> 'person_id')::uuid AND m.household_id <> home
                AND m.household_id <> ALL (opened_households()));
        ELSIF target = 'sealed_tenancy' THEN
            mine := mine AND (one ->> 'tenancy_id' IS NULL OR wide_open() OR is_root());
        END IF;
        IF mine IS NOT TRUE THEN
            RAISE EXCEPTION 'refused' USING ERRCODE = 'HJ404';
        END IF;
        IF target = 'sealed_tenancy' AND one ->> 'tenancy_id' IS NULL THEN
            DELETE FROM sealed_tenancy s WHERE s.tenancy_id IS NULL
                AND s.case_id = (one ->> 'case_id')::uuid AND s.household_id = home;
        END IF;
        EXECUTE format('INSERT INTO %I SELECT * FROM jsonb_populate_record(NULL::%I, $1)',
            target, target) USING one;
    END LOOP;""",
    WORK,
    declare="    one jsonb;\n    home uuid;\n    mine boolean;",
)

# For an import by somebody cleared: which sealed people have these numbers, or these keys. Nobody
# else is told; the file's own mark then decides.
_MATCHES = Door(
    "sealed_matches",
    "numbers text[], people uuid[]",
    "TABLE(id_number text, person_id uuid)",
    """
    IF has_role('cleared') AND wide_open() OR is_root() THEN
        RETURN QUERY SELECT s.id_number, s.person_id FROM sealed_identity s
            WHERE s.id_number = ANY (numbers) OR s.person_id = ANY (people);
    END IF;""",
    WORK,
    volatile=False,
)

SEALING = (_MOVE, _RAISE, _LOWER, _PROTECT, _WRITE_SEALED, _MATCHES)
