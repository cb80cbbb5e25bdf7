//! Charts made of block characters.

use anstyle::{Ansi256Color, AnsiColor, Style};

use super::palette::Palette;
use super::stream::paint;

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

/// Colours from few to many, of about the same contrast on a light and on a dark background.
const RAMP: [u8; 8] = [67, 31, 36, 71, 142, 172, 202, 160];
/// The same with the colours of every terminal, one per shade.
const FEW: [AnsiColor; 4] = [AnsiColor::Blue, AnsiColor::Cyan, AnsiColor::Yellow, AnsiColor::Red];

/// The colour for `value` on a scale up to `max`; the shade has the same meaning without it.
fn tint(value: u64, max: u64, palette: Palette) -> Style {
    let step = |steps: usize| {
        let steps = u128::try_from(steps).unwrap_or(1);
        let step = u128::from(value.min(max)) * steps / u128::from(max.max(1));
        usize::try_from(step.min(steps - 1)).unwrap_or(0)
    };
    match palette {
        _ if value == 0 => Style::new(),
        Palette::None => Style::new(),
        Palette::Ansi => FEW[step(FEW.len())].on_default(),
        Palette::Full => Ansi256Color(RAMP[step(RAMP.len())]).on_default(),
    }
}

/// The meaning of the shades up to `most`; unused shades are left out.
fn legend(most: u64, palette: Palette) -> String {
    let mut text = String::new();
    let mut last = ' ';
    for from in [1, most.div_ceil(4), most.div_ceil(2), (3 * most).div_ceil(4)] {
        let shade = shade(from, most);
        if shade != last {
            let shade = shade.to_string();
            paint(&mut text, &shade, tint(from, most, palette), palette.is_colored());
            text.extend([" ", &from.to_string(), "+   "]);
        }
        last = shade;
    }
    text + &format!("(most: {most})")
}

/// Rows of counts as shades, two columns per count, and a legend.
///
/// `rows` have a title of at most six columns and one count per hour.
pub fn heatmap(rows: &[(&str, &[u64])], palette: Palette) -> String {
    let counts = || rows.iter().flat_map(|(_, counts)| counts.iter().copied());
    let most = counts().max().unwrap_or(0);
    let hours = rows.iter().map(|(_, counts)| counts.len()).max();
    let marks = (0..hours.unwrap_or(0)).step_by(3);
    let marks: Vec<String> = marks.map(|hour| format!("{hour:<6}")).collect();
    let head = marks.concat();
    let mut lines = vec![format!("      {head}").trim_end().to_owned()];
    for (title, counts) in rows {
        let mut line = format!("{title:<6}");
        for count in *counts {
            let cell = shade(*count, most).to_string().repeat(2);
            paint(&mut line, &cell, tint(*count, most, palette), palette.is_colored());
        }
        lines.push(line.trim_end().to_owned());
    }
    if most > 0 {
        lines.push(String::new());
        lines.push(format!("      {}", legend(most, palette)));
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
        assert_eq!(legend(8, Palette::None), "░ 1+   ▒ 2+   ▓ 4+   █ 6+   (most: 8)");
        assert_eq!(legend(2, Palette::None), "▓ 1+   █ 2+   (most: 2)");
        assert_eq!(legend(1, Palette::None), "█ 1+   (most: 1)");
    }

    #[test]
    fn a_heatmap_has_two_columns_a_count() {
        let drawing = heatmap(&[("mon", &[0, 1, 2, 4]), ("tue", &[0, 0, 0, 0])], Palette::None);
        let lines: Vec<&str> = drawing.lines().collect();
        assert_eq!(lines[..3], ["      0     3", "mon     ▒▒▓▓██", "tue"]);
    }

    #[test]
    fn colors_add_to_the_shades() {
        let rows: [(&str, &[u64]); 1] = [("mon", &[0, 1, 5, 8])];
        let plain = heatmap(&rows, Palette::None);
        for (palette, color) in [(Palette::Ansi, "\x1b[31m"), (Palette::Full, "\x1b[38;5;160m")] {
            let colored = heatmap(&rows, palette);
            assert_eq!(anstream::adapter::strip_str(&colored).to_string(), plain);
            assert!(colored.contains(&format!("{color}██")), "{colored:?}");
        }
        let steps: std::collections::BTreeSet<String> =
            (1..=8).map(|n| tint(n, 8, Palette::Full).to_string()).collect();
        assert_eq!(steps.len(), 7);
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
