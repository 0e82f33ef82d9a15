//! [`Validity`] and [`ResendingInterval`]: the two times of a request, in whole seconds.

use core::time::Duration;

use crate::bounded::bounded;

bounded! {
    /// How long a code is valid: 30 to 7200 s, by default 300. `codeValidity` of a request.
    ///
    /// ```
    /// use core::time::Duration;
    /// use verify_core::session::Validity;
    ///
    /// let validity = Validity::new(120)?;
    /// assert_eq!(validity.duration(), Duration::from_secs(120));
    /// assert_eq!(Validity::try_from(Duration::from_secs(120)), Ok(validity));
    /// # Ok::<(), verify_core::session::ValidityError>(())
    /// ```
    #[doc(alias = "expiry")]
    #[doc(alias = "TTL")]
    #[doc(alias = "codeValidity")]
    pub struct Validity(u16);

    /// A time is not a [`Validity`].
    ///
    /// ```
    /// use core::time::Duration;
    /// use verify_core::session::Validity;
    ///
    /// let error = Validity::try_from(Duration::from_millis(30_500)).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "expected a code validity of 30 to 7200 whole seconds, found 30.5s",
    /// );
    /// ```
    pub struct ValidityError { found: Duration }

    new(seconds: u32) keeps seconds as u16, refuses Duration::from_secs(seconds as u64);
    seconds() -> u16, a number of "seconds";
    30 to 7200, by default 300;
    expected "a code validity of 30 to 7200 whole seconds";
}

bounded! {
    /// How long to wait before a code is sent again: 10 to 7200 s, by default 10.
    /// `resendingInterval` of a request.
    ///
    /// ```
    /// use core::time::Duration;
    /// use verify_core::session::ResendingInterval;
    ///
    /// let interval = ResendingInterval::new(60)?;
    /// assert_eq!(interval.duration(), Duration::from_secs(60));
    /// assert_eq!(ResendingInterval::try_from(Duration::from_secs(60)), Ok(interval));
    /// # Ok::<(), verify_core::session::ResendingIntervalError>(())
    /// ```
    #[doc(alias = "cooldown")]
    #[doc(alias = "resendingInterval")]
    pub struct ResendingInterval(u16);

    /// A time is not a [`ResendingInterval`].
    ///
    /// ```
    /// use core::time::Duration;
    /// use verify_core::session::ResendingInterval;
    ///
    /// let error = ResendingInterval::new(9).unwrap_err();
    /// assert_eq!(error.found(), Duration::from_secs(9));
    /// ```
    pub struct ResendingIntervalError { found: Duration }

    new(seconds: u32) keeps seconds as u16, refuses Duration::from_secs(seconds as u64);
    seconds() -> u16, a number of "seconds";
    10 to 7200, by default 10;
    expected "a resending interval of 10 to 7200 whole seconds";
}

/// Converts a number of seconds to and from a [`Duration`].
macro_rules! duration {
    ($Name:ident, $Error:ident) => {
        impl $Name {
            /// Returns the time as a [`Duration`].
            #[must_use]
            pub const fn duration(self) -> Duration {
                Duration::from_secs(self.seconds() as u64)
            }
        }

        /// Takes a whole number of seconds; a fraction is refused.
        impl TryFrom<Duration> for $Name {
            type Error = $Error;

            fn try_from(duration: Duration) -> Result<Self, $Error> {
                let seconds = u32::try_from(duration.as_secs());
                let value = seconds.ok().and_then(|seconds| Self::new(seconds).ok());
                value.filter(|value| value.duration() == duration).ok_or($Error { found: duration })
            }
        }
    };
}

duration!(Validity, ValidityError);
duration!(ResendingInterval, ResendingIntervalError);
