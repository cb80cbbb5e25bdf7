//! A TCP proxy on 127.0.0.1 that breaks connections on purpose.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, Weak};
use std::thread;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use socket2::SockRef;

use crate::database;
use crate::engine::Engine;
use crate::product::Product;

/// What becomes of a connection.
#[derive(Clone, Copy, Debug)]
pub enum Break {
    /// Reset when the client sends this text, which does not reach the server.
    CutOn(&'static str),
    /// Reset after the server got this text, without its answer: the outcome is unknown.
    CutAfter(&'static str),
    /// Silent from this text on, and left open.
    StallOn(&'static str),
    /// Silent in the middle of the answer to this text, after 64 KiB of it, and left open.
    StallAfter(&'static str),
    /// Reset with this probability at each packet of the client, by this seed.
    Random(f64, u64),
    /// Not broken, but the server gets this text with another last letter.
    Garble(&'static str),
}

/// A fault, and how often it happens.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    what: Break,
    times: usize,
    delay: Duration,
}

impl Fault {
    /// On every connection, whenever its condition is met.
    pub const fn always(what: Break) -> Self {
        Self::times(usize::MAX, what)
    }

    /// How many times; then the proxy only forwards.
    pub const fn times(times: usize, what: Break) -> Self {
        let delay = Duration::from_millis(300);
        Self { what, times, delay }
    }

    /// Without the pause in which the server can do what it was sent before the reset.
    pub const fn at_once(self) -> Self {
        let delay = Duration::ZERO;
        Self { delay, ..self }
    }
}

/// A running proxy, until it is dropped.
pub struct Proxy {
    /// The URL that leads through it.
    pub url: String,
    port: u16,
    line: Arc<Line>,
}

/// What the threads of a proxy share.
struct Line {
    server: u16,
    fault: Fault,
    fired: AtomicUsize,
    random: Mutex<StdRng>,
    open: Mutex<Open>,
    closing: Condvar,
}

/// The connections, none of which is referenced after a reset.
#[derive(Default)]
struct Open {
    closed: bool,
    streams: Vec<Weak<TcpStream>>,
}

impl Proxy {
    /// Starts a proxy before the server of `url`, to which nothing is encrypted.
    pub fn start(url: &str, fault: Fault) -> Self {
        let plain = if url.starts_with("mysql:") { "?ssl-mode=DISABLED" } else { "" };
        if !plain.is_empty() && Engine::Mariadb.product() == Product::Mysql {
            // It takes a password over TLS alone, and remembers whom it has let in.
            database::query(url, "SELECT 1").unwrap();
        }
        let (before, rest) = url.split_once("@127.0.0.1:").unwrap();
        let (server, path) = rest.split_once('/').unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let seed = match fault.what {
            Break::Random(_, seed) => seed,
            _ => 0,
        };
        let line = Arc::new(Line {
            server: server.parse().unwrap(),
            fault,
            fired: AtomicUsize::new(0),
            random: Mutex::new(StdRng::seed_from_u64(seed)),
            open: Mutex::default(),
            closing: Condvar::new(),
        });
        let accepting = Arc::clone(&line);
        thread::spawn(move || accepting.accept(&listener));
        Self { url: format!("{before}@127.0.0.1:{port}/{path}{plain}"), port, line }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let mut open = self.line.open.lock().unwrap();
        open.closed = true;
        for stream in open.streams.drain(..).filter_map(|stream| stream.upgrade()) {
            let _ = stream.shutdown(Shutdown::Both);
        }
        drop(open);
        self.line.closing.notify_all();
        // Wakes the thread that accepts.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
    }
}

impl Line {
    fn accept(self: Arc<Self>, listener: &TcpListener) {
        for client in listener.incoming().flatten() {
            let mut open = self.open.lock().unwrap();
            if open.closed {
                return;
            }
            // When the server is down, the client is closed at once.
            let Ok(server) = TcpStream::connect((Ipv4Addr::LOCALHOST, self.server)) else {
                continue;
            };
            let both = [client, server].map(Arc::new);
            for stream in &both {
                stream.set_nodelay(true).unwrap();
                open.streams.push(Arc::downgrade(stream));
            }
            let line = Arc::clone(&self);
            thread::spawn(move || line.pass_on(both));
        }
    }

    /// Passes on both ways until one side closes or the fault happens.
    fn pass_on(&self, [client, server]: [Arc<TcpStream>; 2]) {
        let answers = Arc::new(AtomicUsize::new(usize::MAX));
        let (from, to, quiet) = (server.clone(), client.clone(), answers.clone());
        thread::spawn(move || answer(&from, &to, &quiet));
        let mut buffer = vec![0; 65_536];
        while let Ok(length @ 1..) = (&*client).read(&mut buffer) {
            let packet = &mut buffer[..length];
            if let Break::Garble(text) = self.fault.what {
                garble(packet, text);
            } else if self.fires(packet) {
                let more = usize::from(matches!(self.fault.what, Break::StallAfter(_)));
                answers.store(more, Ordering::SeqCst);
                self.fault_on(packet, &client, &server);
                break;
            }
            if (&*server).write_all(packet).is_err() {
                break;
            }
        }
        let _ = server.shutdown(Shutdown::Both);
    }

    fn fault_on(&self, packet: &[u8], client: &TcpStream, mut server: &TcpStream) {
        match self.fault.what {
            Break::StallOn(_) | Break::StallAfter(_) => {
                if matches!(self.fault.what, Break::StallAfter(_)) {
                    let _ = server.write_all(packet);
                }
                let open = self.open.lock().unwrap();
                drop(self.closing.wait_while(open, |open| !open.closed));
                return;
            }
            Break::CutAfter(_) => {
                let _ = server.write_all(packet);
                thread::sleep(self.fault.delay);
            }
            Break::CutOn(_) | Break::Random(..) | Break::Garble(_) => {}
        }
        // Closed with a reset, as by a machine that crashed.
        let _ = SockRef::from(client).set_linger(Some(Duration::ZERO));
    }

    fn fires(&self, packet: &[u8]) -> bool {
        let met = match self.fault.what {
            Break::CutOn(text)
            | Break::CutAfter(text)
            | Break::StallOn(text)
            | Break::StallAfter(text) => {
                packet.windows(text.len()).any(|part| part == text.as_bytes())
            }
            Break::Random(probability, _) => self.random.lock().unwrap().random_bool(probability),
            Break::Garble(_) => false,
        };
        met && self.fired.fetch_add(1, Ordering::SeqCst) < self.fault.times
    }
}

/// Changes the last letter of each `text` in a packet, which keeps its length.
fn garble(packet: &mut [u8], text: &str) {
    let ends: Vec<usize> = packet
        .windows(text.len())
        .enumerate()
        .filter(|(_, part)| *part == text.as_bytes())
        .map(|(start, _)| start + text.len() - 1)
        .collect();
    for end in ends {
        packet[end] = b'_';
    }
}

/// Passes on what the server sends, or so many packets more as `left` says. Then nothing, and the
/// client is not closed either.
fn answer(mut server: &TcpStream, mut client: &TcpStream, left: &AtomicUsize) {
    let mut buffer = vec![0; 65_536];
    while let Ok(length @ 1..) = server.read(&mut buffer) {
        let more = match left.load(Ordering::SeqCst) {
            0 => continue,
            more => more,
        };
        if more < usize::MAX {
            left.store(more - 1, Ordering::SeqCst);
        }
        if client.write_all(&buffer[..length]).is_err() {
            break;
        }
    }
    if left.load(Ordering::SeqCst) == usize::MAX {
        let _ = client.shutdown(Shutdown::Both);
    }
}
