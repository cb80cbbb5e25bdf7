//! Charts made of block characters.

/// Eighths of a column, from one to eight.
const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/// A bar for `value` on a scale on which `max` fills `width` columns. Only zero is empty: other
/// values have at least the thinnest block. Values above `max` fill the width.
pub fn bar(value: u64, max: u64, width: u16) -> String {
    if value == 0 || max == 0 || width == 0 {
        return String::new();
    }
    let full = u128::from(width) * 8;
    let scaled = u128::from(value.min(max)) * full;
    let eighths = ((scaled + u128::from(max) / 2) / u128::from(max)).clamp(1, full);
    let mut bar: String =
        std::iter::repeat_n('█', usize::try_from(eighths / 8).unwrap_or_default()).collect();
    let rest = usize::try_from(eighths % 8).unwrap_or_default();
    bar.extend(rest.checked_sub(1).map(|rest| EIGHTHS[rest]));
    bar
}

/// A shade for `value` on a scale up to `max`: ` ░▒▓█`. Only zero is a space.
pub fn shade(value: u64, max: u64) -> char {
    if value == 0 || max == 0 {
        return ' ';
    }
    match u128::from(value.min(max)) * 4 / u128::from(max) {
        0 => '░',
        1 => '▒',
        2 => '▓',
        _ => '█',
    }
}

/// The meaning of the shades up to `most`; unused shades are left out.
fn legend(most: u64) -> String {
    let mut parts = Vec::new();
    let mut last = ' ';
    for from in [1, most.div_ceil(4), most.div_ceil(2), (3 * most).div_ceil(4)] {
        let shade = shade(from, most);
        if shade != last {
            parts.push(format!("{shade} {from}+"));
            last = shade;
        }
    }
    format!("{}   (most: {most})", parts.join("   "))
}

/// Rows of counts as shades, two columns per count, and a legend.
///
/// `rows` have a title of at most six columns and one count per hour.
pub fn heatmap(rows: &[(&str, &[u64])]) -> String {
    let counts = || rows.iter().flat_map(|(_, counts)| counts.iter().copied());
    let most = counts().max().unwrap_or(0);
    let hours = rows.iter().map(|(_, counts)| counts.len()).max();
    let marks = (0..hours.unwrap_or(0)).step_by(3);
    let marks: Vec<String> = marks.map(|hour| format!("{hour:<6}")).collect();
    let head = marks.concat();
    let mut lines = vec![format!("      {head}").trim_end().to_owned()];
    for (title, counts) in rows {
        let shades: String = counts.iter().flat_map(|n| [shade(*n, most); 2]).collect();
        lines.push(format!("{title:<6}{shades}").trim_end().to_owned());
    }
    if most > 0 {
        lines.push(String::new());
        lines.push(format!("      {}", legend(most)));
    }
    lines.push(String::new());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        assert_eq!(bar(0, 10, 8), "");
        assert_eq!(bar(10, 10, 8), "████████");
        assert_eq!(bar(5, 10, 8), "████");
        assert_eq!(bar(1, 16, 1), "▏");
        assert_eq!(bar(9, 16, 1), "▋");
        assert_eq!(bar(99, 10, 3), "███");
    }

    #[test]
    fn a_bar_is_empty_for_zero_alone() {
        assert_eq!(bar(1, u64::MAX, 40), "▏");
        assert_eq!(bar(u64::MAX, u64::MAX, u16::MAX).chars().count(), usize::from(u16::MAX));
        assert_eq!(bar(3, 0, 40), "");
    }

    #[test]
    fn a_legend_names_the_shades_that_are_drawn() {
        assert_eq!(legend(8), "░ 1+   ▒ 2+   ▓ 4+   █ 6+   (most: 8)");
        assert_eq!(legend(2), "▓ 1+   █ 2+   (most: 2)");
        assert_eq!(legend(1), "█ 1+   (most: 1)");
    }

    #[test]
    fn a_heatmap_has_two_columns_a_count() {
        let drawing = heatmap(&[("mon", &[0, 1, 2, 4]), ("tue", &[0, 0, 0, 0])]);
        let lines: Vec<&str> = drawing.lines().collect();
        assert_eq!(lines[..3], ["      0     3", "mon     ▒▒▓▓██", "tue"]);
    }

    #[test]
    fn shades_grow_with_the_value() {
        let shades: String =
            [0, 1, 25, 50, 75, 100].map(|value| shade(value, 100)).iter().collect();
        assert_eq!(shades, " ░▒▓██");
        assert_eq!(shade(1, u64::MAX), '░');
        assert_eq!(shade(7, 0), ' ');
    }
}
