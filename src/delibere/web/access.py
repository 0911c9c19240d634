# SPDX-License-Identifier: EUPL-1.2
"""Who may see each page and do each act. What is not written here is refused (see `gate.py`).

`see` is for GET, `act` for POST. A page under a department is for its own people only; whoever has no role
there gets « introuvable », as if the department did not exist. A role in `own` passes only for what is its
own: a student for his or her record, a teacher for the promotions and the modules taught.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from delibere.store.models import Role

EVERYBODY = frozenset(Role)
STAFF = EVERYBODY - {Role.STUDENT}
READERS = STAFF - {Role.TEACHER}
MANAGERS = frozenset({Role.HEAD, Role.DIRECTOR_OF_STUDIES})
OFFICE = MANAGERS | {Role.SECRETARY}
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR, Role.HEAD})
TAUGHT = frozenset({Role.TEACHER})
DECIDERS = frozenset({Role.HEAD, Role.JURY_PRESIDENT})
"""The jury, chaired by the director or a delegate, decides (annexe 1, point 4.6); nobody else writes it."""
PREPARERS = OFFICE | DECIDERS
NOBODY: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may see a page, who may act on it.

    Attributes:
        see: roles that may read it (GET).
        act: roles that may send it (POST).
        own: roles that may read only what is their own.
        own_act: roles that may send only about what is their own.
        public: no account is asked for.
    """

    see: frozenset[Role] = NOBODY
    act: frozenset[Role] = NOBODY
    own: frozenset[Role] = field(default=NOBODY)
    own_act: frozenset[Role] = field(default=NOBODY)
    public: bool = False


PUBLIC = Rule(public=True)
ANY_ACCOUNT = Rule()
CIVIL_DATA = Rule(see=OFFICE, own=frozenset({Role.STUDENT}))
"""No page of its own: on the record and by the API, for those who make papers, and for the person."""

