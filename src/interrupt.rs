//! SIGINT and SIGTERM: how a command ends that has something to finish or to clean up.
//!
//! Other commands do not handle them: the system ends them at once, and the database rolls back
//! what was not committed.

use std::cell::Cell;
use std::rc::Rc;

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
    in_batches: Rc<Cell<bool>>,
    requested: Rc<Cell<Option<Exit>>>,
    listening: Rc<Cell<bool>>,
}

impl Shutdown {
    /// From now on the first signal is a request: the command checks [`Self::requested`] after each
    /// batch. A second signal ends it at once.
    pub fn finish_batch_on_signal(&self) {
        self.in_batches.set(true);
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
    pub fn prepare(shutdown: Shutdown) -> std::io::Result<Self> {
        const SIGXFSZ: i32 = 25;
        Ok(Self { _file_size: signal(SignalKind::from_raw(SIGXFSZ))?, shutdown })
    }

    /// Waits for the signal that ends the command at once: the first, or for work in batches the
    /// second.
    pub async fn at_once(&self) -> std::io::Result<Exit> {
        self.shutdown.wanted.notified().await;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        self.shutdown.listening.set(true);
        loop {
            let exit = tokio::select! {
                _ = interrupt.recv() => Exit::Interrupted,
                _ = terminate.recv() => Exit::Terminated,
            };
            if !self.shutdown.in_batches.get() || self.shutdown.requested.get().is_some() {
                return Ok(exit);
            }
            self.shutdown.requested.set(Some(exit));
        }
    }
}
