//! What the engine can be asked for: which records each call reads, and what it decides.
#![expect(
    private_interfaces,
    reason = "outside of the engine, nobody can name an `Action` or the types that it takes"
)]

use core::fmt;

use rand_core::CryptoRng;

use super::config::Engine;
use super::context::Context;
use super::key::Name;
use super::read::{Found, Read};
use crate::phone::PhoneNumber;
use crate::request::Verification;
use crate::session::SessionId;
use crate::tls::Version;

/// What a call is about: the bound of a driver that runs every call. The engine's actions implement
/// it, and nobody else can.
///
/// ```
/// use verify_core::engine::{Action, Call};
/// use verify_core::stored::FromBytesError;
///
/// /// Reads everything that a call wants.
/// fn read<A: Action>(
///     call: &mut Call<'_, A>,
///     store: impl Fn(&[u8]) -> Option<Vec<u8>>,
/// ) -> Result<(), FromBytesError> {
///     while let Some(key) = call.wants() {
///         call.give(store(&key.to_bytes()).as_deref())?;
///     }
///     Ok(())
/// }
/// ```
pub trait Action {
    /// What the call answers.
    type Answer;

    /// Returns the record that it wants next.
    fn wants(&self, engine: &Engine, read: &Read) -> Option<Name>;

    /// Decides on what was found, and adds to the draft what is to be committed.
    fn decide<R: CryptoRng + ?Sized>(&self, found: Found, at: &mut Context<'_, R>) -> Self::Answer;
}

/// What [`Engine::start`] asks for.
///
/// ```
/// use verify_core::engine::{Call, Start};
///
/// fn drive(call: &mut Call<'_, Start<'_>>) {
///     while let Some(key) = call.wants() {
///         // read it, and give it to the call
/// #       let _ = key;
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    pub(super) verification: &'a Verification<'a>,
    pub(super) tls: Option<Version>,
}

/// What [`Engine::check`] asks for. `Debug` hides what was entered.
///
/// ```
/// use verify_core::engine::{Call, Check};
///
/// fn drive(call: &mut Call<'_, Check<'_>>) {
///     while let Some(key) = call.wants() {
///         // read it, and give it to the call
/// #       let _ = key;
///     }
/// }
/// ```
#[derive(Clone, Copy)]
pub struct Check<'a> {
    pub(super) id: SessionId,
    pub(super) entered: &'a str,
}

/// What [`Engine::confirm`] asks for.
///
/// ```
/// use verify_core::engine::{Call, Confirm};
///
/// fn drive(call: &mut Call<'_, Confirm>) {
///     while let Some(key) = call.wants() {
///         // read it, and give it to the call
/// #       let _ = key;
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Confirm {
    pub(super) id: SessionId,
}

/// What [`Engine::status`] asks for.
///
/// ```
/// use verify_core::engine::{Call, Look};
///
/// fn drive(call: &mut Call<'_, Look>) {
///     while let Some(key) = call.wants() {
///         // read it, and give it to the call
/// #       let _ = key;
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub(super) id: SessionId,
}

/// What [`Engine::cancel`] asks for.
///
/// ```
/// use verify_core::engine::{Call, Cancel};
///
/// fn drive(call: &mut Call<'_, Cancel>) {
///     while let Some(key) = call.wants() {
///         // read it, and give it to the call
/// #       let _ = key;
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Cancel {
    pub(super) id: SessionId,
}

/// What [`Engine::expire`] asks for.
///
/// ```
/// use verify_core::engine::{Call, Expire};
///
/// fn drive(call: &mut Call<'_, Expire>) {
///     while let Some(key) = call.wants() {
///         // read it, and give it to the call
/// #       let _ = key;
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Expire {
    pub(super) id: SessionId,
}

/// What [`Engine::find`] asks for.
///
/// ```
/// use verify_core::engine::{Call, Find};
///
/// fn drive(call: &mut Call<'_, Find>) {
///     while let Some(key) = call.wants() {
///         // read it, and give it to the call
/// #       let _ = key;
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Find {
    pub(super) destination: PhoneNumber,
}

/// What [`Engine::clear_failures`] asks for.
///
/// ```
/// use verify_core::engine::{Call, ClearFailures};
///
/// fn drive(call: &mut Call<'_, ClearFailures>) {
///     while let Some(key) = call.wants() {
///         // read it, and give it to the call
/// #       let _ = key;
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClearFailures {
    pub(super) destination: PhoneNumber,
}

impl fmt::Debug for Check<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Check").field("id", &self.id).finish_non_exhaustive()
    }
}
