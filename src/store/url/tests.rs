//! URLs as people have them.

use super::*;
use crate::error::{Exit, Part};

fn one(text: &str) -> Location {
    Location::parse_list(text).unwrap().remove(0)
}

#[test]
fn a_bare_path_is_sqlite() {
    assert_eq!(one("data/meet.db"), Location::sqlite_file("data/meet.db".into()));
    assert_eq!(one("sqlite:///srv/meet.db"), Location::sqlite_file("/srv/meet.db".into()));
    assert_eq!(one("sqlite://rel.db"), Location::sqlite_file("rel.db".into()));
    assert_eq!(one("sqlite:a%20b.db"), Location::sqlite_file("a b.db".into()));
}

#[test]
fn mode_ro_is_read_only() {
    let expected = Location::Sqlite { path: "x.db".into(), read_only: true, must_exist: false };
    assert_eq!(one("sqlite:x.db?mode=ro"), expected);
    assert_eq!(one("file:x.db?mode=ro&nolock=0"), expected);
    assert!(Location::parse_list("sqlite:x.db?cache=shared").is_err());
}

#[test]
fn a_list_keeps_its_order() {
    let list = Location::parse_list("postgres://a/x; mariadb://b:1/x").unwrap();
    assert_eq!(
        list.iter().map(Location::engine).collect::<Vec<_>>(),
        ["PostgreSQL", "MySQL/MariaDB"]
    );
}

#[test]
fn the_password_is_masked() {
    let shown = format!(
        "{} {:?}",
        one("postgres://bob:hunter2@h:1/db?sslkey=hunter2&sslcert=c"),
        one("mysql://bob:hunter2@h/db")
    );
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(shown.contains("postgres://bob:***@h:1/db"), "{shown}");
}

#[test]
fn no_malformed_url_is_echoed() {
    for text in [
        "postgres://bob:hunter2/x@h/db",
        "postgres://bob:hunter2#@h/db",
        "postgres://bob:hunter2?@h/db",
        "postgres://bob:hunter2@x@h/db",
        "mysql://bob:hunter2%zz@h/db",
        "postgres://bob:hunter2",
        "mysql://bob:hunter2@h:99999/db",
        "postgres://bob:hunter2@h/db?hunter2=1",
        "foo://bob:hunter2@h/db",
        "postgres:bob:hunter2@h",
        "mysql://:hunter2@/db",
        "sqlite://bob:hunter2@h/db",
        "postgres://bobhunter2%40@h/db",
        "postgres://bob:hunter2@[::1/db",
    ] {
        let Err(failure) = Location::parse_list(text) else {
            continue;
        };
        assert!(!format!("{failure:?}").contains("hunter2"), "{text}: {failure:?}");
    }
}

/// The message of a refused URL, and its hint.
fn refused(text: &str) -> (String, String) {
    let failure = Location::parse_list(text).expect_err(text);
    assert_eq!(failure.exit(), Exit::Usage, "{text}");
    let hint = failure.lines().into_iter().find(|(part, _)| *part == Part::Hint);
    (failure.message(), hint.map_or(String::new(), |(_, hint)| hint))
}

fn server(text: &str) -> ServerUrl {
    match one(text) {
        Location::Postgres(url) | Location::MySql(url) => url,
        file @ Location::Sqlite { .. } => panic!("{text} is {file}"),
    }
}

#[test]
fn drivers_of_sqlalchemy_are_left_out() {
    for driver in ["psycopg2", "psycopg", "asyncpg", "pg8000", "psycopg2cffi", "PSYCOPG2"] {
        let url = server(&format!("postgresql+{driver}://bob:pw@h:5433/meet"));
        assert_eq!(url.to_string(), "postgresql://bob:***@h:5433/meet");
        assert_eq!(url.password(), Some("pw"));
    }
    assert_eq!(server("postgres+asyncpg://h/meet").to_string(), "postgres://h/meet");
    for driver in ["pymysql", "mysqldb", "mysqlconnector", "asyncmy", "aiomysql"] {
        assert_eq!(server(&format!("mysql+{driver}://h/meet")).to_string(), "mysql://h/meet");
    }
    for driver in ["mariadbconnector", "pymysql"] {
        assert_eq!(server(&format!("mariadb+{driver}://h/meet")).to_string(), "mariadb://h/meet");
    }
}

