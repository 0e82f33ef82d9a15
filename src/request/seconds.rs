//! Stand-ins until `session` has them.
macro_rules! seconds {
    ($name:ident, $min:literal, $max:literal, $default:literal) => {
        /// Stand-in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name(u16);
        impl $name {
            /// Stand-in.
            pub const MIN: Self = Self($min);
            /// Stand-in.
            pub const MAX: Self = Self($max);
            /// Stand-in.
            pub const fn new(seconds: u16) -> Result<Self, ()> {
                if $min <= seconds && seconds <= $max { Ok(Self(seconds)) } else { Err(()) }
            }
            /// Stand-in.
            pub const fn seconds(self) -> u16 {
                self.0
            }
        }
        impl Default for $name {
            fn default() -> Self {
                Self($default)
            }
        }
    };
}
seconds!(Validity, 30, 7200, 300);
seconds!(ResendingInterval, 10, 7200, 10);
