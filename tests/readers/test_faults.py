"""Broken, hostile and foreign inputs: one clear line, or counted rejections, never an exception."""

import gzip
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadsign.model.receipts import Receipt
from roadsign.readers import inflating
from roadsign.readers.exports import workbooks
from roadsign.readers.reading import ReadOptions
from roadsign.readers.registry import open_reading
from roadsign.readers.sources import expand

HEADER = "Source url,Target url,Anchor\n"
ROW = "https://tea.example/{0},https://kettles.example/,kettle {0}\n"
ROWS = "".join(ROW.format(number) for number in range(300))
GOLDEN = Path(__file__).parent / "golden"


def receipts_of(path: Path, **options: object) -> list[Receipt]:
    reading = open_reading(path, ReadOptions(**options))  # type: ignore[arg-type]
    kept = sum(len(batch.rows) for batch in reading)
    receipts = reading.receipts
    assert sum(receipt.kept for receipt in receipts) == kept
    for receipt in receipts:
        assert receipt.read == receipt.kept + sum(receipt.rejected.values())
        assert receipt.error is None or "\n" not in receipt.error
    return receipts


def receipt_of(path: Path, **options: object) -> Receipt:
    (receipt,) = receipts_of(path, **options)
    return receipt


@pytest.fixture
def made(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def make(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return make


Made = Callable[[str, bytes], Path]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n \n\n", "is empty"),
        (b"just some words\nand more, of them\n", "no column holds addresses"),
        (b"Referring page URL,Anchor,Nofollow\nhttps://a.example/,x,true\n", "ahrefs.backlinks (3"),
        (
            HEADER.replace(",", ":").encode() + b"https://a.example/:https://b.example/:x\n",
            "no format",
        ),
        (bytes(range(256)) * 20, "no table of text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "is a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000, "save it as XLSX or CSV"),
        (b"%PDF-1.7\nhttps://a.example/ https://b.example/\n%%EOF", "is a PDF"),
        (b"PK\x03\x04" + b"\1\2\3" * 50, "damaged zip"),
        (b"PK\x05\x06" + b"\0" * 18, "holds no files"),
        (b"\x1f\x8b\x08\0 nothing of this is packed", "is damaged"),
        (gzip.compress(gzip.compress(HEADER.encode(), mtime=0), mtime=0), "packed twice"),
        (b"{}", "holds no table"),
        (
            b'{"schema": 1, "site": {}, "page_types": [], "pages": [{"rows": [{"a": 1}]}]}',
            "is an audit",
        ),
        (b'{"a": [1, 2', "no JSON"),
        (b"[" * 100_000, "no "),
        (b'{"a": 1}', "no column holds addresses"),
        (b"URL,Last crawled,Status\nhttps://a.example/,2026-01-02,x\n", "not links"),
    ],
)
def test_what_is_no_export_is_one_clear_line(content: bytes, said: str, made: Made) -> None:
    receipt = receipt_of(made("input.csv", content))
    assert receipt.error is not None
    assert said in receipt.error
    assert receipt.kept == 0


def test_what_is_not_there_or_is_a_folder_is_said_so(tmp_path: Path) -> None:
    assert "is not there" in str(receipt_of(tmp_path / "none.csv").error)
    assert "is a folder" in str(receipt_of(tmp_path).error)


def test_a_header_without_rows_is_an_export_of_none(made: Made) -> None:
    receipt = receipt_of(made("input.csv", HEADER.encode()))
    assert (receipt.format, receipt.read, receipt.error) == ("generic.links", 0, None)


def test_nul_is_no_part_of_a_word(made: Made) -> None:
    path = made("input.csv", HEADER.encode() + b"https://a.example/,https://b.example/,k\0ettle\n")
    (batch,) = list(open_reading(path, ReadOptions()))
    assert batch.rows.column("anchor").to_pylist() == ["kettle"]


