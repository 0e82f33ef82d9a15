//! The address of a client, as proxies write it.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::error::Cause;

/// Reads an IPv4 or IPv6 address. Spaces around it, brackets around an IPv6 address and a port are
/// taken off.
///
/// An IPv4 address within an IPv6 one is returned by itself, so that all its forms count as one.
pub(super) fn read(text: &str) -> Result<IpAddr, Cause> {
    let address = match text.parse() {
        Ok(address) => address,
        Err(_) => read_written_by_proxy(text)?,
    };
    Ok(canonical(address))
}

#[cold]
fn read_written_by_proxy(text: &str) -> Result<IpAddr, Cause> {
    if text.contains(',') {
        return Err(Cause::IpAddressList);
    }
    let text = text.trim_matches([' ', '\t']);
    let address = match text.strip_prefix('[') {
        Some(literal) => {
            let (address, tail) = literal.split_once(']').ok_or(Cause::IpAddress)?;
            let is_tail = tail.is_empty() || tail.strip_prefix(':').is_some_and(is_port);
            address.parse::<Ipv6Addr>().ok().filter(|_| is_tail).map(IpAddr::V6)
        }
        None => match text.split_once(':') {
            Some((address, port)) if is_port(port) => {
                address.parse::<Ipv4Addr>().ok().map(IpAddr::V4)
            }
            _ => text.parse().ok(),
        },
    };
    address.ok_or(Cause::IpAddress)
}

/// Whether a text is a number from 0 to 65535.
fn is_port(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok()
}

/// Returns the IPv4 address that is mapped into an IPv6 one (`::ffff:0:0/96`, RFC 4291, 2.5.5.2) or
/// translated to one by NAT64 (`64:ff9b::/96`, RFC 6052, 2.1); another address as it is.
fn canonical(address: IpAddr) -> IpAddr {
    const NAT64: u128 = 0x0064_FF9B << 96;
    match address {
        IpAddr::V6(address) => {
            let bits = u128::from(address);
            let embedded = (bits & !u128::from(u32::MAX) == NAT64).then_some(bits);
            match embedded.and_then(|bits| u32::try_from(bits ^ NAT64).ok()) {
                Some(bits) => IpAddr::V4(Ipv4Addr::from(bits)),
                None => address.to_canonical(),
            }
        }
        IpAddr::V4(_) => address,
    }
}
