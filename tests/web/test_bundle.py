"""The bundler joins modules of a few plain forms, and refuses all others."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from placetime.render.web import bundle

GOOD = {
    "main.js": 'import { twice } from "./draw/twice.js";\nexport const answer = twice(21);\n',
    "draw/twice.js": 'import { two } from "../two.js";\n/** Doc. */\nexport function twice(n) {\n'
    "  // not a comment line of its own: kept or not, no matter\n  return n * two;\n}\n",
    "two.js": "export const two = 2;\n",
}


def run(code: str) -> str:
    node = shutil.which("node")
    assert node, "no node: install nodejs"
    done = subprocess.run([node, "-e", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_modules_are_joined_in_order() -> None:
    code = bundle.bundle(GOOD.__getitem__, "main.js", "lib")
    assert run(f"globalThis.window = {{}};{code};console.log(window.lib.answer)") == "42"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"two.js": "export default 2;\n"}, "another form"),
        ({"two.js": "export let two = 2;\n"}, "another form"),
        ({"two.js": "const two = 2;\n"}, "does not export two"),
        ({"two.js": 'import { answer } from "./main.js";\nexport const two = 2;\n'}, "in a ring"),
        ({"main.js": 'import { twice as t } from "./draw/twice.js";\n'}, "does not export"),
        ({"main.js": 'import "./two.js";\n'}, "another form"),
    ],
)
def test_other_forms_are_refused(change: dict[str, str], message: str) -> None:
    with pytest.raises(bundle.BundleError, match=message):
        bundle.bundle((GOOD | change).__getitem__, "main.js", "lib")


def test_no_date_objects_and_no_markup_from_data() -> None:
    for path in Path(bundle.__file__).parent.glob("assets/**/*.js"):
        text = path.read_text("utf-8")
        assert not re.search(r"\bnew Date\b|\bDate\.", text), path
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\b", text), path


def test_every_module_says_what_it_is() -> None:
    for path in Path(bundle.__file__).parent.glob("assets/**/*.js"):
        text = path.read_text("utf-8")
        assert text.startswith("/**"), path
        assert text.count("\n") <= 300, path
