"""The command line: kam lab, kam build, kam intake, kam sql.

Each command reads its arguments, calls one function of the package and shows what it says; what a user can mend is
said in one sentence, without a traceback.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="The numbers of customer and key-account management: lessons, and your own ledger.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@contextmanager
def _one_sentence() -> Iterator[None]:
    """Say in one sentence what a user can mend."""
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        typer.secho(str(error), fg=typer.colors.RED, err=True)
        raise typer.Exit(1) from error


@app.command()
def lab(
    workspace: Annotated[Path | None, typer.Argument(help="Folder for your lessons; made if it is not there.")] = None,
    client: Annotated[Path | None, typer.Option(help="Run the lessons on a client's mapping file.")] = None,
    seed: Annotated[str | None, typer.Option(help="Give a class numbers of its own.")] = None,
    data: Annotated[str | None, typer.Option(help="Run the lessons on open data, such as online_retail.")] = None,
    reset: Annotated[str | None, typer.Option(help="Put one lesson back as it was; yours is kept beside it.")] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser, or only print the address.")] = True,
    port: Annotated[int | None, typer.Option(help="Port to listen on; a free one by default.")] = None,
) -> None:
    """Open the lessons in JupyterLab, in a workspace of your own."""
    from kamlib.course.lab import open_lab

    with _one_sentence():
        open_lab(workspace, client=client, seed=seed, data=data, reset=reset, browser=browser, port=port)


@app.command()
def build() -> None:
    """Make the student notebooks and the data dictionary from their sources (in a checkout)."""
    from kamlib.course.build import build as build_all

    with _one_sentence():
        for path in build_all(_checkout()):
            typer.echo(f"written: {path.name}")


@app.command()
def intake(
    file: Annotated[Path, typer.Argument(help="A ledger: CSV, Excel or Parquet, also gzip, xz or zip.")],
    out: Annotated[Path, typer.Option(help="Where to write the proposed mapping.")] = Path("client.toml"),
    forget: Annotated[
        bool, typer.Option("--forget", help="Delete what the cache keeps of this mapping's client.")
    ] = False,
) -> None:
    """Propose how a client's file maps onto our tables, with reasons; or take in a finished mapping (.toml)."""
    from kamlib.tables.intake import command

    with _one_sentence():
        if forget:
            command.forget_client(file)
        elif file.suffix == ".toml":
            command.take_in_file(file)
        else:
            command.propose_file(file, out)


@app.command()
def sql(
    name: Annotated[str, typer.Argument(help="A reduction, such as account_summary.")],
    dialect: Annotated[str, typer.Option(help="duckdb, spark, snowflake or bigquery.")] = "duckdb",
) -> None:
    """Print a reduction as SQL for a client's warehouse."""
    from kamlib.tables import engine

    with _one_sentence():
        typer.echo(engine.to_dialect(name, dialect))


def _checkout() -> Path:
    """Return the root of the checkout this package runs from."""
    root = Path(__file__).resolve().parents[1]
    if not (root / "notebooks" / "source").is_dir():
        raise ValueError("kam build works in a checkout of the project; this is an installed copy.")
    return root
