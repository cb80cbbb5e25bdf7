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
    manner: Manner,
}

/// What a command shares with the listener.
#[derive(Debug, Clone, Default)]
pub struct Manner {
    wanted: Rc<Notify>,
    in_batches: Rc<Cell<bool>>,
    asked: Rc<Cell<Option<Exit>>>,
    heard: Rc<Cell<bool>>,
}

impl Manner {
    /// From now on the first signal only asks: the command looks at [`Self::asked`] after each
    /// batch. A second one ends it at once.
    pub fn work_in_batches(&self) {
        self.in_batches.set(true);
        self.wanted.notify_one();
    }

    /// From now on a signal drops the command where it waits, with all that it cleans up.
    pub fn tidy_up(&self) {
        self.wanted.notify_one();
    }

    /// As [`Self::tidy_up`], and waits until signals are heard: what must not be left behind may be
    /// made afterwards.
    pub async fn tidy_up_from_now(&self) {
        // The listener comes at its second turn at the latest, if there is one.
        const TURNS: usize = 8;
        self.tidy_up();
        for _ in 0..TURNS {
            if self.heard.get() {
                break;
            }
            tokio::task::yield_now().await;
        }
    }

    /// The exit code to end with, once a signal has asked for the end.
    pub fn asked(&self) -> Option<Exit> {
        self.asked.get()
    }
}

impl Interrupt {
    /// Prepares to listen.
    pub fn prepare() -> std::io::Result<Self> {
        const SIGXFSZ: i32 = 25;
        Ok(Self {
            _file_size: signal(SignalKind::from_raw(SIGXFSZ))?,
            manner: Manner::default(),
        })
    }

    /// The part that commands see.
    pub fn manner(&self) -> Manner {
        self.manner.clone()
    }

    /// Waits for the signal that ends the command at once: the first, or for work in batches the
    /// second.
    pub async fn at_once(&self) -> std::io::Result<Exit> {
        self.manner.wanted.notified().await;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        self.manner.heard.set(true);
        loop {
            let exit = tokio::select! {
                _ = interrupt.recv() => Exit::Interrupted,
                _ = terminate.recv() => Exit::Terminated,
            };
            if !self.manner.in_batches.get() || self.manner.asked.get().is_some() {
                return Ok(exit);
            }
            self.manner.asked.set(Some(exit));
        }
    }
}
