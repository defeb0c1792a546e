"""Findings as text, JSON or annotations of GitHub's checks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal, NoReturn

import click

from placetime.model.finding import Finding


def formatted(findings: Sequence[Finding], style: Literal["text", "json", "github"]) -> str:
    """All findings in a style, one a line (JSON: one array), without a line end after the last."""
    match style:
        case "json":
            return json.dumps([_plain(f) for f in findings], ensure_ascii=False, indent=2)
        case "github":
            return "\n".join(_annotation(f) for f in findings)
        case "text":
            return "\n".join(str(f) for f in findings)


def stop(findings: Sequence[Finding], mend: str = "") -> NoReturn:
    """Prints all findings and that nothing was written; the exit code is 1."""
    click.echo(formatted(findings, "text"))
    click.echo(f"{counted(findings)}{mend}; nothing was written", err=True)
    raise click.exceptions.Exit(1)


def counted(findings: Sequence[Finding]) -> str:
    """“2 errors, 1 warning”."""
    errors = sum(f.severity == "error" for f in findings)
    warnings = len(findings) - errors
    parts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((errors, "error"), (warnings, "warning"))
        if number
    ]
    return ", ".join(parts) or "nothing to mend"


def _plain(finding: Finding) -> dict[str, str | int]:
    return {
        "file": finding.location.file,
        "line": finding.location.line,
        "column": finding.location.column,
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
    }


def _annotation(finding: Finding) -> str:
    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def attribute(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    at = finding.location
    return (
        f"::{finding.severity} file={attribute(at.file)},line={at.line},col={at.column},"
        f"title={finding.code}::{data(finding.message)}"
    )
