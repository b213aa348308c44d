"""The summary tables on the schedule that are worked out: findings, notices, groups of clashes, load, changes."""

from lib.export.definitions import (
    ACTIVITY,
    AREA,
    DISTRICT,
    DISTRICT_CODE,
    EVENT_ID,
    ORGANISER,
    STARTS,
    VENUE,
    WARD,
    Definition,
)
from lib.export.tables import Column
from lib.text import N_

_LEGAL = Column("legal_ref", N_("Article"), N_("Article of law or regulation that the rule stands in."))
_SOURCE = Column("source", N_("Source"), N_("Where the rule was read; the list of sources is in the election pack."))
_VERIFICATION = Column("verification", N_("Verification"), N_("How the rule was checked, in the pack's words."))
_SURENESS = Column("sureness", N_("How sure the rule is"),
                   N_("verified, partly, derived, or memory: from memory, to be checked."))

FINDINGS = Definition(
    N_("Rules and the campaign schedule"),
    (
        Column("finding_key", N_("Finding key"), N_("Event and rule; stays the same through recomputing.")),
        EVENT_ID,
        Column("rule_id", N_("Rule number"), N_("Number of the rule in the election pack.")),
        Column("kind", N_("Kind"), N_("Code of the kind of rule.")),
        Column("answer", N_("Answer"),
               N_("lulus: passes; dugaan: suspected not to conform, no verdict; tidak_dapat_diperiksa: cannot be "
                  "checked.")),
        Column("level", N_("Level"), N_("How grave the rule is: 2 low, 3 medium, 4 high, 5 critical."), "integer"),
        Column("missing", N_("Missing"), N_("What would have to be known to answer."), "list"),
        _LEGAL, _SOURCE, _VERIFICATION, _SURENESS,
        ORGANISER,
        ACTIVITY,
        STARTS,
        AREA,
        Column("reason", N_("Reason"), N_("Why the answer is so, in one sentence.")),
    ),
    (WARD, DISTRICT),
)

NOTICES = Definition(
    N_("Notices to the police that are due"),
    (
        EVENT_ID,
        ORGANISER,
        ACTIVITY,
        STARTS,
        VENUE,
        AREA,
        Column("notice_by", N_("Notice by"), N_("Last day of the notice, by the strictest lead time."), "day"),
        Column("issue_by", N_("Receipt by"),
               N_("Day by which the receipt (STTP) is usual; empty when no rule tells."), "day"),
        Column("days_left", N_("Working days left"), N_("Working days until the last day; below 0 when it passed."),
               "integer"),
        Column("state", N_("State"),
               N_("terbuka: can still be given in time; lewat_batas, lewat_terbit: last day of the notice or of the "
                  "receipt passed, none recorded.")),
        Column("missing", N_("Missing"), N_("What the letter must state and the schedule does not tell."), "list"),
        Column("addressee", N_("Addressee"),
               N_("polsek, polres, polda or mabes; empty when ward or route would tell.")),
        Column("rule_id", N_("Rule number"), N_("Number of the rule in the election pack.")),
        _LEGAL, _SOURCE, _VERIFICATION, _SURENESS,
        Column("reason", N_("Reason"), N_("Until when, to whom and what is missing, in one sentence.")),
    ),
    (WARD, DISTRICT),
)

_LEVEL = Column("level", N_("Level"), N_("2 low, 3 medium, 4 high, 5 critical."), "integer")
_EVENT_NUMBERS = N_("Numbers of the events.")

GROUPS = Definition(
    N_("Problems: clashes that hang together"),
    (
        Column("problem_id", N_("Problem number"),
               N_("Stays the same through recomputing and new versions; empty until it is entered in the log."),
               "integer"),
        Column("title", N_("Title"), N_("Place, day and participants of the problem.")),
        Column("level", N_("Level"), N_("Level of its gravest clash: 4 high, 5 critical."), "integer"),
        Column("state", N_("State"),
               N_("baru: new; ditangani: being handled; selesai: done; diterima: accepted, with the reason.")),
        Column("owner", N_("Owner"), N_("Who handles it; empty when your role does not see it.")),
        Column("reason", N_("Reason"), N_("Why it is in this state, as was decided; empty when nothing was said.")),
        Column("first_known", N_("First known"), N_("Day on which the problem was first entered."), "day"),
        Column("first_day", N_("First day"), N_("Day of its first clash."), "day"),
        Column("last_day", N_("Last day"), N_("Day of its last clash."), "day"),
        Column("starts", N_("Starts"), N_("When its first clash begins, local time."), "moment"),
        Column("ends", N_("Ends"), N_("When its last clash ends, local time."), "moment"),
        Column("clashes", N_("Clashes"), N_("Number of clashes in it."), "integer"),
        Column("events", N_("Events"), _EVENT_NUMBERS, "list"),
        Column("organisers", N_("Election participants"), N_("Codes of their organisers."), "list"),
        Column("clash_keys", N_("Clash keys"), N_("Keys of its clashes in the table of clashes."), "list"),
        Column("place", N_("Place"), N_("Place of its gravest clash.")),
        Column("is_estimate", N_("Is an estimate"),
               N_("Yes when an hour or a position behind it is an estimate."), "flag"),
        AREA,
    ),
    (WARD, DISTRICT),
)

