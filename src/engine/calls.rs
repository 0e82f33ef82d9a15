//! The calls of an [`Engine`].

use super::action::{Cancel, Check, ClearFailures, Confirm, Expire, Find, Look, Start};
use super::call::Call;
use super::config::Engine;
use crate::phone::PhoneNumber;
use crate::request::{SubAccountId, Verification};
use crate::session::SessionId;
use crate::tls::Version;

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

    /// Ends a session that waits, without a verdict: it becomes EXPIRED. Failures and limits stay,
    /// and the resending interval is over: the next start sends at once.
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
