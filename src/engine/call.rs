//! [`Call`]: from what a store holds to a [`Plan`].

use core::fmt;

use rand_core::CryptoRng;

use super::action::Action;
use super::config::Engine;
use super::context::Context;
use super::draft::Draft;
use super::key::Key;
use super::plan::Plan;
use super::read::Read;
use super::value::Value;
use crate::request::SubAccountId;
use crate::stored::FromBytesError;
use crate::time::Timestamp;

/// A call of the [`Engine`] on its way: it asks for records, then decides on them.
///
/// A driver repeats these steps until a plan is committed; the documentation of the
/// [module](super#a-driver) has a whole one.
///
/// 1. While the call [wants](Self::wants) a record, read it and [give](Self::give) it.
/// 2. Let the call [decide](Self::decide).
/// 3. Commit the [`Plan`]. After a conflict, begin again: the call wants all of its records anew.
///
/// ```
/// use verify_core::engine::Engine;
/// use verify_core::request::SubAccountId;
/// use verify_core::session::SessionId;
///
/// let (engine, demo) = (Engine::default(), SubAccountId::parse("demo-account-123")?);
/// let id = SessionId::parse("18b526add06348c0bb934e71f042f047")?;
/// let mut call = engine.status(demo, id);
/// assert!(call.wants().is_some());
/// call.give(None)?; // there is no such session
/// assert!(call.wants().is_none());
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct Call<'a, A> {
    engine: &'a Engine,
    sub_account: SubAccountId<'a>,
    action: A,
    read: Read,
}

/// Hides what was entered, and what was read.
impl<A: fmt::Debug> fmt::Debug for Call<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("action", &self.action).finish_non_exhaustive()
    }
}

impl<'a, A: Action> Call<'a, A> {
    pub(super) const fn new(engine: &'a Engine, sub_account: SubAccountId<'a>, action: A) -> Self {
        Self { engine, sub_account, action, read: Read::NOTHING }
    }

    /// Returns the record that the call wants next; `None` once it can [decide](Self::decide).
    #[must_use]
    pub fn wants(&self) -> Option<Key<'a>> {
        self.action.wants(self.engine, &self.read).map(|name| Key::new(self.sub_account, name))
    }

    /// Gives the value of the record that the call [wants](Self::wants), or `None` where the store
    /// has none.
    ///
    /// # Errors
    ///
    /// [`FromBytesError`] for bytes that no plan writes: somebody else has changed the record.
    pub fn give(&mut self, value: Option<&[u8]>) -> Result<(), FromBytesError> {
        let Some(name) = self.action.wants(self.engine, &self.read) else { return Ok(()) };
        let value = value.map(Value::new).transpose()?;
        self.read.give(name, value)
    }

    /// Gives the value of the counter that the call [wants](Self::wants), 0 where the store has
    /// none. [`give`](Self::give) takes it as 8 bytes, little-endian.
    pub fn give_counter(&mut self, value: u64) {
        if self.wants().is_some_and(|key| key.is_counter()) {
            self.read.give_counter(value);
        }
    }

    /// Forgets what was given: the call wants all of its records again. A driver that reads several
    /// records at once learns in this way which ones: it gives `None` for each, and starts over.
    pub fn restart(&mut self) {
        self.read = Read::NOTHING;
    }

    /// Decides on what was given. Nothing counts before the plan is committed.
    ///
    /// Call it once the call [wants](Self::wants) nothing any more: a record that was not given is
    /// neither known nor expected. Afterwards the call wants all of its records again.
    #[must_use]
    pub fn decide<R: CryptoRng + ?Sized>(
        &mut self,
        now: Timestamp,
        rng: &mut R,
    ) -> Plan<'a, A::Answer> {
        let mut draft = Draft::default();
        let found = self.read.take(&mut draft);
        let mut at = Context { engine: self.engine, now, rng, draft: &mut draft };
        let answer = self.action.decide(found, &mut at);
        Plan { sub_account: self.sub_account, draft, answer }
    }
}
