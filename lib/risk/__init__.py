"""Risk: how much was reported, from where it was listened to, and what that says of the next seven days."""

from lib.risk.explanations import advise, describe_city, explain
from lib.risk.scores import REASONS, Scores, score_wards
from lib.risk.settings import HAS_DATA, NO_DATA, Credibility, RiskSettings

__all__ = [
    "HAS_DATA", "NO_DATA", "REASONS", "Credibility", "RiskSettings", "Scores", "advise", "describe_city", "explain",
    "score_wards",
]
