//! Tables and cards.

use super::*;
use crate::output::text::width;

#[test]
fn a_table_on_a_terminal_is_a_box() {
    let drawn = list(settings(Format::Table), Some(80), &["Stand-up", "季度规划会议"]);
    insta::assert_snapshot!(drawn, @r"
    ╭─────────────────────────────────────────────────────────────────────╮
    │ ID  START             STATUS       TITLE         NOTE          LOAD │
    ├─────────────────────────────────────────────────────────────────────┤
    │  1  2026-06-01 10:00  in_progress  Stand-up                    ▏    │
    │  2  2026-06-01 10:00  in_progress  季度规划会议  季度规划会议  ▏    │
    ╰─────────────────────────────────────────────────────────────────────╯
    ");
}

#[test]
fn a_table_in_a_pipe_has_only_columns() {
    let drawn = list(settings(Format::Table), None, &["Stand-up", "季度规划会议"]);
    insta::assert_snapshot!(drawn, @r"
    ID  START             STATUS       TITLE         NOTE
     1  2026-06-01 10:00  in_progress  Stand-up
     2  2026-06-01 10:00  in_progress  季度规划会议  季度规划会议
    ");
    let bare = list(Settings { header: false, ..settings(Format::Table) }, None, &["a\nb"]);
    assert_eq!(bare, "1  2026-06-01 10:00  in_progress  a\\nb\n");
}

#[test]
fn every_line_of_a_box_is_equally_wide_and_fits() {
    for limit in [60, 61, 72, 80, 100, 200] {
        let drawn = list(settings(Format::Table), Some(limit), HOSTILE);
        let first = width(drawn.lines().next().unwrap());
        assert!(first <= usize::from(limit), "{limit}\n{drawn}");
        assert!(drawn.starts_with('╭') && drawn.ends_with("╯\n"), "{limit}\n{drawn}");
        assert!(drawn.lines().all(|line| width(line) == first), "{limit}\n{drawn}");
        assert!(safe(&drawn), "{drawn:?}");
    }
}

#[test]
fn a_terminal_too_narrow_for_columns_shows_cards() {
    for limit in [5, 12, 20, 30, 40] {
        let drawn = list(settings(Format::Table), Some(limit), HOSTILE);
        let fits = usize::from(limit.max(6));
        assert!(drawn.lines().all(|line| width(line) <= fits), "{limit}\n{drawn}");
        assert!(safe(&drawn));
    }
}

#[test]
fn later_pages_keep_the_widths_of_the_first() {
    let (output, out, _) = output(settings(Format::Table), Some(80));
    let mut listing = output.listing().unwrap();
    for id in 1..=3500 {
        let title =
            if id > 2000 { HOSTILE[usize::try_from(id).unwrap() % HOSTILE.len()] } else { "short" };
        listing.push(&Row::new(id, title)).unwrap();
        assert_eq!(out.text().is_empty(), id < 1000, "{id}");
    }
    listing.finish().unwrap();
    let drawn = out.text();
    let first = width(drawn.lines().next().unwrap());
    assert!(drawn.lines().all(|line| width(line) == first));
    assert_eq!(drawn.matches("STATUS").count(), 1);
    assert_eq!(drawn.matches('╰').count(), 1);
    assert!(drawn.contains(" 3500 "));
}

#[test]
fn nothing_of_a_folded_cell_is_lost() {
    let title = "XYZW".repeat(30);
    let drawn = list(settings(Format::Table), Some(60), &[&title]);
    let letters = drawn.chars().filter(|c| ('W'..='Z').contains(c)).collect::<String>();
    assert_eq!(letters, title);
}

#[test]
fn picked_fields_are_the_columns_of_a_table() {
    let settings = Settings { fields: Some(fields(&["title", " id"])), ..settings(Format::Table) };
    let drawn = list(settings, None, &["a", "a longer one"]);
    assert_eq!(drawn, "TITLE         ID\na              1\na longer one   2\n");
}

#[test]
fn one_record_is_a_card_or_an_object() {
    let one = |format| {
        let (output, out, _) = output(settings(format), None);
        output.one(&Row::new(1, "a")).unwrap();
        out.text()
    };
    assert!(one(Format::Table).starts_with("ID      1\nStart   2026-06-01 10:00\n"));
    assert!(one(Format::Json).starts_with("{\n  \"id\": 1,\n"));
    assert!(one(Format::Jsonl).starts_with("{\"id\":1,"));
    assert_eq!(one(Format::Csv).lines().count(), 2);
    assert_eq!(one(Format::Ids), "1\n");
    assert_eq!(one(Format::Count), "1\n");
}

#[test]
fn cards_are_a_list_to_machines() {
    let show = |format| {
        let (output, out, _) = output(settings(format), None);
        let mut cards = output.cards().unwrap();
        cards.push(&Row::new(1, "a")).unwrap();
        cards.push(&Row::new(3, "b")).unwrap();
        cards.finish().unwrap();
        out.text()
    };
    assert_eq!(show(Format::Table).split("\n\n").count(), 2);
    assert_eq!(show(Format::Json).matches('{').count(), 2);
    assert!(show(Format::Json).starts_with("[\n"));
}

#[test]
fn colours_do_not_change_the_box() {
    let colored = Settings { color: ColorChoice::Always, ..settings(Format::Table) };
    let drawn = list(colored.clone(), None, &["a"]);
    assert!(drawn.contains("\x1b[32min_progress\x1b[0m") && !drawn.contains('╭'), "{drawn:?}");
    let boxed = list(colored, Some(80), HOSTILE);
    let plain = anstream::adapter::strip_str(&boxed).to_string();
    assert_eq!(plain, list(settings(Format::Table), Some(80), HOSTILE));
}

#[test]
fn a_pipe_folds_nothing_however_long() {
    let (output, out, _) = output(settings(Format::Table), None);
    let mut listing = output.listing().unwrap();
    let long = "long title ".repeat(9000);
    for id in 1..=1500 {
        let title = match id {
            5 | 1400 => long.trim_end(),
            1300 => "wider than all of the first page",
            _ => "short",
        };
        listing.push(&Row::new(id, title)).unwrap();
    }
    listing.finish().unwrap();
    let drawn = out.text();
    assert_eq!(drawn.lines().count(), 1501);
    assert_eq!(drawn.matches(long.trim_end()).count(), 3);
    assert!(drawn.lines().all(|line| !line.ends_with(' ')));
    assert!(drawn.contains("\n   4  2026-06-01 10:00  in_progress  short  short\n"));
    let wide =
        "  in_progress  wider than all of the first page  wider than all of the first page\n";
    assert!(drawn.contains(wide));
}

#[test]
fn a_row_of_spaces_is_a_line_of_the_box() {
    let settings =
        Settings { fields: Some(fields(&["title"])), header: false, ..settings(Format::Table) };
    let drawn = list(settings, Some(20), &["a", &" ".repeat(90), "b"]);
    assert_eq!(drawn.lines().count(), 5, "{drawn}");
}

proptest::proptest! {
    #[test]
    fn any_text_leaves_the_box_straight_and_the_terminal_safe(
        titles in proptest::collection::vec(proptest::prelude::any::<String>(), 1..6),
        limit in 60_u16..200,
    ) {
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let drawn = list(settings(Format::Table), Some(limit), &titles);
        let first = width(drawn.lines().next().unwrap());
        assert!(first <= usize::from(limit));
        assert!(drawn.lines().all(|line| width(line) == first), "{drawn}");
        assert!(safe(&drawn));
    }
}
