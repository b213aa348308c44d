"""The one question: may this viewer do that? Denied unless a role says otherwise, and always with a reason."""

from dataclasses import dataclass

from lib.access.roles import ROLES, Permission, Role
from lib.errors import Refusal
from lib.store import SYSTEM, Viewer
from lib.text import N_, Message


@dataclass(frozen=True)
class Answer:
    """Yes, or no with the reason; true in a condition when allowed."""

    allowed: bool
    reason: Message | None = None

    def __bool__(self) -> bool:
        return self.allowed


def has_permission(viewer: Viewer, permission: Permission) -> Answer:
    """Whether `viewer` may; a role nobody knows may nothing.

    The command line (SYSTEM) may everything: whoever runs it holds the database file itself.
    """
    if viewer == SYSTEM:
        return Answer(True)
    try:
        role = ROLES[Role(viewer.role)]
    except ValueError:
        return Answer(False, Message(N_("You are not signed in with a role this office knows.")))
    if permission in role.permissions:
        return Answer(True)
    return Answer(False, Message(
        N_("This is not part of the role {role}. Ask an administrator if you need it for your work."),
        {"role": role.display_name}))


def require_permission(viewer: Viewer, permission: Permission) -> None:
    """Raise Refusal with the reason unless `viewer` may."""
    answer = has_permission(viewer, permission)
    if not answer:
        raise Refusal(answer.reason)
