//! What answers at a place, where that is not the server of the URL.

use std::io;
use std::time::Duration;

use anyhow::anyhow;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::place::Place;
use crate::error::{Failure, Kind};

/// A server that speaks first does so within this time.
const GREETING: Duration = Duration::from_millis(300);
const REPLY: Duration = Duration::from_millis(500);
/// What a PostgreSQL client asks first, and the answers to it: whether the server speaks TLS.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];
const SSL_REPLIES: [&[u8]; 2] = [b"S", b"N"];
/// How much of another program's words is shown, in characters.
const MAX_SHOWN: usize = 60;

/// What speaks the protocol of a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Peer {
    Postgres,
    MySql,
}

/// What answered.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    Of(Peer),
    /// Another program, with the beginning of what it says.
    Words(String),
}

/// The failure if something else than `expected` answers at `place`; `None` also if nothing does.
pub(super) async fn stranger(place: &Place, expected: Peer) -> Option<Failure> {
    let Place::Tcp(host, port) = place else { return None };
    let unreachable = |message| Failure::new(Kind::Unreachable, message);
    match ask(host, *port).await? {
        Answer::Of(peer) if peer == expected => None,
        Answer::Of(Peer::Postgres) => {
            let message = format!("the server at {place} is PostgreSQL, not MySQL or MariaDB");
            Some(unreachable(message).hint("write postgres:// in the database URL"))
        }
        Answer::Of(Peer::MySql) => {
            let message = format!("the server at {place} is MySQL or MariaDB, not PostgreSQL");
            Some(unreachable(message).hint("write mysql:// in the database URL"))
        }
        Answer::Words(words) => {
            let message = format!("what answers at {place} is not a database server");
            let said = anyhow!("it says: {words}");
            Some(unreachable(message).cause(said).hint("check host and port"))
        }
    }
}

/// Listens for a greeting, then asks as a PostgreSQL client does.
async fn ask(host: &str, port: u16) -> Option<Answer> {
    let stream = timeout(GREETING, TcpStream::connect((host, port))).await.ok()?.ok()?;
    if let Some(greeting) = read(&stream, GREETING).await {
        return recognise(&greeting);
    }
    stream.try_write(&SSL_REQUEST).ok()?;
    let reply = read(&stream, REPLY).await?;
    if SSL_REPLIES.contains(&reply.as_slice()) {
        return Some(Answer::Of(Peer::Postgres));
    }
    recognise(&reply)
}

/// The first bytes that come in time.
async fn read(stream: &TcpStream, limit: Duration) -> Option<Vec<u8>> {
    let reading = async {
        let mut bytes = [0; 256];
        loop {
            stream.readable().await?;
            match stream.try_read(&mut bytes) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                read => return read.map(|count| bytes[..count].to_vec()),
            }
        }
    };
    timeout(limit, reading).await.ok()?.ok().filter(|bytes| !bytes.is_empty())
}

fn recognise(bytes: &[u8]) -> Option<Answer> {
    // A packet: three bytes of length, its number 0, then the version of a greeting or an error.
    if let [_, _, 0, 0, 9 | 10 | 0xff, ..] = bytes {
        return Some(Answer::Of(Peer::MySql));
    }
    let line = bytes.split(|byte| b"\r\n\0".contains(byte)).next().unwrap_or_default();
    let line = String::from_utf8_lossy(line);
    let words: String = line.chars().filter(|c| *c == ' ' || c.is_ascii_graphic()).collect();
    let words = words.trim().chars().take(MAX_SHOWN).collect::<String>();
    (words.len() > 3).then_some(Answer::Words(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_answers_is_recognised_by_its_first_bytes() {
        let words = |text: &str| Some(Answer::Words(text.to_owned()));
        let mysql = Some(Answer::Of(Peer::MySql));
        assert_eq!(recognise(b"\x4a\0\0\0\x0a9.7.4\0"), mysql);
        assert_eq!(recognise(b"\x17\0\0\0\xff\x10\x04Too many connections"), mysql);
        assert_eq!(recognise(b"SSH-2.0-OpenSSH_9.2p1\r\n"), words("SSH-2.0-OpenSSH_9.2p1"));
        assert_eq!(
            recognise(b"HTTP/1.1 400 Bad\x1b[2J Request\r\nX: y"),
            words("HTTP/1.1 400 Bad[2J Request")
        );
        assert_eq!(recognise(b"E\0\0\0"), None);
        let long = [b'a'; 200];
        assert_eq!(recognise(&long), words(&"a".repeat(MAX_SHOWN)));
    }
}
