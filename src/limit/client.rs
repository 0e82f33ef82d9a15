//! stub
use core::net::IpAddr;
/// stub
#[derive(Clone, Copy, Debug)]
pub struct ClientKey(u64, u16);
impl ClientKey {
    /// stub
    pub fn all(address: IpAddr) -> impl Iterator<Item = Self> {
        let keys = match address {
            IpAddr::V4(address) => [Some(Self(address.to_bits().into(), 1)), None, None],
            IpAddr::V6(address) => {
                let bits = address.to_bits();
                let top = (bits >> 64) as u64;
                [Some(Self(top, 1)), Some(Self(top >> 8, 4)), Some(Self(top >> 16, 16))]
            }
        };
        keys.into_iter().flatten()
    }
    /// stub
    pub fn key(self) -> u64 {
        self.0
    }
    /// stub
    pub fn multiple(self) -> u16 {
        self.1
    }
}
