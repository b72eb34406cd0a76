"""``python -m roadsign``: the command line."""

from roadsign.faces.cli import main

if __name__ == "__main__":
    main(prog_name="roadsign")
