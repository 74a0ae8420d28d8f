"""Every callback and action id that goes to Slack and comes back, as `noun.verb`."""

from typing import Final

COMMANDS: Final = ("/outreach", "/interviews", "/reflect", "/synthesis", "/resonance")

# the five outcomes, and the way into the check-in
CHECKIN_HAPPENED: Final = "checkin.happened"
CHECKIN_STILL_GOING: Final = "checkin.still_going"
CHECKIN_MOVED: Final = "checkin.moved"
CHECKIN_NO_SHOW: Final = "checkin.no_show"
CHECKIN_NOT_INTERVIEW: Final = "checkin.not_interview"
CHECKIN_FORM: Final = "checkin.form"
CHECKIN_CHANGE: Final = "checkin.change"
CHECKIN_SAVE: Final = "checkin.save"
OUTCOMES: Final = {
    CHECKIN_HAPPENED: "happened",
    CHECKIN_STILL_GOING: "still_going",
    CHECKIN_MOVED: "moved",
    CHECKIN_NO_SHOW: "no_show",
    CHECKIN_NOT_INTERVIEW: "not_interview",
}

PLAN_OPEN: Final = "plan.open"
PLAN_SAVE: Final = "plan.save"
PERSON_ADD: Final = "person.add"
PERSON_SAVE: Final = "person.save"
PERSON_BACK: Final = "person.back"
PERSON_KEEP: Final = "person.keep"
PERSON_MOVE: Final = "person.move"
PERSON_OPTION: Final = "person.option"
PERSON_PLACE: Final = "person.place"
PERSON_PICK: Final = "person.pick"
WEEK_SHOW: Final = "week.show"
WEEK_SNOOZE: Final = "week.snooze"
WEEK_STOP: Final = "week.stop"
WEEK_START: Final = "week.start"
WEEK_WHY: Final = "week.why"
INTERVIEW_CONFIRM: Final = "interview.confirm"
INTERVIEW_REFUSE: Final = "interview.refuse"
INTERVIEW_SHOW: Final = "interview.show"
INTERVIEW_LOG: Final = "interview.log"
INTERVIEWS_SHOW: Final = "interviews.show"
CALENDAR_CONNECT: Final = "calendar.connect"
CALENDAR_SAVE: Final = "calendar.save"
CALENDAR_LOGIN: Final = "calendar.login"
CALENDAR_SIGN_IN: Final = "calendar.sign_in"
CALENDAR_CHOICES: Final = "calendar.choices"
CALENDAR_CHOOSE: Final = "calendar.choose"
CALENDAR_MORE: Final = "calendar.more"
CALENDAR_READ: Final = "calendar.read"
CALENDAR_CHANGE: Final = "calendar.change"
CALENDAR_CHANGED: Final = "calendar.changed"
CALENDAR_QUIET: Final = "calendar.quiet"
CALENDAR_REMOVE: Final = "calendar.remove"
CALENDARS_SHOW: Final = "calendars.show"
MEETING_CONFIRM: Final = "meeting.confirm"
MEETING_REFUSE: Final = "meeting.refuse"
AGENDA_SHOW: Final = "agenda.show"
AGENDA_CORRECT: Final = "agenda.correct"
SYNTHESIS_SHOW: Final = "synthesis.show"
SYNTHESIS_PAGE: Final = "synthesis.page"
SYNTHESIS_COUNTED: Final = "synthesis.counted"
REFLECT_SHOW: Final = "reflect.show"
SETTINGS_OPEN: Final = "settings.open"
SETTINGS_SAVE: Final = "settings.save"
WEEK_RESUME: Final = "week.resume"
ZONE_OPEN: Final = "zone.open"
ZONE_KEEP: Final = "zone.keep"
ZONE_SAVE: Final = "zone.save"
HELP_SHOW: Final = "help.show"
