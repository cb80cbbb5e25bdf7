//! The faults: each takes any command that the table names.

use std::thread;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use crate::case::{Broken, Case, Crowd, Progress, Remote, Stopped};
use crate::processes::{alone, kills, say, seed};
use harness::Break::{CutAfter, CutOn, StallOn};
use harness::{Engine, Fault, Proxy, Transcript, wait_for};

/// SIGKILL at random instants of a run; the next run finishes it.
pub fn killed<C: Case>(engine: Engine) {
    let mut case = C::new(engine);
    let mut took = case.measure();
    let seed = seed();
    let mut random = StdRng::seed_from_u64(seed);
    let kills = kills(engine).div_ceil(C::SHARE);
    let (mut partial, mut complete, mut refused, mut longest) = (0, 0, 0, Duration::ZERO);
    for _ in 0..kills {
        case.reset();
        let instant = took.mul_f64(random.random_range(C::INSTANTS.0..C::INSTANTS.1));
        let running = case.command().start();
        // The instant is the fault: it does not wait for anything.
        thread::sleep(instant);
        running.signal("KILL");
        let ended = running.wait();
        assert!([137, C::EXIT].contains(&ended.exit), "seed {seed}: {ended}");
        let started = Instant::now();
        let (before, again) = case.finish();
        longest = longest.max(started.elapsed());
        partial += usize::from(before.is_partial());
        complete += usize::from(before.is_complete());
        // Other tests change how long a run takes: most kills should find it in the middle.
        took = match before.done {
            0 => took.mul_f64(1.1),
            _ if before.is_complete() => took.mul_f64(0.9),
            _ => took,
        };
        refused += again;
    }
    say(format_args!(
        "{}, {engine:?}, seed {seed}: {kills} kills, {partial} in the middle, {complete} after the end, \
         {refused} next runs refused at first, finished within {:.1} s",
        C::NAME,
        longest.as_secs_f32()
    ));
}

/// Ends before and after each commit in order; the next run finishes it.
pub fn killed_at_each_commit<C: Case>(engine: Engine) {
    let mut case = C::new(engine);
    let mut done = Vec::new();
    loop {
        case.reset();
        let border = (done.len() + 1).to_string();
        let ended = case.command().env("MEETCTL_FAIL_AT_COMMIT", border).run();
        if ended.exit == C::EXIT {
            break;
        }
        assert_eq!(ended.exit, 134, "{ended}");
        done.push(case.finish().0.done);
    }
    // Some commands adapt their batches, so what two runs have done does not compare.
    assert!(done.first() < done.last(), "nothing is committed: {done:?}");
    assert!(done.len() >= C::MIN_COMMITS, "{done:?}");
    assert!(C::COMMITS.is_empty() || done == C::COMMITS, "{done:?}");
    say(format_args!(
        "{}, {engine:?}: dead before and after each commit, {} times, with {done:?} done",
        C::NAME,
        done.len()
    ));
}

/// INT and TERM alternately: the run ends soon, in order, and prints its progress.
pub fn stopped<C: Stopped>(engine: Engine) {
    let mut case = C::new(engine);
    let took = case.measure();
    let mut stopped = 0;
    for round in 0..C::SIGNALS {
        let (signal, exit) = [("INT", 130), ("TERM", 143)][round % 2];
        case.reset();
        let running = case.command().start();
        if case.has_started().is_some() {
            wait_for(|| case.has_started() == Some(true));
        } else {
            thread::sleep(took * u32::try_from(round % 10).unwrap() / 10);
        }
        running.signal(signal);
        let signalled = Instant::now();
        let ended = running.wait();
        assert!(signalled.elapsed() < Duration::from_secs(4), "{ended}");
        if ended.exit == exit {
            case.check_stopped(&ended, case.check());
            stopped += 1;
        } else {
            assert!(case.has_started().is_none(), "{ended}");
            assert_eq!(ended.exit, C::EXIT, "{ended}");
        }
        case.finish();
    }
    say(format_args!(
        "{}, {engine:?}: {} signals, {stopped} of them stopped it in the middle",
        C::NAME,
        C::SIGNALS
    ));
}

