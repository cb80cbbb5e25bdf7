//! The harness's pseudo-terminal.

use std::time::Duration;

use harness::{Engine, Meetctl, snapshot};

#[test]
fn a_terminal_is_one_and_has_its_width() {
    let t = Meetctl::empty(Engine::Sqlite);
    let script = "test -t 0 && test -t 1 && test -t 2 && stty size && echo ${COLUMNS-none}";
    snapshot!(t.shell(script).on_terminal(57), @r"
    $ sh -c 'test -t 0 && test -t 1 && test -t 2 && stty size && echo ${COLUMNS-none}'
    exit: 0
    --- terminal
    40 57
    none
    ");
    t.terminal(80, ["--version"]).success();
}

#[test]
fn prompts_are_answered_in_order() {
    let t = Meetctl::empty(Engine::Sqlite);
    let script = "printf 'Name? '; read name; printf 'Sure? '; read sure; echo $name $sure";
    let asked = t.shell(script).answer("Name? ", "Ada\r").answer("Sure? ", "y\r").on_terminal(80);
    assert_eq!(asked.success().lines().last(), Some(&"Ada y"));
}

#[test]
fn a_key_can_interrupt() {
    let t = Meetctl::empty(Engine::Sqlite);
    let asked = t.shell("echo started; exec sleep 30").answer("started", "\x03");
    assert_eq!(asked.timeout(Duration::from_secs(20)).on_terminal(80).exit, 130);
}
