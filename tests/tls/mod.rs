//! TLS versions: names, the destination that requires one, and every message.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

use verify_core::phone::{Country, PhoneNumber};
use verify_core::tls::{self, Version};

#[test]
fn version_1_3_is_required_for_singapore_only() {
    let versions = [Version::V1_0, Version::V1_1, Version::V1_2, Version::V1_3];
    for (version, name) in versions.into_iter().zip(["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"]) {
        assert_eq!((name.parse(), version.to_string()), (Ok(version), name.to_string()));
        assert_eq!((Version::parse(name), version.as_ref()), (Ok(version), name));
        for country in Country::all() {
            let digits: u64 = 123_456_789;
            // Numbers with the country's calling code, of each length that the country has.
            let numbers = (4..=9).filter_map(|length| {
                let national = digits.to_string()[..length].to_string();
                PhoneNumber::parse(&format!("+{}{national}", country.calling_code()), None).ok()
            });
            for number in numbers {
                let answer = tls::require(number, version);
                if number.calling_code() == 65 && version < Version::V1_3 {
                    let refused = answer.unwrap_err();
                    assert_eq!((refused.negotiated(), refused.http_status()), (version, 426));
                    assert_eq!(
                        refused.to_string(),
                        format!(
                            "TLS 1.3+ is required for Singapore-bound messages. Detected: {name}"
                        ),
                    );
                } else {
                    assert_eq!(answer, Ok(()));
                }
            }
        }
    }
    for wrong in ["", "TLSv1.4", "TLSv1.0", "tlsv1.2", "SSLv3", "1.2"] {
        assert!(wrong.parse::<Version>().is_err());
    }
    let singapore = PhoneNumber::parse("+6587654321", None).unwrap();
    assert_eq!(
        tls::require(singapore, Version::V1_2).unwrap_err().to_string(),
        "TLS 1.3+ is required for Singapore-bound messages. Detected: TLSv1.2",
    );
}

#[test]
fn another_name_is_refused_word_for_word() {
    let error = "1.3".parse::<Version>().unwrap_err();
    let message = "expected one of the TLS versions TLSv1, TLSv1.1, TLSv1.2 or TLSv1.3";
    assert_eq!(error.to_string(), message);
}
