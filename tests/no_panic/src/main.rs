//! Every operation of the crate, called from a function that does not link if it can panic, and run
//! once.
//!
//! `#[no_panic]` puts a guard into a function; dropping the guard calls a symbol that does not
//! exist. The optimizer removes the guard where nothing can unwind. A module here holds the
//! operations of the crate's module of that name; `tests/operations.rs` checks that none is
//! missing.
//!
//! These cannot be shown this way:
//!
//! | operation | reason |
//! |---|---|
//! | `Display`, `Debug` and `Error` | they write to a `dyn Write`, which may do anything |
//! | `Serialize` and `Deserialize` | they call the format, which belongs to others |
//! | `defmt::Format` | it calls the logger of the application |
//! | IPv6 addresses | the optimizer does not see that `core`'s parser stays in bounds |
//!
//! IPv6 addresses are read by `Request::validate` and `violations`, `Verifier::start`,
//! `CallbackUrl::parse` and `BaseUrl::parse`. The rest of these five is shown with another parser
//! in its place (the feature `without-ipv6`, which `tests/operations.rs` sets).
//!
//! The image of `examples/firmware` shows that no function of the crate, the ones above included,
//! calls a panic.

/// Declares functions that cannot panic, whatever their arguments: the optimizer knows nothing of
/// their callers.
macro_rules! cannot_panic {
    ($($function:tt)*) => { guarded! { [no_panic::no_panic] $($function)* } };
}

/// Declares the same of functions that may read an IPv6 address.
macro_rules! cannot_panic_without_ipv6 {
    ($($function:tt)*) => {
        guarded! { [cfg_attr(feature = "without-ipv6", no_panic::no_panic)] $($function)* }
    };
}

macro_rules! guarded {
    (
        [$guard:meta]
        $(
            fn $name:ident $(<$($life:lifetime),+>)? ($($parameter:ident: $type:ty),* $(,)?)
            $(-> $result:ty)? $body:block
        )+
    ) => {
        $(
            #[$guard]
            #[inline(never)]
            fn $name $(<$($life),+>)? ($($parameter: $type),*) $(-> $result)? $body
        )+
    };
}

mod buffer;
mod channel;
mod code;
mod delivery;
mod engine;
mod gsm7;
mod limit;
mod phone;
mod request;
mod response;
mod session;
mod sms;
mod sub_account;
mod template;
mod time;
mod tls;
mod url;
mod verifier;

fn main() {
    code::run();
    phone::run();
    template::run();
    sms::run();
    gsm7::run();
    buffer::run();
    channel::run();
    tls::run();
    time::run();
    sub_account::run();
    request::run();
    session::run();
    limit::run();
    url::run();
    delivery::run();
    engine::run();
    response::run();
    verifier::run();
}
