"""Search and news under row security: definer doors that read all and return what the asker may."""

from hjemveien.persistence.rights.doors import Door

WORK = ("caseworker",)

# Long words are looked up by trigrams, short ones by prefix; all must be there. The statement is
# made of fixed parts and quoted literals, so that each word's index can be used.
_FIND = Door(
    "find_cases",
    "patterns text[], beginnings text[], last text, cap integer",
    "SETOF uuid",
    """
    IF NOT (has_role('caseworker') OR is_root()) THEN RETURN; END IF;
    IF cardinality(patterns) > 0 THEN
        asked := 'SELECT t.case_id FROM search_term t WHERE true';
        FOREACH word IN ARRAY patterns LOOP
            asked := asked || format(' AND t.text LIKE %L', word);
        END LOOP;
    ELSE
        word := beginnings[1];
        asked := format('SELECT t.case_id FROM search_word t WHERE t.word ~>=~ %L'
            ' AND t.word ~<~ %L', word, word || last);
        beginnings := beginnings[2:];
    END IF;
    FOREACH word IN ARRAY beginnings LOOP
        asked := asked || format(' AND EXISTS (SELECT 1 FROM search_word w WHERE'
            ' w.case_id = t.case_id AND w.word ~>=~ %L AND w.word ~<~ %L)', word, word || last);
    END LOOP;
    RETURN QUERY EXECUTE asked || ' AND t.case_id <> ALL ($1) LIMIT ' || cap
        USING locked_cases();
    IF has_role('cleared') THEN
        RETURN QUERY SELECT c.id FROM case_file c JOIN sealed_identity s
            ON s.household_id = c.household_id
            WHERE me() IN (c.caseworker_id, c.coordinator_id) AND c.id <> ALL (locked_cases())
            AND s.search_text LIKE ALL (patterns)
            AND (cardinality(patterns) > 0);
    END IF;""",
    WORK,
    declare="    asked text;\n    word text;",
    volatile=False,
)

# Of a protected household only the number is ever found, whatever a client sends.
_WRITE_SEARCH = Door(
    "write_search",
    "documents jsonb",
    "void",
    """
    FOR one IN SELECT d.doc, d.case_id, d.text FROM jsonb_to_recordset(documents)
        AS d(doc bigint, case_id uuid, text text)
    LOOP
        CONTINUE WHEN one.case_id IS NULL OR NOT (is_root() OR one.case_id = ANY (opened_cases())
            OR (wide_open() AND one.case_id <> ALL (locked_cases())));
        found_by := one.text;
        IF EXISTS (SELECT 1 FROM case_file c JOIN household h ON h.id = c.household_id
            WHERE c.id = one.case_id AND h.protection <> 'none') THEN
            SELECT lower(c.number) INTO found_by FROM case_file c WHERE c.id = one.case_id;
        END IF;
        DELETE FROM search_word w WHERE w.case_id = one.case_id;
        DELETE FROM search_term t WHERE t.case_id = one.case_id;
        IF found_by <> '' THEN
            INSERT INTO search_term (doc_number, case_id, text)
                VALUES (one.doc, one.case_id, found_by);
            INSERT INTO search_word (case_id, word)
                SELECT DISTINCT one.case_id, w
                FROM regexp_split_to_table(found_by, '\\s+') w WHERE w <> '';
        END IF;
    END LOOP;""",
    WORK,
    declare="    one record;\n    found_by text;",
)

# Whose identity is kept apart and who is kept out is no news to anybody.
_CHANGES = Door(
    "changes_since",
    "token bigint, most integer",
    "TABLE(table_name text, case_id uuid, household_id uuid)",
    """
    RETURN QUERY
    SELECT DISTINCT CASE WHEN e.table_name LIKE 'sealed\\_%' THEN 'person' ELSE e.table_name END,
        n.case_id, n.household_id
    FROM (SELECT a.table_name, a.case_id, a.household_id FROM audit_event a
        WHERE a.transaction >= token AND a.table_name <> 'partiality_lock'
        ORDER BY a.transaction LIMIT most) e
    LEFT JOIN case_now n ON n.case_id = e.case_id
        OR (e.case_id IS NULL AND n.household_id = e.household_id)
    WHERE n.case_id IS NULL OR is_root()
        OR (has_role('caseworker') AND n.case_id <> ALL (locked_cases()))
        OR (has_role('partner') AND n.case_id = ANY (shared_cases()));""",
    ("caseworker", "statistics", "admin", "logreader", "partner"),
    volatile=False,
)

FINDING = (_FIND, _WRITE_SEARCH, _CHANGES)
