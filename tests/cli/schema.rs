//! `meetctl schema`, compared with the parser, with the help and with its JSON Schema.

use std::collections::BTreeSet;

use harness::{Engine, Meetctl, generated};
use serde_json::Value;

use crate::commands::every_command;

fn document() -> Value {
    let t = Meetctl::empty(Engine::Sqlite);
    let run = t.cmd(["schema"]).without_url().run().success();
    assert_eq!(run.stderr, "");
    run.json()
}

fn command<'a>(document: &'a Value, name: &str) -> &'a Value {
    let mut commands = document["commands"].as_array().unwrap().iter();
    commands.find(|command| command["name"] == name).unwrap_or_else(|| panic!("no {name}"))
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().map(|text| text.as_str().unwrap()).collect()
}

/// Panics where `value` does not fit `schema`, of which every keyword must be known here.
fn validate(value: &Value, schema: &Value, root: &Value, at: &str) {
    for (keyword, rule) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "$schema" | "title" | "description" | "$defs" => {}
            "$ref" => {
                let name = rule.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                validate(value, &root["$defs"][name], root, at);
            }
            "enum" => assert!(rule.as_array().unwrap().contains(value), "{at}: {value}"),
            "type" => {
                let is = match value {
                    Value::Null => "null",
                    Value::Bool(_) => "boolean",
                    Value::Number(number) if number.is_i64() => "integer",
                    Value::Number(_) => "number",
                    Value::String(_) => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                };
                assert!(rule == is || strings(rule).contains(&is), "{at} is of type {is}");
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    validate(item, rule, root, &format!("{at}[{index}]"));
                }
            }
            "required" => {
                for name in strings(rule) {
                    assert!(value.get(name).is_some(), "{at}: no {name}");
                }
            }
            "properties" => {
                for (name, rule) in rule.as_object().unwrap() {
                    value
                        .get(name)
                        .into_iter()
                        .for_each(|value| validate(value, rule, root, &format!("{at}.{name}")));
                }
            }
            "additionalProperties" => {
                assert_eq!(rule, false);
                for name in value.as_object().into_iter().flatten().map(|(name, _)| name) {
                    assert!(schema["properties"].get(name).is_some(), "{at}: unknown {name}");
                }
            }
            other => panic!("the test does not know {other}"),
        }
    }
}

#[test]
fn the_document_fits_its_json_schema() {
    let schema = std::fs::read_to_string(generated::in_repository("docs/schema.json")).unwrap();
    let schema = serde_json::from_str(&schema).unwrap();
    let document = document();
    validate(&document, &schema, &schema, "$");
    // The validator finds what is wrong.
    let wrong = |change: &dyn Fn(&mut Value)| {
        let mut document = document.clone();
        change(&mut document);
        std::panic::catch_unwind(|| validate(&document, &schema, &schema, "$")).is_err()
    };
    assert!(wrong(&|document| document["commands"][0]["asks"] = "yes".into()));
    assert!(wrong(&|document| document["commands"][0]["new"] = true.into()));
    assert!(wrong(&|document| document["global_options"][0]["type"] = "url".into()));
    assert!(wrong(&|document| drop(document.as_object_mut().unwrap().remove("version"))));
}

