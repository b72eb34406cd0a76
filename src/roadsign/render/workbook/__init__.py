"""Workbooks: a report as one sheet, an audit as five; nothing in them can run."""

from roadsign.render.workbook.audit import audit_workbook
from roadsign.render.workbook.report import report_workbook

__all__ = ["audit_workbook", "report_workbook"]
