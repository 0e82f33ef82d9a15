//! Whole numbers between two bounds, which all have the same methods and the same error.

/// Declares a number between two bounds, and the error of a number outside them.
///
/// Both types are written out where the macro is used, so that a reader and a search find them.
/// `keeps` says how a number within the bounds is stored, `refuses` what an error shows of one that
/// is not.
macro_rules! bounded {
    (
        $(#[$about:meta])*
        pub struct $Name:ident($kept:ty);

        $(#[$about_error:meta])*
        pub struct $Error:ident { found: $found:ty }

        new($number:ident: $Number:ty) keeps $keep:expr, refuses $refuse:expr;
        $get:ident() -> $Given:ty, a number of $unit:literal;
        $min:literal to $max:literal, by default $default:literal;
        expected $expected:literal;
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $Name($kept);

        impl $Name {
            #[doc = concat!("The least: ", $min, " ", $unit, ".")]
            pub const MIN: Self = Self::kept($min);
            #[doc = concat!("The most: ", $max, " ", $unit, ".")]
            pub const MAX: Self = Self::kept($max);

            #[doc = concat!("Takes a number of ", $unit, ".")]
            ///
            /// # Errors
            ///
            #[doc = concat!("[`", stringify!($Error), "`] below ", $min, " and above ", $max, ".")]
            pub const fn new($number: $Number) -> Result<Self, $Error> {
                if $min <= $number && $number <= $max {
                    Ok(Self::kept($number))
                } else {
                    Err($Error { found: $refuse })
                }
            }

            #[allow(clippy::cast_possible_truncation, reason = "the bounds fit what is kept")]
            const fn kept($number: $Number) -> Self {
                Self($keep)
            }

            #[doc = concat!("Returns the number of ", $unit, ": ", $min, " to ", $max, ".")]
            #[must_use]
            pub const fn $get(self) -> $Given {
                self.0 as $Given
            }
        }

        #[doc = concat!($default, " ", $unit, ".")]
        impl Default for $Name {
            fn default() -> Self {
                Self::kept($default)
            }
        }

        impl TryFrom<$Number> for $Name {
            type Error = $Error;

            fn try_from($number: $Number) -> Result<Self, $Error> {
                Self::new($number)
            }
        }

        impl core::fmt::Display for $Name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                core::fmt::Display::fmt(&self.$get(), f)
            }
        }

        impl core::fmt::Debug for $Name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_tuple(stringify!($Name)).field(&self.$get()).finish()
            }
        }

        $(#[$about_error])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub struct $Error {
            found: $found,
        }

        impl $Error {
            /// Returns what was refused.
            #[must_use]
            pub const fn found(self) -> $found {
                self.found
            }
        }

        impl core::fmt::Display for $Error {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!("expected ", $expected, ", found {:?}"), self.found)
            }
        }

        impl core::error::Error for $Error {}
    };
}
pub(crate) use bounded;
