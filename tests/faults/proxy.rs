//! `flaky-proxy`: a TCP proxy on 127.0.0.1 that breaks connections on purpose.
//!
//! `MEETCTL_TEST_PROXY` names its script, which otherwise is looked for beside the project.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A proxy at work, until it is dropped.
pub struct Proxy {
    child: Child,
    /// The URL that leads through it.
    pub url: String,
}

/// How often a proxy is started on another port.
const ATTEMPTS: usize = 10;

/// The script, if there is one.
pub fn script() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/clusters/flaky-proxy");
    let script = env::var_os("MEETCTL_TEST_PROXY").map_or(beside, PathBuf::from);
    script.is_file().then_some(script)
}

impl Proxy {
    /// Starts a proxy before the server of `url`, with rules such as `--cut-on COMMIT`.
    pub fn start(script: &Path, url: &str, rules: &[String]) -> Self {
        // A free port may be taken by somebody else before the proxy has it.
        (0..ATTEMPTS)
            .find_map(|_| Self::try_start(script, url, rules))
            .unwrap()
    }

    fn try_start(script: &Path, url: &str, rules: &[String]) -> Option<Self> {
        let (before, rest) = url.split_once("@127.0.0.1:").unwrap();
        let (target, path) = rest.split_once('/').unwrap();
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let mut child = Command::new(script)
            .args([&port.to_string(), target])
            .args(rules)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let proxy = Self {
            child,
            url: format!("{before}@127.0.0.1:{port}/{path}"),
        };
        if line != "ready\n" {
            return None;
        }
        // It goes on to tell what it cuts, to nobody: its pipe must not fill or close.
        std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
        Some(proxy)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
