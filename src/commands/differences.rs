//! How two databases differ, as a person and a script see it.

use serde_json::{Value, json};

use crate::error::{Failure, Kind};
use crate::store::archive::{Comparison, Difference, What};

/// The failure of two databases that differ, with the first differences.
pub fn differs(compared: &Comparison, message: &str) -> Failure {
    let failure = Failure::new(Kind::Differs, message)
        .detail("differences", compared.differences.into())
        .detail("rows", rows(compared));
    lines(compared).into_iter().fold(failure, Failure::line)
}

/// A line for each difference: `meetings 7: title, end_time differ`.
pub fn lines(compared: &Comparison) -> Vec<String> {
    let line = |Difference { table, key, what }: &Difference| {
        let what = match what {
            What::Missing => "is missing in the target".to_owned(),
            What::Extra => "is missing in the source".to_owned(),
            What::Columns(names) if names.len() == 1 => format!("{} differs", names[0]),
            What::Columns(names) => format!("{} differ", names.join(", ")),
        };
        format!("{table} {key}: {what}")
    };
    let mut lines: Vec<String> = compared.shown.iter().map(line).collect();
    let more = compared.differences.saturating_sub(lines.len() as u64);
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines
}

/// The differences as JSON: `[{"table":"meetings","key":"7","what":"changed","columns":["title"]}]`;
/// `what` is also `missing` in the target, or in the source `extra`.
pub fn rows(compared: &Comparison) -> Value {
    let row = |Difference { table, key, what }: &Difference| {
        let (what, columns) = match what {
            What::Missing => ("missing", &[][..]),
            What::Extra => ("extra", &[][..]),
            What::Columns(names) => ("changed", names.as_slice()),
        };
        json!({"table": table, "key": key, "what": what, "columns": columns})
    };
    compared.shown.iter().map(row).collect()
}
