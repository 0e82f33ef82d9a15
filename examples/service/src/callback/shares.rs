//! [`Shares`]: how many callbacks of each sub-account are under way.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Counts the callbacks of each sub-account that are under way, so that receivers of one that take
/// their time leave room for those of others.
#[derive(Debug, Default)]
pub(super) struct Shares(Mutex<HashMap<String, usize>>);

/// One callback that is under way, until it is dropped.
pub(super) struct Share<'s> {
    shares: &'s Shares,
    sub_account: &'s str,
}

impl Shares {
    /// How many callbacks of one sub-account are under way at most.
    pub(super) const MOST: usize = 64;

    /// Takes a share; `None` if the sub-account has all of its own in use.
    pub(super) fn take<'s>(&'s self, sub_account: &'s str) -> Option<Share<'s>> {
        let mut all = self.lock();
        let used = all.entry(sub_account.to_owned()).or_default();
        if *used == Self::MOST {
            return None;
        }
        *used += 1;
        Some(Share { shares: self, sub_account })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        let mut all = self.shares.lock();
        if let Some(used) = all.get_mut(self.sub_account) {
            *used = used.saturating_sub(1);
            if *used == 0 {
                all.remove(self.sub_account);
            }
        }
    }
}
