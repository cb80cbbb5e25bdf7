//! What the two drawings guarantee, whatever the meetings are.

use anstream::adapter::strip_str;
use proptest::prelude::*;

use super::grid::{place, row};
use super::rows::{fitting, rows_of};
use super::*;
use crate::output::sanitise::is_hidden;
use crate::output::stream::Stream;
use crate::output::tests::{Buffer, HOSTILE};
use crate::output::text::width;
use crate::schedule::day::{MINUTES, Part};

const STATES: [State; 4] = [State::Ahead, State::Running, State::Over, State::Cancelled];

prop_compose! {
    fn block()(
        from in 0_u16..MINUTES, length in 1_u16..400, title in 0..HOSTILE.len(), state in 0..4_usize,
        id in 1_i64..50, is_double_booked: bool, long in 0..8,
    ) -> Block {
        let (from, to) = if long == 0 { (0, MINUTES) } else { (from, (from + length).min(MINUTES)) };
        Block {
            id,
            title: HOSTILE[title].to_owned(),
            time: format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60),
            part: Part { from, to, begins: true, ends: true },
            is_all_day: long == 0,
            state: STATES[state],
            is_double_booked,
        }
    }
}

fn week(days: Vec<Vec<Block>>, now: Option<(usize, u16)>) -> Week {
    let days = days.into_iter().enumerate().map(|(number, blocks)| WeekDay {
        title: format!("Mon {} Jun", number + 1),
        short: format!("Mon {}", number + 1),
        is_weekend: number > 4,
        blocks,
    });
    Week {
        title: "Week 23 · 2026-06-01 to 2026-06-07 · this week".to_owned(),
        zone: "America/Argentina/ComodRivadavia".to_owned(),
        days: days.collect(),
        now: now.map(|(day, minute)| NowLine { day, minute, label: "10:20".to_owned() }),
        notes: vec!["Sun 7: clocks go forward 1 h at 02:00".to_owned()],
    }
}

/// Whether text may be printed on a terminal as it is.
fn is_safe(text: &str) -> bool {
    !text.chars().any(|c| c != '\n' && is_hidden(c) && !('\u{e0020}'..='\u{e007f}').contains(&c))
}