#[test]
fn other_schemes_and_drivers_are_refused_by_name() {
    for (url, named, hint) in [
        ("postgresql+cockroach://h/x", "driver cockroach of postgresql", "postgresql:"),
        ("mysql+pyodbc://h/x", "driver pyodbc of mysql", "mysql:"),
        ("sqlite+pysqlcipher:///x.db", "driver pysqlcipher of sqlite", "encrypted"),
        ("mysql2://h/x", "scheme mysql2", "mysql://"),
        ("pgsql://h/x", "scheme pgsql", "postgres://"),
        ("psql://h/x", "scheme psql", "postgres://"),
        ("cockroachdb://h/x", "scheme cockroachdb", "postgres://"),
        ("sqlite3:///x.db", "scheme sqlite3", "sqlite:FILE"),
        ("sqlite3:x.db", "scheme sqlite3", "sqlite:FILE"),
        ("jdbc:postgresql://h/x", "scheme jdbc", "without this prefix"),
        ("jdbc:sqlite:x.db", "scheme jdbc", "without this prefix"),
        ("oracle+cx_oracle://h/x", "unknown scheme oracle+cx_oracle", "postgres://"),
        ("mssql+pyodbc://h/x", "unknown scheme mssql+pyodbc", "postgres://"),
        ("redis://h/0", "unknown scheme redis", "postgres://"),
    ] {
        let (message, hinted) = refused(url);
        assert!(message.contains(named), "{url}: {message}");
        assert!(hinted.contains(hint), "{url}: {hinted}");
    }
}

#[test]
fn the_parts_of_a_server_may_be_options() {
    for (url, shown) in [
        ("postgresql:///meet?host=h&port=5433&user=bob", "postgresql://bob@h:5433/meet"),
        ("postgresql://h/?dbname=meet", "postgresql://h/meet"),
        ("postgres://[::1]:5433/meet", "postgres://[::1]:5433/meet"),
        ("postgres:///meet?hostaddr=::1", "postgres://[::1]/meet"),
        ("postgres:///meet?host=/run/postgresql", "postgres:///meet?host=/run/postgresql"),
        ("postgres://%2Frun%2Fpostgresql/meet", "postgres:///meet?host=/run/postgresql"),
        ("postgres:///m?socket=/run/p/.s.PGSQL.5433", "postgres://:5433/m?host=/run/p"),
        ("mysql://bob@localhost/m?unix_socket=/run/m.sock", "mysql://bob@/m?socket=/run/m.sock"),
        ("mysql:///m?SOCKET=/run/m.sock", "mysql:///m?socket=/run/m.sock"),
        ("mysql:///m?host=h&port=3307", "mysql://h:3307/m"),
        ("postgres://bob:pw@/m?host=/run/p", "postgres://bob:***@/m?host=/run/p"),
        ("postgres://bob@:5433/m", "postgres://bob@:5433/m"),
        ("postgres://h/a%20b%3Fc", "postgres://h/a%20b%3Fc"),
    ] {
        assert_eq!(server(url).to_string(), shown, "{url}");
    }
    assert_eq!(server("postgres://[::1]/m").host, Host::Name("::1".into()));
    assert_eq!(server("postgres:///m?password=p%40ss").password(), Some("p@ss"));
    assert_eq!(server("postgres://bob:a b@h/m").password(), Some("a b"));
    assert_eq!(server("postgres://bob:@h/m").password(), None);
}

#[test]
fn every_host_of_a_list_is_a_database() {
    for (url, shown) in [
        ("postgres://b:pw@h1:1,h2:2/m", ["postgres://b:***@h1:1/m", "postgres://b:***@h2:2/m"]),
        ("postgres://b@[::1]:1,h2/m", ["postgres://b@[::1]:1/m", "postgres://b@h2/m"]),
        ("postgresql:///m?host=h1,h2&port=1,2", ["postgresql://h1:1/m", "postgresql://h2:2/m"]),
        ("postgresql://h:7/m?host=h1,h2", ["postgresql://h1:7/m", "postgresql://h2:7/m"]),
        ("mysql://h1,h2:2/m", ["mysql://h1/m", "mysql://h2:2/m"]),
    ] {
        let list = Location::parse_list(url).unwrap();
        assert_eq!(list.iter().map(ToString::to_string).collect::<Vec<_>>(), shown, "{url}");
    }
    let both = "postgres://h1,h2/m?target_session_attrs=prefer-standby";
    for location in Location::parse_list(both).unwrap() {
        assert_eq!(location.target(), Some(SessionTarget::PreferStandby));
    }
    assert!(refused("postgres://h1,/m").0.contains("a host of the list is missing"));
    assert!(refused("postgres:///m?host=a,b&port=1,2,3").0.contains("option port"));
}

