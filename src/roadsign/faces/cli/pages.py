"""The command ``roadsign pages``."""

from roadsign.faces.cli.reporting import report_command

command = report_command("pages", "List the pages of a target that are linked to.")
