"""The numbers the risk score is built on, in one place, each with the reason it has that value."""

from dataclasses import asdict, dataclass, field

MODEL_VERSION = "eb-1"
"""Moves whenever the same reports and settings would give another score."""

SEVERITIES = (1, 2, 3, 4, 5)

NO_DATA = "belum_ada_data"
HAS_DATA = "ada_data"


@dataclass(frozen=True)
class Credibility:
    """How probably a report is true, by how far it was checked."""

    verified: float = 1.0
    corroborated: float = 0.8
    named: float = 0.5
    anonymous: float = 0.3
    refuted: float = 0.0


@dataclass(frozen=True)
class RiskSettings:
    """Settings of the score; the defaults are the documented method.

    credibility: `named` and `anonymous` are for reports nobody has judged yet.
    quiet_exposure: what a day without an active reporter counts, in days: people still report now and then.
    half_life_days: memory of the city level.
    level_limits: a level outside is cut: one busy day must not multiply every ward without bound.
    delay_horizon_days: a report later than this says nothing about delay.
    prompt_reports: delay is learned against so many imagined reports that arrived the same day.
    likelihood_cuts: chances of one incident or more in the horizon that part the five classes. Fixed, so that a calm
        week can be calm everywhere.
    severity_weights: harm of one incident of severity 1-5; each step doubles.
    impact_cuts: geometric middles between the weights, so that a ward with nothing but severity s
        is in class s.
    severity_prior: how many incidents of the city's usual mix are added to each ward's own.
    index_scale: the score that gives index 50.
    log_kappa_prior, intercept_prior: mean and standard deviation; the intercept's is wide: one incident
        outweighs it (log incidents a ward-day, so about one in three ward-weeks, give or take a factor of 20).
    draws, seed: of the posterior sample behind intervals and ranks; 0 draws leave these out.
    """

    credibility: Credibility = field(default_factory=Credibility)
    quiet_exposure: float = 0.05
    horizon_days: int = 7
    half_life_days: float = 7.0
    level_limits: tuple[float, float] = (0.2, 5.0)
    delay_horizon_days: int = 28
    prompt_reports: float = 5.0
    likelihood_cuts: tuple[float, ...] = (0.05, 0.15, 0.35, 0.60)
    severity_weights: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0, 16.0)
    impact_cuts: tuple[float, ...] = (2**0.5, 2**1.5, 2**2.5, 2**3.5)
    severity_prior: float = 5.0
    index_scale: float = 2.0
    log_kappa_prior: tuple[float, float] = (0.3, 1.2)
    intercept_prior: tuple[float, float] = (-3.0, 3.0)
    weak_below: float = 0.3
    strong_above: float = 0.7
    top_share: float = 0.2
    interval: float = 0.8
    draws: int = 2000
    seed: int = 20240128

    def as_plain(self) -> dict:
        """The settings as plain values, for storing and hashing."""
        return asdict(self)
