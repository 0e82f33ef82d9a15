use std::hint::black_box as any;
use verify_core::phone::PhoneNumber;
use verify_core::tls::{self, TooOld, Version, VersionError};

cannot_panic! {
    fn require(destination: PhoneNumber, negotiated: Version) -> Result<(), TooOld> {
        tls::require(destination, negotiated)
    }
    fn version(name: &str) -> Result<Version, VersionError> {
        Version::parse(name)
    }
    fn name(version: Version) -> &'static str {
        version.as_str()
    }
    fn found(error: TooOld) -> (Version, u16) {
        (error.negotiated(), error.http_status())
    }
}

pub(crate) fn run() {
    let old = version(any("TLSv1.2")).expect("a version");
    assert_eq!(name(any(old)), "TLSv1.2");
    let number = "+6587654321".parse().expect("a number");
    let error = require(any(number), any(old)).expect_err("too old for Singapore");
    assert_eq!(found(any(error)), (old, 426));
}
