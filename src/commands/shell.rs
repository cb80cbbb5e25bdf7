//! `meetctl shell`: the engine's own program on the database.

use std::env;
use std::ffi::OsString;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use clap::Args;

use crate::context::{Access, Context};
use crate::error::{Exit, Failure, Kind};
use crate::output::Format;
use crate::store::client::{self, MySqlClient, Word};
use crate::store::url::{Location, ServerUrl, TlsMode};
use crate::store::{connect, dialect};

/// Open the database in `sqlite3`, `psql`, `mariadb` or `mysql`
///
/// The program gets what the database URL says, and the password in its environment, not on its
/// command line. Of several databases, the first that can be used. With --read-only the engine
/// refuses writes, until you tell the program otherwise. What you change there is not checked for
/// double bookings and is not in the history. --timeout is the time to connect.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
    meetctl shell
    meetctl shell --read-only -- -c 'SELECT COUNT(*) FROM meetings'
    echo 'SELECT COUNT(*) FROM meetings' | meetctl shell")]
pub struct ShellArgs {
    /// Arguments for the program
    #[arg(last = true, value_name = "ARGS")]
    args: Vec<OsString>,
}

/// What is run: a program, its arguments and what is added to its environment.
struct Client {
    program: &'static str,
    args: Vec<OsString>,
    variables: Vec<(&'static str, String)>,
}

impl ShellArgs {
    /// Runs the command: the program takes the place of this one.
    pub async fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        if ctx.out.format() != Format::Table {
            return Err(Failure::usage("shell cannot be combined with --format")
                .hint("pass the program's own option after `--`, such as `-- -json` to sqlite3"));
        }
        let client = client(ctx).await?;
        ctx.out.flush()?;
        let failed = Command::new(client.program)
            .args(client.args)
            .args(self.args)
            .envs(client.variables)
            .exec();
        Err(missing(client.program).cause(failed))
    }
}

/// The program for the database of this run.
async fn client(ctx: &Context) -> Result<Client, Failure> {
    let read_only = ctx.settings.read_only.value;
    // A damaged file is not opened here: the program may be there to save what is left of it.
    if let [Location::Sqlite { path, read_only: mode_ro, .. }] = &ctx.settings.database.value[..] {
        return sqlite(path, read_only || *mode_ro);
    }
    let (location, db) = ctx.choose(Access::read_if(read_only)).await?;
    let version = dialect::engine_version(&db).await?;
    db.close().await?;
    match location {
        Location::Sqlite { path, read_only: mode_ro, .. } => sqlite(path, read_only || *mode_ro),
        Location::Postgres(url) => postgres(url, read_only),
        Location::MySql(url) => mysql(url, read_only, version.contains("MariaDB")),
    }
}

fn sqlite(path: &Path, read_only: bool) -> Result<Client, Failure> {
    let program = installed(&["sqlite3"])?;
    let (name, only_reads) = connect::sqlite3_name(path, read_only)?;
    let mut args = Vec::new();
    args.extend(only_reads.then(|| "-readonly".into()));
    args.push(name.into());
    Ok(Client { program, args, variables: Vec::new() })
}

fn postgres(url: &ServerUrl, read_only: bool) -> Result<Client, Failure> {
    let program = installed(&["psql"])?;
    // Of the environment only what is added to: the program reads the rest itself.
    let mut startup = url.options.startup.clone().or_else(|| env::var("PGOPTIONS").ok());
    if read_only {
        let options = startup.unwrap_or_default();
        startup = Some(format!("{options} -c default_transaction_read_only=on").trim().to_owned());
    }
    let mut url = url.clone();
    url.options.startup = startup;
    let words = client::postgres_variables(&url).into_iter();
    let mut variables: Vec<_> = words.filter_map(|word| Some((word.name, word.value?))).collect();
    // This program then trusts the certificates of the system; libpq only with this value.
    let trusts_system = url.options.tls == Some(TlsMode::VerifyFull)
        && url.options.root_cert.is_none()
        && env::var_os("PGSSLROOTCERT").is_none();
    variables.extend(trusts_system.then(|| ("PGSSLROOTCERT", "system".to_owned())));
    let options = &url.options;
    variables.extend(options.application_name.clone().map(|name| ("PGAPPNAME", name)));
    let limit = options.connect_timeout.map(|limit| limit.as_secs().max(1).to_string());
    variables.extend(limit.map(|limit| ("PGCONNECT_TIMEOUT", limit)));
    variables.extend(url.password().map(|word| ("PGPASSWORD", word.to_owned())));
    Ok(Client { program, args: plain(&client::postgres_options(&url)), variables })
}

fn mysql(url: &ServerUrl, read_only: bool, is_mariadb: bool) -> Result<Client, Failure> {
    let names = if is_mariadb { ["mariadb", "mysql"] } else { ["mysql", "mariadb"] };
    let program = installed(&names)?;
    let mut words = client::mysql_options(url, flavor(program));
    // This program's driver logs in as root if the URL names no user; the client as who runs it.
    words.extend(url.user.is_none().then(|| Word::with("--user", "root")));
    let limit = url.options.connect_timeout.map(|limit| limit.as_secs().max(1).to_string());
    words.extend(limit.map(|limit| Word::with("--connect-timeout", limit)));
    if read_only {
        // Again after each reconnect.
        words.push(Word::with("--init-command", "SET SESSION TRANSACTION READ ONLY"));
    }
    words.push(Word::with("--database", &url.database));
    let password = url.password().map(|word| ("MYSQL_PWD", word.to_owned()));
    Ok(Client { program, args: plain(&words), variables: password.into_iter().collect() })
}

fn plain(words: &[Word]) -> Vec<OsString> {
    words.iter().map(|word| word.plain().into()).collect()
}

/// Whose client it is: on many systems `mysql` is MariaDB's.
fn flavor(program: &str) -> MySqlClient {
    let said = Command::new(program).arg("--version").output();
    let said = said.map(|output| output.stdout).unwrap_or_default();
    if String::from_utf8_lossy(&said).contains("MariaDB") {
        MySqlClient::MariaDb
    } else {
        MySqlClient::MySql
    }
}

/// The first of the programs that is in `PATH`.
fn installed(programs: &[&'static str]) -> Result<&'static str, Failure> {
    let paths = env::var_os("PATH").unwrap_or_default();
    let there = |program: &&&str| {
        env::split_paths(&paths).any(|directory| {
            let about = directory.join(program).metadata();
            about.is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
        })
    };
    programs.iter().find(there).copied().ok_or_else(|| missing(programs[0]))
}

fn missing(program: &str) -> Failure {
    let package = match program {
        "psql" => "postgresql-client",
        "mysql" => "mysql-client, or mariadb-client",
        "mariadb" => "mariadb-client",
        other => other,
    };
    Failure::new(Kind::Failed, format!("{program} cannot be run"))
        .hint(format!("install it (Debian: {package}); it must be in PATH"))
}
