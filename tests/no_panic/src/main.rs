//! Every operation of the crate, called from a function that does not link if it can panic, and run
//! once.
//!
//! `#[no_panic]` puts a guard into a function, whose drop calls what does not exist; the optimizer
//! removes it where nothing can unwind. A module here has the operations of the crate's module of
//! that name; `tests/operations.rs` sees that none is left out.
//!
//! This cannot be shown so:
//!
//! | what | because |
//! |---|---|
//! | `Display`, `Debug` and `Error` | they write to a `dyn Write`, which may do anything |
//! | `Serialize` and `Deserialize` | they call the format, which is another's |
//! | `defmt::Format` | it calls the logger of the application |
//! | an IPv6 address, read by `Request::validate` and `violations`, `Verifier::start`, `CallbackUrl::parse` and `BaseUrl::parse` | the optimizer does not see that `core`'s parser stays within its arrays; all else of these five is shown with another in its place (the feature `without-ipv6`, which `tests/operations.rs` sets) |
//!
//! That no function of the crate calls a panic, those above included, is seen in the image of
//! `examples/firmware`.

/// Functions that cannot panic, whatever they are called with: the optimizer knows nothing of their
/// callers.
macro_rules! cannot_panic {
    ($($function:tt)*) => { guarded! { [no_panic::no_panic] $($function)* } };
}

/// The same of those that may read an IPv6 address.
macro_rules! cannot_panic_without_ipv6 {
    ($($function:tt)*) => {
        guarded! { [cfg_attr(feature = "without-ipv6", no_panic::no_panic)] $($function)* }
    };
}

macro_rules! guarded {
    (
        [$guard:meta]
        $(fn $name:ident $(<$($life:lifetime),+>)? ($($parameter:ident: $type:ty),* $(,)?) $(-> $result:ty)? $body:block)+
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
mod gsm7;
mod limit;
mod phone;
mod request;
mod response;
mod session;
mod sms;
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
    request::run();
    session::run();
    limit::run();
    url::run();
    delivery::run();
    response::run();
    verifier::run();
}
