"""Two files to make one of, and the merge."""

from django.contrib.admin.utils import quote
from django.urls import reverse

from candidates import services
from candidates.models import (
    Candidate,
)
from tests.factories.candidates import CandidateFactory


def paper(**facts) -> Candidate:
    return CandidateFactory(without_account=True, **facts)


def file_at(reference: str) -> str:
    return reverse("admin:candidates_candidate_change", args=[quote(reference)])


def merge(kept, gone, officer, **identity) -> Candidate:
    return services.merge_candidates(kept, gone, actor=officer, identity=identity, because="Same passport.")
