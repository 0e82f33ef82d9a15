//! Sessions: a number waits for its code until it is verified, has failed or has expired.
//!
//! A [`Session`] is the state of one verification. It reads no clock, sends nothing and stores
//! nothing: each call is given the time, and the caller keeps the session, as a value or as 68
//! [bytes](Session::to_bytes).
//!
//! ```
//! use verify_core::code::{Generator, Length};
//! use verify_core::session::{Policy, Session, Status, Verdict};
//! use verify_core::time::Timestamp;
//!
//! let mut rng = Generator::from_seed([7; 32]); // in production: try_from_rng(&mut SysRng)?
//! let now = Timestamp::from_unix_millis(1_766_037_294_090)?;
//! let policy = Policy { length: Length::new(6)?, ..Policy::default() };
//!
//! let mut session = Session::start(now, "+1 (987) 654-3210".parse()?, policy, &mut rng);
//! assert_eq!(session.expires_at().to_string(), "2025-12-18T05:59:54.090Z");
//! assert_eq!(session.check(now, "123456"), Verdict::Wrong { attempts_left: 4 });
//!
//! let too_early = session.resend(now, policy, &mut rng).unwrap_err();
//! assert!(too_early.to_string().ends_with("expected 2025-12-18T05:55:04.090Z or later"));
//!
//! let typed = session.code().expose().to_owned();
//! assert_eq!(session.check(now, &typed), Verdict::Verified);
//! assert_eq!(session.check(now, &typed), Verdict::Over(Status::Verified));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! # Laws
//!
//! 1. **Over is over.** VERIFIED, FAILED and EXPIRED are final: no call changes a single byte of a
//!    session that is over.
//! 2. **Time does not run backwards.** Each call with `now` remembers it, and an earlier one counts
//!    as the latest seen. A session once reported as over stays over. A clock that was ahead by
//!    more than two hours leaves no session waiting: it becomes EXPIRED at the first call with the
//!    right time.
//! 3. **At the instant [`expires_at`](Session::expires_at) it is too late**, even for the right
//!    code. That instant is never past [`Timestamp::MAX`](crate::time::Timestamp::MAX), where every
//!    session has expired. A code lives at most [24 hours](Session::MAX_CODE_LIFETIME) from its
//!    first sending, however often it is sent again.
//! 4. **Five attempts.** Every wrong code counts, including one that is malformed or empty and one
//!    for a session without a code; the fifth fails the session. The count is raised before the
//!    comparison, and neither a resend, a reset nor the passing of time lowers it.
//! 5. **A code is accepted once**, on the fifth attempt as on the first.
//! 6. **A resend has to wait** for the interval of the *new* request, counted from the last
//!    sending. A refused resend changes only the latest time seen.
//! 7. **A resend keeps** the id, the destination, the count and, unless the request resets it, the
//!    code. A session without a code gets one, if the channel sends it. The channel is that of the
//!    new request, and both times run anew from now, even if they end sooner than before.
//! 8. **After a reset the old code is wrong**: the new one is drawn uniformly from all others. A
//!    reset on a channel that sends no code removes it.
//! 9. **A session without a code accepts no entry**: it can only be
//!    [confirmed](Session::confirm).
//! 10. **Bytes give the session that wrote them, or an error.**
//!
//! # What to persist
//!
//! Store the whole session after every call that takes it as `&mut`, and *before* anybody learns
//! the result: a count that was announced and then lost is a free guess. The write must be a
//! **compare-and-swap**: otherwise two simultaneous checks would both find four attempts left, and
//! one would not be counted. If the swap fails, load the session and check again. The write may be
//! left out only after a [`status`](Session::status) of WAITING and after a [`TooEarly`], where
//! nothing but the latest time seen is lost.
//!
//! ```
//! use std::collections::HashMap;
//! use verify_core::session::{Session, SessionId, Verdict};
//! use verify_core::time::Timestamp;
//!
//! type Bytes = [u8; Session::BYTES];
//!
//! /// Redis, a row of a database, a page of flash: whatever can compare and swap.
//! struct Store(HashMap<SessionId, Bytes>);
//!
//! impl Store {
//!     fn compare_and_swap(&mut self, id: SessionId, old: &Bytes, new: Bytes) -> bool {
//!         match self.0.get_mut(&id) {
//!             Some(stored) if stored == old => *stored = new,
//!             _ => return false,
//!         }
//!         true
//!     }
//! }
//!
//! fn check(store: &mut Store, id: SessionId, now: Timestamp, entered: &str) -> Option<Verdict> {
//!     loop {
//!         let old = *store.0.get(&id)?; // `None`: answer 404 with code 1300
//!         let mut session = Session::from_bytes(&old).ok()?;
//!         let verdict = session.check(now, entered);
//!         if store.compare_and_swap(id, &old, session.to_bytes()) {
//!             return Some(verdict);
//!         }
//!     }
//! }
//! # use verify_core::code::Generator;
//! # use verify_core::session::Policy;
//! # let mut rng = Generator::try_from_rng(&mut getrandom::SysRng)?;
//! # let now = Timestamp::from_unix_millis(1_766_037_294_090)?;
//! # let session = Session::start(now, "+19876543210".parse()?, Policy::default(), &mut rng);
//! # let (id, code) = (session.id(), session.code().expose());
//! # let mut store = Store(HashMap::from([(id, session.to_bytes())]));
//! # assert_eq!(check(&mut store, id, now, "?"), Some(Verdict::Wrong { attempts_left: 4 }));
//! # assert_eq!(check(&mut store, id, now, "?"), Some(Verdict::Wrong { attempts_left: 3 }));
//! # assert_eq!(check(&mut store, id, now, code), Some(Verdict::Verified));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

mod bytes;
mod id;
mod outcome;
mod policy;
mod seconds;
mod state;

pub use id::{SessionId, SessionIdError};
pub use outcome::{ResendError, Status, TooEarly, TryResendError, Verdict};
pub use policy::Policy;
pub use seconds::{ResendingInterval, ResendingIntervalError, Validity, ValidityError};
pub use state::Session;
