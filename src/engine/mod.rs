//! Every decision once, whatever the store: which records a call needs, what it decides on them,
//! and what is to be committed.
//!
//! An [`Engine`] does no I/O. It says which records it wants, is given their bytes, and answers
//! with a [`Plan`]: what must still be as it was read, what to write and until when to keep it,
//! which counters to raise up to where, what is to happen, and an answer that counts once all of
//! that is committed. A store is driven by a few lines. A [`Verifier`](crate::verifier::Verifier)
//! decides alike, over memory of a fixed size.
//!
//! # Laws
//!
//! 1. **A decision holds only if what was read is unchanged**, a refusal too. So of 200 wrong codes
//!    at the same time five count, and of 200 starts one sends a message.
//! 2. **A destination has at most one session that waits**, whoever races.
//! 3. **A refused call changes nothing**: no limit counts it, no attempt is lost.
//! 4. **Nothing is kept for ever** but the hundredth wrong code in a row of a destination.
//! 5. **No destination is guessed at more than 34 times in 24 hours** without a right code between
//!    them, whatever else happens.
//!
//! The order of a start: the TLS version, whether the message can be sent, the limits, the share of
//! verified sessions, the wrong codes of the destination, the resending interval.
//!
//! # A driver
//!
//! Over a map, whose commits cannot fail. A real store makes its commit in one transaction or
//! script, and answers 503 when the reply is lost.
//!
//! ```
//! use std::collections::HashMap;
//! use verify_core::code::Generator;
//! use verify_core::engine::{Engine, KeyBytes, Limits};
//! use verify_core::request::{Request, SubAccountId};
//! use verify_core::session::Verdict;
//! use verify_core::time::Timestamp;
//!
//! let mut store = HashMap::<KeyBytes, Vec<u8>>::new();
//! let mut rng = Generator::from_seed([7; 32]); // in production: 32 bytes of `getrandom`
//! let engine = Engine { limits: Limits::NONE, ..Engine::default() };
//! let demo = SubAccountId::parse("demo-account-123")?;
//! let now = Timestamp::from_unix_millis(1_766_037_294_090)?; // the clock's present time
//!
//! macro_rules! drive {
//!     ($call:expr) => {{
//!         let mut call = $call;
//!         while let Some(key) = call.wants() {
//!             call.give(store.get(&key.to_bytes()).map(Vec::as_slice))?;
//!         }
//!         let plan = call.decide(now, &mut rng);
//!         for write in plan.writes() {
//!             match write.value {
//!                 Some(value) => store.insert(write.key.to_bytes(), value.to_vec()),
//!                 None => store.remove(&write.key.to_bytes()),
//!             };
//!         }
//!         plan
//!     }};
//! }
//!
//! let request = Request { destination: Some("+1 (987) 654-3210"), ..Request::default() };
//! let verification = request.validate()?;
//! let plan = drive!(engine.start(demo, &verification, None));
//! let session = plan.session().expect("nothing refuses it");
//! let (id, code) = (session.id(), session.code().expose().to_owned());
//!
//! let plan = drive!(engine.check(demo, id, "?"));
//! assert_eq!(*plan.answer(), Ok(Verdict::Wrong { attempts_left: 4 }));
//! let plan = drive!(engine.check(demo, id, &code));
//! assert_eq!(*plan.answer(), Ok(Verdict::Verified));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

mod action;
mod call;
mod calls;
mod config;
mod context;
pub(crate) mod decide;
mod decisions;
mod draft;
mod event;
mod key;
mod limits;
mod plan;
mod read;
mod refused;
mod sending;
mod started;
mod value;

pub use action::{Action, Cancel, Check, ClearFailures, Confirm, Expire, Find, Look, Start};
pub use call::Call;
pub use config::Engine;
pub use event::Event;
pub use key::{Key, KeyBytes};
pub(crate) use limits::{CONVERSIONS, Charge, LIMITS, conversion_keys};
pub use limits::{LimitedBy, Limits};
pub use plan::{CounterRaise, Plan, Write};
pub use refused::{CheckError, NotFound, Refused};
pub use sending::Sending;
pub use started::Started;
