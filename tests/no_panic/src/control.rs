//! Two functions that must not link: one that can panic, and one that the optimizer does not see
//! through. `tests/operations.rs` checks both.

use std::env;
use std::net::Ipv6Addr;

/// Returns a byte; panics if the index is out of range.
#[no_panic::no_panic]
#[inline(never)]
fn out_of_range(bytes: &[u8], index: usize) -> u8 {
    bytes[index]
}

/// Returns whether a text is an IPv6 address; never panics. If this links one day, the feature
/// `without-ipv6` is no longer needed.
#[no_panic::no_panic]
#[inline(never)]
fn ipv6_address_of_core(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

fn main() {
    let text: String = env::args().collect();
    println!("{} {}", out_of_range(text.as_bytes(), text.len() / 2), ipv6_address_of_core(&text));
}