#[test]
fn every_command_and_option_of_the_parser_is_in_it() {
    let document = document();
    let global: BTreeSet<&str> = longs(&document["global_options"]);
    let mut listed = BTreeSet::new();
    for (words, parsed) in every_command() {
        let own = if words.is_empty() {
            &document["options"]
        } else {
            let command = command(&document, &words.join(" "));
            assert_eq!(strings(&command["words"]), words);
            assert_eq!(command["about"], parsed.get_about().unwrap().to_string());
            let aliases: Vec<&str> = parsed.get_all_aliases().collect();
            assert_eq!(strings(&command["aliases"]), aliases);
            listed.insert(words.join(" "));
            &command["options"]
        };
        let options: Vec<_> = parsed.get_arguments().filter(|arg| !arg.is_hide_set()).collect();
        for arg in options.iter().filter(|arg| !arg.is_positional()) {
            let list = if arg.is_global_set() || arg.get_id() == "help" {
                &document["global_options"]
            } else {
                own
            };
            let mut found = list
                .as_array()
                .unwrap()
                .iter()
                .filter(|option| option["long"].as_str() == arg.get_long());
            let (Some(option), None) = (found.next(), found.next()) else {
                panic!("{words:?} {arg}")
            };
            assert_eq!(
                option["short"].as_str().map(str::to_owned),
                arg.get_short().map(String::from)
            );
            assert_eq!(strings(&option["aliases"]), arg.get_all_aliases().unwrap_or_default());
            assert_eq!(option["required"], arg.is_required_set(), "{words:?} {arg}");
            let takes_value = !["flag", "count"].contains(&option["type"].as_str().unwrap());
            assert_eq!(takes_value, arg.get_action().takes_values(), "{words:?} {arg}");
        }
        // And nothing else.
        let parsed_longs: BTreeSet<&str> =
            options.iter().filter_map(|arg| arg.get_long()).collect();
        assert_eq!(&parsed_longs - &global, longs(own), "{words:?}");
        if let Some(command) = (!words.is_empty()).then(|| command(&document, &words.join(" "))) {
            let count = options.iter().filter(|arg| arg.is_positional()).count();
            assert_eq!(command["arguments"].as_array().unwrap().len(), count, "{words:?}");
        }
    }
    assert_eq!(listed.len(), document["commands"].as_array().unwrap().len());
}

fn longs(options: &Value) -> BTreeSet<&str> {
    options.as_array().unwrap().iter().filter_map(|option| option["long"].as_str()).collect()
}

#[test]
fn what_asks_says_so_in_its_help() {
    let document = document();
    for command in document["commands"].as_array().unwrap() {
        let name = command["name"].as_str().unwrap();
        let text = command["description"].as_str().unwrap().split_whitespace();
        let text = text.collect::<Vec<_>>().join(" ").to_lowercase();
        let says = [
            "requires confirmation",
            "asks before",
            "asks first",
            "asks for the name",
            ", asks, ",
            "after a question",
        ];
        let says = says.iter().any(|words| text.contains(words));
        assert_eq!(command["asks"] == true, says, "{name}: {text}");
        let options = longs(&command["options"]);
        assert_eq!(command["dry_run"] == true, options.contains("dry-run"), "{name}");
        assert!(command["asks"] == false || command["writes"] == true, "{name}");
    }
}

#[test]
fn the_fields_are_those_that_the_commands_take() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 2);
    let document = document();
    for line in [
        "user list",
        "user show 1",
        "user update 1 --name B",
        "user offboard 1 --cancel --dry-run",
        "meeting list",
        "meeting show 1",
        "meeting overlaps --on 2026-06-01",
        "meeting conflicts",
        "meeting update 1 --title x --dry-run",
        "meeting shift 1 --by 1h --dry-run",
        "user merge 1 2 --dry-run",
        "user anonymize 1 --dry-run",
        "user create --name x --email x@y.z --dry-run",
        "meeting cancel 1 --dry-run",
        "meeting free --user 1 --duration 1h --from 2026-06-01 --to 2026-06-02",
        "stats",
        "stats user 1",
        "stats monthly --year 2026",
        "stats active",
        "stats heatmap",
        "migrate status",
        "backfill-status --dry-run",
        "history",
        "status",
        "doctor",
        "config show",
    ] {
        let name = document["commands"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|command| command["name"].as_str());
        let name = name
            .filter(|name| line == *name || line.starts_with(&format!("{name} ")))
            .max_by_key(|name| name.len());
        let fields = strings(&command(&document, name.unwrap())["fields"]);
        let wrong = t
            .cmd(line.split(' ').chain(["--format", "csv", "--fields", "nonsense"]))
            .run()
            .exits(2);
        assert!(
            wrong.stderr.contains(&format!("valid fields: {}\n", fields.join(", "))),
            "{line}: {fields:?}\n{wrong}"
        );
    }
}

#[test]
fn the_exit_and_error_codes_are_those_of_the_documentation() {
    let document = document();
    let page = std::fs::read_to_string(generated::in_repository("docs/exit-codes.md")).unwrap();
    let codes = document["error_codes"].as_array().unwrap();
    assert!(codes.len() > 50);
    for code in codes {
        let row = format!("| `{}` | {}: ", code["code"].as_str().unwrap(), code["exit_code"]);
        assert!(page.contains(&row), "{row}");
    }
    let exits = document["exit_codes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|exit| exit["code"].as_u64().unwrap());
    assert_eq!(exits.collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 130, 143]);
}
