//! `tests/ics/cases`: calendars that are imported one after the other, and the meetings that must be
//! there then.
//!
//! A directory holds `1.ics`, `2.ics`, …; `options` of the imports, where `--busy-only` says that
//! only meetings that are not cancelled are compared; `expected.tsv`; `why`; and `says`, lines that the last
//! import prints. The first line of `says` may be `exit: N`.

use std::fs;
use std::path::{Path, PathBuf};

use harness::{Meetctl, Transcript, on_every_engine};

on_every_engine! {
    fn calendars_give_the_expected_meetings(t: &Meetctl) {
        let cases = cases();
        assert!(cases.len() > 14, "{cases:?}");
        let wrong: Vec<String> = cases.iter().filter_map(|case| check(t, case).err()).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
}

fn cases() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ics/cases");
    let mut cases: Vec<PathBuf> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

fn check(t: &Meetctl, case: &Path) -> Result<(), String> {
    for table in ["meeting_participants", "meetings", "meetctl_imported", "users"] {
        t.sql(&format!("DELETE FROM {table}"));
    }
    t.run(["user", "create", "--name", "Me", "--email", "me@example.org"]).success();
    let read = |name: &str| fs::read_to_string(case.join(name)).unwrap_or_default();
    let options = read("options");
    let options: Vec<&str> = options.split_whitespace().collect();
    let busy_only = options.contains(&"--busy-only");
    let (says, mut last) = (read("says"), None);
    for number in 1.. {
        let Ok(text) = fs::read(case.join(format!("{number}.ics"))) else { break };
        t.write("case.ics", text);
        let args = ["meeting", "import", "case.ics", "--create-users"].into_iter();
        let args = args.chain(options.iter().copied().filter(|option| *option != "--busy-only"));
        let is_last = !case.join(format!("{}.ics", number + 1)).exists();
        let exit = says.lines().next().and_then(|line| line.strip_prefix("exit: "));
        let exit = exit.filter(|_| is_last).map_or(0, |exit| exit.parse().unwrap());
        let run = t.run(args);
        if run.exit != exit {
            return Err(format!("{}: {run}", case.display()));
        }
        last = Some(run);
    }
    let last = last.unwrap();
    let said = says.lines().filter(|line| !line.starts_with("exit: "));
    let unsaid: Vec<&str> = said.filter(|line| !last.stderr.contains(line)).collect();
    let (expected, found) = (read("expected.tsv"), meetings(t, busy_only));
    if expected.trim_end() == found.trim_end() && unsaid.is_empty() {
        return Ok(());
    }
    let (name, why) = (case.file_name().unwrap().display(), read("why"));
    Err(format!("{name}: {why}expected:\n{expected}\nfound:\n{found}\nunsaid: {unsaid:?}\n{last}"))
}

fn meetings(t: &Meetctl, busy_only: bool) -> String {
    let listed: Transcript = t.run(["meeting", "list", "--all", "--json"]).success();
    let mut out = "start\tend\tstatus\ttitle\tparticipants\n".to_owned();
    for meeting in listed.json().as_array().unwrap() {
        let text = |name: &str| meeting[name].as_str().unwrap().to_owned();
        if busy_only && meeting["status"] == "cancelled" {
            continue;
        }
        let people = meeting["participants"].as_array().unwrap().iter();
        let mut people: Vec<&str> =
            people.map(|person| person["email"].as_str().unwrap()).collect();
        people.sort_unstable();
        let cells = ["start_time", "end_time", "status", "title"].map(text);
        out.extend([&cells.join("\t"), "\t", &people.join(","), "\n"]);
    }
    out
}
