"""The findings: each claim of a lesson worked out on a company, and how it stands in the report.

A finding that cannot be had does not stop the others: it becomes a sentence that says which, and what to do. Used by the
report of every lesson.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from io import BytesIO

import pandas as pd
from matplotlib.axes import Axes

from kamlib.course.claim import Claim, Statement
from kamlib.figures.house import alt_text, picture, table_behind
from kamlib.report.page import Section, bullets, paragraph, text
from kamlib.report.tables import MOST_ROWS, Sheets, file_name, save
from kamlib.tables.company import Company, MissingTable
from kamlib.tables.questions import Verdict

DPI = 160
STATUS_CLASS = {"answerable": "answerable", "by proxy": "proxy", "not": "not"}
STATUS_WORDS = {"answerable": "answerable", "by proxy": "answered by proxy", "not": "not answerable"}


@dataclass(frozen=True)
class Picture:
    """A picture as it stands in the report: its PNG, its words, its width on screen and the table behind it."""

    png: bytes
    alt: str
    width: int
    table: pd.DataFrame | None
    name: str
    complete: bool


@dataclass(frozen=True)
class Finding:
    """A claim on this company: how far the file answers it, what it comes to, or why it does not."""

    claim: Claim
    status: str
    remark: str
    statement: Statement | None = None
    pictures: tuple[Picture, ...] = ()
    problem: str = ""

    @property
    def place(self) -> str:
        """Where links find it."""
        return f"finding-{self.claim.number.replace('.', '-')}"

    @property
    def headline(self) -> str:
        """The finding in one sentence, or why there is none."""
        return self.statement.headline if self.statement else self.problem


def work_out(claim: Claim, company: Company, verdict: Verdict) -> Finding:
    """Return a claim worked out on a company; what goes wrong in it becomes its `problem`."""
    judged = next((one for one in verdict.findings if one.question == claim.question), None)
    status, remark = (judged.status, judged.remark) if judged else ("answerable", "")
    if status == "not":
        return Finding(claim, status, remark, problem=f"This file cannot tell. {remark}")
    named = f"Finding {claim.number}, {claim.title},"
    try:
        statement = claim.state(company)
        pictures = tuple(_picture(ax) for ax in statement.draw())
    except (ValueError, MissingTable) as refused:
        return Finding(claim, status, remark, problem=f"{named} could not be worked out on this file: {refused}")
    except Exception as failed:  # one finding must not cost the client the others
        kind = type(failed).__name__
        return Finding(claim, status, remark, problem=f"{named} could not be worked out ({kind}); please report this.")
    return Finding(claim, status, remark, statement, pictures)


def badge(status: str) -> str:
    """Return how far a question is answered, as a coloured word."""
    return f'<span class="status {STATUS_CLASS[status]}">{STATUS_WORDS[status]}</span>'


def section(finding: Finding, sheets: Sheets) -> Section:
    """Return a finding as a section, its tables written by `sheets`."""
    heading = f"{finding.claim.number} {finding.claim.title}"
    asked = f'<p class="remark">{text(finding.claim.question)} {badge(finding.status)}</p>'
    if finding.statement is None:
        return Section(finding.place, heading, asked + paragraph(finding.problem, "headline"))
    statement = finding.statement
    proxy = paragraph(finding.remark, "remark") if finding.status == "by proxy" else ""
    pictures = "".join(_shown(one, sheets) for one in finding.pictures)
    lists = "".join(
        sheets.show(frame, title, file_name(finding.claim.number, title)) for title, frame in statement.lists.items()
    )
    assumed = bullets(statement.assumptions)
    return Section(
        finding.place,
        heading,
        asked
        + proxy
        + '<div class="say"><div><h4>What may be said</h4>'
        + _said(statement)
        + '</div><div class="no"><h4>What may not be said</h4>'
        + paragraph(statement.may_not_say)
        + "</div></div>"
        + (f'<div class="assumed"><h4>Assumptions</h4>{assumed}</div>' if assumed else "")
        + pictures
        + lists,
    )


def _said(statement: Statement) -> str:
    """Return what may be said, the headline first: most statements begin with it, and say it once."""
    rest = statement.may_say.removeprefix(statement.headline).strip()
    return paragraph(statement.headline, "headline") + (paragraph(rest) if rest else "")


def _picture(ax: Axes) -> Picture:
    png, complete = picture(ax, DPI)
    width = round(ax.get_figure(root=True).get_figwidth() * 100)  # type: ignore[union-attr]
    title = ax.get_title(loc="left") or ax.get_title() or "picture"
    return Picture(_smaller(png), alt_text(ax), width, table_behind(ax), title, complete)


def _smaller(png: bytes) -> bytes:
    """Return the same picture in 256 colours, a third of the size: a report is sent by post."""
    from PIL import Image

    out = BytesIO()
    with Image.open(BytesIO(png)) as image:
        image.convert("RGB").quantize(256, method=Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
    return min(png, out.getvalue(), key=len)


def _shown(one: Picture, sheets: Sheets) -> str:
    """Return a picture and the table behind it: whole where it is short, else to save, or its first accounts."""
    source = "data:image/png;base64," + base64.b64encode(one.png).decode()
    note = (
        "" if one.complete else "<figcaption>Some letters are in no font of this machine: see the table.</figcaption>"
    )
    image = f'<img alt="{text(one.alt)}" src="{source}" style="width:{one.width}px">'
    figure = f"<figure>{image}{note}</figure>"
    if one.table is None:
        return figure
    name = file_name(one.name)
    if len(one.table) <= MOST_ROWS or one.table.index.name == "account_id":
        return figure + sheets.show(one.table, "The numbers behind the picture", name)
    return figure + save(sheets.readable(one.table), name)
