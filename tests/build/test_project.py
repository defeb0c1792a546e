"""The project itself: the README is true, the wheel works on its own, the flagship is sound."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from placetime.build import OUTPUTS, check_folder
from placetime.check.coverage import coverage
from placetime.check.passages import citations
from placetime.cli import cli
from tests.conftest import ROOT
from tests.readme_fields import with_fields

README = (ROOT / "README.md").read_text("utf-8")


def test_the_readme_s_field_tables_are_those_of_the_spec() -> None:
    assert with_fields(README) == README, "run: python tests/readme_fields.py"


def test_every_command_and_output_is_in_the_readme() -> None:
    for command in cli.commands:
        assert f"placetime {command} " in README or f"placetime {command}\n" in README
    for name in OUTPUTS:
        assert name in README


def test_the_readme_s_toml_reads() -> None:
    for block in re.findall(r"```toml\n(.*?)```", README, re.DOTALL):
        tomllib.loads(block)


def test_the_readme_s_python_compiles() -> None:
    for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        compile(block, "README.md", "exec")


def test_the_flagship_has_nothing_to_mend(documents: Path) -> None:
    checked = check_folder(ROOT, documents)
    assert checked.findings == ()
    assert checked.atlas
    cited = list(citations(checked.atlas))
    assert len(cited) >= 200
    assert {c.source for c in cited} == {"he", "tian-2014", "shen-withdrawal", "shen-2008"}
    disputed = {event.id for event in checked.atlas.events if event.disputed}
    assert "joint-statement" in disputed


def test_every_date_of_the_documents_is_cited_or_left_out_for_a_reason(documents: Path) -> None:
    atlas = check_folder(ROOT, documents).atlas
    assert atlas is not None
    covered = coverage(atlas)
    assert [c.source.id for c in covered] == ["he", "tian-2014", "shen-withdrawal", "shen-2008"]
    for one in covered:
        still = [e for e in one.expressions if e.state == "open"]
        assert one.count("cited") > one.count("omitted") / 4
        assert not still, [one.document.excerpt(e.start - 20, e.end + 20) for e in still]


def test_the_flagship_stores_no_text_of_the_documents(documents: Path) -> None:
    """No stretch of twenty characters of a document stands in the atlas' own texts."""
    checked = check_folder(ROOT, documents)
    assert checked.atlas
    grams = set()
    for path in sorted(documents.glob("*.txt")):
        text = "".join(path.read_text("utf-8").split())
        stretches = {text[i : i + 20] for i in range(len(text) - 19)}
        # the documents are Chinese: what they have in English are titles and names
        grams |= {s for s in stretches if any("\u4e00" <= sign <= "\u9fff" for sign in s)}
    for event in checked.atlas.events:
        for claim in event.claims:
            for text in (*claim.summary.values(), claim.note, claim.when_written):
                own = "".join(text.split())
                shared = [own[i : i + 20] for i in range(len(own) - 19) if own[i : i + 20] in grams]
                assert not shared, (claim.location, shared[0])


def test_nothing_about_korea_in_the_source() -> None:
    for path in sorted((ROOT / "src").rglob("*")):
        if path.suffix in {".py", ".js", ".css", ".json", ".toml", ".csv"}:
            text = path.read_text("utf-8").lower()
            found = re.search(r"\bkorea\b|pyongyang|yalu|朝鲜|朝鮮|志愿军", text)
            assert not found, (path, found)


def test_a_wheel_works_outside_of_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*command: object) -> str:
        done = subprocess.run(
            [str(c) for c in command], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT)
    (wheel,) = tmp_path.glob("placetime-*.whl")
    site = tmp_path / "site"
    run(
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "--target",
        site,
        wheel,
    )
    monkeypatch.setenv("PYTHONPATH", str(site))  # stands before the checkout's own installation
    where = run(sys.executable, "-c", "import placetime; print(placetime.__file__)")
    assert Path(where.strip()).is_relative_to(site)
    placetime = (sys.executable, "-m", "placetime")
    run(*placetime, "new", "voyage")
    run(*placetime, "check", "voyage")
    run(*placetime, "build", "voyage", "--only", "html,csv,gpkg,gif")
    assert (tmp_path / "voyage/outputs/map.html").stat().st_size > 100_000
