"""The slash commands, a row a subcommand: from it come what runs it, its help and Slack's hint."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.slack.blocks.guide import help_card
from bot.slack.interaction import Interaction
from bot.slack.listeners import calendars, interviews, outreach, reflect, resonance, settings

#: Runs a subcommand: what was heard, and the words after it.
Run = Callable[[Interaction, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Subcommand:
    """`word` is "" for the bare command. `help` is its line of help, after what is typed; without
    one it is told by another's. With a `hint` it stands in the few words that Slack shows while she
    types."""

    word: str
    run: Run
    help: tuple[str, str] | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class SlashCommand:
    """`says` is what Slack's own list of commands shows beside the name."""

    name: str
    says: str
    rows: tuple[Subcommand, ...]

    @property
    def runs(self) -> Mapping[str, Run]:
        return {row.word: row.run for row in self.rows}

    @property
    def hint(self) -> str:
        """As in "[plan | add NAME | help]"."""
        return f"[{' | '.join([*(row.hint for row in self.rows if row.hint), 'help'])}]"

    @property
    def help(self) -> str:
        """A line for each row that has one; the bare command first and bold."""
        return "\n".join(self._help_lines())

    def _help_lines(self) -> Iterator[str]:
        for row in self.rows:
            if row.help is not None:
                typed, does = row.help
                words = f"`{f'{self.name} {typed}'.strip()}`"
                yield f"{words if typed else f'*{words}*'} {does}"


async def help_all(interaction: Interaction, _words: str = "") -> None:
    """Help for every command, for the bare `/resonance` or a tap."""
    await interaction.answer(
        help_card(*(command.help for command in COMMANDS.values()), welcome=True)
    )


def _stage_rows() -> Iterator[Subcommand]:
    """One step on with somebody; the first row's help tells of all."""
    first, *others = outreach.STAGES
    also = ", ".join(f"`{word}`" for word in others)
    told = (f"{first} Priya", f"(or {also}) one step on")
    yield Subcommand(first, outreach.stage_word(first), told, f"{first} NAME")
    yield from (Subcommand(word, outreach.stage_word(word)) for word in others)


_ALL = (
    SlashCommand(
        "/outreach",
        "This week: whom to reach out to",
        (
            Subcommand("", outreach.week, ("", "this week, and everybody in it")),
            Subcommand(
                "plan",
                outreach.plan,
                ("plan", "the question, options, quarter and weekly goal"),
                "plan",
            ),
            Subcommand(
                "option", outreach.option, ("option Agency owner 5", "an option with a target")
            ),
            Subcommand("goal", outreach.goal, ("goal 2", "people to reach out to a week")),
            Subcommand(
                "add",
                outreach.add,
                ("add Priya Shah, owner at Brightside for Agency owner", "somebody to talk to"),
                "add NAME",
            ),
            *_stage_rows(),
            Subcommand(
                "pause",
                settings.pause,
                ("pause until 1 December", "no weekly messages; `/outreach resume` ends it"),
            ),
            Subcommand("resume", settings.resume),
        ),
    ),
    SlashCommand(
        "/interviews",
        "Interviews and calendars",
        (
            Subcommand("", interviews.interviews, ("", "coming and past")),
            Subcommand(
                "connect",
                calendars.connect_address,
                ("connect", "read your calendar, so that I know when one is over"),
                "connect",
            ),
            Subcommand(
                "log",
                interviews.log,
                ("log Priya Tuesday 14:30", "one by hand; without a time it has just ended"),
                "log NAME",
            ),
            Subcommand(
                "calendars",
                calendars.calendars,
                ("calendars", "how your calendars are, and what I took for an interview"),
                "calendars",
            ),
        ),
    ),
    SlashCommand(
        "/reflect",
        "What waits for a check-in",
        (
            Subcommand(
                "",
                reflect.reflect,
                (
                    "",
                    "what waits for a check-in; with a name, the one of "
                    "your latest conversation with them, as in `/reflect Priya`",
                ),
                "NAME",
            ),
        ),
    ),
    SlashCommand(
        "/synthesis",
        "Where it stands, honestly",
        (
            Subcommand(
                "", resonance.synthesis, ("", "where it stands, honestly, from your own check-ins")
            ),
        ),
    ),
    SlashCommand(
        "/resonance",
        "Help, and why you hear from me",
        (
            Subcommand("", help_all, ("", "this help")),
            Subcommand("why", resonance.why, ("why", "why and when you hear from me"), "why"),
            Subcommand(
                "settings",
                settings.settings,
                ("settings", "your time zone, when messages come, quiet hours"),
                "settings",
            ),
        ),
    ),
)

COMMANDS: Mapping[str, SlashCommand] = {command.name: command for command in _ALL}
