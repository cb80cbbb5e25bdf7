//! Pages of a small SQLite database, against the rows sorted in memory.

use std::fmt::Write as _;

use super::*;
use crate::store::filter::Role;
use crate::store::people::MeetingDetails;
use crate::store::testing::Database;

/// Start (in two texts of the same moment, and others) by id from 1 on.
const STARTS: [&str; 8] = [
    "2026-06-01 12:00:00",
    "2026-06-01 10:00:00.900000",
    "2026-06-01 10:00:00",
    "2026-06-01 11:00:00",
    "2026-06-01 10:00:00.000000",
    "2026-06-01 09:00:00",
    "2026-06-01 10:00:00",
    "2026-06-01 09:00:00",
];

const ORDERS: [(Order, [i64; 8]); 4] = [
    (Order::Start, [6, 8, 3, 5, 7, 2, 4, 1]),
    (Order::StartDescending, [1, 4, 2, 7, 5, 3, 8, 6]),
    (Order::Id, [1, 2, 3, 4, 5, 6, 7, 8]),
    (Order::IdDescending, [8, 7, 6, 5, 4, 3, 2, 1]),
];

fn database() -> Database {
    let mut sql =
        String::from("INSERT INTO users (id, name, email) VALUES (1, 'A', 'a@x'), (2, 'B', 'b@x')");
    for (start, id) in STARTS.iter().zip(1..) {
        // Odd meetings have "Tea" in the title.
        let title = if id % 2 == 1 { "Tea" } else { "Plan" };
        write!(
            sql,
            "; INSERT INTO meetings (id, title, start_time, end_time, status, created_by) \
             VALUES ({id}, '{title}', '{start}', '2026-06-02 00:00:00', 'scheduled', 1)"
        )
        .unwrap();
    }
    sql += "; INSERT INTO meeting_participants (meeting_id, user_id) VALUES (3, 2)";
    Database::new(&sql)
}

impl Database {
    fn next(&self, pages: &mut Pages, size: u64) -> Vec<meeting::Model> {
        self.runtime.block_on(pages.next_rows(&self.session.db(), size)).unwrap()
    }

    fn ids(&self, pages: &mut Pages, size: u64) -> Vec<i64> {
        self.next(pages, size).into_iter().map(|row| row.id).collect()
    }

    fn skip(&self, pages: &mut Pages, offset: u64) {
        self.runtime.block_on(pages.skip(&self.session.db(), offset)).unwrap();
    }
}

fn searching(text: &str) -> Filter {
    Filter { search: Some(text.into()), ..Filter::default() }
}

#[test]
fn pages_of_every_size_follow_each_other_in_every_order() {
    let database = database();
    for (order, expected) in ORDERS {
        for size in 1..=9 {
            let mut pages = Pages::new(Filter::default(), order, None);
            for page in expected.chunks(usize::try_from(size).unwrap()) {
                assert_eq!(database.ids(&mut pages, size), page, "{order:?} by {size}");
            }
            assert_eq!(database.ids(&mut pages, size), [0; 0], "{order:?} by {size}");
        }
    }
}

/// All eight meetings: user 2 takes part in some and creates none, user 1 creates all.
fn of_a_user(user: i64, role: Role) -> Filter {
    Filter { attended_by: [user].into(), role, ..Filter::default() }
}

const JOIN_ALL: &str = "INSERT INTO meeting_participants (meeting_id, user_id) \
                        SELECT id, 2 FROM meetings WHERE id <> 3";

#[test]
fn the_pages_of_a_user_follow_each_other_in_every_order() {
    let database = database();
    database.execute(JOIN_ALL);
    for (order, expected) in ORDERS {
        for (size, role) in (1..=9).zip([Role::Any, Role::Participant].into_iter().cycle()) {
            for filter in [of_a_user(2, role), of_a_user(1, Role::Any)] {
                let mut pages = Pages::new(filter, order, None);
                for page in expected.chunks(usize::try_from(size).unwrap()) {
                    assert_eq!(database.ids(&mut pages, size), page, "{order:?} by {size}");
                }
                assert_eq!(database.ids(&mut pages, size), [0; 0], "{order:?} by {size}");
            }
        }
    }
}

