"""The command line: kam lab, build, intake, report, progress, doctor and sql.

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
    lock_solutions: Annotated[
        bool | None, typer.Option("--lock-solutions/--unlock-solutions", help="Keep the solutions from a class.")
    ] = None,
) -> None:
    """Open the lessons in JupyterLab, in a workspace of your own."""
    from kamlib.course.lab import open_lab

    with _one_sentence():
        open_lab(
            workspace,
            client=client,
            seed=seed,
            data=data,
            reset=reset,
            browser=browser,
            port=port,
            lock_solutions=lock_solutions,
        )


@app.command()
def build(
    edition: Annotated[str, typer.Option(help="student, solution, trainer or slides.")] = "student",
) -> None:
    """Make an edition of the lessons from their sources (in a checkout); all but the student's go to build/."""
    from kamlib.course.build import build as build_edition

    with _one_sentence():
        for path in build_edition(_checkout(), edition):
            typer.echo(f"written: {path}")


@app.command()
def intake(
    files: Annotated[list[Path], typer.Argument(help="A ledger (CSV, Excel, Parquet; packed or not), or a mapping.")],
    out: Annotated[
        Path | None, typer.Option(help="Where to write the proposed mapping; client.toml by default.")
    ] = None,
    pseudonymise: Annotated[
        bool, typer.Option("--pseudonymise", help="Replace names and ids by stable keys; the key file is kept apart.")
    ] = False,
    forget: Annotated[
        bool, typer.Option("--forget", help="Delete what the cache keeps of this mapping's client.")
    ] = False,
) -> None:
    """Propose how a client's files map onto our tables, with reasons; or take in a finished mapping (.toml)."""
    from kamlib.tables.intake import command

    with _one_sentence():
        mappings = [file for file in files if file.suffix == ".toml"]
        if mappings and len(files) > 1:
            raise ValueError("Give one mapping file (.toml), or the client's files, not both.")
        if forget and not mappings:
            raise ValueError(f"--forget takes the client's mapping (.toml), not {files[0].name}: give that.")
        if out is not None and mappings:
            raise ValueError(f"--out names the mapping that is proposed for a file; {files[0].name} is one already.")
        if not mappings:
            command.propose_files(files, out or Path("client.toml"), pseudonymise=pseudonymise)
        elif forget:
            command.forget_client(files[0])
        else:
            command.take_in_file(files[0], pseudonymise=pseudonymise)


@app.command()
def report(
    lesson: Annotated[str, typer.Argument(help="The lesson to report on, such as 02.")],
    data: Annotated[str, typer.Option(help="A client's mapping file, or open data such as online_retail.")],
    out: Annotated[Path, typer.Option(help="Where to write the report.")] = Path("report.html"),
    pdf: Annotated[bool, typer.Option("--pdf", help="Print it as PDF beside, where there is a Chromium.")] = False,
) -> None:
    """Write a client's report from a lesson: one file that needs nothing outside itself."""
    from kamlib.report.report import write_report

    with _one_sentence():
        for path in write_report(lesson, data, out, pdf=pdf):
            typer.echo(f"written: {path}")


@app.command()
def progress(
    workspace: Annotated[Path | None, typer.Argument(help="Folder of the lessons; by default yours.")] = None,
    export: Annotated[Path | None, typer.Option(help="Write your progress to a file, for your trainer.")] = None,
    name: Annotated[str | None, typer.Option(help="The name to write into that file.")] = None,
    class_: Annotated[Path | None, typer.Option("--class", help="Merge a folder of such files into a table.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write that table for a spreadsheet (CSV).")] = None,
) -> None:
    """Show what you have done; or what a class has done, and which mistakes it made."""
    from kamlib.course import classroom

    with _one_sentence():
        if class_ is not None:
            classroom.show_class(class_, out)
        elif export is not None:
            classroom.export_progress(workspace, export, name)
        else:
            classroom.show_progress(workspace)


@app.command()
def doctor() -> None:
    """Check that this machine can run a class, and say what to do where it cannot."""
    from kamlib.course.doctor import examine

    if not examine():
        raise typer.Exit(1)


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