/// What breaks under every command. An unknown outcome is resolved by checking the database.
fn common<C: Remote>(
    exit: &'static [i32],
    maybe: &'static [i32],
    cut: &'static [i32],
) -> Vec<Broken> {
    let silent: &[i32] = if C::SENDS_COMMIT { &[6, 7] } else { &[0, 6, 7] };
    let fault = |fault, options, exits| Broken { fault, options, exits };
    vec![
        fault(Fault::times(1, CutAfter("COMMIT")), "", exit),
        fault(Fault::times(2, CutAfter("COMMIT")).at_once(), "", exit),
        fault(Fault::times(3, CutAfter("COMMIT")).at_once(), "", exit),
        fault(Fault::always(CutAfter("COMMIT")).at_once(), "", maybe),
        fault(Fault::times(1, CutOn("COMMIT")), "", exit),
        fault(Fault::times(3, CutOn("COMMIT")), "", exit),
        fault(Fault::always(CutOn("COMMIT")), "", cut),
        // A silent server is left in time.
        fault(Fault::always(StallOn("COMMIT")), "--timeout 2s", silent),
    ]
}

/// Connections that break at certain statements and at random; the next run finishes it.
pub fn disconnected<C: Remote>(engine: Engine) {
    let exit: &[i32] = if C::SURVIVES { &[C::EXIT] } else { &[C::EXIT, 6, 7] };
    let cut: &[i32] = if C::ENDS_BY_COMMIT { &[6] } else { &[C::EXIT, 6] };
    let mut faults = common::<C>(exit, &[C::EXIT, 6, 7], cut);
    faults.extend(C::faults());
    if C::SURVIVES {
        // Without a limit of the user's: one connection is silent, and is left for another one.
        faults.push(Broken { fault: Fault::times(1, StallOn("COMMIT")), options: "", exits: exit });
    }
    let started = Instant::now();
    // All at once: most of the time they wait. Each has its own database.
    let exits: Vec<i32> = thread::scope(|scope| {
        let runs: Vec<_> = faults
            .iter()
            .map(|broken| scope.spawn(move || disconnect::<C>(engine, broken)))
            .collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert!(exits.contains(&6), "{exits:?}");
    say(format_args!(
        "{}, {engine:?}: {} kinds of broken connections, exits {exits:?}, {} s",
        C::NAME,
        exits.len(),
        started.elapsed().as_secs()
    ));
}

fn disconnect<C: Remote>(engine: Engine, broken: &Broken) -> i32 {
    let mut case = C::new(engine);
    case.reset();
    let proxy = Proxy::start(case.t().url(), broken.fault);
    let mut args = case.args();
    args.extend(broken.options.split_whitespace().map(ToOwned::to_owned));
    let run = case.invocation(args).env("MEETCTL_DATABASE_URL", &proxy.url);
    let started = Instant::now();
    let run = run.run();
    let limit = if broken.options.is_empty() { 60 } else { 15 };
    assert!(started.elapsed() < Duration::from_secs(limit), "{run}");
    // A stalled transaction ends with the proxy; only then its outcome is known.
    drop(proxy);
    assert!(broken.exits.contains(&run.exit), "{:?}: {run}", broken.fault);
    let (before, _) = case.finish();
    assert!(
        run.exit != C::EXIT || before.is_complete(),
        "{:?}: reported as done, and is not: {run}",
        broken.fault
    );
    run.exit
}

/// Many runs at once do the work once.
pub fn crowd<C: Crowd>(engine: Engine) {
    let _alone = alone();
    let mut case = C::new(engine);
    let rounds = C::rounds(engine);
    let mut busy = 0;
    for runs in &rounds {
        case.reset();
        let running: Vec<_> = (0..*runs)
            .map(|number| {
                let options = C::options(number).split_whitespace();
                let args = case.args().into_iter();
                case.t().cmd(args.chain(options.map(ToOwned::to_owned))).start()
            })
            .collect();
        let ended: Vec<Transcript> = running.into_iter().map(harness::Running::wait).collect();
        busy += ended.iter().filter(|run| run.exit == 7).count();
        case.check_crowd(&ended);
        let Progress { done, of } = case.check();
        assert_eq!(done, of, "{}", C::NAME);
        case.t().wait_for_leases();
    }
    say(format_args!(
        "{}, {engine:?}: {rounds:?} runs at once, {busy} refused, done once in each round",
        C::NAME
    ));
}
