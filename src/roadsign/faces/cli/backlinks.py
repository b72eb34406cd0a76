"""The command ``roadsign backlinks``."""

from roadsign.faces.cli.reporting import report_command

command = report_command("backlinks", "List the links to a target.")
