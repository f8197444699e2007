"""`python -m thresholds` is the `thresholds` command."""

from thresholds.cli import run

if __name__ == "__main__":
    run()
