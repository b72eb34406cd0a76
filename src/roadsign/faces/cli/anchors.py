"""The command ``roadsign anchors``."""

from roadsign.faces.cli.reporting import report_command

command = report_command("anchors", "List the words of the links to a target, with their classes.")
