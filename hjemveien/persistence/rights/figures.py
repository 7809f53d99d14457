"""What the statistics role reads: counts of households, never a row about one of them.

Cells of one and two are left empty, for they would point at somebody. Source: statistikkloven § 7.
"""

SCHEMA = "figures"
LEAST = 3

# As in every figure: what is, or may be, another case registered again is not counted.
_OWN = (
    "NOT EXISTS (SELECT 1 FROM public.duplicate_suggestion o "
    "WHERE o.second_case_id = {key} AND o.state IN ('open', 'same'))"
)
_NOW = f"public.case_now n WHERE {_OWN.format(key='n.case_id')}"


def _counted(source: str, **groups: str) -> str:
    """Counts by group, each a name and what it is; a cell under LEAST is NULL."""
    columns = ", ".join(f"{what} AS {name}" for name, what in groups.items())
    return (
        f"SELECT {columns}, CASE WHEN count(*) < {LEAST} THEN NULL ELSE count(*) END AS households "
        f"FROM {source} GROUP BY {', '.join(groups.values())}"
    )


def views() -> dict[str, str]:
    """Name → its SELECT."""
    waiting = (
        "public.case_now n JOIN public.case_file c ON c.id = n.case_id "
        "WHERE n.decision_outcome = 'granted' AND c.moved_in_counts_from IS NULL "
        f"AND c.closed_counts_from IS NULL AND {_OWN.format(key='c.id')}"
    )
    housed = f"public.case_file c WHERE c.moved_in_on IS NOT NULL AND {_OWN.format(key='c.id')}"
    return {
        "by_stage": _counted(_NOW, stage="n.stage"),
        "by_main_group": _counted(f"{_NOW} AND NOT n.closed", main_group="n.main_group"),
        "by_decision": _counted(
            f"{_NOW} AND n.decision_outcome IS NOT NULL", outcome="n.decision_outcome"
        ),
        "received_by_month": _counted(
            f"{_NOW} AND n.received_on IS NOT NULL", month=_month("n.received_on")
        ),
        "decided_by_month": _counted(
            f"{_NOW} AND n.decided_on IS NOT NULL",
            month=_month("n.decided_on"),
            outcome="n.decision_outcome",
        ),
        "moved_in_by_month": _counted(housed, month=_month("c.moved_in_on")),
        "waiting_by_class": _counted(waiting, priority_class="n.priority_class"),
        "temporary_stays_by_year": _counted(
            "public.temporary_stay s WHERE s.countable AND s.starts_on IS NOT NULL",
            year="to_char(s.starts_on, 'YYYY')",
        ),
        "dwellings_by_type": (
            "SELECT d.dwelling_type, d.disposal, count(*) AS dwellings "
            "FROM public.dwelling d GROUP BY d.dwelling_type, d.disposal"
        ),
    }


def _month(column: str) -> str:
    return f"to_char({column}, 'YYYY-MM')"
