//! SIGINT and SIGTERM: how a command ends that has something to finish or to clean up.
//!
//! Other commands do not handle them: the system ends them at once, and the database rolls back
//! what was not committed.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::{io, thread};

use tokio::runtime;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::Notify;

use crate::error::Exit;

/// Listens for the two signals that ask a command to end, once the command handles them.
#[derive(Debug)]
pub struct Interrupt {
    /// A write beyond the limit on file sizes gives an error, and not the end of the process.
    _file_size: Signal,
    shutdown: Shutdown,
}

/// What a command shares with the listener.
#[derive(Debug, Clone, Default)]
pub struct Shutdown {
    wanted: Rc<Notify>,
    in_batches: Arc<AtomicBool>,
    requested: Rc<Cell<Option<Exit>>>,
    listening: Rc<Cell<bool>>,
}

impl Shutdown {
    /// From now on the first signal is a request: the command checks [`Self::requested`] after each
    /// batch. A second signal ends it at once.
    pub fn finish_batch_on_signal(&self) {
        self.in_batches.store(true, Ordering::Relaxed);
        self.wanted.notify_one();
    }

    /// From now on a signal drops the command where it waits, with all that it cleans up.
    pub fn cancel_on_signal(&self) {
        self.wanted.notify_one();
    }

    /// As [`Self::cancel_on_signal`], and waits until the listener is active: files that a signal
    /// must remove can be created after it.
    pub async fn cancel_on_signal_from_now(&self) {
        // A listener is active after two yields at most.
        const MAX_YIELDS: usize = 8;
        self.cancel_on_signal();
        for _ in 0..MAX_YIELDS {
            if self.listening.get() {
                break;
            }
            tokio::task::yield_now().await;
        }
    }

    /// The exit code to end with, once a signal has arrived.
    pub fn requested(&self) -> Option<Exit> {
        self.requested.get()
    }
}

impl Interrupt {
    /// Prepares to listen for `shutdown`.
    pub fn prepare(shutdown: Shutdown) -> io::Result<Self> {
        const SIGXFSZ: i32 = 25;
        Ok(Self { _file_size: signal(SignalKind::from_raw(SIGXFSZ))?, shutdown })
    }

    /// Waits for the signal that ends the command at once: the first, or for work in batches the
    /// second.
    pub async fn at_once(&self) -> io::Result<Exit> {
        self.shutdown.wanted.notified().await;
        let mut signals = Signals::new()?;
        let in_batches = Arc::clone(&self.shutdown.in_batches);
        thread::spawn(move || watch(&in_batches));
        self.shutdown.listening.set(true);
        loop {
            let exit = signals.next().await;
            let in_batches = self.shutdown.in_batches.load(Ordering::Relaxed);
            if !in_batches || self.shutdown.requested.get().is_some() {
                return Ok(exit);
            }
            self.shutdown.requested.set(Some(exit));
        }
    }
}

/// The two signals that ask a command to end.
struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) -> Exit {
        tokio::select! {
            _ = self.interrupt.recv() => Exit::Interrupted,
            _ = self.terminate.recv() => Exit::Terminated,
        }
    }
}

/// The exit code of the signal that ends the command at once, or 0. A signal is for the process.
static ENDED: AtomicU8 = AtomicU8::new(0);

/// The exit code to end with if a signal has come that ends the command at once. For work that
/// occupies the thread in which the command waits.
pub fn ended() -> Option<Exit> {
    [Exit::Interrupted, Exit::Terminated]
        .into_iter()
        .find(|exit| ENDED.load(Ordering::Relaxed) == *exit as u8)
}

/// Notes the signals in its own thread, as [`Interrupt::at_once`] does where the command waits.
fn watch(in_batches: &AtomicBool) {
    // Without it a signal still ends the command, when SQLite has computed its answer.
    let Ok(runtime) = runtime::Builder::new_current_thread().enable_io().build() else {
        return;
    };
    runtime.block_on(async {
        let Ok(mut signals) = Signals::new() else {
            return;
        };
        let mut requested = false;
        loop {
            let exit = signals.next().await;
            if requested || !in_batches.load(Ordering::Relaxed) {
                ENDED.store(exit as u8, Ordering::Relaxed);
            }
            requested = true;
        }
    });
}