def test_words_that_are_cut_within_an_emoji_are_words(made: Made) -> None:
    row = (
        r'{"source_url": "https://a.example/\ud800", "target_url": "https://b.example/",'
        r' "anchor": "sale \ud83d", "k\ud83d": "x"}'
    )
    for content in (f"[{row}, {row}]", f"{row}\n{row}\n"):
        reading = open_reading(made("a.json", content.encode()), ReadOptions())
        words = [word for batch in reading for word in batch.rows.column("anchor").to_pylist()]
        assert words == ["sale \ufffd"] * 2
        assert reading.receipts[0].unknown_columns == ("k\ufffd",)


def test_an_archive_that_is_cut_off_gives_what_came_before(made: Made) -> None:
    whole = gzip.compress((HEADER + ROWS).encode())
    receipt = receipt_of(made("input.csv.gz", whole[:-100]))
    assert 0 < receipt.kept < 300
    assert "truncated" in receipt.warnings


def test_bombs_are_not_unpacked(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inflating, "_GROWTH_COUNTS_FROM", 1 << 20)
    content = HEADER.encode() + (ROW.format(1) * 60_000).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("links.csv", content)
    for name, bomb in (("a.gz", gzip.compress(content)), ("a.zip", packed.getvalue())):
        assert "grows more than" in str(receipt_of(made(name, bomb)).error)


