"""A hello-world Typer command: one command, one option, everything else as Typer has it."""

import typer


def hello(name: str = typer.Option("you", help="Whom to greet.")) -> None:
    """Say hello."""
    print(f"Hello {name}")


if __name__ == "__main__":
    typer.run(hello)
