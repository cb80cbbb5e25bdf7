//! Certificates made for a test, by the program openssl.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::cleanup;
use crate::server::{find, program_directories};
use crate::skip::skip;

/// Files in PEM format. All certificates of servers are for one key, `server.key`.
pub struct Certificates {
    directory: TempDir,
    openssl: PathBuf,
}

/// How `openssl ca` works: it is the only command that takes the dates of a certificate.
const SETTINGS: &str = "\
[ca]
default_ca = here
[here]
database = index
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[localhost]
subjectAltName = DNS:localhost, IP:127.0.0.1
[elsewhere]
subjectAltName = DNS:elsewhere.invalid
";

/// Name, key, section, and the dates from and to.
const LEAVES: [(&str, &str, &str, &str, &str); 5] = [
    ("good", "server", "localhost", "20200101000000Z", "20700101000000Z"),
    ("wrong-name", "server", "elsewhere", "20200101000000Z", "20700101000000Z"),
    ("expired", "server", "localhost", "20200101000000Z", "20210101000000Z"),
    ("future", "server", "localhost", "20690101000000Z", "20700101000000Z"),
    ("client", "client", "localhost", "20200101000000Z", "20700101000000Z"),
];

impl Certificates {
    /// `ca.pem`, the server's `good.pem`, `wrong-name.pem`, `expired.pem` and `future.pem` with
    /// `server.key`, and `client.pem` with `client.key`; `stranger.pem` with its key, which nobody
    /// trusts. `None` without openssl, and the test is noted as skipped.
    pub fn make() -> Option<Self> {
        let Some(openssl) = find(&program_directories(), &["openssl"]) else {
            skip("openssl is not installed");
            return None;
        };
        let directory =
            tempfile::Builder::new().prefix("tls-").tempdir_in(cleanup::root()).unwrap();
        let made = Self { directory, openssl };
        for (file, contents) in [("settings", SETTINGS), ("index", ""), ("serial", "01")] {
            fs::write(made.path(file), contents).unwrap();
        }
        for authority in ["ca", "stranger"] {
            made.openssl(&format!(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 9000 \
                 -subj /CN={authority} -keyout {authority}.key -out {authority}.pem"
            ));
        }
        for key in ["server", "client"] {
            made.openssl(&format!(
                "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN={key} \
                 -keyout {key}.key -out {key}.csr"
            ));
        }
        for (name, key, section, from, to) in LEAVES {
            made.openssl(&format!(
                "ca -batch -notext -config settings -cert ca.pem -keyfile ca.key -in {key}.csr \
                 -extensions {section} -startdate {from} -enddate {to} -out {name}.pem"
            ));
        }
        Some(made)
    }

    /// Runs openssl in the directory of the files.
    pub fn openssl(&self, arguments: &str) {
        let output = Command::new(&self.openssl)
            .args(arguments.split_whitespace())
            .current_dir(self.directory.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "openssl {arguments}: {said}");
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// Replaces a file, and keeps its owner.
    pub fn copy_over(&self, name: &str, target: &Path) {
        fs::write(target, self.read(name)).unwrap();
    }
}