PAGES: Mapping[str, Rule] = {
    # entrance: no department in the address
    "home.start": ANY_ACCOUNT,
    "signing_in.sign_in": PUBLIC,
    "signing_in.cas": PUBLIC,
    "signing_in.openid": PUBLIC,
    "signing_in.openid_back": PUBLIC,
    "signing_in.sign_out": PUBLIC,
    "signing_in.forgotten": PUBLIC,
    "signing_in.forgotten_sent": PUBLIC,
    "signing_in.choose_password": PUBLIC,
    "signing_in.change_password": ANY_ACCOUNT,
    "documents.verify": PUBLIC,
    "documents.verified": PUBLIC,
    # a department's own pages
    "home.home": Rule(see=EVERYBODY),
    "curricula.list": Rule(see=STAFF),
    "curricula.maquette": Rule(see=EVERYBODY),
    "curricula.compare": Rule(see=STAFF),
    "curricula.course": Rule(see=EVERYBODY),
    "curricula.export": Rule(see=STAFF),
    "curricula.export_maquette": Rule(see=STAFF),
    "curricula.correct_maquette": Rule(see=MANAGERS, act=MANAGERS),
    "curricula.publish": Rule(see=MANAGERS, act=MANAGERS),
    "curricula.frameworks": Rule(see=STAFF, act=MANAGERS),
    "curricula.framework": Rule(see=STAFF, act=MANAGERS),
    "curricula.abandon_framework": Rule(act=MANAGERS),
    "curricula.upload": Rule(see=MANAGERS, act=MANAGERS),
    "curricula.review": Rule(see=MANAGERS),
    "curricula.as_read": Rule(see=MANAGERS),
    "curricula.accept": Rule(act=MANAGERS),
    "curricula.correct": Rule(act=MANAGERS),
    "curricula.record": Rule(act=MANAGERS),
    "curricula.abandon": Rule(act=MANAGERS),
    "students.list": Rule(see=READERS),
    "students.create": Rule(see=OFFICE, act=OFFICE),
    "students.import": Rule(see=OFFICE, act=OFFICE),
    "students.review": Rule(see=OFFICE),
    "students.columns": Rule(act=OFFICE),
    "students.record": Rule(act=OFFICE),
    "students.abandon": Rule(act=OFFICE),
    "students.errors": Rule(see=OFFICE),
    "students.import_past": Rule(see=OFFICE, act=OFFICE),
    "students.review_past": Rule(see=OFFICE, act=OFFICE),
    "students.one": Rule(see=READERS, own=frozenset({Role.STUDENT})),
    "students.edit": Rule(see=OFFICE, act=OFFICE),
    "courses.one": Rule(see=READERS, own=frozenset({Role.STUDENT})),
    "students.add_past": Rule(act=OFFICE),
    "students.withdraw_past": Rule(act=OFFICE),
    "documents.list": Rule(see=READERS),
    "documents.settings": Rule(see=MANAGERS, act=MANAGERS),
    "documents.wording": Rule(see=MANAGERS, act=MANAGERS),
    "documents.file": Rule(see=READERS),
    "documents.job": Rule(see=READERS),
    "documents.state": Rule(see=READERS),
    "documents.archive": Rule(see=OFFICE),
    "documents.cancel": Rule(act=OFFICE),
    "documents.promotion": Rule(see=READERS, own=TAUGHT),
    "documents.ask": Rule(act=OFFICE),
    "documents.lists": Rule(see=READERS, own=TAUGHT),
    "documents.draft": Rule(see=PREPARERS),
    "documents.session": Rule(see=PREPARERS),
    "documents.issue_session": Rule(act=PREPARERS),
    "documents.letters": Rule(act=OFFICE),
    "documents.student": Rule(see=READERS, own=frozenset({Role.STUDENT})),
    "documents.transcript": Rule(see=OFFICE),
    "documents.issue_student": Rule(act=OFFICE),
    "documents.own_file": Rule(see=READERS, own=frozenset({Role.STUDENT})),
    "promotions.list": Rule(see=READERS),
    "promotions.open": Rule(act=MANAGERS),
    "promotions.one": Rule(see=READERS, own=TAUGHT),
    "promotions.enrol": Rule(see=OFFICE, act=OFFICE),
    "promotions.status": Rule(act=OFFICE),
    "promotions.enrolment": Rule(see=READERS),
    "promotions.repeating": Rule(act=OFFICE),
    "promotions.exempt": Rule(act=MANAGERS),
    "promotions.withdraw_exemption": Rule(act=MANAGERS),
    "promotions.cancel": Rule(act=OFFICE),
    "promotions.groups": Rule(see=READERS, own=TAUGHT),
    "promotions.add_group": Rule(act=OFFICE),
    "promotions.remove_group": Rule(act=OFFICE),
    "promotions.move": Rule(act=OFFICE),
    "promotions.paste_groups": Rule(act=OFFICE),
    "promotions.teachers": Rule(see=READERS, own=TAUGHT),
    "promotions.assign": Rule(act=OFFICE),
    "promotions.unassign": Rule(act=OFFICE),
    "evaluations.overview": Rule(see=STAFF),
    "evaluations.reminders": Rule(see=OFFICE),
    "evaluations.promotion": Rule(see=READERS, own=TAUGHT),
    "evaluations.missing": Rule(see=READERS, own=TAUGHT),
    "evaluations.copy": Rule(see=OFFICE, act=OFFICE, own=TAUGHT, own_act=TAUGHT),
    "evaluations.states": Rule(act=OFFICE, own_act=TAUGHT),
    "evaluations.unlock": Rule(act=MANAGERS),
    "evaluations.remove": Rule(act=OFFICE, own_act=TAUGHT),
    "evaluations.create": Rule(see=OFFICE, act=OFFICE, own=TAUGHT, own_act=TAUGHT),
    "evaluations.change": Rule(see=OFFICE, act=OFFICE, own=TAUGHT, own_act=TAUGHT),
    "evaluations.add_bonus": Rule(see=OFFICE, act=OFFICE),
    "evaluations.change_bonus": Rule(see=OFFICE, act=OFFICE),
    "juries.list": Rule(see=STAFF),
    "juries.create": Rule(see=PREPARERS, act=PREPARERS),
    "juries.one": Rule(see=READERS, own=TAUGHT),
    "juries.change": Rule(see=PREPARERS, act=PREPARERS),
    "juries.open": Rule(act=PREPARERS),
    "juries.presence": Rule(act=PREPARERS),
    "juries.trial": Rule(see=READERS),
    "juries.accept": Rule(act=DECIDERS),
    "juries.close": Rule(see=DECIDERS, act=DECIDERS),
    "juries.discard": Rule(act=PREPARERS),
    "juries.minutes": Rule(see=READERS, own=TAUGHT),
    "juries.sealed": Rule(see=PREPARERS | {Role.ADMINISTRATOR}),
    "juries.correct": Rule(act=DECIDERS),
    "juries.publish": Rule(act=DECIDERS | {Role.DIRECTOR_OF_STUDIES}),
    "juries.consequences": Rule(see=READERS, act=OFFICE),
    "juries.deliberate": Rule(see=READERS, own=TAUGHT),
    "juries.student": Rule(see=READERS, own=TAUGHT),
    "juries.try": Rule(act=DECIDERS),
    "juries.decide": Rule(act=DECIDERS),
    "marks.grid": Rule(see=READERS, own=TAUGHT),
    "marks.write": Rule(act=OFFICE, own_act=TAUGHT),
    "marks.preview": Rule(act=OFFICE, own_act=TAUGHT),
    "marks.history": Rule(see=READERS, own=TAUGHT),
    "marks.workbook": Rule(see=READERS, own=TAUGHT),
    "marks.upload": Rule(act=OFFICE, own_act=TAUGHT),
    "marks.record": Rule(act=OFFICE, own_act=TAUGHT),
    "marks.moodle": Rule(see=READERS, own=TAUGHT),
    "marks.moodle_preview": Rule(act=OFFICE, own_act=TAUGHT),
    "absences.list": Rule(see=READERS),
    "absences.import": Rule(see=OFFICE, act=OFFICE),
    "absences.review": Rule(see=OFFICE),
    "absences.record": Rule(act=OFFICE),
    "absences.abandon": Rule(act=OFFICE),
    "absences.errors": Rule(see=OFFICE),
    "absences.student": Rule(see=READERS, own=frozenset({Role.STUDENT})),
    "absences.add": Rule(act=OFFICE),
    "absences.remove": Rule(act=OFFICE),
    "absences.add_proof": Rule(act=OFFICE),
    "absences.withdraw_proof": Rule(act=OFFICE),
    "local_rules.list": Rule(see=READERS),
    "local_rules.declare": Rule(see=MANAGERS, act=MANAGERS),
    "own_results.page": Rule(see=READERS, own=frozenset({Role.STUDENT})),
    "results.list": Rule(see=READERS),
    "results.semester": Rule(see=READERS),
    "results.year": Rule(see=READERS),
    "results.figure": Rule(see=READERS),
    "results.student": Rule(see=READERS),
    "staff.list": Rule(see=READERS),
    "staff.invite": Rule(see=ADMINISTRATORS, act=ADMINISTRATORS),
    "staff.students": Rule(see=ADMINISTRATORS | {Role.SECRETARY}, act=ADMINISTRATORS | {Role.SECRETARY}),
    "staff.one": Rule(see=READERS),
    "staff.roles": Rule(act=ADMINISTRATORS),
    "staff.invite_again": Rule(act=ADMINISTRATORS),
    "staff.close": Rule(act=ADMINISTRATORS),
    "staff.reopen": Rule(act=ADMINISTRATORS),
    "registry.list": Rule(see=OFFICE, act=OFFICE),
    "registry.one": Rule(see=OFFICE),
    "registry.fill": Rule(act=OFFICE),
    "registry.report": Rule(see=OFFICE),
    "registry.enrol": Rule(act=OFFICE),
    "registry.abandon": Rule(act=OFFICE),
    "registry.codes": Rule(see=OFFICE, act=OFFICE),
    "registry.settings": Rule(see=OFFICE, act=MANAGERS),
    "scodoc.drop": Rule(see=MANAGERS, act=MANAGERS),
    "scodoc.review": Rule(see=MANAGERS),
    "scodoc.choose": Rule(act=MANAGERS),
    "scodoc.take": Rule(act=MANAGERS),
    "scodoc.abandon": Rule(act=MANAGERS),
    "journal.entries": Rule(see=ADMINISTRATORS | MANAGERS),
    "home.settings": Rule(see=READERS, act=MANAGERS),
    "home.add_date": Rule(act=OFFICE),
    "home.remove_date": Rule(act=OFFICE),
    "tokens.list": Rule(see=STAFF, act=STAFF),
    "tokens.explore": Rule(see=STAFF),
    "tokens.revoke": Rule(act=ADMINISTRATORS, own_act=STAFF),
}


