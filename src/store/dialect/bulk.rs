//! Transactions that write many rows.

use migration::dialect::{
    PostgresTransaction, Transaction, Writing, demands_the_schema_only, number, texts,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr};

use super::{WriteTransaction, begin};

/// What a database demands of a new meeting and its participations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demands {
    /// What the schema does.
    OfTheSchema,
    /// More: others added triggers or constraints.
    OfOthers,
}

/// What the database demands. PostgreSQL is not asked: it checks what it is given in any case.
pub async fn demands(db: &DatabaseConnection) -> Result<Demands, DbErr> {
    let backend = db.get_database_backend();
    let known = backend != DbBackend::Postgres && demands_the_schema_only(db).await?;
    Ok(if known { Demands::OfTheSchema } else { Demands::OfOthers })
}

/// Begins a transaction that will write many rows, which are known to be as the schema demands: unchecked if
/// nothing else is demanded, or by COPY where the engine has it, and where that means the same as INSERT.
pub async fn begin_bulk(
    db: &DatabaseConnection,
    demands: Demands,
) -> Result<WriteTransaction, DbErr> {
    let unchecked = demands == Demands::OfTheSchema;
    match db.get_database_backend() {
        DbBackend::Postgres if takes_copies(db).await? && send_at_once() => {
            let tx = PostgresTransaction::begin(db).await?;
            return Ok(Writing(Transaction::Postgres(tx.into())));
        }
        DbBackend::Sqlite => check_rows(db, !unchecked).await?,
        _ => {}
    }
    let tx = begin(db).await?;
    Ok(Writing(if unchecked { Transaction::Unchecked(tx) } else { Transaction::SeaOrm(tx) }))
}

/// Lets a session of SQLite check foreign keys and CHECKs of what it writes, or not.
///
/// For a check that may fail in the middle of many rows it copies each page that a statement changes first.
async fn check_rows(db: &DatabaseConnection, check: bool) -> Result<(), DbErr> {
    // What was prepared is prepared again after a change.
    let now = texts(db, "SELECT foreign_keys FROM pragma_foreign_keys").await?;
    if now != [i64::from(check).to_string()] {
        let [keys, checks] = if check { ["ON", "OFF"] } else { ["OFF", "ON"] };
        let sql =
            format!("PRAGMA foreign_keys = {keys}; PRAGMA ignore_check_constraints = {checks}");
        db.execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Whether COPY writes to the tables of an import. It heeds no rules.
async fn takes_copies(db: &DatabaseConnection) -> Result<bool, DbErr> {
    let others = "SELECT COUNT(*) FROM pg_class WHERE oid IN ('meetings'::regclass, \
                  'meeting_participants'::regclass, 'meetctl_imported'::regclass) \
                  AND (relkind NOT IN ('r', 'p') OR relhasrules)";
    Ok(number(db, others).await? == 0)
}

/// Lets the sockets of this process send what is written at once; whether that can be done.
///
/// The end of a COPY is one more packet, which the kernel holds back until the server has acknowledged
/// the rows: up to 40 ms each time. The driver leaves it so (sqlx 0.9.0, transact-rs/sqlx#4335) and does not
/// show its socket: the process takes a second handle of it, by the only way that is safe in Rust.
#[cfg(target_os = "linux")]
pub(super) fn send_at_once() -> bool {
    use rustix::io::Errno;
    use rustix::net::sockopt::set_tcp_nodelay;
    use rustix::process::{PidfdFlags, PidfdGetfdFlags, getpid, pidfd_getfd, pidfd_open};

    let Ok(this) = pidfd_open(getpid(), PidfdFlags::empty()) else { return false };
    let Ok(files) = std::fs::read_dir("/proc/self/fd") else { return false };
    let sockets = files.filter_map(|file| {
        let file = file.ok()?;
        let number = file.file_name().to_str()?.parse().ok()?;
        let name = std::fs::read_link(file.path()).ok()?;
        // The first three belong to who has started the process.
        (number > 2 && name.to_str()?.starts_with("socket:")).then_some(number)
    });
    let sockets: Vec<i32> = sockets.collect();
    sockets.into_iter().all(|number| {
        let socket = pidfd_getfd(&this, number, PidfdGetfdFlags::empty());
        match socket.and_then(|socket| set_tcp_nodelay(socket, true)) {
            // A socket of this machine holds nothing back.
            Ok(()) | Err(Errno::OPNOTSUPP | Errno::NOPROTOOPT) => true,
            Err(_) => false,
        }
    })
}

#[cfg(not(target_os = "linux"))]
pub(super) fn send_at_once() -> bool {
    false
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::net::{TcpListener, TcpStream};
    use std::os::unix::net::UnixStream;

    use super::*;

    #[test]
    fn every_socket_sends_at_once() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let socket = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let _local = UnixStream::pair().unwrap();
        assert!(!socket.nodelay().unwrap());
        assert!(send_at_once());
        assert!(socket.nodelay().unwrap());
    }
}