proptest! {
    #[test]
    fn a_week_is_never_wider_than_its_sheet(
        days in prop::collection::vec(prop::collection::vec(block(), 0..9), 7),
        now in prop::option::of((0..7_usize, 0..MINUTES)),
        columns in 40_usize..210,
        height in prop::option::of(10_usize..80),
        palette in prop::sample::select(vec![Palette::None, Palette::Ansi, Palette::Full]),
    ) {
        let sheet = Sheet { width: columns, height, palette };
        let count: Vec<usize> = days.iter().map(Vec::len).collect();
        let (text, hidden) = draw(&week(days, now), sheet).unwrap();
        prop_assert_eq!(text.contains('\x1b'), palette.is_colored());
        let plain = strip_str(&text).to_string();
        prop_assert!(is_safe(&plain));
        for line in plain.lines() {
            prop_assert!(width(line) <= columns, "{}: {line:?}", width(line));
        }
        for (hidden, count) in hidden.iter().zip(count) {
            prop_assert!(*hidden <= count);
        }
    }

    #[test]
    fn every_minute_of_a_meeting_is_in_a_block_of_its_own(
        blocks in prop::collection::vec(block(), 1..30),
        columns in 3_usize..40,
        height in 1_usize..100,
    ) {
        let spans: Vec<(u16, u16)> = blocks.iter().map(|block| (block.part.from, block.part.to)).collect();
        let slots = fitting(&spans, height);
        let all: Vec<&Block> = blocks.iter().collect();
        let (placed, hidden) = place(&all, &slots, columns);
        prop_assert_eq!(placed.len() + hidden, blocks.len());
        // Nothing is left out where there is room for all beside one another.
        prop_assert!(hidden == 0 || blocks.len() > columns / 3);
        for (index, block) in placed.iter().enumerate() {
            prop_assert!(block.columns.0 < block.columns.1 && block.columns.1 <= columns);
            for other in &placed[..index] {
                let apart = |a: (usize, usize), b: (usize, usize)| a.1 <= b.0 || b.1 <= a.0;
                prop_assert!(apart(block.rows, other.rows) || apart(block.columns, other.columns));
            }
        }
        let is_drawn = |span: (u16, u16)| {
            let rows = rows_of(&slots, span);
            slots[rows.0].from <= span.0 && span.1 <= slots[rows.1 - 1].to
        };
        prop_assert!(spans.iter().all(|span| is_drawn(*span)));
        let fill = (" ".to_owned(), anstyle::Style::new());
        for number in 0..slots.len() {
            let pieces = row(&placed, number, columns, Palette::None, &fill);
            let taken: usize = pieces.iter().map(|(text, _)| width(text)).sum();
            prop_assert_eq!(taken, columns);
            let here = placed.iter().filter(|block| (block.rows.0..block.rows.1).contains(&number));
            let bars = pieces.iter().filter(|(text, _)| text.starts_with(['▌', '█', '▏', '┊']));
            prop_assert_eq!(bars.count(), here.count());
        }
    }

    #[test]
    fn an_agenda_is_never_wider_than_its_terminal(
        titles in prop::collection::vec((0..HOSTILE.len(), 0..4_usize, prop::option::of(0..HOSTILE.len())), 0..12),
        before in 0_usize..14,
        columns in 34_u16..200,
        color: bool,
    ) {
        let rows: Vec<AgendaRow> = titles.iter().zip(1..).map(|((title, state, booked), id)| AgendaRow {
            id,
            time: "09:00-10:00".to_owned(),
            title: HOSTILE[*title].to_owned(),
            notes: vec!["running, 20 min left".to_owned()],
            people: HOSTILE[(title + 1) % HOSTILE.len()].to_owned(),
            state: STATES[*state],
            double_booked: booked.map(|name| HOSTILE[name].to_owned()),
        }).collect();
        let buffer = Buffer::default();
        let mut agenda = Agenda::new(Stream::new(buffer.clone(), Some(columns), color), "Europe/Berlin", 4321);
        let heading = Heading { title: "Monday 2026-06-01".to_owned(), ..Heading::default() };
        agenda.day(&heading, &rows, Some(("10:20", before))).unwrap();
        agenda.finish().unwrap();
        let text = strip_str(&buffer.text()).to_string();
        prop_assert!(is_safe(&text));
        for line in text.lines() {
            prop_assert!(width(line) <= columns.into(), "{columns}: {line:?}");
        }
        for row in &rows {
            let id = format!("#{}", row.id);
            prop_assert!(text.contains(&id));
        }
        prop_assert_eq!(text.matches("10:20 now").count(), 1);
    }
}

#[test]
fn a_week_shows_each_state_without_colors() {
    let block = |id, title: &str, from: u16, to: u16, state| Block {
        id,
        title: title.to_owned(),
        time: format!("{:02}:00-{:02}:00", from / 60, to / 60),
        part: Part { from, to, begins: true, ends: true },
        is_all_day: to - from == MINUTES,
        state,
        is_double_booked: id == 3,
    };
    let days = vec![
        vec![
            block(1, "Over", 480, 540, State::Over),
            block(2, "Running", 600, 720, State::Running),
            block(3, "Also", 660, 720, State::Ahead),
        ],
        vec![
            block(4, "Trip", 0, MINUTES, State::Ahead),
            block(5, "Late", 1080, 1140, State::Cancelled),
        ],
        vec![block(4, "Trip", 0, MINUTES, State::Ahead)],
    ];
    let sheet = Sheet { width: 52, height: Some(24), palette: Palette::None };
    let (text, hidden) = draw(&week(days, Some((0, 620))), sheet).unwrap();
    insta::assert_snapshot!(text, @r"
    Week 23 · 2026-06-01 to 2026-06-07 · this week
    America/Argentina/ComodRivadavia
           Mon 1 Jun      Mon 2 Jun      Mon 3 Jun
           ━━━ today ━━━━ ────────────── ──────────────
    all day               ▌Trip ───────────────────────
    08:00  ▏Over
           ▏08:00-09:00
    09:00

    10:20─ █▸ Runn───────
           █ing
    11:00  █      ▌! Also
           █      ▌
      ⋮
    18:00                 ┊✗ Late
                          ┊18:00-19:00

           ▸ running   ! double booking   ✗ cancelled
           Sun 7: clocks go forward 1 h at 02:00
    ");
    assert_eq!(hidden, [0, 0, 0]);
}
