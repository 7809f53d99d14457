"""The tables, grouped as an office thinks of them; private to services and reports."""

from hjemveien.persistence.tables.access import (
    AccessLog,
    CaseShare,
    Notice,
    PartialityLock,
    Presence,
    RightsManifest,
    SavedOperation,
    SealedTenancy,
)
from hjemveien.persistence.tables.base import Base
from hjemveien.persistence.tables.cases import (
    Application,
    CaseFile,
    Document,
    HousingSituation,
    JournalEntry,
    Need,
    StageInterval,
    Task,
)
from hjemveien.persistence.tables.decisions import Decision, Offer, Priority
from hjemveien.persistence.tables.goals import Goal, PlanStep
from hjemveien.persistence.tables.homes import Dwelling, DwellingPeriod, TemporaryStay, Tenancy
from hjemveien.persistence.tables.lists import CaseNow, SearchTerm, SearchWord
from hjemveien.persistence.tables.office import (
    CodeList,
    Draft,
    Municipality,
    SavedView,
    Staff,
    Team,
)
from hjemveien.persistence.tables.people import Household, HouseholdMember, Person, SealedIdentity
from hjemveien.persistence.tables.sources import (
    DuplicateSuggestion,
    SealedSource,
    SourceFile,
    SourceProblem,
    SourceRow,
)
from hjemveien.persistence.tables.trust import (
    AuditCheckpoint,
    AuditErasure,
    AuditEvent,
    AuditPayload,
    SchemaInfo,
    SealedPayload,
)

__all__ = [
    "AccessLog",
    "Application",
    "AuditCheckpoint",
    "AuditErasure",
    "AuditEvent",
    "AuditPayload",
    "Base",
    "CaseFile",
    "CaseNow",
    "CaseShare",
    "CodeList",
    "Decision",
    "Document",
    "Draft",
    "DuplicateSuggestion",
    "Dwelling",
    "DwellingPeriod",
    "Goal",
    "Household",
    "HouseholdMember",
    "HousingSituation",
    "JournalEntry",
    "Municipality",
    "Need",
    "Notice",
    "Offer",
    "PartialityLock",
    "Person",
    "PlanStep",
    "Presence",
    "Priority",
    "RightsManifest",
    "SavedOperation",
    "SavedView",
    "SchemaInfo",
    "SealedIdentity",
    "SealedPayload",
    "SealedSource",
    "SealedTenancy",
    "SearchTerm",
    "SearchWord",
    "SourceFile",
    "SourceProblem",
    "SourceRow",
    "Staff",
    "StageInterval",
    "Task",
    "Team",
    "TemporaryStay",
    "Tenancy",
]