LOAD = Definition(
    N_("Security load by hour and district"),
    (
        Column("day", N_("Day"), N_("Day of the hour."), "day"),
        Column("hour", N_("Hour"), N_("The hour from this one to the next, 0 to 23, local time."), "integer"),
        DISTRICT_CODE,
        Column("events", N_("Activities"),
               N_("Activities that bind officers in this hour, from setting up to dispersal."), "integer"),
        Column("estimated_events", N_("Crowds estimated"),
               N_("Activities among them whose crowd nobody told; the usual size is taken."), "integer"),
        Column("people_low", N_("People, low end"), N_("People expected, at the low end."), "integer"),
        Column("people_high", N_("People, high end"), N_("People expected, at the high end."), "integer"),
        Column("officers_low", N_("Officers needed, low end"),
               N_("By the office's ratio table, with the fewest officers it allows."), "integer"),
        Column("officers_high", N_("Officers needed, high end"),
               N_("By the office's ratio table, with the most officers it asks for."), "integer"),
        Column("strength", N_("Strength"), N_("Officers entered for the district and day; empty: not entered."),
               "integer"),
        Column("short_low", N_("Short, low end"),
               N_("Officers that are lacking by the low end; empty without strength."), "integer"),
        Column("short_high", N_("Short, high end"),
               N_("Officers that are lacking by the high end; empty without strength."), "integer"),
        Column("state", N_("State"),
               N_("cukup: enough; mungkin_kurang: perhaps short; kurang: short; belum_diisi: strength not entered, "
                  "which is not enough; tanpa_kecamatan: in no known district.")),
    ),
    (DISTRICT,),
)

_CHANGED_WHEN = Column("starts", N_("Starts"), N_("Begin as it is now, else as it was, local time."), "moment")
_SENTENCE = Column("reason", N_("Sentence"), N_("What changed, in one sentence."))

EVENT_CHANGES = Definition(
    N_("Changes of a participant's schedule"),
    (
        EVENT_ID,
        Column("change", N_("Change"),
               N_("new, moved, changed, cancelled, restored (no longer cancelled), withdrawn (import undone).")),
        Column("fields", N_("Fields"), N_("Names of what differs from the version before."), "list"),
        ORGANISER, ACTIVITY, _CHANGED_WHEN, VENUE, AREA,
        Column("starts_before", N_("Started before"), N_("Begin in the version before, local time."), "moment"),
        Column("venue_before", N_("Venue before"), N_("Place in the version before, as its sender wrote it.")),
        _SENTENCE,
    ),
    (WARD, DISTRICT),
)

CLASH_CHANGES = Definition(
    N_("Clashes that a change made or cleared"),
    (
        Column("pair", N_("Pair"), N_("The two events; stays the same when the clash becomes graver or lighter.")),
        Column("change", N_("Change"), N_("made, cleared, graver, lighter or other_kind.")),
        Column("event_a", N_("Event A"), N_("Number of the first event.")),
        Column("event_b", N_("Event B"),
               N_("Number of the second event; empty when it clashes with a day or a place.")),
        Column("organiser_a", N_("Organiser A"), N_("Code of the organiser of the first event.")),
        Column("organiser_b", N_("Organiser B"), N_("Code of the organiser of the second event.")),
        Column("day", N_("Day"), N_("Day of the clash."), "day"),
        Column("starts", N_("Starts"), N_("When the clash begins, local time."), "moment"),
        Column("ends", N_("Ends"), N_("When the clash ends, local time."), "moment"),
        VENUE,
        Column("level_before", N_("Level before"), N_("Gravest level before; empty when there was no clash."),
               "integer"),
        Column("level_after", N_("Level after"), N_("Gravest level now; empty when there is no clash any more."),
               "integer"),
        Column("keys_before", N_("Clash keys before"), N_("Keys of the pair's clashes before."), "list"),
        Column("keys_after", N_("Clash keys after"), N_("Keys of the pair's clashes now."), "list"),
        _SENTENCE,
    ),
)

TO_BE_TOLD = Definition(
    N_("Who must be told of a change"),
    (
        Column("role", N_("Addressee"), N_("organiser: of another event; liaison: police, army, Satpol PP.")),
        ORGANISER,
        Column("made", N_("Made"), N_("Pairs of events that clash now and did not."), "integer"),
        Column("graver", N_("Graver"), N_("Pairs whose clash became graver."), "integer"),
        Column("cleared", N_("Cleared"), N_("Pairs that clashed and do not any more."), "integer"),
        Column("lighter", N_("Lighter"), N_("Pairs whose clash became lighter."), "integer"),
        Column("events", N_("Events"), N_("Numbers of the addressee's events; for the liaison those that changed."),
               "list"),
        _LEVEL,
        _SENTENCE,
    ),
)
