"""Whatever becomes of a file, reading it ends with a proposal or with a refusal in words."""

import json
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candidates.europass.output import as_json
from candidates.europass.reading import read_cv, read_europass
from osce_portal.common.errors import DomainError
from tests.candidates.europass.mutations import Turn, mutated_bytes, mutated_json, mutated_xml
from tests.candidates.europass.own_files import own_file, pdf_with_attachments

NUMBERS = st.integers(0, 2**16)
CHAIN = 25  # mutations one upon the other; the file is read after each
CHAINS = st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=CHAIN, max_size=CHAIN)
# Together 400 chains, 10,000 files.
WAYS: dict[str, tuple[Callable[[bytes, list[Turn]], Iterator[bytes]], int]] = {
    "legacy.xml": (mutated_xml, 60),
    "current.xml": (mutated_xml, 60),
    "eures.xml": (mutated_xml, 80),
    "legacy.json": (mutated_json, 90),
}
BROKEN = {"legacy.xml": 35, "current.xml": 35, "legacy.json": 40}


def read_or_refuse(data: bytes) -> bool:
    """Whether there is a proposal, which then can be printed; anything but a refusal in words fails."""
    try:
        proposal = read_cv(data)
    except DomainError as error:
        assert str(error)
        return False
    json.dumps(as_json(proposal), ensure_ascii=False).encode()
    return True


def read_chains(mutate: Callable[[list[Turn]], Iterator[bytes]], chains: int) -> tuple[int, int]:
    """(files, proposals) of so many chains, the same ones on every run."""
    counted = [0, 0]

    @settings(max_examples=chains, derandomize=True, database=None)
    @given(CHAINS)
    def read_all(turns: list[Turn]) -> None:
        for data in mutate(turns):
            counted[0] += 1
            counted[1] += read_or_refuse(data)

    read_all()
    return counted[0], counted[1]


@pytest.mark.parametrize("name", WAYS)
def test_well_formed_files_with_other_elements_and_values(name, record_property):
    mutate, chains = WAYS[name]
    started = time.process_time()

    files, proposals = read_chains(partial(mutate, own_file(name)), chains)

    took = time.process_time() - started
    record_property("measured", f"{files} mutated files read in {took:.1f} s, {proposals} proposals")
    assert files >= chains * CHAIN
    assert proposals > files / 2  # else nothing but the refusals would have been tried


@pytest.mark.parametrize("name", BROKEN)
def test_files_with_other_bytes(name):
    files, _proposals = read_chains(partial(mutated_bytes, own_file(name)), BROKEN[name])

    assert files >= BROKEN[name] * CHAIN


def test_pdf_files_with_other_bytes():
    pdf = pdf_with_attachments(own_file("current.xml"))
    turns = [(number % 6, number * 7919, number * 31) for number in range(12)]
    for turn in turns:
        (data,) = mutated_bytes(pdf, [turn])
        try:
            read_europass(data)
        except DomainError as error:
            assert str(error)
