//! What the METHOD of a calendar says about its events (RFC 5546).

/// What a calendar's events mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// They are as described: PUBLISH, REQUEST, and any calendar without a METHOD.
    Publish,
    /// They add occurrences to a series.
    Add,
    /// They are cancelled.
    Cancel,
    /// They are an answer or a question of one participant, and change nothing.
    Message(&'static str),
}

impl Method {
    /// Reads the value of METHOD; one that is not known is read as PUBLISH.
    pub(super) fn parse(value: &str) -> Self {
        const MESSAGES: [&str; 4] = ["REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"];
        let value = value.trim();
        let is = |name: &&str| value.eq_ignore_ascii_case(name);
        match MESSAGES.into_iter().find(is) {
            Some(message) => Self::Message(message),
            None if is(&"ADD") => Self::Add,
            None if is(&"CANCEL") => Self::Cancel,
            None => Self::Publish,
        }
    }
}
