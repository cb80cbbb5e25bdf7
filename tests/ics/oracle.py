# Expands calendars with `icalendar` and `recurring-ical-events`. Standard input: one JSON string, a
# calendar, per line. Standard output: for each a JSON list of [start, end, title], in UTC.
import datetime, json, sys
import icalendar, recurring_ical_events

UTC = datetime.timezone.utc
FROM, TO = datetime.datetime(2026, 1, 1, tzinfo=UTC), datetime.datetime(2028, 1, 1, tzinfo=UTC)

def utc(time):
    if not isinstance(time, datetime.datetime):
        time = datetime.datetime(time.year, time.month, time.day)
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)

def show(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")

for line in sys.stdin:
    try:
        calendar = icalendar.Calendar.from_ical(json.loads(line))
        found = recurring_ical_events.of(calendar).between((2025, 12, 1), (2028, 2, 1))
        events = [(utc(event.start), utc(event.end), str(event["SUMMARY"])) for event in found]
        rows = [[show(start), show(end), title] for start, end, title in events if FROM <= start < TO]
        print(json.dumps(sorted(rows)))
    except Exception as error:
        print(json.dumps(f"{type(error).__name__}: {error}"))