def zipped(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return packed.getvalue()


def test_what_is_packed_in_a_zip_must_be_unpacked_by_the_user(made: Made) -> None:
    within = zipped(a_zip=zipped(links_csv=(HEADER + ROWS).encode()))
    assert "unpack it first" in str(receipt_of(made("a.zip", within)).error)
    sheet = zipped(mimetype=b"", content_xml=b"<x/>")
    assert "OpenDocument" in str(receipt_of(made("a.ods", sheet)).error)
    locked = bytearray(zipped(links_csv=(HEADER + ROWS).encode()))
    for mark in (b"PK\3\4", b"PK\1\2"):
        locked[locked.index(mark) + (6 if mark[2] == 3 else 8)] |= 1  # the bit of encryption
    assert "needs a password" in str(receipt_of(made("b.zip", bytes(locked))).error)


def test_what_may_not_be_looked_at_is_one_line(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    path = made("a.csv", HEADER.encode())
    monkeypatch.setattr(Path, "stat", refused)
    monkeypatch.setattr(Path, "open", refused)
    assert expand([path]) == [path]
    assert "cannot be read: Permission denied" in str(receipt_of(path).error)


@pytest.mark.parametrize("flipped", range(0, 46, 3))
def test_a_zip_whose_directory_is_damaged_is_one_clear_line(made: Made, flipped: int) -> None:
    content = bytearray(zipped(links_csv=(HEADER + ROWS).encode()))
    content[content.index(b"PK\1\2") + flipped] ^= 0xFF
    for receipt in receipts_of(made("a.zip", bytes(content))):
        assert receipt.error or receipt.kept
    content[content.index(b"PK\5\6") + 19] = 0xFF  # where the directory begins
    for receipt in receipts_of(made("b.zip", bytes(content))):
        assert receipt.error or receipt.kept


@pytest.mark.skipif(not Path("/dev/zero").is_char_device(), reason="a system without it")
def test_a_device_that_never_ends_is_not_read() -> None:
    assert "is a device" in str(receipt_of(Path("/dev/zero")).error)


def test_a_zip_of_too_many_files_is_not_read(made: Made) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(201):
            archive.writestr(f"{number}.csv", HEADER)
    assert "more than 200" in str(receipt_of(made("a.zip", packed.getvalue())).error)


def test_paths_of_a_zip_lead_nowhere(made: Made, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../outside.csv", HEADER + ROWS)
    before = sorted(tmp_path.rglob("*"))
    assert receipt_of(made("a.zip", packed.getvalue())).kept == 300
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "a.zip"])


def test_a_header_that_repeats_a_cell_is_read_by_its_first(made: Made) -> None:
    header = "Source url,Source url,Target url,Anchor,Anchor\n"
    row = "https://a.example/,https://b.example/,https://kettles.example/,one,two\n"
    (batch,) = list(open_reading(made("input.csv", (header + row).encode()), ReadOptions()))
    assert batch.rows.column("source_url").to_pylist() == ["https://a.example/"]
    assert batch.rows.column("anchor").to_pylist() == ["one"]


def test_files_that_were_joined_repeat_their_header(made: Made) -> None:
    receipt = receipt_of(made("input.csv", (HEADER + ROWS + HEADER + ROWS).encode()))
    assert receipt.kept == 600
    assert receipt.rejected == {"repeated_header": 1}
    assert [sample.row for sample in receipt.samples] == [301]


def test_samples_of_rejected_rows_are_short_and_steer_nothing(made: Made) -> None:
    row = "nowhere\u202e\x1b[31m" + "x" * 500 + ",https://kettles.example/,a\n"
    receipt = receipt_of(made("input.csv", (HEADER + ROW.format(1) + row * 5).encode()))
    assert receipt.rejected == {"bad_url": 5}
    assert len(receipt.samples) == 3
    assert all(len(sample.text) <= 200 for sample in receipt.samples)
    assert all(sample.text.isprintable() for sample in receipt.samples)


def test_a_sheet_of_emptiness_is_not_laid_out(made: Made) -> None:
    path = made("a.xlsx", workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    assert "spans 17,179,869,184 cells" in str(receipt_of(path).error)


def test_entities_in_a_workbook_are_not_expanded(made: Made) -> None:
    path = made("a.xlsx", workbook("", '<!DOCTYPE a [<!ENTITY b "c">]>'))
    assert "declares entities" in str(receipt_of(path).error)


def test_a_plain_workbook_is_read(made: Made) -> None:
    receipt = receipt_of(made("a.xlsx", workbook("")))
    assert (receipt.kept, receipt.encoding) == (1, "xlsx")


def test_a_damaged_workbook_is_one_clear_line(made: Made) -> None:
    whole = workbook("")
    assert receipt_of(made("a.xlsx", whole[: len(whole) // 2])).error


def test_a_workbook_that_grows_beyond_reason_is_not_read(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "_GROWTH_COUNTS_FROM", 1 << 20)
    path = made("a.xlsx", workbook("<row>" + " " * (2 << 20) + "</row>"))
    assert "grows beyond reason" in str(receipt_of(path).error)


INPUTS = sorted(path for path in GOLDEN.glob("*/input.*") if path.suffix != ".zip")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_prefix_of_a_valid_file_gives_a_receipt(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    source = data.draw(st.sampled_from(INPUTS))
    content = source.read_bytes()
    length = data.draw(st.integers(0, len(content)))
    path = tmp_path_factory.getbasetemp() / f"prefix-{os.getpid()}"
    path.write_bytes(content[:length])
    assert receipts_of(path)


def workbook(rows: str, before: str = "") -> bytes:
    namespace = "http://schemas.openxmlformats.org"
    main = f'xmlns="{namespace}/spreadsheetml/2006/main"'
    links = f"{namespace}/officeDocument/2006/relationships"
    package = f"{namespace}/package/2006"
    texts = [HEADER.strip().split(","), ROW.format(1).strip().split(",")]
    cells = [
        "".join(
            f'<c r="{"ABC"[at]}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
            for at, text in enumerate(line)
        )
        for row, line in enumerate(texts, 1)
    ]
    filled = "".join(f'<row r="{row}">{line}</row>' for row, line in enumerate(cells, 1))
    related = f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'{related}Type="{links}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/_rels/workbook.xml.rels": f'{related}Type="{links}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{links}"><sheets>'
        '<sheet name="Links" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f"{before}<worksheet {main}><sheetData>{filled}{rows}"
        "</sheetData></worksheet>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0"?>{text}')
    return packed.getvalue()
