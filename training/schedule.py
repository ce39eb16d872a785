"""How far a training is, and how fast it learns there. No torch: arithmetic that can be tested anywhere."""

from __future__ import annotations

from dataclasses import dataclass

_WARM = 100
"""Steps in which the rate rises."""

_LEAST = 0.005
"""What the rate falls to, of its full height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A training of ``steps`` steps or ``minutes`` minutes, whichever is over first; what went before it counts.

    The rate is even up to the share ``falls_at`` of the schedule, the *plateau*, and falls from there in a straight line. A
    second end starts at the plateau of another training: its rate falls at once, from the share at which it begins.
    Raises ``ValueError`` for a schedule without an end or a share that is none.
    """

    steps: int
    minutes: float
    falls_at: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what is no schedule."""
        if self.steps <= 0 or self.minutes <= 0:
            raise ValueError("a schedule needs steps and minutes above 0")
        if not 0 <= self.falls_at < 1:
            raise ValueError(
                f"the rate cannot begin to fall at {self.falls_at:.3f} of the schedule; "
                "what went before may be longer than the schedule: give it more --steps or --minutes"
            )

    def done(self, step: int, seconds: float) -> float:
        """The share that is done, 1 at the end, after so many steps and seconds."""
        return max(step / self.steps, seconds / 60 / self.minutes)

    def rate(self, step: int, done: float) -> float:
        """The share of the full rate at which ``step`` learns, ``done`` being the share of the schedule behind it."""
        falling = min(1.0, (1 - done) / (1 - self.falls_at))
        return min(1.0, (step + 1) / _WARM) * max(_LEAST, falling)
