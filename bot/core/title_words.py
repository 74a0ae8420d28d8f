"""What the words of a title say of a conversation, in the languages people write; a rule each.

All are compared with folded text: lower case, no accents, plain apostrophes and hyphens. No pattern
has two repeats that overlap, for titles come from strangers.
"""

import re

#: Applying for a job, on either side of the table.
APPLYING = re.compile(
    r"\b(?:job interview|(?:phone|technical) (?:screen|interview)|(?:final|second"
    r"|third|first|1st|2nd|3rd)"
    r" (?:round|interview)|screening(?: call| interview)?|panel interview|hiring|recruit\w*"
    r"|on-?site interview|assessment cent(?:er|re)|candidate|interview prep\w*|mock interview"
    r"|vorstellungsgesprach|bewerbungs\w*|entretien d'embauche|entrevista de (?:trabajo|emprego)"
    r"|colloquio di lavoro|sollicitatie\w*|rozmowa kwalifikacyjna|anstallningsintervju"
    r"|jobsamtale|tyohaastattelu)\b|^interview: "
)
#: Something else that carries such words, or a name.
OTHERWISE = re.compile(
    r"\b(?:birthday|haircut|hair|drinks|party|farewell|anniversary|wedding|funeral|doctor|dentist"
    r"|dr appointment|therap\w+|gym|yoga|pilates|massage|flight|train to|stand-?up|retro\w*|sprint"
    r"|all-?hands|off-?site|training|workshop|webinar|social|tasting|machine|exit interview"
    r"|podcast|research interview|user interview|participant|performance review|school|pick up"
    r"|dinner|date night|cinema|concert|match|1:1|1-1|1on1|one on one|jour fixe"
    r"|weekly|team|everyone"
    r"|session|info(?:rmation)? (?:evening|event|day)|press|standing|payroll|dental|vet|move-in"
    r"|geburtstag|friseur|zahnarzt|arzt|feier|abschied|elternabend|anniversaire|coiffeur|medecin"
    r"|cumpleanos|peluqueria|dentista|medico|compleanno|parrucchiere|verjaardag|kapper|tandarts"
    r"|huisarts|urodziny|fryzjer|dentysta|aniversario|fodelsedag|frisor|tandlakare|equipe|equipo)\b"
)
#: Kinds of title that people give to conversations of this sort, with what is said of each.
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "informational",
            r"\binformational\b|\binfo(?:rmation)?[- ](?:interview|chat|call|coffee|talk"
            r"|conversation)\b"
            r"|\binfo(?:rmations)?gesprach|\b(?:entretien|rendez-vous|rdv) (?:d'information|reseau)"
            r"|\b(?:entrevista|charla|conversa|colloquio|incontro) informativ[ao]\b"
            r"|\bcolloquio conoscitivo\b|\binformatief gesprek\b|\brozmowa informacyjna\b"
            r"|\binformations(?:samtal|samtale)\b",
        ),
        (
            "career talk",
            r"\bcareers? (?:chat|call|coffee|talk|conversation|exploration|advice|change|path|story"
            r"|questions?|catch-?up|convo)\b|\b(?:chat|talk|advice|call) about (?:\w+ )?careers?\b"
            r"|\bkarriere ?(?:gesprach|austausch|tausch)|\bberufliche\w* austausch"
            r"|\b(?:echange|discussion) (?:carriere|metier|parcours)|\bcarriere ?gesprek"
            r"|\bcharla (?:de|sobre) (?:carrera|trabajo)|\bkarriarsamtal\b",
        ),
        (
            "learning about",
            r"\bpick\w* (?:\S+ ){1,3}brains?\b|\blearn(?:ing)? (?:more )?about\b|\blife (?:as"
            r"|at|in) an?\b"
            r"|\bday in the life\b|\bwhat (?:is it|it's|it is) like\b|\bexplor(?:atory|ation|ing)\b"
            r"|\bq ?& ?a (?:with|on|about)\b|\bquestions (?:for|about)\b|\bhear about\b|'s story\b"
            r"|\bmentor(?:ing|ship)?\b|\bnetworking (?:chat|call|coffee)\b|\berfahrungsaustausch\b"
            r"|\baustausch mit\b|\bechange avec\b|\bask me anything\b",
        ),
        (
            "getting to know",
            r"\b(?:intro(?:duction|ductory)?|discovery|get(?:ting)? to know(?: you)?"
            r"|meet (?:and|&) greet)"
            r"(?: (?:call|chat|meeting|coffee|with)\b|$|:)|\bkennenlern\w*|\bkennismaking\w*"
            r"|\bfaire connaissance\b|\bprise de contact\b|\bconocer(?:nos|se|te)\b|\bconoscerci\b",
        ),
        (
            "coffee with",
            r"(?:\b(?:coffee|cafe|kaffee|koffie|caffe|kawa|kaffe|fika|kahvi|kava|tea|brew"
            r"|chai)|☕)\ufe0f?"
            r"(?:s? ?(?:w/|with|con|mit|avec|met|med|com|z|ze)(?: (?!the\b)|(?<=/)(?=\w))"
            r"| ?(?:&|and|\+) ?(?:a )?(?:chat|talk)| (?:chat|catch)| ☕ \w)"
            r"|\bvirtual (?:coffee|tea)\b|\bvirtueller kaffee\b|\bcafe virtuel\b|\bcafe virtual\b"
            r"|\bvirtuele koffie\b",
        ),
    )
)
#: Left in a description by the pages on which people book a time with somebody.
BOOKED = re.compile(
    r"\b(?:calendly|cal\.com|savvycal|zcal|tidycal|youcanbook|acuity"
    r"|meetings\.hubspot|doodle\.com/bp"
    r"|koalendar|reclaim\.ai|chili ?piper)|\bbooked (?:by|through|via|with)\b|\bappointment schedul"
)
#: Between two names, and what may stand before or after them.
_BETWEEN = (
    r" ?(?:<>|<->|<=>|/|\||&|\+|\bx\b|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bi\b|:| - ) ?"
)
_NAME = r"[^\W\d_][\w.'-]{0,30}(?: [^\W\d_][\w.'-]{0,30}){0,2}"
_LENGTH = (
    r"(?:\d{1,3} ?-?(?:min|mins|minute|minutes|minuten) (?:meeting|call|chat|intro|besprechung))"
)
_PAIR = re.compile(
    rf"(?:{_LENGTH} (?:between|with|zwischen) |(?:meeting|call|chat"
    rf"|intro): )?({_NAME}){_BETWEEN}({_NAME})"
    rf"(?:(?::| -| \()? ?(?:{_LENGTH}|meeting|call|chat|catch[- ]?up|intro|coffee|zoom)\)?)?$"
)
_ZOOM = re.compile(rf"({_NAME})'s? (?:personal )?(?:zoom|meeting room)\b")


def kind_of(title: str) -> str | None:
    """The kind of conversation a folded title speaks of, None where it speaks of another thing."""
    if OTHERWISE.search(title) or APPLYING.search(title):
        return None
    return next((kind for kind, pattern in KINDS if pattern.search(title)), None)


def pair_in(title: str) -> tuple[str, str] | None:
    """The two names that a folded title consists of, as booking pages and people write them."""
    found = None if OTHERWISE.search(title) else _PAIR.match(title)
    return (found[1], found[2]) if found else None


def host_of(title: str) -> str | None:
    """Whose meeting it is, where nobody gave it another title."""
    found = _ZOOM.match(title)
    return found[1] if found else None
