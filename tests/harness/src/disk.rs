//! A disk that runs full.

use std::fs;

use crate::meetctl::Meetctl;
use crate::skip::skip;
use crate::transcript::Transcript;

impl Meetctl {
    /// Runs a script of `sh` that finds an empty file system of this size (as `mount` writes it)
    /// in `$DISK`, for itself alone. `None`, and noted as skipped, where nothing may be mounted.
    pub fn on_small_disk(&self, size: &str, script: &str) -> Option<Transcript> {
        let disk = self.tmp().join("disk");
        fs::create_dir_all(&disk).unwrap();
        let mount = "mount -t tmpfs -o \"size=$SIZE\" none \"$DISK\"";
        let run = |script: &str| {
            self.shell("exec unshare -m sh -c \"$SCRIPT\"")
                .env("SCRIPT", script)
                .env("SIZE", size)
                .env("DISK", &disk)
                .run()
        };
        if run(mount).exit != 0 {
            skip("small disk: nothing may be mounted here");
            return None;
        }
        Some(run(&format!("{mount}\n{script}")).success())
    }
}
