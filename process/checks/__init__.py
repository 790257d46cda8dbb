"""Rules a plan is read against: a table of named functions that answer with findings, never verdicts."""

from process.checks.finding import Finding, Rule
from process.checks.table import RULES, run_checks, severity_in
from process.plan import Severity

__all__ = ["RULES", "Finding", "Rule", "Severity", "run_checks", "severity_in"]