#[test]
fn both_families_of_words_for_tls_are_read() {
    use TlsMode::{Disable, Prefer, Require, VerifyCa, VerifyFull};
    for (options, mode) in [
        ("", None),
        ("sslmode=disable", Some(Disable)),
        ("ssl-mode=DISABLED", Some(Disable)),
        ("SSLMODE=allow", Some(Prefer)),
        ("ssl_mode=PREFERRED", Some(Prefer)),
        ("sslmode=require", Some(Require)),
        ("ssl-mode=REQUIRED", Some(Require)),
        ("ssl-mode=verify_ca", Some(VerifyCa)),
        ("sslMode=VERIFY_IDENTITY", Some(VerifyFull)),
        ("sslmode=verify-full", Some(VerifyFull)),
        ("ssl=false", Some(Disable)),
        ("ssl=require", Some(Require)),
        ("ssl_ca=/ca.pem", Some(VerifyCa)),
        ("sslmode=require&sslrootcert=/ca.pem", Some(VerifyCa)),
        ("sslmode=prefer&sslrootcert=/ca.pem", Some(Prefer)),
        ("sslrootcert=system", Some(VerifyFull)),
        ("ssl_ca=/ca.pem&ssl_verify_identity=true", Some(VerifyFull)),
        ("ssl_disabled=True", Some(Disable)),
        ("ssl_disabled=0", None),
    ] {
        for scheme in ["postgres", "mysql"] {
            let url = server(&format!("{scheme}://h/m?{options}"));
            assert_eq!(url.options.tls, mode, "{options}");
        }
    }
    assert_eq!(server("mysql://h/m?ssl_ca=/ca.pem").options.root_cert.as_deref(), Some("/ca.pem"));
    for options in ["sslmode=bogus", "ssl=true", "ssl=1", "sslcert=c", "ssl_disabled=maybe"] {
        assert!(refused(&format!("postgres://h/m?{options}")).0.contains("option ssl"));
    }
    assert!(refused("postgres://h/m?sslmode=require&sslrootcert=system").0.contains("verify-full"));
}

#[test]
fn what_is_honoured_or_without_effect_is_accepted() {
    let all = "postgres://h/m?application_name=app&options=-c%20search_path%3Dx&connect_timeout=7\
        &channel_binding=prefer&gssencmode=disable&client_encoding=utf8&keepalives=1\
        &keepalives_idle=30&tcp_user_timeout=1000&load_balance_hosts=disable&sslcompression=0\
        &ssl_min_protocol_version=TLSv1.2&target_session_attrs=read-write&options[geqo]=off";
    let options = server(all).options;
    assert_eq!(options.application_name.as_deref(), Some("app"));
    assert_eq!(options.startup.as_deref(), Some("-c search_path=x -c geqo=off"));
    assert_eq!(options.connect_timeout, Some(std::time::Duration::from_secs(7)));
    assert_eq!(options.target, Some(SessionTarget::ReadWrite));
    server("mysql://h/m?charset=utf8mb4&use_unicode=1&local_infile=0&connect_timeout=5");
}

