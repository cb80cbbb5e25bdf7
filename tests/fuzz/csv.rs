//! Damaged CSV.

use meetctl::interchange::csv::{meetings, users};

use crate::endure::{endure, options, read_meetings};

const SEEDS: [&[u8]; 4] = [
    "uid,title,description,start_time,end_time,status,creator,participants\n\
     u-1,Review,\"two\nlines, \"\"quoted\"\"\",2026-06-01T10:00:00Z,2026-06-01T11:00:00Z,scheduled,ada@example.org,ben@example.org;7;\"\"\"a;b\"\"@x\"\n\
     ,会議,,2026-06-01 10:00,2026-06-01T11:00:00+02:00,cancelled,1,\n"
        .as_bytes(),
    b"\xef\xbb\xbftitle,start_time,duration_minutes,creator\r\nA,2026-06-01,30,a@b\r\n\r\n\"B\",today 10:00,+2h,2\r\n",
    b"id,uid,title,description,start_time,end_time,duration_minutes,status,created_by,creator,participants,created_at,updated_at,error\n\
      1,,Title,,2026-06-01T10:00:00Z,2026-06-01T11:30:00Z,90,scheduled,1,ada@example.org,ben@example.org;cleo@example.org,2026-05-01T09:00:00Z,2026-05-01T09:00:00Z,\n",
    b"title,start_time,end_time,error\n'=1+1,2026-06-01,2026-06-02,why\n,,,\n",
];
const WORDS: [&[u8]; 8] = [
    b"title",
    b"start_time",
    b"participants",
    b"error",
    b",,,,",
    b"\"\"\"",
    b"2026-03-29 02:30",
    b"'",
];

#[test]
fn mutants_of_meetings_are_endured() {
    endure(&SEEDS, &WORDS, |file| {
        for csv_safe in [false, true] {
            read_meetings(file, |input| meetings(input, options(csv_safe)));
        }
    });
}

#[test]
fn mutants_of_users_are_endured() {
    let seeds: [&[u8]; 2] = [
        "name,email\nAda,ada@example.org\n\"Zoë, \"\"Z\"\"\",zoe@example.org\n".as_bytes(),
        b"id,name,email,created_at,updated_at\r\n1,Ben,ben@example.org,,\r\n",
    ];
    endure(&seeds, &WORDS, |file| {
        use meetctl::interchange::Source as _;
        let Ok(mut source) = users(std::io::Cursor::new(file.to_vec()), options(false)) else {
            return;
        };
        while let Ok(Some(entry)) = source.next() {
            if let Ok(user) = entry.content {
                assert!(user.email.contains('@') && !user.name.is_empty());
            }
        }
    });
}
