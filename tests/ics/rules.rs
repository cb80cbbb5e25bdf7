//! When a rule lets an event recur. The examples are those of RFC 5545, 3.8.5.3, moved to 2026.

use crate::read::{calendar, meetings};

/// The dates from `start` on that `rule` gives, in UTC, as many as `COUNT` or 2027 leaves.
fn dates(start: &str, rule: &str) -> Vec<String> {
    let text = calendar(&format!(
        "BEGIN:VEVENT\nUID:u\nDTSTART:{start}\nDURATION:PT1H\nRRULE:{rule}\nEND:VEVENT"
    ));
    let show = |meeting: &meetctl::interchange::MeetingEntry| {
        let time = if meeting.start.format("%H%M").to_string() == "0900" {
            "%m-%d"
        } else {
            "%m-%d %H:%M"
        };
        meeting.start.format(time).to_string()
    };
    meetings(&text).iter().map(show).collect()
}

#[test]
fn rules_of_the_standard() {
    for (start, rule, expected) in [
        ("20260601T090000Z", "FREQ=DAILY;COUNT=3", "06-01 06-02 06-03"),
        ("20260601T090000Z", "FREQ=DAILY;INTERVAL=10;UNTIL=20260621T090000Z", "06-01 06-11 06-21"),
        (
            "20260602T090000Z",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
            "06-02 06-07 06-16 06-21",
        ),
        (
            "20260602T090000Z",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            "06-02 06-14 06-16 06-28",
        ),
        ("20260605T090000Z", "FREQ=MONTHLY;COUNT=3;BYDAY=1FR", "06-05 07-03 08-07"),
        ("20260622T090000Z", "FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", "06-22 07-20 08-24"),
        ("20260628T090000Z", "FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3", "06-28 07-29 08-29"),
        ("20260131T090000Z", "FREQ=MONTHLY;COUNT=3", "01-31 03-31 05-31"),
        ("20260213T090000Z", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", "02-13 03-13 11-13"),
        ("20260903T090000Z", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "09-03 10-07 11-05"),
        ("20260101T090000Z", "FREQ=YEARLY;COUNT=3;BYYEARDAY=1,100,-1", "01-01 04-10 12-31"),
        ("20260518T090000Z", "FREQ=YEARLY;BYDAY=20MO;COUNT=2", "05-18 05-17"),
        ("20260511T090000Z", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=2", "05-11 05-17"),
        ("20260511T090000Z", "FREQ=YEARLY;BYWEEKNO=20;COUNT=2", "05-11 05-17"),
        ("20260305T090000Z", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=3", "03-05 03-12 03-19"),
        (
            "20260601T090000Z",
            "FREQ=HOURLY;INTERVAL=3;UNTIL=20260601T170000Z",
            "06-01 06-01 12:00 06-01 15:00",
        ),
        ("20260601T090000Z", "FREQ=MINUTELY;INTERVAL=90;COUNT=3", "06-01 06-01 10:30 06-01 12:00"),
        (
            "20260601T090000Z",
            "FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,20;COUNT=3",
            "06-01 06-01 09:20 06-01 10:00",
        ),
        ("20260601T090000Z", "FREQ=DAILY;UNTIL=20260601", "06-01"),
    ] {
        assert_eq!(dates(start, rule).join(" "), expected, "{rule}");
    }
}

#[test]
fn the_start_counts_even_where_the_rule_excludes_it() {
    assert_eq!(
        dates("20260602T090000Z", "FREQ=WEEKLY;BYDAY=MO;COUNT=2"),
        ["06-02", "06-08", "06-15"]
    );
}
