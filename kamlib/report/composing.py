"""The report put together: what the file can answer, the findings in short and in full, what changed, what was set aside.

The verdict stands first, so that nobody reads a number before knowing what the file can tell. Used by the report of
every lesson.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kamlib import __version__
from kamlib.course.claim import claims
from kamlib.report import changes, findings, set_aside
from kamlib.report.cover import cover, fingerprint, has_money, in_words
from kamlib.report.findings import Finding, badge
from kamlib.report.lesson import Lesson
from kamlib.report.page import Section, bullets, paragraph, text, whole
from kamlib.report.tables import sheets
from kamlib.tables.company import Company
from kamlib.tables.questions import Verdict


def compose(lesson: Lesson, company: Company, today: dt.date) -> str:
    """Return the report as the text of one HTML file."""
    verdict = company.can_answer(lesson.number)
    worked = list(_worked_out(lesson, company, verdict))
    written = sheets(company)
    answered = [one for one in worked if one.statement is not None]
    sections = [
        Section("verdict", "What this file can answer", _verdict(verdict)),
        Section("summary", "In short", _summary(worked)),
        Section("findings", "Findings", "", tuple(findings.section(one, written) for one in worked)),
        changes.section(company.intake, written),
        set_aside.section(company.intake),
        Section("methods", "Methods and sources", _methods(answered, company)),
        Section("made", "How this report was made", paragraph(_made(company, today))),
    ]
    return whole(f"{company.name}: {lesson.title}", cover(company, lesson, today), [one for one in sections if one])


def _worked_out(lesson: Lesson, company: Company, verdict: Verdict) -> Iterator[Finding]:
    """Yield each finding, while a bar shows how far it is."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=len(claims(lesson.number)))
        for claim in claims(lesson.number):
            bar.update(task, description=f"{claim.number} {claim.title}")
            yield findings.work_out(claim, company, verdict)
            bar.advance(task)


def _verdict(verdict: Verdict) -> str:
    remarks = any(one.remark for one in verdict.findings)
    rows = "".join(
        f'<tr><th scope="row">{text(one.question)}</th><td>{badge(one.status)}</td>'
        f"{f'<td>{text(one.remark)}</td>' if remarks else ''}</tr>"
        for one in verdict.findings
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Question", "This file", "Remark")[: 2 + remarks])
    return (
        '<div class="scroll" tabindex="0" role="region" aria-label="What this file can answer">'
        '<table class="verdict short">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        + (paragraph(verdict.smallest_difference) if verdict.smallest_difference else "")
    )


def _summary(worked: list[Finding]) -> str:
    items = "".join(
        f'<li><a href="#{one.place}">{text(one.claim.title)}</a> '
        f"{badge(one.status) if one.status != 'answerable' else ''}<br>{text(one.headline)}</li>"
        for one in worked
    )
    return f'<ul class="summary">{items}</ul>'


def _methods(answered: list[Finding], company: Company) -> str:
    references = dict.fromkeys(reference for one in answered for reference in one.claim.references)
    throughout = (
        *([f"Amounts are in {company.currency} and not adjusted for inflation."] if has_money(company) else []),
        "A figure describes the accounts and the period on the cover. It is no forecast.",
        "Percentages and amounts are rounded for reading; the saved tables hold them unrounded.",
    )
    return (
        paragraph("What holds for every figure:")
        + bullets(throughout)
        + (paragraph("The methods are those of:") + bullets(sorted(references)) if references else "")
    )


def _made(company: Company, today: dt.date) -> str:
    return (
        f"Computed with kamlib {__version__} on {in_words(today)} from the data of fingerprint {fingerprint(company)}: the "
        f"same data, rules and version give the same figures. This report belongs to {company.name}."
    )