def _as(see: str = "", act: str = "") -> Rule:
    """The rule of an address of the API: seen by who sees this page, acted on by who acts on that one."""
    seen, acted = PAGES.get(see, Rule()), PAGES.get(act, Rule())
    return Rule(see=seen.see, own=seen.own, act=acted.act, own_act=acted.own_act)


_ISSUERS = PAGES["documents.issue_student"].act
API: Mapping[str, Rule] = {
    "api.schema": PUBLIC,
    "api.curricula": _as("curricula.list"),
    "api.maquette": _as("curricula.maquette"),
    "api.students": _as("students.list"),
    "api.student": _as("students.one"),
    "api.own_results": _as("own_results.page"),
    "api.own_decisions": _as("own_results.page"),
    "api.promotions": _as("promotions.list"),
    "api.promotion": _as("promotions.one"),
    "api.enrolled": _as("promotions.one"),
    "api.evaluations": _as("evaluations.promotion"),
    "api.evaluation_states": _as(act="evaluations.states"),
    "api.module_evaluations": _as("evaluations.promotion", "evaluations.create"),
    "api.evaluation": _as("evaluations.promotion", "evaluations.change"),
    "api.unlock_evaluation": _as(act="evaluations.unlock"),
    "api.marks": _as("marks.grid", "marks.write"),
    "api.mark": _as(act="marks.write"),
    "api.results": _as("results.semester"),
    "api.result": _as("results.student"),
    "api.figure": _as("results.figure"),
    "api.simulation": _as(act="local_rules.declare"),
    "api.juries": _as("juries.list", "juries.create"),
    "api.jury": _as("juries.one", "juries.change"),
    "api.open_jury": _as(act="juries.open"),
    "api.presence": _as(act="juries.presence"),
    "api.jury_progress": _as("juries.one"),
    "api.proposals": _as("juries.deliberate"),
    "api.proposal": _as("juries.student"),
    "api.try_decision": _as(act="juries.try"),
    "api.jury_simulation": Rule(act=PAGES["juries.trial"].see),
    "api.decisions": _as("juries.minutes", "juries.decide"),
    "api.decision": _as("juries.student", "juries.decide"),
    "api.accept": _as(act="juries.accept"),
    "api.close_jury": _as(act="juries.close"),
    "api.seal": _as("juries.sealed"),
    "api.publish_jury": _as(act="juries.publish"),
    "api.correct_jury": _as(act="juries.correct"),
    "api.consequences": _as("juries.consequences", "juries.consequences"),
    "api.documents": _as("documents.list"),
    "api.document": _as("documents.file"),
    "api.document_file": _as("documents.file"),
    "api.own_documents": _as("documents.student"),
    "api.own_document_file": _as("documents.own_file"),
    "api.issue_transcript": _as(act="documents.issue_student"),
    "api.attestations": Rule(see=_ISSUERS, act=_ISSUERS),
    "api.transcript": _as("documents.transcript"),
    "api.lists": _as("documents.lists"),
    "api.issue_for_session": _as(act="documents.issue_session"),
    "api.draft_minutes": _as("documents.draft"),
    "api.issue_letter": _as(act="documents.letters"),
    "api.ask_letters": _as(act="documents.letters"),
    "api.ask_bulletins": _as(act="documents.ask"),
    "api.jobs": _as("documents.list"),
    "api.job": _as("documents.job", "documents.cancel"),
    "api.job_archive": _as("documents.archive"),
    "api.import_students": _as(act="students.import"),
    "api.import": _as("students.review", "students.abandon"),
    "api.apply_import": _as(act="students.record"),
    "api.check_registry": _as(act="registry.list"),
    "api.registry_files": _as(act="registry.list"),
    "api.registry_file": _as("registry.one", "registry.abandon"),
    "api.fill_registry": _as(act="registry.fill"),
    "api.journal": _as("journal.entries"),
}
"""By a token, with its one role: never more than the pages, for it is read from them."""

ACCESS: Mapping[str, Rule] = {**PAGES, **API}
