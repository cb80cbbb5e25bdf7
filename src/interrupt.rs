//! SIGINT and SIGTERM: how a command ends that has something to finish or to tidy up.
//!
//! Every other command leaves them alone: the system ends it at once, wherever it waits, and
//! the database forgets what was not committed.

use std::cell::Cell;
use std::rc::Rc;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::Notify;

use crate::error::Exit;

/// Listens for the two signals that ask a command to end, once the command wants to hear them.
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
    heard: Rc<Cell<bool>>,
}

impl Shutdown {
    /// From now on the first signal only asks: the command looks at [`Self::requested`] after each
    /// batch. A second one ends it at once.
    pub fn finish_batch_on_signal(&self) {
        self.in_batches.set(true);
        self.wanted.notify_one();
    }

    /// From now on a signal drops the command where it waits, with all that it cleans up.
    pub fn cancel_on_signal(&self) {
        self.wanted.notify_one();
    }

    /// As [`Self::cancel_on_signal`], and waits until signals are heard: what must not be left behind may be
    /// made afterwards.
    pub async fn cancel_on_signal_from_now(&self) {
        // The listener comes at its second turn at the latest, if there is one.
        const TURNS: usize = 8;
        self.cancel_on_signal();
        for _ in 0..TURNS {
            if self.heard.get() {
                break;
            }
            tokio::task::yield_now().await;
        }
    }

    /// The exit code to end with, once a signal has asked for the end.
    pub fn requested(&self) -> Option<Exit> {
        self.requested.get()
    }
}

impl Interrupt {
    /// Prepares to listen for `shutdown`.
    pub fn prepare(shutdown: Shutdown) -> std::io::Result<Self> {
        const SIGXFSZ: i32 = 25;
        Ok(Self {
            _file_size: signal(SignalKind::from_raw(SIGXFSZ))?,
            shutdown,
        })
    }

    /// Waits for the signal that ends the command at once: the first, or for work in batches the
    /// second.
    pub async fn at_once(&self) -> std::io::Result<Exit> {
        self.shutdown.wanted.notified().await;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        self.shutdown.heard.set(true);
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