#[test]
fn an_option_that_cannot_be_honoured_is_named() {
    for (url, named, hint) in [
        ("postgres://h/m?channel_binding=require", "option channel_binding can only be", ""),
        ("postgres://h/m?gssencmode=require", "option gssencmode can only be", ""),
        ("postgres://h/m?client_encoding=latin1", "option client_encoding can only be", ""),
        ("postgres://h/m?target_session_attrs=master", "option target_session_attrs is not", ""),
        ("postgres://h/m?connect_timeout=soon", "option connect_timeout is not", ""),
        ("postgres://h/m?port=abc", "option port is not", ""),
        ("postgres://h/m?port=0", "option port is not", ""),
        ("postgres://h:abc/m", "the port is not a number", ""),
        ("postgres://h:70000/m", "the port is not a number", ""),
        ("postgres://h/m?passfile=/x", "option passfile is not supported", "PGPASSFILE"),
        ("postgres://h/m?service=x", "option service is not supported", "service files"),
        ("postgres://h/m?pool_size=5", "option pool_size is not supported", "one connection"),
        ("postgres://h/m?currentSchema=x", "option currentschema is not supported", "search_path"),
        ("postgres://h/m?charset=utf8", "charset is an option of MySQL URLs", "remove"),
        ("mysql://h/m?charset=latin1", "option charset can only be utf8mb4", ""),
        ("mysql://h/m?read_default_file=/x", "option read_default_file is not", "option files"),
        ("mysql://h/m?init_command=x", "option init_command is not", "its sessions itself"),
        ("mysql://h/m?application_name=x", "application_name is an option of PostgreSQL", ""),
        ("postgres://h/m?sslmod=require", "unknown option sslmod", "did you mean sslmode?"),
        ("postgres://h/m?aplication_name=x", "unknown option aplication_name", "application_name?"),
        ("mysql://h/m?unixsocket=/x", "unknown option unixsocket", "unix_socket?"),
        ("mysql://h/m?what=ever", "unknown option what", "the options: host, port"),
        ("postgres://h", "it names no database", "postgres://host/DATABASE"),
        ("mysql://h/", "it names no database", "mysql://host/DATABASE"),
        ("sqlite:x.db?cache=shared", "option cache can only be private", ""),
        ("sqlite:x.db?mode=create", "option mode can only be", ""),
        ("sqlite:x.db?moed=ro", "unknown option moed", "did you mean mode?"),
        ("sqlite:x.db?timeout=5", "option timeout is not supported: use --timeout", ""),
        ("file:x.db?nolock=1", "option nolock is not supported", ""),
        ("file://host/x.db", "cannot name a host", ""),
        ("file:x.db#y", "a # in it must be escaped", ""),
        ("sqlite:~/x.db", "~ in a file name", "/x.db"),
        ("~/x.db", "~ in a file name", "/x.db"),
    ] {
        let (message, hinted) = refused(url);
        assert!(message.contains(named), "{url}: {message}");
        assert!(hinted.contains(hint), "{url}: {hinted}");
    }
}

#[test]
fn an_option_that_may_be_a_password_is_not_named() {
    for url in ["postgres://bob:hunter2@h/m?hunter2=1", "postgres://bob:hunter2@h/m?hunter=1"] {
        assert!(!format!("{:?}", refused(url)).contains("hunter"), "{url}");
    }
}

#[test]
fn a_database_in_memory_is_refused() {
    for url in [
        ":memory:",
        "sqlite:",
        "sqlite://",
        "sqlite:///",
        "sqlite::memory:",
        "sqlite:///:memory:",
        "sqlite+pysqlite:///:memory:",
        "sqlite+pysqlite://",
        "sqlite:x.db?mode=memory",
        "file::memory:?cache=shared",
        "sqlite:///file::memory:?uri=true",
    ] {
        assert!(refused(url).0.contains("in memory"), "{url}");
    }
}

#[test]
fn a_name_of_a_sqlite_file_is_one_file() {
    let path = |url| match one(url) {
        Location::Sqlite { path, .. } => path.display().to_string(),
        server => panic!("{server}"),
    };
    for (url, file) in [
        ("sqlite:/abs/x.db", "/abs/x.db"),
        ("sqlite:////abs/x.db", "/abs/x.db"),
        ("sqlite+pysqlite:////abs/x.db", "/abs/x.db"),
        ("sqlite+aiosqlite:///rel/x.db", "rel/x.db"),
        ("file:x.db", "x.db"),
        ("file:/abs/x.db", "/abs/x.db"),
        ("file:///abs/a%20b.db?mode=ro", "/abs/a b.db"),
        ("file://localhost/abs/x.db", "/abs/x.db"),
        ("sqlite:///file:rel.db?mode=ro&uri=true", "rel.db"),
        ("sqlite:a%3Fb%23c.db", "a?b#c.db"),
        ("sqlite:x#y.db", "x#y.db"),
        ("a?b.db", "a?b.db"),
        ("./~/x.db", "./~/x.db"),
    ] {
        assert_eq!(path(url), file, "{url}");
    }
    let (message, hint) = refused("sqlite:///no-such-file.db");
    assert!(message.contains("/no-such-file.db, or no-such-file.db in the current"), "{message}");
    assert!(hint.contains("sqlite:no-such-file.db"), "{hint}");
    assert!(matches!(one("sqlite:x.db?mode=rw"), Location::Sqlite { must_exist: true, .. }));
    assert!(matches!(one("file:x.db?immutable=1"), Location::Sqlite { read_only: true, .. }));
}

