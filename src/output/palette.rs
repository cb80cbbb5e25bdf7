//! How many colours a stream has.

/// The colours of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// None.
    None,
    /// The sixteen whose look the theme of the terminal decides.
    Ansi,
    /// The 256 of xterm.
    Full,
}

impl Palette {
    /// The palette of a coloured stream to a terminal with these values of `TERM` and `COLORTERM`.
    pub(super) fn of(term: &str, color_term: &str) -> Self {
        let is_full = ["256", "direct"].iter().any(|part| term.contains(part))
            || matches!(color_term, "truecolor" | "24bit");
        if is_full { Self::Full } else { Self::Ansi }
    }

    /// The palette of the environment, if the stream is coloured.
    pub(super) fn of_environment(is_colored: bool) -> Self {
        let variable = |name| std::env::var(name).unwrap_or_default();
        if is_colored { Self::of(&variable("TERM"), &variable("COLORTERM")) } else { Self::None }
    }

    /// Whether there are any colours.
    pub(super) fn is_colored(self) -> bool {
        self != Self::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_names_its_colors() {
        assert_eq!(Palette::of("xterm-256color", ""), Palette::Full);
        assert_eq!(Palette::of("xterm", "truecolor"), Palette::Full);
        assert_eq!(Palette::of("xterm", ""), Palette::Ansi);
        assert_eq!(Palette::of("linux", "yes"), Palette::Ansi);
    }
}
