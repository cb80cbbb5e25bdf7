//! Damaged JSON Lines.

use meetctl::interchange::jsonl::meetings;

use crate::endure::{endure, options, read_meetings};

const SEEDS: [&[u8]; 3] = [
    r#"{"uid":null,"title":"Review \"A\"","description":"two\nlines","start_time":"2026-06-01T10:00:00Z","end_time":"2026-06-01T11:00:00Z","status":"scheduled","creator":{"name":"Ada","email":"ada@example.org"},"participants":[{"name":"Ben","email":"ben@example.org"},{"id":7},"c@x",8]}
{"title":"会議","start_time":"2026-06-01 10:00","duration_minutes":30,"created_by":1}
"#
    .as_bytes(),
    br#"{"id":7,"uid":"u-1","title":"T\u00e9","description":"","start_time":"2026-06-01T10:00:00Z","end_time":"2026-06-01T11:00:00Z","duration_minutes":60,"status":"in_progress","created_by":1,"creator":{"id":1,"name":"Ada","email":"ada@example.org","created_at":null,"updated_at":"x"},"participants":[],"created_at":"x","updated_at":null}
"#,
    b"{\"error\":\"why\",\"line\":\"not json\"}\n\n{\"title\":\"a\",\"start_time\":\"today\",\"end_time\":\"tomorrow\",\"error\":\"old\"}\r\n",
];
const WORDS: [&[u8]; 8] = [
    b"\"title\":",
    b"null",
    b"1e999",
    b"\"line\":\"x\",",
    b"\\u0000",
    b"[[[[[[[[",
    b"{\"a\":",
    b"\"participants\":[",
];

#[test]
fn mutants_of_meetings_are_endured() {
    endure(&SEEDS, &WORDS, |file| {
        read_meetings(file, |input| meetings(input, options(false)));
    });
}
