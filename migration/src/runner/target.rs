//! The last migration of a run.

use super::RunError;

/// The last migration of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunTarget {
    /// All: to the newest migration, or to none.
    All,
    /// This many migrations.
    Steps(u32),
    /// Up: this migration and all before it. Down: until this is the newest applied.
    /// A part of a name can be used if it is unique.
    To(String),
    /// These migrations and no others, as the user has confirmed. Those that another run has
    /// already done are left out.
    These(Vec<String>),
}

impl RunTarget {
    /// The pending migrations to apply, in order.
    pub(crate) fn upward<'a>(&self, pending: &'a [String]) -> Result<&'a [String], RunError> {
        match self {
            Self::All => Ok(pending),
            Self::Steps(steps) => Ok(&pending[..pending.len().min(count(*steps))]),
            Self::These(names) => {
                let end = pending.iter().take_while(|n| names.contains(n)).count();
                all_of(names, pending, &pending[..end])
            }
            Self::To(given) => {
                let name = resolve(given)?;
                let end = pending.iter().position(|n| *n == name).map_or(0, |at| at + 1);
                Ok(&pending[..end])
            }
        }
    }

    /// The applied migrations to roll back, newest first.
    pub(crate) fn downward(&self, applied: &[String]) -> Result<Vec<String>, RunError> {
        let keep = match self {
            Self::These(names) => {
                let confirmed = applied.iter().rev().take_while(|n| names.contains(n));
                let keep = applied.len() - confirmed.count();
                all_of(names, applied, &applied[keep..])?;
                keep
            }
            Self::All => 0,
            Self::Steps(steps) => applied.len().saturating_sub(count(*steps)),
            Self::To(given) => {
                let name = resolve(given)?;
                let at = applied.iter().position(|n| *n == name);
                at.ok_or(RunError::NotApplied(name))? + 1
            }
        };
        Ok(applied[keep..].iter().rev().cloned().collect())
    }
}

/// `chosen`, if it is all of `names` that are in `existing`.
fn all_of<'a>(
    names: &[String],
    existing: &[String],
    chosen: &'a [String],
) -> Result<&'a [String], RunError> {
    let wanted = existing.iter().filter(|name| names.contains(name)).count();
    if wanted == chosen.len() { Ok(chosen) } else { Err(RunError::ConcurrentChange) }
}

fn count(steps: u32) -> usize {
    usize::try_from(steps).unwrap_or(usize::MAX)
}

/// The migration of this name, or the only one whose name contains it.
fn resolve(given: &str) -> Result<String, RunError> {
    let names = crate::names();
    if names.iter().any(|name| name == given) {
        return Ok(given.to_owned());
    }
    let mut similar: Vec<String> =
        names.iter().filter(|name| !given.is_empty() && name.contains(given)).cloned().collect();
    match similar.len() {
        0 => Err(RunError::UnknownTarget { given: given.to_owned(), names }),
        1 => Ok(similar.remove(0)),
        _ => Err(RunError::UnknownTarget { given: given.to_owned(), names: similar }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_name_can_be_used_if_it_is_unique() {
        assert_eq!(resolve("add_meeting_uid").unwrap(), "m20240401_000001_add_meeting_uid");
        let Err(RunError::UnknownTarget { names, .. }) = resolve("meeting_status") else {
            panic!("two names contain it");
        };
        assert_eq!(names.len(), 2);
        assert!(matches!(resolve("nothing"), Err(RunError::UnknownTarget { names, .. })
            if names == crate::names()));
        assert!(resolve("").is_err());
    }

    #[test]
    fn what_was_confirmed_is_done_and_nothing_else() {
        let names = crate::names();
        let these = RunTarget::These(names[7..9].to_vec());
        let reversed: Vec<String> = names[7..9].iter().rev().cloned().collect();
        assert_eq!(these.downward(&names[..9]).unwrap(), reversed);
        assert_eq!(these.downward(&names[..8]).unwrap(), names[7..8]);
        assert_eq!(these.downward(&names[..7]).unwrap(), [""; 0]);
        // Another run has applied one more.
        assert!(matches!(these.downward(&names), Err(RunError::ConcurrentChange)));
        let nothing = RunTarget::These(Vec::new());
        assert_eq!(nothing.downward(&names).unwrap(), [""; 0]);
    }

    #[test]
    fn up_takes_the_oldest_pending_and_down_the_newest_applied() {
        let names = crate::names();
        assert_eq!(RunTarget::Steps(1).upward(&names[2..]).unwrap(), &names[2..3]);
        assert_eq!(RunTarget::Steps(99).upward(&names).unwrap(), &names[..]);
        assert_eq!(RunTarget::To(names[3].clone()).upward(&names).unwrap(), &names[..4]);
        assert_eq!(RunTarget::To(names[0].clone()).upward(&names[1..]).unwrap(), &names[..0]);
        assert_eq!(RunTarget::Steps(1).downward(&names).unwrap(), names[names.len() - 1..]);
        assert_eq!(RunTarget::To(names[8].clone()).downward(&names[..10]).unwrap(), names[9..10]);
        assert!(RunTarget::To(names[8].clone()).downward(&names[..3]).is_err());
    }
}