#[test]
fn what_others_change_meanwhile_is_seen_in_the_pages_of_a_user() {
    let changes = [
        "UPDATE meetings SET start_time = '2026-06-01 13:00:00' WHERE id = 5",
        "UPDATE meetings SET start_time = '2026-06-01 08:00:00' WHERE id = 7",
        "DELETE FROM meetings WHERE id = 5",
        "DELETE FROM meeting_participants WHERE meeting_id IN (5, 2)",
        "UPDATE meetings SET status = 'cancelled' WHERE id IN (7, 4)",
        "SELECT 1",
    ];
    for (change, read) in changes.iter().flat_map(|change| (1..6).map(move |read| (change, read))) {
        let database = database();
        database.execute(JOIN_ALL);
        let filter = Filter { busy: true, ..of_a_user(2, Role::Any) };
        let mut pages = Pages::new(filter.clone(), Order::Start, None);
        let mut last = None;
        for _ in 0..read {
            last = database.next(&mut pages, 1).pop();
        }
        database.execute(change);
        let rest = |pages: &mut Pages| {
            let mut ids = Vec::new();
            while let Some(row) = database.next(pages, 1).pop() {
                ids.push(row.id);
            }
            ids
        };
        let after = last.as_ref().map(Cursor::of);
        let expected = rest(&mut Pages::new(filter, Order::Start, after));
        assert_eq!(rest(&mut pages), expected, "{change} after {read}");
    }
}

#[test]
fn a_cursor_continues_after_its_meeting() {
    let database = database();
    for (order, expected) in ORDERS {
        let rows = database.next(&mut Pages::new(Filter::default(), order, None), 8);
        for (row, place) in rows.iter().zip(1..) {
            let cursor = Cursor { start: row.start_time, id: row.id };
            let mut pages = Pages::new(Filter::default(), order, Some(cursor));
            assert_eq!(database.ids(&mut pages, 9), expected[place..], "{order:?} {cursor:?}");
        }
    }
}

#[test]
fn an_offset_skips_meetings_of_one_start_and_past_the_end() {
    let database = database();
    for (order, expected) in ORDERS {
        for offset in 0..=9 {
            let mut pages = Pages::new(Filter::default(), order, None);
            database.skip(&mut pages, offset);
            let rest = expected.iter().skip(usize::try_from(offset).unwrap());
            let rest: Vec<i64> = rest.take(2).copied().collect();
            assert_eq!(database.ids(&mut pages, 2), rest, "{order:?} from {offset}");
        }
    }
    let mut pages = Pages::new(Filter::default(), Order::Start, None);
    database.skip(&mut pages, u64::MAX);
    assert_eq!(database.ids(&mut pages, 2), [0; 0]);
}

#[test]
fn a_search_is_paged_by_what_it_finds() {
    let database = database();
    let mut pages = Pages::new(searching("TEA"), Order::Start, None);
    database.skip(&mut pages, 1);
    assert_eq!(database.ids(&mut pages, 2), [5, 7]);
    assert_eq!(database.ids(&mut pages, 2), [1]);
    assert_eq!(database.ids(&mut pages, 2), [0; 0]);
}

#[test]
fn a_page_knows_how_many_meetings_follow_up_to_a_limit() {
    let database = database();
    for (order, expected) in ORDERS {
        for (size, limit, rest) in [(3, 100, 5), (3, 2, 2), (7, 1, 1), (8, 1, 0), (9, 1, 0)] {
            let mut pages = Pages::new(Filter::default(), order, None);
            let db = database.session.db();
            let read = pages.next_and_rest(&db, size, limit);
            let (page, found) = database.runtime.block_on(read).unwrap();
            let ids: Vec<i64> = page.map(|meeting| meeting.row.id).collect();
            let taken = expected.len().min(usize::try_from(size).unwrap());
            assert_eq!(ids, expected[..taken], "{order:?} by {size}");
            assert_eq!(found, rest, "{order:?} by {size} of {limit}");
        }
    }
}

#[test]
fn a_page_has_its_people() {
    let database = database();
    let mut pages = Pages::new(Filter::default(), Order::Id, None);
    let page = database.runtime.block_on(pages.next(&database.session.db(), 3)).unwrap();
    let page: Vec<_> = page.collect();
    let creators: Vec<_> = page.iter().map(|m| m.creator.as_ref().unwrap().id).collect();
    assert_eq!(creators, [1, 1, 1]);
    let participants: Vec<usize> = page.iter().map(|m| m.participants.len()).collect();
    assert_eq!(participants, [0, 0, 1]);
    assert_eq!(page[2].participants[0].name, "B");
}

