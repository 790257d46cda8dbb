"""Rules a plan is read against: a table of named functions that answer with findings, never verdicts."""

from process.checks.finding import Finding, Severity
from process.checks.table import RULES, run_checks

__all__ = ["RULES", "Finding", "Severity", "run_checks"]
