"""What README and docs show is run: commands, Python, and the two lines that begin it all."""

import gzip
import re
import shlex
import shutil
from collections.abc import Iterator
from glob import glob
from pathlib import Path

import pytest
from click.testing import CliRunner

from roadsign.demo.web import web
from roadsign.faces.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "readers" / "golden"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_THINNED = 12
"""One row in so many of the demo's files is kept: the commands are tried, not the verdicts."""
_RIVALS = ("loamhurst", "thornwick", "verdanta")

_OUTLINKS = """\
"Type","Source","Destination","Size (Bytes)","Alt Text","Anchor","Status Code","Status","Follow",\
"Target","Rel","Path Type","Link Path","Link Position","Link Origin"
"Hyperlink","https://tea.example/a","https://shop.example/","0","","Shop","200","OK","true","","",\
"Absolute","//body/a","Content","HTML"
"""
_TABLE = "Where,To,Words\nhttps://tea.example/a,https://shop.example/trail,trail shoes\n"
_ANCHORS = '{"id": 1, "anchor": "click here", "domain": "shop.example"}\n'
_CLIENT = 'domain = "{domain}"\nbrand = ["{brand}"]\n'


def _fenced(path: Path, language: str) -> list[str]:
    return [body for lang, body in _FENCE.findall(path.read_text("utf-8")) if lang == language]


def _commands(path: Path) -> Iterator[str]:
    for block in (*_fenced(path, ""), *_fenced(path, "sh")):
        for line in block.splitlines():
            if line.startswith("roadsign "):
                yield line


@pytest.fixture
def folder(inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder of one's own with the files that README and docs speak of."""
    here = tmp_path / "docs"
    shutil.copytree(inputs, here)
    monkeypatch.chdir(here)
    return here


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("docs")
    made = web()
    (here / "rivals").mkdir()
    (here / "clients").mkdir()
    _thin(made.files[made.links], here / "backlinks.csv")
    for name in made.rival_links:
        if Path(name).name.startswith(_RIVALS):
            _thin(made.files[name], here / "rivals" / Path(name).name)
    (here / "SITE.toml").write_bytes(made.files[made.site])
    (here / "performance.zip").write_bytes(made.files[made.performance])
    (here / "latest-links.csv").write_bytes(made.files[made.latest])
    copies = {
        "semrush.csv": "semrush_backlinks/input.csv",
        "moz.csv": "moz_ose_inbound/input.csv",
        "bing.csv": "bing_domains/input.csv",
    }
    for name, golden in copies.items():
        shutil.copyfile(GOLDEN / golden, here / name)
    majestic = (GOLDEN / "majestic_download" / "input.csv.gz").read_bytes()
    (here / "majestic.csv").write_bytes(gzip.decompress(majestic))
    texts = {"outlinks.csv": _OUTLINKS, "table.csv": _TABLE, "anchors.jsonl": _ANCHORS}
    texts["page.html"] = '<p>Buy it at <a href="https://shop.example/trail">the shop</a>.</p>'
    texts["seeds.txt"] = "# sites that we trust\ncottagequarterly.example\n"
    for domain in ("brackenwell.example", "loamhurst.example"):
        brand = domain.partition(".")[0].capitalize()
        texts[f"clients/{brand.lower()}.toml"] = _CLIENT.format(domain=domain, brand=brand)
    for name, text in texts.items():
        (here / name).write_text(text, "utf-8")
    return here


def _thin(content: bytes, path: Path) -> None:
    head, *rows = content.decode("utf-16").splitlines(keepends=True)
    path.write_bytes("".join([head, *rows[::_THINNED]]).encode("utf-16"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
@pytest.mark.usefixtures("folder")
def test_every_command_that_is_shown_runs(page: Path) -> None:
    for line in _commands(page):
        call = [name for word in shlex.split(line)[1:] for name in _spread(word)]
        result = CliRunner().invoke(main, call)
        asked_for_failure = "--fail-on" in call and result.exit_code == 1
        assert result.exit_code == 0 or asked_for_failure, f"{line}\n{result.output}"
        assert result.output, line


def _spread(word: str) -> list[str]:
    """Give what a shell makes of a word."""
    return sorted(glob(word)) if "*" in word else [word]  # noqa: PTH207 - as a shell does


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
@pytest.mark.usefixtures("folder")
def test_every_python_that_is_shown_runs(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for block in _fenced(page, "python"):
        exec(compile(block, page.name, "exec"), {})  # noqa: S102 - that is the test
        assert capsys.readouterr().out


def test_the_readme_begins_with_the_two_lines() -> None:
    first, second = _fenced(ROOT / "README.md", "")[:2]
    for block, ends in ((first, "roadsign demo\n"), (second, "pytest -q -n 2\n")):
        assert block.count("\n") == 1
        assert block.startswith("python3.11 -m venv .venv && .venv/bin/pip install -q -c ")
        assert block.endswith(ends)


def test_every_command_has_an_example() -> None:
    shown = {word for page in PAGES for line in _commands(page) for word in shlex.split(line)[:3]}
    begun = _fenced(ROOT / "README.md", "")[0].split()
    assert set(COMMANDS) <= shown | set(begun)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
        assert "://" in target or (page.parent / target).exists(), target