/// They are asked for before it is known which rows the page has: SQLite orders some of them otherwise.
#[test]
fn each_meeting_has_its_own_people_whatever_the_page() {
    let database = database();
    database.execute("INSERT INTO meeting_participants VALUES (5, 2), (7, 1), (7, 2), (8, 1)");
    let participants = |id: i64| match id {
        3 | 5 => vec![2],
        7 => vec![1, 2],
        8 => vec![1],
        _ => vec![],
    };
    let of_both = Filter { attended_by: [1, 2].into(), ..Filter::default() };
    let (everybody, tea) = (Filter::default(), searching("tea"));
    let cases = [(everybody, 1..9), (tea, 1..3), (of_both, 1..9)];
    let cases = || cases.iter().flat_map(|(filter, sizes)| sizes.clone().map(move |n| (filter, n)));
    for (order, expected) in ORDERS {
        for (filter, size) in cases() {
            let mut pages = Pages::new(filter.clone(), order, None);
            let mut found = Vec::new();
            while !pages.is_done() {
                let db = database.session.db();
                found.extend(database.runtime.block_on(pages.next(&db, size)).unwrap());
            }
            let ids = |found: &MeetingDetails| found.participants.iter().map(|u| u.id).collect();
            let found: Vec<(i64, Vec<i64>)> = found.iter().map(|m| (m.row.id, ids(m))).collect();
            let all = expected.iter().filter(|id| filter.search.is_none() || *id % 2 == 1);
            let all: Vec<_> = all.map(|id| (*id, participants(*id))).collect();
            assert_eq!(found, all, "{filter:?} {order:?} by {size}");
        }
    }
}

/// The keys of the next meetings are read ahead.
#[test]
fn a_change_behind_the_page_names_nobody_twice() {
    let database = database();
    database.execute("INSERT INTO meeting_participants SELECT id, 2 FROM meetings WHERE id <> 3");
    let of_both = Filter { attended_by: [1, 2].into(), ..Filter::default() };
    let mut pages = Pages::new(of_both, Order::Id, None);
    let db = database.session.db();
    let mut next = |size| {
        let page = database.runtime.block_on(pages.next(&db, size)).unwrap();
        page.map(|meeting| (meeting.row.id, meeting.participants.len())).collect::<Vec<_>>()
    };
    assert_eq!(next(2), [(1, 1), (2, 1)]);
    assert_eq!(next(1), [(3, 1)]);
    database.execute("DELETE FROM meeting_participants WHERE meeting_id = 5");
    database.execute("DELETE FROM meetings WHERE id = 5");
    assert_eq!(next(4), [(4, 1), (6, 1), (7, 1), (8, 1)]);
}

#[test]
fn all_meetings_of_a_filter_are_counted() {
    let database = database();
    let count =
        |filter| database.runtime.block_on(count_all(&database.session.db(), &filter)).unwrap();
    assert_eq!(count(Filter::default()), 8);
    assert_eq!(count(searching("tea")), 4);
    assert_eq!(count(searching("nothing")), 0);
}

/// A description that is what the page has in place of a long one comes right.
#[test]
fn descriptions_of_any_length_come_right() {
    let long = "é".repeat(1_200_000);
    let texts = [
        "",
        "\u{1}bytes: 5",
        "\u{1}bytes: 99999999999",
        "\u{1}bytes: ",
        &long,
        "short",
        &long,
        &long,
    ];
    let db = database();
    for (text, id) in texts.iter().zip(1..) {
        let sql = format!("UPDATE meetings SET description = '{text}' WHERE id = {id}");
        db.execute(&sql);
    }
    for (order, expected) in ORDERS {
        for (size, search) in [(1, None), (3, None), (100, None), (100, Some("t")), (2, Some("é"))]
        {
            let filter = search.map_or_else(Filter::default, searching);
            let mut pages = Pages::new(filter.clone(), order, None);
            let mut found = Vec::new();
            loop {
                let page = db.next(&mut pages, size);
                assert!(page.len() as u64 <= size);
                if page.is_empty() {
                    break;
                }
                found.extend(page);
            }
            let text = |id: &i64| texts[usize::try_from(*id - 1).unwrap()];
            let title = |id: &i64| if id % 2 == 1 { "tea" } else { "plan" };
            let matching = |id: &&i64| {
                search.is_none_or(|needle| title(id).contains(needle) || text(id).contains(needle))
            };
            let expected: Vec<_> =
                expected.iter().filter(matching).map(|id| (*id, text(id))).collect();
            let found: Vec<_> =
                found.iter().map(|row| (row.id, row.description.as_deref().unwrap())).collect();
            assert!(found == expected, "{order:?} {size} {search:?}");
        }
    }
}
