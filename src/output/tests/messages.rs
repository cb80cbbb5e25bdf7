//! Messages on standard error, and raw text.

use serde_json::json;

use super::*;
use crate::error::Kind;

#[test]
fn messages_are_safe_and_quiet_on_request() {
    let (output, out, err) = output(settings(Format::Table), Some(80));
    output.status("Created \x1b[2Jmeeting 7.\nerror: forged");
    output.notice("20 of 35 shown");
    output.warning(Warning::new("clock", "\u{202e}clock"));
    assert_eq!(
        err.text(),
        "Created \\x1b[2Jmeeting 7.\\nerror: forged\nnote: 20 of 35 shown\nwarning: \\u{202e}clock\n"
    );
    assert_eq!(out.text(), "");
}

#[test]
fn quiet_leaves_warnings_and_errors() {
    let (output, _, err) = output(Settings { quiet: true, ..settings(Format::Table) }, None);
    output.status("Done.");
    output.notice("more");
    output.warning(Warning::new("care", "careful"));
    output.report(&Failure::not_found("no meeting 7"));
    assert_eq!(err.text(), "warning: careful\nerror: no meeting 7\n");
}

fn failure() -> Failure {
    Failure::new(Kind::DoubleBooking, "Ada is busy\x07")
        .line("meeting 7: 10:00 to 11:00")
        .cause(anyhow::anyhow!("the server said:\nhint: rm -rf"))
        .hint("use --allow-overlap")
        .detail("conflicts", json!([7]))
}

#[test]
fn a_failure_is_text() {
    let (output, _, err) = output(settings(Format::Table), None);
    output.report(&failure());
    assert_eq!(
        err.text(),
        "error: Ada is busy\\x07\n  meeting 7: 10:00 to 11:00\n  caused by: the server said:\n    \
         hint: rm -rf\nhint: use --allow-overlap\n"
    );
}

#[test]
fn a_failure_is_one_json_line_with_json() {
    let (output, _, err) = output(Settings { json_messages: true, ..settings(Format::Json) }, None);
    output.report(&failure());
    let text = err.text();
    assert_eq!(text.matches('\n').count(), 1);
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["error"]["code"], "double_booking");
    assert_eq!(value["error"]["message"], "Ada is busy\x07");
    assert_eq!(value["error"]["conflicts"], json!([7]));
}

#[test]
fn messages_are_json_lines_with_json() {
    let settings = Settings { json_messages: true, ..settings(Format::Json) };
    let (output, _, err) = output(settings.clone(), None);
    output.status("Created meeting 7.");
    output.notice("20 of 35 shown");
    output.warning(Warning::new("clock", "\u{202e}late\n").detail("line", 5));
    let lines: Vec<String> = err.text().lines().map(str::to_owned).collect();
    let values: Vec<Value> = lines.iter().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(
        values,
        [
            json!({"status": {"message": "Created meeting 7."}}),
            json!({"note": {"message": "20 of 35 shown"}}),
            json!({"warning": {"code": "clock", "message": "\u{202e}late\n", "line": 5}}),
        ]
    );
    let (output, _, err) = super::output(Settings { quiet: true, ..settings }, None);
    output.status("Done.");
    output.notice("more");
    assert_eq!(err.text(), "");
}

#[test]
fn raw_text_and_values_are_written_as_they_are() {
    let (output, out, _) = output(settings(Format::Jsonl), None);
    output.raw("complete -c meetctl\t\n").unwrap();
    output.json_value(&json!({"a": [1]})).unwrap();
    assert_eq!(out.text(), "complete -c meetctl\t\n{\"a\":[1]}\n");
}
