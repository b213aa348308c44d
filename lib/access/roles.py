"""The roles: what each is called, who gets it, and what it may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lib.text import N_, Message


class Role(StrEnum):
    """The roles a user can have; the store's views know the same names."""

    ADMIN = "admin"
    ANALYST = "analyst"
    LEADER = "leader"
    SECURITY = "security"
    BAWASLU = "bawaslu"
    FKDM = "fkdm"
    PARTY = "party"
    VIEWER = "viewer"


class Permission(StrEnum):
    """What can be allowed: opening a page, or doing something on one."""

    VIEW_SUMMARY = "view_summary"
    VIEW_SCHEDULE = "view_schedule"
    VIEW_RULES = "view_rules"
    VIEW_SECURITY = "view_security"
    VIEW_PROPOSALS = "view_proposals"
    VIEW_RISK = "view_risk"
    VIEW_REPORTS = "view_reports"
    VIEW_UPLOAD = "view_upload"
    VIEW_DOWNLOADS = "view_downloads"
    VIEW_SETTINGS = "view_settings"
    VIEW_ACCOUNT = "view_account"

    IMPORT_SCHEDULE = "import_schedule"
    IMPORT_REPORTS = "import_reports"
    UNDO_OWN_IMPORT = "undo_own_import"
    UNDO_ANY_IMPORT = "undo_any_import"

    PROPOSE_MOVES = "propose_moves"
    DECIDE_MOVES = "decide_moves"

    SET_STRENGTH = "set_strength"

    READ_HANDLING = "read_handling"
    DECIDE_PROBLEM = "decide_problem"

    DOWNLOAD = "download"
    PICK_DAY = "pick_day"

    MANAGE_USERS = "manage_users"
    CHANGE_SETTINGS = "change_settings"
    READ_AUDIT = "read_audit"
    BACK_UP = "back_up"


@dataclass(frozen=True)
class RoleDescription:
    """One role as people read it, and its permissions."""

    role: Role
    display_name: Message
    description: Message
    permissions: frozenset[Permission]


_EVERYBODY = frozenset({
    Permission.VIEW_SUMMARY, Permission.VIEW_DOWNLOADS, Permission.VIEW_ACCOUNT, Permission.DOWNLOAD,
})
_DECIDING = frozenset({Permission.PROPOSE_MOVES, Permission.DECIDE_MOVES})
_COORDINATION = _EVERYBODY | {
    Permission.VIEW_SCHEDULE, Permission.VIEW_RULES, Permission.VIEW_SECURITY, Permission.VIEW_PROPOSALS,
    Permission.VIEW_RISK,
    Permission.VIEW_REPORTS, Permission.PICK_DAY, Permission.READ_HANDLING,
}
_ANALYSIS = _COORDINATION | _DECIDING | {
    Permission.VIEW_UPLOAD, Permission.IMPORT_SCHEDULE, Permission.IMPORT_REPORTS,
    Permission.UNDO_OWN_IMPORT, Permission.UNDO_ANY_IMPORT, Permission.SET_STRENGTH,
    Permission.DECIDE_PROBLEM,
}

ROLES: Mapping[Role, RoleDescription] = {
    described.role: described for described in (
        RoleDescription(
            Role.ADMIN, Message(N_("Administrator")),
            Message(N_("Looks after users, settings and back-ups, and may do everything an analyst may.")),
            _ANALYSIS | {Permission.VIEW_SETTINGS, Permission.MANAGE_USERS, Permission.CHANGE_SETTINGS,
                         Permission.READ_AUDIT, Permission.BACK_UP}),
        RoleDescription(
            Role.ANALYST, Message(N_("Analyst")),
            Message(N_("Uploads schedules and reports, checks them, and prepares the meeting.")),
            _ANALYSIS),
        RoleDescription(
            Role.LEADER, Message(N_("Leader")),
            Message(N_("Chairs the coordination meeting; sees everything, changes nothing in the files.")),
            _COORDINATION | _DECIDING),
        RoleDescription(
            Role.SECURITY, Message(N_("Security liaison")),
            Message(N_("Police, army and Satpol PP: the load of each day, without the names of reporters.")),
            _COORDINATION | {Permission.SET_STRENGTH}),
        RoleDescription(
            Role.BAWASLU, Message(N_("Bawaslu")),
            Message(N_("The election supervisor: schedules, and reports of alleged breaches.")),
            _EVERYBODY | {Permission.VIEW_SCHEDULE, Permission.VIEW_RULES, Permission.VIEW_PROPOSALS,
                          Permission.VIEW_REPORTS, Permission.PICK_DAY, Permission.READ_HANDLING}),
        RoleDescription(
            Role.FKDM, Message(N_("FKDM member")),
            Message(N_("A volunteer: sends reports and sees those of the own wards.")),
            _EVERYBODY | {Permission.VIEW_REPORTS, Permission.VIEW_UPLOAD, Permission.IMPORT_REPORTS,
                          Permission.UNDO_OWN_IMPORT}),
        RoleDescription(
            Role.PARTY, Message(N_("Party officer")),
            Message(N_("Uploads the own party's schedule; of others sees what a notice would tell.")),
            _EVERYBODY | {Permission.VIEW_SCHEDULE, Permission.VIEW_RULES, Permission.VIEW_PROPOSALS,
                          Permission.PROPOSE_MOVES, Permission.VIEW_UPLOAD, Permission.IMPORT_SCHEDULE,
                          Permission.UNDO_OWN_IMPORT}),
        RoleDescription(
            Role.VIEWER, Message(N_("Reader")),
            Message(N_("Sees the summary and totals, never a single report.")),
            _EVERYBODY),
    )
}
