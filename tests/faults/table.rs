//! The table of commands and faults. A row makes one test per engine.

use harness::Engine;

use crate::backfill::Backfill;
use crate::backup::{Backup, Restore, RestoreNew};
use crate::booking::Booking;
use crate::fault::{crowd, disconnected, killed, killed_at_each_commit, stopped};
use crate::import::{Import, People};
use crate::import_load::Load;
use crate::migrate::{Baseline, Down, Fresh, Up};
use crate::people_kills::{Merge, Offboard, Series, Shift, Undo};
use crate::purge::Purge;
use crate::transfer::{BackupServer, RestoreServer, Transfer, TransferToFile};

macro_rules! table {
    ($($name:ident: $fault:ident::<$case:ty> on $($engine:ident)+;)+) => { $(
        mod $name {
            use super::*;
            $(
                #[test]
                fn $engine() {
                    let engine = Engine::from_name(stringify!($engine)).unwrap();
                    if engine.is_available() {
                        $fault::<$case>(engine);
                    }
                }
            )+
        }
    )+ };
}

table! {
    import_killed: killed::<Import<120, 4>> on sqlite postgres mariadb;
    import_killed_at_each_commit: killed_at_each_commit::<People> on sqlite postgres mariadb;
    import_disconnected: disconnected::<Import<12, 3>> on postgres mariadb;
    import_stopped: stopped::<Import<120, 1>> on sqlite postgres mariadb;

    load_killed: killed::<Load> on sqlite postgres mariadb;
    load_killed_at_each_commit: killed_at_each_commit::<Load> on sqlite postgres mariadb;
    load_disconnected: disconnected::<Load> on postgres mariadb;
    load_stopped: stopped::<Load> on sqlite postgres mariadb;

    backfill_killed: killed::<Backfill<20>> on sqlite postgres mariadb;
    backfill_killed_at_each_commit: killed_at_each_commit::<Backfill<80>> on sqlite postgres mariadb;
    backfill_disconnected: disconnected::<Backfill<60>> on postgres mariadb;
    backfill_crowd: crowd::<Backfill<20>> on sqlite postgres mariadb;

    purge_killed: killed::<Purge<4>> on sqlite postgres mariadb;
    purge_killed_at_each_commit: killed_at_each_commit::<Purge<40>> on sqlite postgres mariadb;
    purge_disconnected: disconnected::<Purge<30>> on postgres mariadb;
    purge_stopped: stopped::<Purge<1>> on sqlite postgres mariadb;
    purge_crowd: crowd::<Purge<10>> on sqlite postgres mariadb;

    shift_killed: killed::<Shift> on sqlite postgres mariadb;
    shift_killed_at_each_commit: killed_at_each_commit::<Shift> on sqlite postgres mariadb;
    offboard_killed: killed::<Offboard> on sqlite postgres mariadb;
    offboard_killed_at_each_commit: killed_at_each_commit::<Offboard> on sqlite postgres mariadb;
    merge_killed: killed::<Merge> on sqlite postgres mariadb;
    merge_killed_at_each_commit: killed_at_each_commit::<Merge> on sqlite postgres mariadb;
    series_killed: killed::<Series> on sqlite postgres mariadb;
    series_killed_at_each_commit: killed_at_each_commit::<Series> on sqlite postgres mariadb;
    undo_killed: killed::<Undo> on sqlite postgres mariadb;
    undo_killed_at_each_commit: killed_at_each_commit::<Undo> on sqlite postgres mariadb;

    booking_killed: killed::<Booking> on sqlite postgres mariadb;
    booking_disconnected: disconnected::<Booking> on postgres mariadb;

    up_killed: killed::<Up> on sqlite postgres mariadb;
    up_killed_at_each_commit: killed_at_each_commit::<Up> on sqlite postgres mariadb;
    up_disconnected: disconnected::<Fresh> on postgres mariadb;
    up_stopped: stopped::<Up> on sqlite postgres mariadb;
    up_crowd: crowd::<Up> on sqlite postgres mariadb;
    up_crowd_from_nothing: crowd::<Fresh> on sqlite postgres mariadb;
    down_killed: killed::<Down> on sqlite postgres mariadb;
    down_killed_at_each_commit: killed_at_each_commit::<Down> on sqlite postgres mariadb;
    baseline_killed: killed::<Baseline> on sqlite postgres mariadb;

    backup_killed: killed::<Backup> on sqlite;
    restore_killed_with_wal: killed::<Restore<true>> on sqlite;
    restore_killed_with_journal: killed::<Restore<false>> on sqlite;
    restore_killed_where_no_file_is: killed::<RestoreNew> on sqlite;

    backup_of_a_server_killed: killed::<BackupServer> on postgres mariadb;
    backup_of_a_server_disconnected: disconnected::<BackupServer> on postgres mariadb;
    restore_into_a_server_killed: killed::<RestoreServer> on postgres mariadb;
    restore_into_a_server_killed_at_each_commit: killed_at_each_commit::<RestoreServer> on postgres mariadb;
    restore_into_a_server_disconnected: disconnected::<RestoreServer> on postgres mariadb;

    transfer_killed: killed::<Transfer<true>> on sqlite postgres mariadb;
    transfer_killed_at_each_commit: killed_at_each_commit::<Transfer<false>> on postgres mariadb;
    transfer_to_a_file_killed: killed::<TransferToFile> on postgres mariadb;
}
