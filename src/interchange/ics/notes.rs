//! What a reader has to say beside its entries.

use std::collections::BTreeMap;

use crate::interchange::record::Withdrawal;

/// Warnings, counts of what was skipped, and what is withdrawn.
pub(super) struct Notes {
    /// The horizon as people read it.
    horizon: String,
    warnings: Vec<(u64, String)>,
    withdrawals: Vec<Withdrawal>,
    /// Recurring events without an occurrence before the horizon.
    after_horizon: u64,
    /// Events that are in the file with a higher SEQUENCE.
    outdated: u64,
    transparent: u64,
    /// Events of calendars that are only messages, by METHOD.
    messages: BTreeMap<&'static str, u64>,
}

impl Notes {
    pub(super) fn new(horizon: String) -> Self {
        Self {
            horizon,
            warnings: Vec::new(),
            withdrawals: Vec::new(),
            after_horizon: 0,
            outdated: 0,
            transparent: 0,
            messages: BTreeMap::new(),
        }
    }

    pub(super) fn warn(&mut self, line: u64, message: String) {
        self.warnings.push((line, message));
    }

    pub(super) fn withdraw(&mut self, withdrawal: Withdrawal) {
        self.withdrawals.push(withdrawal);
    }

    pub(super) fn after_horizon(&mut self) {
        self.after_horizon += 1;
    }

    pub(super) fn outdated(&mut self) {
        self.outdated += 1;
    }

    /// Counts an event if it is `free`.
    pub(super) fn transparent(&mut self, free: bool) {
        self.transparent += u64::from(free);
    }

    pub(super) fn message(&mut self, method: &'static str) {
        *self.messages.entry(method).or_default() += 1;
    }

    pub(super) fn take_warnings(&mut self) -> Vec<(u64, String)> {
        std::mem::take(&mut self.warnings)
    }

    pub(super) fn take_withdrawals(&mut self) -> Vec<Withdrawal> {
        std::mem::take(&mut self.withdrawals)
    }

    /// What was skipped, as sentences without a full stop.
    pub(super) fn left_out(&self) -> Vec<String> {
        let events = |count: u64, kind: &str| match count {
            1 => format!("1 {kind}event"),
            _ => format!("{count} {kind}events"),
        };
        let mut left_out = Vec::new();
        if self.after_horizon > 0 {
            let events = events(self.after_horizon, "recurring ");
            left_out.push(format!("{events} after the horizon {} omitted", self.horizon));
        }
        if self.outdated > 0 {
            let events = events(self.outdated, "");
            left_out.push(format!("{events} skipped: the file has a newer version (SEQUENCE)"));
        }
        if self.transparent > 0 {
            let events = events(self.transparent, "");
            left_out.push(format!(
                "{events} skipped (TRANSP:TRANSPARENT: nobody is busy); --include-transparent \
                 imports them"
            ));
        }
        for (method, count) in &self.messages {
            let events = events(*count, "");
            left_out
                .push(format!("{events} of METHOD:{method} skipped: a message changes nothing"));
        }
        left_out
    }
}
