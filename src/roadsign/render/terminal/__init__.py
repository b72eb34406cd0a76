"""Answers on a terminal: one screen, plain sentences, the worst first; tabs in a pipe."""

from roadsign.render.terminal.audit import audit_screen, audits_summary
from roadsign.render.terminal.report import report_screen

__all__ = ["audit_screen", "audits_summary", "report_screen"]
