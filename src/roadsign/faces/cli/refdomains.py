"""The command ``roadsign refdomains``."""

from roadsign.faces.cli.reporting import report_command

command = report_command("refdomains", "List the domains that link to a target.")
