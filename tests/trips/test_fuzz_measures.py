"""Files of every wrong kind, wherever the satisfaction measures take one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.measures import making as m
from tests.trips.house import House, as_it_was
from tests.trips.test_fuzz_uploads import EVERY, PROBLEM, WRONG

from putright.apps.measures.models import InputFile

pytestmark = pytest.mark.django_db

FILES = f"/measures/{m.YEAR}/files/"
SURVEY = f"/measures/{m.YEAR}/survey/"
BENCHMARKS = "/measures/benchmarks/"
HALF_PARQUET = m.parquet(m.HOMES)[:-40]


def _refused(client: Client, address: str, data: dict[str, object]) -> None:
    before = list(InputFile.objects.values_list("kind", "sha256"))
    with as_it_was():
        response = client.post(address, data)
        assert list(InputFile.objects.values_list("kind", "sha256")) == before
    assert response.status_code == 200
    assert PROBLEM in response.content.decode()


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_file_is_refused_with_its_reason_and_changes_nothing(
    house: House, kind: str
) -> None:
    """What was loaded before stays, whatever is sent in its place."""
    name, make = WRONG[kind]
    client = house.client(EVERY)

    def file(named: str = name) -> SimpleUploadedFile:
        return SimpleUploadedFile(named, make())

    for holds in ("homes", "register"):
        _refused(client, FILES, {"kind": holds, "file": file()})
    _refused(client, FILES, {"kind": "repairs", "file": file("repairs.parquet")})
    _refused(client, FILES, {"take_counts": "1", "counts": file()})
    population = SimpleUploadedFile("population.csv", m.POPULATION)
    _refused(client, SURVEY, {"responses": file(), "population": population})
    responses = SimpleUploadedFile("survey.csv", m.responses())
    _refused(client, SURVEY, {"responses": responses, "population": file()})
    _refused(client, BENCHMARKS, {"year": "2024-25", "file": file()})


@pytest.mark.parametrize(
    "content", [HALF_PARQUET, b"PAR1" + b"\xff" * 200 + b"PAR1", b"PAR1PAR1"]
)
def test_parquet_that_is_cut_off_or_none_is_refused(
    house: House, content: bytes
) -> None:
    file = SimpleUploadedFile("homes.parquet", content)
    _refused(house.client(EVERY), FILES, {"kind": "homes", "file": file})
