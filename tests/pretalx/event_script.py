"""Puts the sample event into a pretalx; run by pretalx's own shell, never by the tests' Python."""

from datetime import date, datetime, timedelta

import sample
from django.db import transaction
from i18nfield.strings import LazyI18nString
from pretalx.common.models.settings import GlobalSettings
from pretalx.event.models import Event
from pretalx.event.utils import create_organiser_with_team
from pretalx.person.models import SpeakerProfile, User, UserApiToken
from pretalx.schedule.models import Room, TalkSlot
from pretalx.submission.models import Answer, Question, Submission, SubmissionComment, Track
from sample import SENTINEL, Talk


@transaction.atomic
def first() -> None:
    """Make the event with all that is in it, and release its first schedule."""
    # Ids are made from it; without one, the server would choose one anew whenever it finds none.
    GlobalSettings().get_instance_identifier()
    organiser = User.objects.create_user(name="Sample Organiser", email=f"{SENTINEL}@example.org")
    event = _event(organiser)
    rooms = {
        key: Room.objects.create(event=event, name=LazyI18nString(name), speaker_info=SENTINEL, position=position)
        for position, (key, name) in enumerate(sample.ROOMS.items())
    }
    tracks = {
        key: Track.objects.create(
            event=event, name=LazyI18nString(name), color=f"#00{position}b5c", position=position
        )
        for position, (key, name) in enumerate(sample.TRACKS.items())
    }
    speakers = {code: _speaker(event, code, name) for code, name in sample.SPEAKERS.items()}
    for talk in sample.FIRST:
        submission = _submission(event, talk.code, talk.title, talk.language)
        submission.track, submission.duration = tracks[talk.track], talk.minutes
        submission.save()
        for code in talk.speakers:
            submission.speakers.add(speakers[code])
        submission.accept()
        submission.confirm()
        _move(event, talk, rooms[talk.room])
    _pause(event, rooms[sample.PAUSE.room])
    _not_for_the_public(event, organiser, speakers["SAMPLE"])
    event.wip_schedule.freeze(sample.VERSIONS[0], notify_speakers=False)


@transaction.atomic
def second() -> None:
    """Move a talk, give one a new title, cancel one, and release the second schedule."""
    event = Event.objects.get(slug=sample.EVENT)
    _move(event, sample.MOVED, event.rooms.get(position=list(sample.ROOMS).index(sample.MOVED.room)))
    retitled = event.submissions.get(code=sample.RETITLED.code)
    retitled.title = sample.RETITLED.title
    retitled.save()
    event.submissions.get(code=sample.IS_CANCELLED.code).cancel()
    event.wip_schedule.freeze(sample.VERSIONS[1], notify_speakers=False)


def _event(organiser: User) -> Event:
    """Return a new public event whose token its organiser has."""
    owner, team = create_organiser_with_team(name="Sample Organisers", slug="sample", users=[organiser])
    event = Event.objects.create(
        organiser=owner,
        slug=sample.EVENT,
        name=LazyI18nString(sample.NAME),
        is_public=True,
        date_from=date.fromisoformat(sample.DAYS[0]),
        date_to=date.fromisoformat(sample.DAYS[1]),
        timezone=sample.ZONE,
        email=f"{SENTINEL}@example.org",
        locale="vi",
        locale_array="vi,en",
        content_locale_array="vi,en",
    )
    event.build_initial_data()
    team.can_change_submissions = team.can_change_event_settings = team.all_events = True
    team.save()
    endpoints = ("events", "schedules", "slots", "submissions", "speakers", "rooms", "tracks", "questions", "answers")
    token = UserApiToken.objects.create(
        name="sample",
        token=sample.TOKEN,
        user=organiser,
        endpoints={endpoint: ["list", "retrieve"] for endpoint in endpoints},
    )
    token.events.add(event)
    return event


def _speaker(event: Event, code: str, name: str) -> User:
    user = User.objects.create_user(name=name, email=f"{code.lower()}.{SENTINEL}@example.org", code=code)
    SpeakerProfile.objects.create(
        user=user, event=event, biography=f"**{name}** là tên mẫu.", internal_notes=SENTINEL
    )
    return user


def _submission(event: Event, code: str, title: str, language: str) -> Submission:
    return Submission.objects.create(
        event=event,
        code=code,
        title=title,
        submission_type=event.cfp.default_type,
        content_locale=language,
        abstract=f"Tóm tắt **{code}** của bài mẫu.",
        description="Mô tả\n\n- một\n- hai\n\n[liên kết](https://example.org)",
        notes=SENTINEL,
        internal_notes=SENTINEL,
    )


def _move(event: Event, talk: Talk, room: Room) -> None:
    """Put the talk where and when it is to be, in the schedule that is not released yet."""
    slot = event.wip_schedule.talks.get(submission__code=talk.code)
    slot.start, slot.room = datetime.fromisoformat(talk.start), room
    slot.end = slot.start + timedelta(minutes=talk.minutes)
    slot.save()


def _pause(event: Event, room: Room) -> None:
    start = datetime.fromisoformat(sample.PAUSE.start)
    TalkSlot.objects.create(
        schedule=event.wip_schedule,
        room=room,
        start=start,
        end=start + timedelta(minutes=sample.PAUSE.minutes),
        description=LazyI18nString(sample.PAUSE.title),
    )


def _not_for_the_public(event: Event, organiser: User, speaker: User) -> None:
    """Add two talks that are in no release, and an answer and a comment of the organisers' own to one that is."""
    for code, title in (sample.SUBMITTED, sample.REJECTED):
        _submission(event, code, title, "vi").speakers.add(speaker)
    event.submissions.get(code=sample.REJECTED[0]).reject()
    talk = event.submissions.get(code=sample.STAYS.code)
    question = Question.objects.create(event=event, question=f"Ghi chú {SENTINEL}", variant="string", is_public=False)
    Answer.objects.create(question=question, submission=talk, answer=SENTINEL)
    SubmissionComment.objects.create(submission=talk, user=organiser, text=SENTINEL)
