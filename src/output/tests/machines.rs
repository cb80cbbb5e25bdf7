//! Formats for scripts.

use serde_json::json;

use super::*;
use crate::error::Exit;

#[test]
fn fields_are_picked_and_ordered_in_every_format() {
    let with = |format| {
        let settings = Settings { fields: Some(fields(&["note", "id"])), ..settings(format) };
        list(settings, None, &["a", "b"])
    };
    assert_eq!(with(Format::Jsonl), "{\"note\":null,\"id\":1}\n{\"note\":\"b\",\"id\":2}\n");
    assert_eq!(with(Format::Csv), "note,id\n,1\nb,2\n");
    assert_eq!(with(Format::Tsv), "note\tid\n\t1\nb\t2\n");
    let json: Value = serde_json::from_str(&with(Format::Json)).unwrap();
    assert_eq!(json, json!([{"note": null, "id": 1}, {"note": "b", "id": 2}]));
}

#[test]
fn an_unknown_field_is_refused_before_any_row() {
    let settings = Settings { fields: Some(fields(&["id", "ttile"])), ..settings(Format::Csv) };
    let (output, out, _) = output(settings, None);
    let failure = output.listing::<Row>().err().unwrap();
    assert_eq!(failure.exit(), Exit::Usage);
    let lines: Vec<String> = failure.lines().into_iter().map(|(_, line)| line).collect();
    assert_eq!(
        lines,
        ["unknown field `ttile` in --fields", "valid fields: id, title, start_time, status, note"]
    );
    assert_eq!(out.text(), "");
}

#[test]
fn json_is_one_document_that_streams() {
    for titles in [&[] as &[&str], &["a"], HOSTILE] {
        let expected: Vec<Value> =
            (1..).zip(titles).map(|(id, title)| json!(Row::new(id, title))).collect();
        let text = list(settings(Format::Json), Some(80), titles);
        assert!(safe(&text));
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), json!(expected));
        if titles.len() == 1 {
            assert_eq!(text, serde_json::to_string_pretty(&expected).unwrap() + "\n");
        }
        let text = list(settings(Format::Jsonl), None, titles);
        let lines: Vec<Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        assert_eq!(lines, expected);
    }
    assert_eq!(list(settings(Format::Json), None, &[]), "[]\n");
}

#[test]
fn an_envelope_holds_the_items_and_the_page() {
    for titles in [&[] as &[&str], &["a", "b"]] {
        let settings = Settings { envelope: true, ..settings(Format::Json) };
        let (output, out, _) = output(settings, None);
        let mut listing = output.listing().unwrap();
        let mut items = Vec::new();
        for title in titles {
            listing.push(&Row::new(1, title)).unwrap();
            items.push(json!(Row::new(1, title)));
        }
        let page = json!({"next": "abc", "total": 2});
        listing.finish_with_page(&page).unwrap();
        let expected = json!({"items": items, "page": page});
        assert_eq!(out.text(), serde_json::to_string_pretty(&expected).unwrap() + "\n");
    }
}

#[test]
fn csv_keeps_text_exactly_in_a_pipe_and_safe_on_a_terminal() {
    let text = list(settings(Format::Csv), None, HOSTILE);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let titles: Vec<String> = reader.records().map(|row| row.unwrap()[1].to_owned()).collect();
    assert_eq!(titles, HOSTILE);
    assert!(safe(&list(settings(Format::Csv), Some(80), HOSTILE)));
    assert!(safe(&list(settings(Format::Tsv), Some(80), HOSTILE).replace('\t', " ")));
}

#[test]
fn csv_cells_are_guarded_on_request() {
    let settings = Settings { csv_safe: true, ..settings(Format::Csv) };
    let text = list(settings, None, HOSTILE);
    assert!(text.contains("8,'=1+1,2026-06-01 10:00,in_progress,'=1+1\n"), "{text}");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let titles: Vec<String> = reader
        .records()
        .map(|row| crate::csv_guard::unguard(&row.unwrap()[1]).into_owned())
        .collect();
    assert_eq!(titles, HOSTILE);
}

#[test]
fn a_tsv_row_is_one_line_of_as_many_cells_as_the_header() {
    let text = list(settings(Format::Tsv), None, HOSTILE);
    assert_eq!(text.split('\n').count(), HOSTILE.len() + 2);
    assert!(text.split_terminator('\n').all(|line| line.split('\t').count() == 5));
    assert!(text.contains("\\r\\n\\t") && text.contains("on \\\\ back"));
}

#[test]
fn an_empty_list_is_a_header_at_most() {
    assert_eq!(list(settings(Format::Table), Some(80), &[]), "");
    assert_eq!(list(settings(Format::Jsonl), Some(80), &[]), "");
    assert_eq!(list(settings(Format::Ids), Some(80), &[]), "");
    assert_eq!(list(settings(Format::Count), Some(80), &[]), "0\n");
    assert_eq!(list(settings(Format::Csv), None, &[]), "id,title,start_time,status,note\n");
    let bare = Settings { header: false, ..settings(Format::Csv) };
    assert_eq!(list(bare, None, &[]), "");
}

#[test]
fn ids_and_count_print_nothing_else() {
    assert_eq!(list(settings(Format::Ids), None, &["a", "b"]), "1\n2\n");
    assert_eq!(list(settings(Format::Count), None, &["a", "b"]), "2\n");
    let (output, _, _) = output(settings(Format::Ids), None);
    let failure = output.one(&Row::new(0, "no id")).unwrap_err();
    assert_eq!(failure.exit(), Exit::Usage);
}

#[test]
fn a_closed_pipe_ends_quietly_in_every_format() {
    // A calendar is not a list of records.
    let formats = Format::value_variants().iter();
    for format in formats.filter(|format| **format != Format::Ics) {
        let output = Output::on(
            settings(*format),
            Stream::new(Closed, None, false),
            Stream::new(Closed, None, false),
        );
        let failure = output.one(&Row::new(1, "a")).unwrap_err();
        assert!(failure.is_quiet(), "{format:?}: {failure:?}");
        output.report(&failure);
    }
}

proptest::proptest! {
    #[test]
    fn any_text_survives_every_machine_format(title in proptest::prelude::any::<String>()) {
        let json: Value = serde_json::from_str(&list(settings(Format::Json), Some(80), &[&title])).unwrap();
        assert_eq!(json[0]["title"], title);
        let safe = Settings { csv_safe: true, ..settings(Format::Csv) };
        let csv = list(safe, None, &[&title]);
        let row = csv::Reader::from_reader(csv.as_bytes()).into_records().next().unwrap().unwrap();
        assert_eq!(crate::csv_guard::unguard(&row[1]), title);
    }
}
