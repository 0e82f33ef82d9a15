//! [`Engine`]: the decisions of a service, and the calls that lead to them.

use core::time::Duration;

use super::action::{Cancel, Check, ClearFailures, Confirm, Expire, Find, Look, Start};
use super::call::Call;
use super::limits::Limits;
use crate::phone::PhoneNumber;
use crate::request::{SubAccountId, Verification};
use crate::session::SessionId;
use crate::time::Timestamp;
use crate::tls::Version;

/// What a service decides by: plain configuration, the same for all of its processes.
///
/// Every call is for one sub-account, whose records no other one reads.
///
/// ```
/// use core::time::Duration;
/// use verify_core::engine::{Engine, Limits};
///
/// let engine = Engine { remember: Duration::from_secs(3600), ..Engine::default() };
/// assert_eq!(engine.limits, Limits::default());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Engine {
    /// How often messages may be sent.
    pub limits: Limits,
    /// How long a session is kept after it is over; by default 24 hours.
    pub remember: Duration,
    /// How long 1 to 99 wrong codes in a row are kept after the last one; by default 30 days. The
    /// hundredth is kept until an operator comes.
    pub retention: Duration,
    /// The instant from which the counters of a store count: choose it once for each store, before
    /// its first call, and keep it; by default 2026-01-01. See
    /// [`Quota::raise`](crate::limit::Quota::raise).
    pub base: Timestamp,
}

impl Default for Engine {
    fn default() -> Self {
        const DAY: u64 = 24 * 3600;
        Self {
            limits: Limits::default(),
            remember: Duration::from_secs(DAY),
            retention: Duration::from_secs(30 * DAY),
            base: Timestamp::UNIX_EPOCH.saturating_add(Duration::from_secs(20_454 * DAY)),
        }
    }
}

impl Engine {
    /// Starts a session as a request asks or, if a session of its destination waits, prepares that
    /// one to be sent again.
    ///
    /// `tls` is the version of the client's connection; `None` switches the rule for Singapore off,
    /// as on a loopback.
    #[must_use]
    pub const fn start<'a>(
        &'a self,
        sub_account: SubAccountId<'a>,
        verification: &'a Verification<'a>,
        tls: Option<Version>,
    ) -> Call<'a, Start<'a>> {
        Call::new(self, sub_account, Start { verification, tls })
    }

    /// Compares what a person entered with the code of a session.
    #[must_use]
    pub const fn check<'a>(
        &'a self,
        sub_account: SubAccountId<'a>,
        id: SessionId,
        entered: &'a str,
    ) -> Call<'a, Check<'a>> {
        Call::new(self, sub_account, Check { id, entered })
    }

    /// Verifies a session without a code, after the mobile network has confirmed the number.
    #[must_use]
    pub const fn confirm<'a>(
        &'a self,
        sub_account: SubAccountId<'a>,
        id: SessionId,
    ) -> Call<'a, Confirm> {
        Call::new(self, sub_account, Confirm { id })
    }

    /// Looks at the status of a session.
    #[must_use]
    pub const fn status<'a>(
        &'a self,
        sub_account: SubAccountId<'a>,
        id: SessionId,
    ) -> Call<'a, Look> {
        Call::new(self, sub_account, Look { id })
    }

    /// Ends a session that waits, without a verdict: it becomes EXPIRED. Failures and limits stay.
    #[must_use]
    pub const fn cancel<'a>(
        &'a self,
        sub_account: SubAccountId<'a>,
        id: SessionId,
    ) -> Call<'a, Cancel> {
        Call::new(self, sub_account, Cancel { id })
    }

    /// Ends a session if it has expired: what [`Event::ExpireAt`](super::Event::ExpireAt) asks for.
    #[must_use]
    pub const fn expire<'a>(
        &'a self,
        sub_account: SubAccountId<'a>,
        id: SessionId,
    ) -> Call<'a, Expire> {
        Call::new(self, sub_account, Expire { id })
    }

    /// Finds the session that waits for a code of a destination.
    #[must_use]
    pub const fn find<'a>(
        &'a self,
        sub_account: SubAccountId<'a>,
        destination: PhoneNumber,
    ) -> Call<'a, Find> {
        Call::new(self, sub_account, Find { destination })
    }

    /// Clears the wrong codes of a destination on behalf of an operator.
    #[must_use]
    pub const fn clear_failures<'a>(
        &'a self,
        sub_account: SubAccountId<'a>,
        destination: PhoneNumber,
    ) -> Call<'a, ClearFailures> {
        Call::new(self, sub_account, ClearFailures { destination })
    }
}
