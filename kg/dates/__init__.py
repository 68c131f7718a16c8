"""Dates as newspapers print them → ISO 8601: whole days on their own, and the time that a sentence speaks of."""

from kg.dates.days import find_days, read_day
from kg.dates.expressions import Time, find_times

__all__ = ["Time", "find_days", "find_times", "read_day"]
