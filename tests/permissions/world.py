"""One of everything: whose pages the table of permissions speaks of, and who tries to open them."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, get_resolver

from candidates.models import AlikePair, Campaign, PeopleList, SheetImport
from candidates.register.services import receive_sheet
from candidates.services import keep_europass, send_claim_link
from candidates.services.claims import make_claim
from missions.models import (
    Budget,
    CalendarSheet,
    Change,
    Commitment,
    FieldOperation,
    Mission,
    Subscription,
)
from missions.services import place_milestones
from missions.services.following import link_to_end
from osce_portal.audit.services import record
from osce_portal.privacy.models import DataExport
from osce_portal.privacy.services import ask_erasure, notice_in_force, place_hold
from selection.assessment.models import Rubric
from selection.assessment.services import assess_call, declare_conflict
from selection.candidacies.models import DeadlineException
from selection.candidacies.own_calendar.services import make_calendar_token
from selection.delegation.models import Override, Succession
from tests.candidates.europass.own_files import own_file
from tests.candidates.register.sheets import csv_of
from tests.factories.accounts import UserFactory
from tests.factories.assessment import closed_call, received
from tests.factories.candidacies import CandidacyFactory, LateAttemptFactory
from tests.factories.candidates import (
    CandidateFactory,
    DocumentFactory,
    EmployerFactory,
    ObservationExperienceFactory,
    PoolMembershipFactory,
)
from tests.factories.delegation import approved_call
from tests.factories.files import StoredFileFactory
from tests.factories.mail import QueuedMailFactory
from tests.factories.missions import (
    CallFactory,
    CrisisCallFactory,
    RoundCallFactory,
    SelorRoundFactory,
    VacancyCallFactory,
)
from tests.factories.nominations import TravelDetailsFactory
from tests.samples import pdf

ROLES = {
    "desk": "desk_officer",
    "decider": "decider",
    "budget": "budget_officer",
    "auditor": "auditor",
    "admin": "administrator",
}
ACTORS = ("anonymous", "owner", "other", *ROLES, "own-desk")
UNKNOWN = "0" * 22


def make_world() -> SimpleNamespace:
    """The owner has a file, a draft, a candidacy in each later stage, and others stand beside."""
    call = closed_call(places=1, unit_cost_cents=100_000, budget_cents=100_000)
    decided, (outcome, *_others) = approved_call(900, 800, 700)
    owner = outcome.candidate
    proof = StoredFileFactory(bytes=pdf(), name="letter.pdf")
    shown = received(call, candidate=owner, on_paper=True, proof=proof)
    certificate = shown.certificate
    certificate.file, certificate.status = StoredFileFactory(bytes=pdf()), "asked_again"
    certificate.save()
    assess_call(call, actor=None)
    keep_europass(owner, name="cv.xml", content=own_file("legacy.xml"), actor=owner.user)
    open_call = CallFactory(open=True)
    other = CandidateFactory(registered=True, belgian=True, with_cv=True)
    return SimpleNamespace(
        owner=owner,
        campaign=Campaign.objects.create(
            texts={"fr": {"subject": "Bonjour", "body": "Un mot."}}, confirmed_at=outcome.received_at
        ),
        people_list=PeopleList.objects.create(
            asked_by=owner.user,
            asked_at=outcome.received_at,
            total=1,
            state="ready",
            file_format="csv",
            expires_at=outcome.received_at + timedelta(days=30),
            file=StoredFileFactory(name="candidates.csv"),
        ),
        pair=AlikePair.objects.create(
            first=owner, second=other, likenesses="address", noted_at=outcome.received_at
        ),
        outcome=outcome,
        decided=decided,
        run=decided.selection_runs.get(),
        call=call,
        shown=shown,
        certificate=certificate,
        succession=Succession.objects.create(
            call=decided,
            successor=decided.candidacies.get(status="reserve"),
            proposer=UserFactory(staff=True),
            proposed_at=outcome.received_at,
        ),
        override=Override.objects.create(
            call=decided,
            candidacy=outcome,
            lock="in",
            reason="Speaks the language of the region.",
            decided_at=outcome.received_at,
        ),
        draft=CandidacyFactory(candidate=owner, call=open_call, ready=True),
        new_call=CallFactory(open=True),
        calendar_secret=make_calendar_token(owner.user, actor=owner.user),
        subscription=Subscription.objects.create(user=owner.user, language="fr"),
        vacancy=VacancyCallFactory().vacancy,
        jpo_round=RoundCallFactory().round,
        crisis=CrisisCallFactory().crisis_mission,
        selor=SelorRoundFactory(),
        employer=EmployerFactory(candidate=owner),
        document=DocumentFactory(candidate=owner),
        membership=PoolMembershipFactory(candidate=owner),
        observation=ObservationExperienceFactory(candidate=owner),
        exception=DeadlineException.objects.create(
            candidate=owner,
            call=call,
            until=outcome.received_at + timedelta(days=365),
            reason="Our server was down.",
            proposed_by=UserFactory(staff=True),
        ),
        change=Change.objects.create(
            mission=call.mission,
            kind="later",
            note="Told by the OSCE.",
            message_fr="Raison.",
            message_nl="Reden.",
            proposed_by=UserFactory(staff=True),
        ),
        rubric=Rubric.objects.filter(criteria__isnull=False).first(),
        conflict=declare_conflict(owner, officer=UserFactory(staff=True), reason="We are married."),
        operation=FieldOperation.objects.get_or_create(
            name="OSCE Centre in Bishkek", defaults={"country": "KG", "status": "active"}
        )[0],
        late=LateAttemptFactory(candidate=owner, call=call),
        mail=QueuedMailFactory(recipient_ref=owner.public_id),
        travel=TravelDetailsFactory(candidacy=outcome),
        sheet=sheet_to_review(),
        milestone=place_milestones(call)[1],
        commitment=Commitment.objects.create(
            call=call,
            budget=Budget.objects.get_or_create(year=2027, line="14-53-5", defaults={"amount_cents": 0})[0],
            kind="planned",
            cents=100,
            needs_signature=True,
        ),
        calendar_sheet=CalendarSheet.objects.create(file_name="calendar.csv"),
        unclaimed=send_claim_link(CandidateFactory(without_account=True), actor=None),
        export=DataExport.objects.create(account=owner.user, state="expired", asked_at=outcome.received_at),
        erasure=ask_erasure(owner.user),
        hold=place_hold(owner, reason="A review runs.", actor=UserFactory(staff=True)),
        entry=record("candidate.seen", owner, subject=owner),
        other=other,
    )


def sheet_to_review() -> SheetImport:
    """An uploaded sheet with a new person, and one who may be somebody known."""
    known = CandidateFactory(without_account=True, email="alike@example.org")
    rows = [["Dubois", "Aline", "aline@example.org"], ["Nobody", "Like", known.email]]
    data = csv_of(*rows, headings=["last_name", "first_name", "email"])
    return receive_sheet("people", data, file_name="people.csv", actor=UserFactory(staff=True))


def arguments(route: str, names: list[str], world: SimpleNamespace) -> dict[str, Any]:
    """What stands in the address of ``route``: always something of the owner's, where it is a person's."""
    if "object_id" in names and "content_type_id" not in names:
        row = ROWS[route.removeprefix("admin:").rpartition("_")[0]](world)
        return {"object_id": quote(getattr(row, "public_id", row.pk))}
    return {name: (OBJECTS.get(f"{route} {name}") or OBJECTS[name])(world) for name in names}


ROWS: dict[str, Any] = {
    "accounts_user": lambda world: world.owner.user,
    "audit_auditentry": lambda world: world.entry,
    "mail_queuedmail": lambda world: world.mail,
    "candidates_candidate": lambda world: world.owner,
    "candidates_observationexperience": lambda world: world.observation,
    "candidates_poolmembership": lambda world: world.membership,
    "missions_participatingstate": lambda world: world.call.mission.state,
    "missions_fieldoperation": lambda world: world.operation,
    "missions_mission": lambda world: world.call.mission,
    "missions_budget": lambda world: world.commitment.budget,
    "missions_call": lambda world: world.call,
    "missions_vacancy": lambda world: world.vacancy,
    "missions_jporound": lambda world: world.jpo_round,
    "missions_crisismission": lambda world: world.crisis,
    "missions_selorround": lambda world: world.selor,
    "candidacies_candidacy": lambda world: world.shown,
    "candidacies_lateattempt": lambda world: world.late,
    "assessment_rubric": lambda world: world.rubric,
    "assessment_criterion": lambda world: world.rubric.criteria.first(),
    "assessment_conflictofinterest": lambda world: world.conflict,
}
OBJECTS: dict[str, Any] = {
    "call": lambda world: world.decided.public_id,
    "run": lambda world: world.run.public_id,
    "name": lambda world: "problem",
    "format": lambda world: "xlsx",
    "candidacy": lambda world: world.outcome.public_id,
    "succession": lambda world: world.succession.public_id,
    "override": lambda world: world.override.public_id,
    "call_ref": lambda world: world.call.public_id,
    "certificate_ref": lambda world: world.certificate.public_id,
    "candidacy_ref": lambda world: world.shown.public_id,
    "page": lambda world: 1,
    "provider_id": lambda world: "nobody",
    "pk": lambda world: 1,  # a passkey: asked after only once somebody has proved to be its owner
    "app_label": lambda world: "candidacies",
    "section": lambda world: "employers",
    "entry": lambda world: world.employer.public_id,
    "document": lambda world: world.document.public_id,
    "candidacies:start call": lambda world: world.new_call.public_id,
    "exception": lambda world: world.exception.public_id,
    "changes:exception-propose person": lambda world: world.owner.public_id,
    "change": lambda world: world.change.public_id,
    "changes:mission public_id": lambda world: world.call.mission.public_id,
    "changes:propose-mission public_id": lambda world: world.call.mission.public_id,
    "changes:propose-mission change_kind": lambda world: "cancelled",
    "changes:call public_id": lambda world: world.call.public_id,
    "changes:propose-call public_id": lambda world: world.call.public_id,
    "changes:propose-call change_kind": lambda world: "extended",
    "public_id": lambda world: world.draft.public_id,
    "candidacies:detail public_id": lambda world: world.shown.public_id,
    "candidacies:certificate public_id": lambda world: world.shown.public_id,
    "candidacies:availability public_id": lambda world: world.shown.public_id,
    "candidacies:receipt public_id": lambda world: world.shown.public_id,
    "nominations:travel public_id": lambda world: world.outcome.public_id,
    "delegation:outcome public_id": lambda world: world.outcome.public_id,
    "admin:candidates_candidate_cv public_id": lambda world: world.owner.public_id,
    "admin:candidacies_candidacy_proof public_id": lambda world: world.shown.public_id,
    "admin:candidacies_candidacy_costs call": lambda world: world.call.public_id,
    "admin:candidacies_candidacy_cost public_id": lambda world: world.shown.public_id,
    "elearning:certificate-file public_id": lambda world: world.certificate.public_id,
    "missions:mission public_id": lambda world: world.call.mission.public_id,
    "missions:vacancy public_id": lambda world: world.vacancy.public_id,
    "missions:round public_id": lambda world: world.jpo_round.public_id,
    "missions:crisis public_id": lambda world: world.crisis.public_id,
    "missions:selor public_id": lambda world: world.selor.public_id,
    "admin:missions_mission_confirm public_id": lambda world: world.call.mission.public_id,
    "admin:missions_mission_call public_id": lambda world: world.call.mission.public_id,
    "admin:missions_mission_call_lto public_id": lambda world: world.call.mission.public_id,
    "admin:missions_vacancy_confirm public_id": lambda world: world.vacancy.public_id,
    "admin:missions_vacancy_call public_id": lambda world: world.vacancy.public_id,
    "admin:missions_jporound_confirm public_id": lambda world: world.jpo_round.public_id,
    "admin:missions_jporound_call public_id": lambda world: world.jpo_round.public_id,
    "admin:missions_crisismission_confirm public_id": lambda world: world.crisis.public_id,
    "admin:missions_crisismission_call public_id": lambda world: world.crisis.public_id,
    "admin:missions_selorround_confirm public_id": lambda world: world.selor.public_id,
    "admin:missions_call_presets public_id": lambda world: world.call.public_id,
    "admin:candidates_candidate_merge_with public_id": lambda world: world.owner.public_id,
    "admin:candidates_candidate_merge public_id": lambda world: world.owner.public_id,
    "admin:candidates_candidate_merge other": lambda world: world.other.public_id,
    "campaign": lambda world: world.campaign.public_id,
    "people_list": lambda world: world.people_list.public_id,
    "file_format": lambda world: "csv",
    "pair": lambda world: world.pair.public_id,
    "object_id": lambda world: world.call.mission.pk,
    "content_type_id": lambda world: ContentType.objects.get_for_model(Mission).pk,
    "privacy:export-file public_id": lambda world: world.export.public_id,
    "privacy:erasure-withdraw public_id": lambda world: world.erasure.public_id,
    "privacy-staff:answer public_id": lambda world: world.erasure.public_id,
    "privacy-staff:record candidate": lambda world: world.owner.public_id,
    "privacy-staff:hold-lift public_id": lambda world: world.hold.public_id,
    "call-ics public_id": lambda world: world.call.public_id,
    "own-calendar token": lambda world: world.calendar_secret,
    "following:end public_id": lambda world: world.subscription.public_id,
    "missions:unsubscribe token": lambda world: link_to_end([world.subscription]).split("/")[-2],
    "missions:month year": lambda world: 2027,
    "missions:month month": lambda world: 1,
    "version": lambda world: notice_in_force(),
    "sheets:claim-link person": lambda world: world.unclaimed.public_id,
    "sheet": lambda world: world.sheet.public_id,
    "money:call public_id": lambda world: world.call.public_id,
    "commitment": lambda world: world.commitment.public_id,
    "step": lambda world: world.milestone.public_id,
    "calendar-sheets:export table": lambda world: "vacancies",
    "calendar-sheets:sheet sheet": lambda world: world.calendar_sheet.public_id,
    "row": lambda world: world.sheet.rows.get(outcome="review").number,
    "kind": lambda world: "people",
    "claim": lambda world: make_claim(world.unclaimed),
    "key": lambda world: "unknown",
    "uidb36": lambda world: "1",
}


def make_actor(name: str, world: SimpleNamespace) -> Any:
    """The account of a column; None for a visitor. ``own-desk``: the owner works at the desk."""
    match name:
        case "anonymous":
            return None
        case "owner":
            return world.owner.user
        case "other":
            return world.other.user
        case "own-desk":
            world.owner.user.is_staff = True
            world.owner.user.save()
            TOTP.activate(world.owner.user, generate_totp_secret())
            world.owner.user.groups.add(UserFactory(staff=True, groups=["desk_officer"]).groups.get())
            return world.owner.user
        case _:
            return UserFactory(staff=True, groups=[ROLES[name]], language="en")


def walk_routes(resolver: Any = None, namespace: str = "", above: tuple[str, ...] = ()) -> Any:
    """Name and converters' names of every address the portal answers; the admin's nameless ones left out."""
    for pattern in (resolver or get_resolver()).url_patterns:
        names = (*above, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk_routes(pattern, inner, names)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield namespace + pattern.name, sorted(names)
