"""The same hello-world command with Typer's Rich markup off, as the product has it."""

import typer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def hello(name: str = typer.Option("you", help="Whom to greet.")) -> None:
    """Say hello."""
    print(f"Hello {name}")


if __name__ == "__main__":
    app()
