//! Every error is small, `Copy`, and implements `Error`.

use core::any::type_name;
use core::convert::Infallible;
use core::error::Error;
use regex::Regex;
use std::collections::BTreeSet;
use verify_core::{
    buffer, channel, code, delivery, engine, limit, phone, request, response, session, sms, stored,
    time, tls, url, verifier,
};

/// An error takes at most four words on a 64-bit machine. The exceptions are those that several
/// others become: in a start, and in a response.
const MOST_BYTES: usize = 32;
const MOST_BYTES_OF_SEVERAL: usize = 40;

#[test]
fn every_error_is_small_and_copy() {
    let listed = BTreeSet::from([
        error::<buffer::BufferTooSmall>(),
        error::<channel::ChannelError>(),
        error::<channel::LanguageError>(),
        error::<channel::LineError>(),
        error::<channel::RepetitionError>(),
        error::<channel::SpeedError>(),
        error::<code::CodeError>(),
        error::<code::FormatError>(),
        error::<code::LengthError>(),
        error::<delivery::DeliveryError>(),
        error::<engine::CheckError>(),
        error::<engine::NotFound>(),
        error::<engine::Refused>(),
        error::<limit::Blocked>(),
        error::<limit::QuotaError>(),
        error::<limit::RetryAfter>(),
        error::<phone::ParseError>(),
        error::<phone::CountryError>(),
        error::<request::CodeQueryError>(),
        error::<request::Error>(),
        error::<request::SubAccountIdError>(),
        error::<response::ApiError>(),
        error::<response::ErrorIdError>(),
        error::<session::ResendError>(),
        error::<session::ResendingIntervalError>(),
        error::<session::SessionIdError>(),
        error::<session::TooEarly>(),
        error::<session::TryResendError<Infallible>>(),
        error::<session::ValidityError>(),
        error::<sms::AddressError>(),
        error::<sms::EncodingError>(),
        error::<sms::MessageError>(),
        error::<sms::SenderIdError>(),
        error::<sms::gsm7::EncodeError>(),
        error::<sms::gsm7::NotInAlphabet>(),
        error::<stored::FromBytesError>(),
        error::<time::TimestampError>(),
        error::<tls::TooOld>(),
        error::<tls::VersionError>(),
        error::<url::BaseUrlError>(),
        error::<url::CallbackUrlError>(),
        error::<verifier::RestoreError>(),
    ]);
    let implemented =
        Regex::new(r"(?m)^impl(<[^>]*>)? (core::)?(error::)?Error for ([A-Za-z0-9_]+)")
            .expect("a valid pattern");
    // The macros `bounded!` and `named_by_uuid!` declare a type and its error.
    let declared = Regex::new(r"(?m)^    pub (?:struct|enum) ([A-Za-z0-9_]+Error)(?: \{|;)")
        .expect("a valid pattern");
    let mut written = BTreeSet::new();
    for (path, text) in crate::sources() {
        for found in implemented.captures_iter(&text) {
            written.insert((crate::imports::module(&path), found[4].to_owned()));
        }
        for found in declared.captures_iter(&text) {
            written.insert((crate::imports::module(&path), found[1].to_owned()));
        }
    }
    assert_eq!(listed, written, "the list in this test names each error of src/");
}

/// The module and the name of an error. The bounds have the compiler check that it is `Copy`.
fn error<E: Error + Copy + Eq + Send + Sync + Unpin + 'static>() -> (String, String) {
    named(type_name::<E>(), size_of::<E>())
}

fn named(path: &str, bytes: usize) -> (String, String) {
    let path = path.split_once('<').map_or(path, |(path, _)| path);
    let is_one_of_several = path.ends_with("::ApiError") || path.ends_with("::Refused");
    let most = if is_one_of_several { MOST_BYTES_OF_SEVERAL } else { MOST_BYTES };
    assert!(bytes <= most, "{path} takes {bytes} bytes");
    let mut parts = path.split("::").skip(1);
    let module = parts.next().expect("a type stands in a module");
    (module.to_owned(), parts.last().expect("a type has a name").to_owned())
}
