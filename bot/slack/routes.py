"""Every tap, form and event this app answers, each in one line, and how a command is run."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import replace

from slack_bolt.async_app import AsyncApp

from bot.core.detection import Scope
from bot.core.feeds import CalendarKind
from bot.slack import ids
from bot.slack.blocks.checkin_form import DRAFTED
from bot.slack.blocks.guide import help_card, unknown_card
from bot.slack.grammar import TYPED_LIMIT, split_command
from bot.slack.interaction import Interaction
from bot.slack.listeners import (
    calendars,
    events,
    interviews,
    outreach,
    reflect,
    resonance,
    settings,
)
from bot.slack.listeners.commands import COMMANDS, help_all
from bot.slack.listening import Handler, Listeners, Report, SubmissionHandler

ACTIONS: Mapping[str, Handler] = {
    **dict.fromkeys(ids.OUTCOMES, reflect.outcome),
    ids.CHECKIN_FORM: reflect.form,
    ids.CHECKIN_CHANGE: reflect.change,
    ids.PLAN_OPEN: outreach.plan,
    ids.PERSON_ADD: outreach.add_by_form,
    ids.PERSON_MOVE: outreach.move_on,
    ids.PERSON_BACK: outreach.move_back,
    ids.PERSON_KEEP: outreach.keep,
    ids.PERSON_PLACE: outreach.place,
    ids.PERSON_OPTION: outreach.give_option,
    ids.WEEK_SHOW: outreach.week,
    ids.WEEK_SNOOZE: settings.snooze,
    ids.WEEK_STOP: settings.stop,
    ids.WEEK_START: settings.start,
    ids.WEEK_WHY: resonance.why,
    ids.INTERVIEW_CONFIRM: interviews.confirm,
    ids.INTERVIEW_REFUSE: interviews.refuse,
    ids.INTERVIEW_SHOW: interviews.show,
    ids.INTERVIEW_LOG: interviews.log_another,
    ids.INTERVIEWS_SHOW: interviews.interviews,
    ids.CALENDAR_CONNECT: calendars.open_form,
    ids.CALENDAR_LOGIN: calendars.open_login_form,
    ids.CALENDAR_CHOICES: calendars.nothing,
    ids.CALENDAR_CHOOSE: calendars.choose_beside,
    ids.CALENDAR_MORE: calendars.others,
    ids.CALENDAR_READ: calendars.read_now,
    ids.CALENDAR_CHANGE: calendars.change,
    ids.CALENDAR_QUIET: calendars.say_no_more,
    ids.CALENDAR_REMOVE: calendars.remove,
    ids.CALENDARS_SHOW: calendars.calendars,
    ids.MEETING_CONFIRM: calendars.confirm,
    ids.MEETING_REFUSE: calendars.refuse,
    ids.AGENDA_SHOW: calendars.look,
    ids.AGENDA_CORRECT: calendars.correct,
    **{f"{ids.AGENDA_CORRECT}.{of}": calendars.correct for of in (*Scope, "no")},
    **{f"{ids.CALENDAR_SIGN_IN}.{kind}": calendars.nothing for kind in CalendarKind},
    ids.SYNTHESIS_SHOW: resonance.synthesis,
    ids.SYNTHESIS_PAGE: resonance.synthesis_page,
    ids.SYNTHESIS_COUNTED: resonance.synthesis_counted,
    ids.REFLECT_SHOW: reflect.reflect,
    ids.WEEK_RESUME: settings.end_pause,
    ids.SETTINGS_OPEN: settings.settings,
    ids.ZONE_OPEN: settings.zone,
    ids.ZONE_KEEP: settings.keep_zone,
    ids.HELP_SHOW: help_all,
}

FORMS: Mapping[str, SubmissionHandler] = {
    ids.PLAN_SAVE: outreach.save_plan,
    ids.PERSON_SAVE: outreach.save_person,
    ids.CHECKIN_SAVE: reflect.save,
    ids.CALENDAR_SAVE: calendars.save,
    ids.CALENDAR_CHOOSE: calendars.choose,
    ids.CALENDAR_CHANGED: calendars.save_change,
    ids.SETTINGS_SAVE: settings.save_settings,
    ids.ZONE_SAVE: settings.save_zone,
}

EVENTS: Mapping[str, Handler] = {
    "app_home_opened": events.home_opened,
    "message": events.typed,
}

REPORTS: Mapping[str, Report] = {"user_change": events.profile_changed}


def register(app: AsyncApp, hearing: Listeners) -> None:
    """Hands every listener to Bolt."""
    for command in COMMANDS:
        app.command(command)(hearing.acting(run_command))
    for action_id, handler in ACTIONS.items():
        app.action(action_id)(hearing.acting(handler))
    app.action(re.compile(rf"^{re.escape(ids.PERSON_PICK)}\.\d+$"))(hearing.acting(pick))
    for action_id in DRAFTED:
        app.action(action_id)(hearing.noting(reflect.draft))
    for callback_id, submit in FORMS.items():
        app.view(callback_id)(hearing.submitting(submit))
    for event, handler in EVENTS.items():
        app.event(event)(hearing.acting(handler))
    for event, report in REPORTS.items():
        app.event(event)(hearing.reporting(report))


async def run_command(interaction: Interaction) -> None:
    """A slash command: its first word picks the subcommand, the rest goes to it."""
    await _run(interaction, interaction.payload["command"], interaction.payload.get("text") or "")


async def pick(interaction: Interaction) -> None:
    """One of several people of a like name was picked: the command runs again, unambiguous, and
    what comes of it takes the question's place."""
    command, text = interaction.value.split(" ", 1)
    await _run(replace(interaction, in_place=True), command, text)


async def _run(interaction: Interaction, command: str, text: str) -> None:
    runs, text = COMMANDS[command].runs, text[:TYPED_LIMIT]
    word, rest = split_command(text)
    if word == "help":
        await interaction.answer(help_card(COMMANDS[command].help))
    elif word in runs:
        await runs[word](interaction, rest)
    elif len(runs) == 1:
        await runs[""](interaction, text.strip())
    else:
        near = difflib.get_close_matches(word, runs, n=1)
        await interaction.answer(unknown_card(command, word, near[0] if near else None))
