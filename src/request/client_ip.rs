//! The address of a client, as proxies write it.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Why a text is not the address of a client.
pub(super) enum NoAddress {
    /// It is a list of several.
    List,
    /// It is something else.
    Other,
}

/// Reads an IPv4 or IPv6 address. Spaces around it, brackets around an IPv6 address and a port are
/// taken off.
///
/// An IPv4 address within an IPv6 one is returned by itself, so that all its forms count as one.
pub(super) fn read(text: &str) -> Result<IpAddr, NoAddress> {
    match text.parse() {
        Ok(address) => Ok(IpAddr::V4(address)),
        Err(_) => read_other(text),
    }
}

/// Reads whatever is not an IPv4 address by itself.
#[inline(never)]
fn read_other(text: &str) -> Result<IpAddr, NoAddress> {
    if text.bytes().any(|byte| byte == b',') {
        return Err(NoAddress::List);
    }
    let text = text.trim_matches([' ', '\t']);
    if let Some((address, port)) = split_once(text, b':')
        && let Ok(address) = address.parse()
    {
        return if is_port(port) { Ok(IpAddr::V4(address)) } else { Err(NoAddress::Other) };
    }
    let address = match text.strip_prefix('[') {
        Some(literal) => {
            let (address, tail) = split_once(literal, b']').ok_or(NoAddress::Other)?;
            let is_tail = tail.is_empty() || tail.strip_prefix(':').is_some_and(is_port);
            if is_tail { address } else { return Err(NoAddress::Other) }
        }
        None => match text.parse() {
            Ok(address) => return Ok(IpAddr::V4(address)),
            Err(_) => text,
        },
    };
    address.parse::<Ipv6Addr>().map(canonical).map_err(|_| NoAddress::Other)
}

/// Splits a text at the first byte of ASCII of this value. The search of `str` for a character has
/// panics in it that the linker does not see to be unreachable.
fn split_once(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == at)?;
    let (before, rest) = text.split_at_checked(place)?;
    Some((before, rest.get(1..)?))
}

/// Whether a text is a number from 0 to 65535.
fn is_port(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok()
}

/// Returns the IPv4 address that is mapped into an IPv6 one (`::ffff:0:0/96`, RFC 4291, 2.5.5.2) or
/// translated to one by NAT64 (`64:ff9b::/96`, RFC 6052, 2.1), or the address as it is.
fn canonical(address: Ipv6Addr) -> IpAddr {
    const NAT64: u128 = 0x0064_FF9B << 96;
    match u32::try_from(u128::from(address) ^ NAT64) {
        Ok(bits) => IpAddr::V4(Ipv4Addr::from(bits)),
        Err(_) => address.to_canonical(),
    }
}
