"""Every date of a document is cited, left out for a reason, or open; the page shows which."""

from __future__ import annotations

import html
import re
from pathlib import Path

from placetime.build import check_folder
from placetime.check.coverage import Coverage, coverage
from placetime.check.quote import find
from placetime.render.coverage.page import coverage_page

LOG = "layers/omissions.csv"


def coverages(folder: Path) -> dict[str, Coverage]:
    atlas = check_folder(folder).atlas
    assert atlas is not None
    return {covered.source.id: covered for covered in coverage(atlas)}


def states(covered: Coverage) -> dict[str, str]:
    """State by the expression's text."""
    return {covered.document.excerpt(e.start, e.end): e.state for e in covered.expressions}


def add_sentence(folder: Path, sentence: str) -> None:
    log = folder / "documents/log.txt"
    log.write_text(log.read_text("utf-8") + sentence, "utf-8")


def leave_out(folder: Path, words: str, reason: str, note: str = "") -> None:
    text = "".join((folder / "documents/log.txt").read_text("utf-8").split())
    passage = next(find(text, words))
    (folder / LOG).write_text(
        f"source,passage,reason,note\nlog,{passage},{reason},{note}\n", "utf-8"
    )


def test_dates_are_cited_or_open(folder: Path) -> None:
    add_sentence(folder, "\nOn 9 July we saw a whale.\n")
    log = coverages(folder)["log"]
    assert states(log) == {"3 May": "cited", "June": "cited", "August": "cited", "9 July": "open"}
    assert (log.count("cited"), log.count("omitted"), log.count("open")) == (3, 0, 1)
    assert 0.5 < log.share_cited < 1


def test_a_reason_closes_a_date(folder: Path) -> None:
    add_sentence(folder, "\nOn 9 July we saw a whale.\n")
    leave_out(folder, "9 July we saw a whale", "outside")
    log = coverages(folder)["log"]
    assert states(log)["9 July"] == "omitted"
    assert log.expressions[-1].omission is not None
    assert log.expressions[-1].omission.reason == "outside"


def test_omissions_are_checked(folder: Path) -> None:
    (folder / LOG).write_text(
        "source,passage,reason\nlogg,16-65:b5e91a28,outside\nlog,16-65:00000000,dull\n", "utf-8"
    )
    found = {(f.location.line, f.location.column, f.code) for f in check_folder(folder).findings}
    assert found == {(2, 1, "C503"), (3, 20, "C507")}
    assert all(one.count("omitted") == 0 for one in coverages(folder).values())


def test_the_passages_of_omissions_are_compared(folder: Path) -> None:
    (folder / LOG).write_text("source,passage,reason\nlog,16-65:00000000,outside\n", "utf-8")
    assert [f.code for f in check_folder(folder).findings] == ["S603"]


def test_a_passage_must_have_half_of_the_date(folder: Path) -> None:
    log = folder / "documents/log.txt"
    text = log.read_text("utf-8").replace("Log of the Meridian\n\n3", "Logs for March 1911 3")
    log.write_text(text, "utf-8")
    assert not check_folder(folder).findings  # the passages begin where they began
    assert states(coverages(folder)["log"])["March 1911 3 May"] == "open"


def test_the_page_has_the_whole_text_escaped_and_marked(folder: Path) -> None:
    add_sentence(folder, "\n\nOn 9 July <b>we</b> saw a whale.\n\nThe end.")
    leave_out(folder, "The end.", "comment", "a <b> & more")
    atlas = check_folder(folder).atlas
    assert atlas is not None
    page = coverage_page(atlas, coverage(atlas))
    assert "<b>we</b>" not in page and "&lt;b&gt;we&lt;/b&gt;" in page
    text = page.split('<div class="text"')[1].split("</div>")[0]
    text = re.sub(r"<sup>.*?</sup>", "", text.split(">", 1)[1])
    plain = html.unescape(re.sub(r"<[^>]+>", "", text.replace("<br>", " ")))
    document = (folder / "documents/log.txt").read_text("utf-8")
    assert " ".join(plain.split()) == " ".join(document.split())
    assert re.search(r'<span class="date open" id="log-\d+">9 July</span>', page)
    assert re.search(r'<a href="#log-\d+">9 July</a>', page)
    assert "no event: a &lt;b&gt; &amp; more" in page
    assert 'class="cited date"' in page
    assert "layers/voyage/claims.csv:2" in page


def test_the_page_is_in_the_atlas_language(folder: Path) -> None:
    atlas = (folder / "atlas.toml").read_text("utf-8")
    (folder / "atlas.toml").write_text(
        atlas.replace('languages = ["en"]', 'languages = ["zh", "en"]')
    )
    found = check_folder(folder).atlas
    assert found is not None and found.language == "zh"
    assert "文献覆盖情况" in coverage_page(found, coverage(found))
