//! [`Request::validate_assigned`]: a request to a number in use.

use super::body::Request;
use super::error::Error;
use super::verification::Verification;
use crate::channel::Channel;
use crate::phone::PhoneNumber;

impl<S: AsRef<str>> Request<S> {
    /// Reads every member as [`validate`](Self::validate) does, but only for a number in use. On
    /// the channel `sms`, a number that cannot receive one has the notice
    /// [`Notice::NoSms`](super::Notice::NoSms).
    ///
    /// See [`PhoneNumber::parse_assigned`] for what this finds, and what it refuses.
    ///
    /// ```
    /// use verify_core::request::{Notice, Request};
    ///
    /// let request = Request { destination: Some("+44 20 7946 0018"), ..Request::default() };
    /// assert!(request.validate_assigned()?.notices().eq([Notice::NoSms]));
    /// let request = Request { destination: Some("+1 (987) 654-3210"), ..Request::default() };
    /// assert_eq!(
    ///     request.validate_assigned().unwrap_err().to_string(),
    ///     "destination: expected a number in use, found one that is in no range of its country: \
    ///      check its digits",
    /// );
    /// # Ok::<(), verify_core::request::Error>(())
    /// ```
    ///
    /// # Errors
    /// As `validate`, and [`ParseError::Unassigned`](crate::phone::ParseError::Unassigned) if the
    /// destination is not in use.
    pub fn validate_assigned(&self) -> Result<Verification<'_>, Error> {
        let destination = self.read_number(PhoneNumber::parse_assigned)?;
        let mut verification = self.validate_for(destination)?;
        verification.lacks_sms = verification.channel() == Channel::Sms
            && !verification.destination.kind().can_receive_sms();
        Ok(verification)
    }
}
