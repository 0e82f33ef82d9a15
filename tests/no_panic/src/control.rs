//! What can panic does not link, and what the optimizer does not see through: `tests/operations.rs`
//! sees to it.

use std::env;
use std::net::Ipv6Addr;

/// Panics if there is no such byte.
#[no_panic::no_panic]
#[inline(never)]
fn out_of_range(bytes: &[u8], index: usize) -> u8 {
    bytes[index]
}

/// Does not panic. If one day this links, nothing needs to be left out any more.
#[no_panic::no_panic]
#[inline(never)]
fn ipv6_address_of_core(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

fn main() {
    let text: String = env::args().collect();
    println!("{} {}", out_of_range(text.as_bytes(), text.len() / 2), ipv6_address_of_core(&text));
}
