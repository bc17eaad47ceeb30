"""The lot is what anyone can compute."""

import hashlib

from selection.engine.ties import lot


def test_a_lot_is_the_fingerprint_of_seed_and_candidacy():
    assert lot("2027-kg-sto", "c-17") == hashlib.sha256(b"2027-kg-sto|c-17").hexdigest()
