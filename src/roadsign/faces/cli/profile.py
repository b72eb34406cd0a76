"""The command ``roadsign profile``."""

from roadsign.faces.cli.reporting import report_command

command = report_command("profile", "Show the figures of a target on one line.")
