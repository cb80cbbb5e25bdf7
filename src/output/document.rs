//! One JSON document that is written in parts, in constant memory.

use std::io::Write as _;

use serde::Serialize;

use super::json::{self, Layout};
use super::stream::Stream;
use super::{Format, Output};
use crate::error::Failure;

/// An object whose lists are written as they are read.
///
/// Nothing is written before the first field. One that is dropped without [`finish`](Self::finish) is
/// incomplete.
#[must_use = "a document must be finished"]
pub struct Document {
    out: Stream,
    compact: bool,
    fields: u64,
    /// How many items the list has that is being written.
    items: Option<u64>,
}

impl Document {
    pub(super) fn new(output: &Output) -> Self {
        let compact = output.settings.format == Format::Jsonl;
        Self { out: output.out.clone(), compact, fields: 0, items: None }
    }

    /// Adds a field.
    ///
    /// # Errors
    /// The document cannot be written.
    pub fn field(&mut self, name: &str, value: &impl Serialize) -> Result<(), Failure> {
        self.name(name)?;
        let text = json::to_string(value, self.layout(1))?;
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// Begins a list; it ends with the next field.
    ///
    /// # Errors
    /// The document cannot be written.
    pub fn list(&mut self, name: &str) -> Result<(), Failure> {
        self.name(name)?;
        self.items = Some(0);
        Ok(self.out.write_all(b"[")?)
    }

    /// Adds an item to the list.
    ///
    /// # Errors
    /// The document cannot be written.
    pub fn item(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let first = self.items.is_none_or(|count| count == 0);
        self.items = self.items.map(|count| count + 1);
        let text = json::to_string(value, self.layout(2))?;
        let separator = if first { "" } else { "," };
        Ok(write!(self.out, "{separator}{}{text}", self.new_line(2))?)
    }

    /// Ends the document.
    ///
    /// # Errors
    /// The document cannot be written.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.end_list()?;
        let (opening, end) = match self.fields {
            0 => ("{", ""),
            _ => ("", self.new_line(0)),
        };
        writeln!(self.out, "{opening}{end}}}")?;
        Ok(self.out.flush()?)
    }

    fn name(&mut self, name: &str) -> Result<(), Failure> {
        self.end_list()?;
        let opening = if self.fields == 0 { "{" } else { "," };
        let space = if self.compact { "" } else { " " };
        self.fields += 1;
        Ok(write!(self.out, "{opening}{}\"{name}\":{space}", self.new_line(1))?)
    }

    fn end_list(&mut self) -> Result<(), Failure> {
        match self.items.take() {
            None => Ok(()),
            Some(0) => Ok(self.out.write_all(b"]")?),
            Some(_) => Ok(write!(self.out, "{}]", self.new_line(1))?),
        }
    }

    fn layout(&self, level: usize) -> Layout {
        if self.compact { Layout::Compact } else { Layout::Indented(level) }
    }

    fn new_line(&self, level: usize) -> &'static str {
        match level {
            _ if self.compact => "",
            0 => "\n",
            1 => "\n  ",
            _ => "\n    ",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use serde_json::{Value, json};

    use super::*;
    use crate::output::Settings;

    /// What a test reads again.
    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl std::io::Write for Written {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn write(format: Format, parts: &[(&str, Option<&[Value]>)]) -> String {
        let written = Written::default();
        let settings = Settings { format, ..Settings::default() };
        let output = Output::new(settings).to(written.clone());
        let mut document = output.document();
        for (name, items) in parts {
            match items {
                None => document.field(name, &json!({ "a": [1], "b": "\u{1b}" })).unwrap(),
                Some(items) => {
                    document.list(name).unwrap();
                    items.iter().for_each(|item| document.item(item).unwrap());
                }
            }
        }
        document.finish().unwrap();
        String::from_utf8(written.0.lock().unwrap().clone()).unwrap()
    }

    #[test]
    fn the_parts_are_laid_out_as_the_whole_would_be() {
        let items = [json!({"id": 1, "people": [{"id": 2}]}), json!([]), json!(null)];
        let parts =
            [("user", None), ("none", Some(&[][..])), ("some", Some(&items[..])), ("end", None)];
        let object = json!({ "a": [1], "b": "\u{1b}" });
        // Not a `Value`, which would sort the fields.
        let whole = format!(
            "{{\"user\":{object},\"none\":[],\"some\":{},\"end\":{object}}}",
            Value::from(items.to_vec())
        );
        assert_eq!(write(Format::Jsonl, &parts), whole.clone() + "\n");
        let text = write(Format::Json, &parts);
        let ordered: serde_json::Map<String, Value> = serde_json::from_str(&text).unwrap();
        assert_eq!(Value::from(ordered), serde_json::from_str::<Value>(&whole).unwrap());
        assert!(text.starts_with("{\n  \"user\": {\n    \"a\": [\n      1\n    ],\n"), "{text}");
        assert!(
            text.contains("\n  },\n  \"none\": [],\n  \"some\": [\n    {\n      \"id\": 1,"),
            "{text}"
        );
        assert!(text.ends_with("\n    [],\n    null\n  ],\n  \"end\": {\n    \"a\": [\n      1\n    ],\n    \"b\": \"\\u001b\"\n  }\n}\n"), "{text}");
        assert_eq!(write(Format::Json, &[]), "{}\n");
    }
}
