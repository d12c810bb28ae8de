"""The files of a union for harvesters: OAI-PMH static repositories, by their rules and read by a harvester."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from koleksi.book import Book
from koleksi.errors import UsageError
from koleksi.union.harvest import Repository, write_static
from koleksi.union.running import Options, run
from koleksi.union.values import Edition, Held
from oai_gateway import gateway
from unions import LASKAR, folder

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def edition(n: int, ddc: str, changed: str = "2026-01-01", **held: int) -> Edition:
    book = Book(title=f"Buku {n}", ddc=ddc, authors=("Sri <Lestari>",), year=2010, language="ind", isbn="9789793062792")
    return Edition(f"KI{n:08d}", book, tuple(Held(code, copies, "") for code, copies in held.items()), changed)


MANY = [edition(1, "630", A=14), edition(2, "630", A=1, B=1, C=1, D=1), edition(3, "899.22133", A=1, C=2)]
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
STATIC = "{http://www.openarchives.org/OAI/2.0/static-repository}"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
ELEMENTS = {"title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format",
            "identifier", "source", "language", "relation", "coverage", "rights"}  # fmt: skip
SHELF = Repository("Katalog & induk", "https://gerbang.example/oai/perpus.example/data/", "a@perpus.example")


def test_the_static_repository_keeps_the_rules_of_its_form(tmp_path: Path) -> None:
    """Order and content as static-repository.xsd, OAI-PMH.xsd, oai_dc.xsd and the specification's section 2 ask."""
    (name,) = write_static(MANY, tmp_path, SHELF)
    root = ET.parse(tmp_path / name).getroot()
    assert root.tag == f"{STATIC}Repository"
    identify, formats, records = root
    assert [one.tag for one in root] == [f"{STATIC}{x}" for x in ("Identify", "ListMetadataFormats", "ListRecords")]
    said = [(one.tag, one.text) for one in identify]
    assert said == [
        (f"{OAI}repositoryName", "Katalog & induk"),
        (f"{OAI}baseURL", "https://gerbang.example/oai/perpus.example/data/oai-0001.xml"),
        (f"{OAI}protocolVersion", "2.0"), (f"{OAI}adminEmail", "a@perpus.example"),
        (f"{OAI}earliestDatestamp", "2026-01-01"), (f"{OAI}deletedRecord", "no"), (f"{OAI}granularity", "YYYY-MM-DD"),
    ]  # fmt: skip
    assert [one.text for one in formats.iter(f"{OAI}metadataPrefix")] == ["oai_dc"]
    assert records.attrib == {"metadataPrefix": "oai_dc"}
    identifiers = set()
    for record in records:
        header, metadata = record
        assert (record.tag, header.tag, metadata.tag) == (f"{OAI}record", f"{OAI}header", f"{OAI}metadata")
        identifier, stamp = header
        assert (identifier.tag, stamp.tag) == (f"{OAI}identifier", f"{OAI}datestamp")
        assert re.fullmatch(r"oai:[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+:[\w.!~*'()\-;/?:@&=+$,%]+",
                            identifier.text or "")  # fmt: skip
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", stamp.text or "")
        identifiers.add(identifier.text)
        (dc,) = metadata
        assert dc.tag == "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
        assert (dc.get(f"{XSI}schemaLocation") or "").split()[0] == "http://www.openarchives.org/OAI/2.0/oai_dc/"
        assert {one.tag.removeprefix(DC) for one in dc} <= ELEMENTS
        assert min(stamp.text or "", "2026-01-01") == "2026-01-01"  # none before earliestDatestamp
    assert identifiers == {f"oai:perpus.example:KI0000000{n}" for n in (1, 2, 3)}
    assert [one.text for one in root.iter(f"{DC}creator")] == ["Sri <Lestari>"] * 3


def test_a_large_union_is_several_repositories_in_which_a_record_stays(tmp_path: Path) -> None:
    many = [edition(n, "630", A=1) for n in (1, 4_999, 5_000, 12_345)]
    names = write_static(many, tmp_path, SHELF)
    assert names == ["oai-0001.xml", "oai-0002.xml", "oai-0003.xml"]
    counts = [len(list(ET.parse(tmp_path / name).getroot().iter(f"{OAI}record"))) for name in names]
    assert counts == [2, 1, 1]


def test_letters_that_xml_has_not_are_left_out(tmp_path: Path) -> None:
    book = Book(title="Satu\ufffeDua\uffff & tiga")
    (name,) = write_static([Edition("KI00000001", book, (Held("A", 1, ""),), "2026-01-01")], tmp_path, SHELF)
    assert [one.text for one in ET.parse(tmp_path / name).getroot().iter(f"{DC}title")] == ["SatuDua & tiga"]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://gerbang.example/oai/perpus.example/data", "perpus.example"),
        ("https://gerbang.example:8443/oai/perpus.example:8080/data", "perpus.example"),
        ("https://gerbang.example/oai", "gerbang.example"),
        ("http://localhost:8000/oai", "perpustakaan.invalid"),  # a domain has a point
    ],
)
def test_identifiers_bear_a_domain_of_the_address(address: str, host: str) -> None:
    assert Repository("x", address, "a@b.example").host == host


@pytest.mark.parametrize(
    ("address", "email"), [("gerbang.example/oai", "a@b.example"), ("https://gerbang.example/oai", "sekretaris")]
)
def test_an_address_that_no_harvester_could_use_is_refused(tmp_path: Path, address: str, email: str) -> None:
    with pytest.raises(UsageError):
        run([folder(tmp_path, "A", [LASKAR])], tmp_path / "gab", Options(repository=Repository("x", address, email)))
    assert not (tmp_path / "gab").exists()


def test_a_harvester_reads_every_record_through_a_gateway(tmp_path: Path) -> None:
    """Sickle, as many catalogues have it: all records, those since a day, one by its name; what is not there."""
    sickle = pytest.importorskip("sickle")
    names = write_static([*MANY, edition(4, "297", "2026-02-03", B=1)], tmp_path, SHELF)
    with gateway(tmp_path) as address:
        harvester = sickle.Sickle(f"{address}/{names[0]}")
        assert harvester.Identify().repositoryName == "Katalog & induk"
        assert [one.metadataPrefix for one in harvester.ListMetadataFormats()] == ["oai_dc"]
        found = list(harvester.ListRecords(metadataPrefix="oai_dc"))
        assert [one.header.identifier for one in found] == [f"oai:perpus.example:KI0000000{n}" for n in (1, 2, 3, 4)]
        assert found[0].metadata["title"] == ["Buku 1"] and found[0].metadata["creator"] == ["Sri <Lestari>"]
        assert found[1].metadata["source"] == ["A (1)", "B (1)", "C (1)", "D (1)"]
        late = list(harvester.ListRecords(metadataPrefix="oai_dc", **{"from": "2026-02-01"}))
        assert [one.metadata["title"] for one in late] == [["Buku 4"]]
        one = harvester.GetRecord(identifier="oai:perpus.example:KI00000003", metadataPrefix="oai_dc")
        assert one.metadata["identifier"] == ["urn:isbn:9789793062792"]
        with pytest.raises(sickle.oaiexceptions.NoRecordsMatch):
            list(harvester.ListRecords(metadataPrefix="oai_dc", **{"from": "2027-01-01"}))
        with pytest.raises(sickle.oaiexceptions.CannotDisseminateFormat):
            list(harvester.ListRecords(metadataPrefix="marcxml"))