#[test]
fn a_host_beyond_the_machine_is_unprotected_until_the_url_says_how() {
    let unprotected = |url: &str| match one(url) {
        Location::Postgres(url) | Location::MySql(url) => url.unprotected_host().map(str::to_owned),
        Location::Sqlite { .. } => None,
    };
    for url in [
        "postgres://localhost/m",
        "postgres://LOCALHOST./m",
        "mysql://db.localhost/m",
        "mysql://127.0.0.9/m",
        "postgres://[::1]/m",
        "postgres://[::ffff:127.0.0.1]/m",
        "postgres:///m",
        "postgres:///m?host=/run/postgresql",
        "mysql://x/m?socket=/run/m.sock",
        "postgres://db.example.org/m?sslmode=verify-full",
        "postgres://db.example.org/m?sslmode=prefer",
        "mysql://db.example.org/m?ssl-mode=DISABLED",
        "mysql://db.example.org/m?ssl-ca=ca.pem",
    ] {
        assert_eq!(unprotected(url), None, "{url}");
    }
    for (url, host) in [
        ("postgres://db.example.org/m", "db.example.org"),
        ("mysql://10.0.0.1/m?charset=utf8mb4", "10.0.0.1"),
        ("postgres://[fe80::1]/m", "fe80::1"),
        ("mysql://localhost.example.org/m", "localhost.example.org"),
    ] {
        assert_eq!(unprotected(url).as_deref(), Some(host), "{url}");
    }
}

#[test]
fn the_variables_of_libpq_fill_in_what_a_url_leaves_open() {
    let with = |url: &str, variables: &[(&str, &str)]| match one(url) {
        Location::Postgres(url) => url.with_libpq_defaults(&|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        }),
        _ => unreachable!(),
    };
    let url = with(
        "postgres:///m",
        &[("PGHOST", "db"), ("PGPORT", "6"), ("PGSSLMODE", "require"), ("PGOPTIONS", "-c a=b")],
    );
    let url = url.unwrap();
    assert_eq!((&url.host, url.port), (&Host::Name("db".into()), Some(6)));
    assert_eq!(url.options.tls, Some(TlsMode::Require));
    assert_eq!(url.options.startup.as_deref(), Some("-c a=b"));
    let socket = with("postgres:///m", &[("PGHOST", "/run")]).unwrap();
    assert_eq!(socket.host, Host::Socket("/run".into()));
    // The URL's own come first, and an empty variable is none.
    let own = with(
        "postgres://h:7/m?sslmode=disable&sslrootcert=own.pem",
        &[("PGHOST", "db"), ("PGPORT", "x"), ("PGSSLMODE", ""), ("PGSSLROOTCERT", "all.pem")],
    );
    let own = own.unwrap();
    assert_eq!((&own.host, own.port), (&Host::Name("h".into()), Some(7)));
    assert_eq!(own.options.root_cert.as_deref(), Some("own.pem"));
    // A certificate for all programs does not ask for a check; `require` with it does, as in libpq.
    let root = ("PGSSLROOTCERT", "all.pem");
    assert_eq!(with("postgres://h/m", &[root]).unwrap().options.tls, None);
    let checked = with("postgres://h/m?sslmode=require", &[root]).unwrap();
    assert_eq!(checked.options.tls, Some(TlsMode::VerifyCa));
    for wrong in [("PGSSLMODE", "verify"), ("PGPORT", "0"), ("PGSSLKEY", "k.pem")] {
        let failure = with("postgres:///m", &[wrong]).unwrap_err();
        assert_eq!(failure.exit(), Exit::Usage, "{wrong:?}");
    }
}
