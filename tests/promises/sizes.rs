//! How large each public type is, and each table.

#![cfg(target_pointer_width = "64")]

use core::any::type_name;
use regex::Regex;
use std::collections::BTreeSet;
use verify_core::sms::{self, gsm7};
use verify_core::{
    buffer, channel, code, delivery, engine, limit, phone, request, response, session, stored,
    template, time, tls, url, verifier,
};

/// The module and the name of a type, and how large it is.
fn entry<T>() -> (String, usize) {
    (name(type_name::<T>()), size_of::<T>())
}

fn name(path: &str) -> String {
    let path = path.split_once('<').map_or(path, |(path, _)| path);
    let mut parts = path.split("::").skip(1);
    let module = parts.next().expect("a type stands in a module");
    format!("{module}::{}", parts.last().expect("a type has a name"))
}

/// Each type with the size that today's compiler gives it on a 64-bit machine. A generic type is
/// listed once.
macro_rules! sizes {
    ($($type:ty => $size:literal,)+) => {
        /// Returns the entry of each type, and its expected size.
        fn sizes() -> Vec<((String, usize), usize)> {
            vec![$((entry::<$type>(), $size),)+]
        }
    };
}

sizes! {
    buffer::BufferTooSmall => 16,
    code::Code => 12,
    code::CodeError => 16,
    code::Format => 1,
    code::FormatError => 0,
    code::Generator => 304,
    code::Length => 1,
    code::LengthError => 1,
    phone::Country => 1,
    phone::CountryError => 0,
    phone::Masked => 8,
    phone::ParseError => 16,
    phone::Kind => 1,
    phone::PhoneNumber => 8,
    template::Piece<'_> => 24,
    template::Rendered<'_> => 144,
    template::Template<'_> => 104,
    stored::FromBytesError => 24,
    sms::Address => 9,
    sms::AddressError => 16,
    sms::Charset => 1,
    sms::Encoding => 1,
    sms::EncodingError => 0,
    sms::Message<'_> => 40,
    sms::MessageError => 32,
    sms::NumberingPlan => 1,
    sms::Reference => 4,
    sms::ReferenceCounter => 1,
    sms::Segment<'_> => 48,
    sms::Segments<'_> => 56,
    sms::SenderId => 18,
    sms::SenderIdError => 16,
    sms::SenderKind => 1,
    sms::ShortMessage<'_> => 56,
    sms::ShortMessages<'_> => 64,
    sms::Submit<'_> => 72,
    sms::TypeOfNumber => 1,
    sms::UserDataHeader => 8,
    gsm7::EncodeError => 24,
    gsm7::Decode<core::slice::Iter<'_, u8>> => 16,
    gsm7::NotInAlphabet => 24,
    gsm7::Unpack<'_> => 40,
    channel::CallSettings<'_> => 32,
    channel::Channel => 1,
    channel::ChannelError => 0,
    channel::Language => 1,
    channel::LanguageError => 0,
    channel::Line<'_, 30> => 16,
    channel::LineError => 24,
    channel::Repetition => 1,
    channel::RepetitionError => 1,
    channel::Settings<'_> => 40,
    channel::SmsSettings => 19,
    channel::Speed => 1,
    channel::SpeedError => 1,
    channel::WhatsAppSettings<'_> => 24,
    tls::TooOld => 1,
    tls::Version => 1,
    tls::VersionError => 0,
    time::Timestamp => 8,
    time::TimestampError => 8,
    request::CallOptions<&str> => 64,
    request::Cause => 24,
    request::CodeQuery => 136,
    request::CodeQueryError => 1,
    request::Error => 32,
    request::Found => 1,
    request::Member => 1,
    request::Misnamed => 4,
    request::Mistyped => 23,
    request::Notice => 24,
    request::Request<&str> => 336,
    request::SmsOptions<&str> => 32,
    request::SubAccountId<'_> => 16,
    request::SubAccountIdError => 16,
    request::Verification<'_> => 240,
    request::WhatsAppOptions<&str> => 16,
    session::Policy => 8,
    session::ResendError => 16,
    session::ResendingInterval => 2,
    session::ResendingIntervalError => 16,
    session::Session => 64,
    session::SessionId => 16,
    session::SessionIdError => 16,
    session::Status => 1,
    session::TooEarly => 8,
    session::TryResendError<core::convert::Infallible> => 16,
    session::Validity => 2,
    session::ValidityError => 16,
    session::Verdict => 2,
    limit::Blocked => 16,
    limit::ClientKey => 16,
    limit::ClientKeys => 24,
    limit::Conversion => 16,
    limit::ConversionLimit => 12,
    limit::ConversionLimitError => 16,
    limit::FailureCount => 16,
    limit::Quota => 8,
    limit::QuotaError => 16,
    limit::Raise => 48,
    limit::RateLimit => 16,
    limit::RetryAfter => 8,
    url::BaseUrl<'_> => 16,
    url::BaseUrlError => 24,
    url::CallbackUrl<'_> => 40,
    url::CallbackUrlError => 16,
    url::VerificationUrl<'_> => 32,
    url::VerifyUri<'_> => 48,
    delivery::Call<'_> => 56,
    delivery::Delivery<'_> => 80,
    delivery::DeliveryError => 32,
    delivery::Sma<'_> => 64,
    delivery::Sms<'_> => 72,
    delivery::Ssml<'_> => 16,
    delivery::Text<160> => 168,
    delivery::Viber<'_> => 24,
    delivery::WhatsApp<'_> => 40,
    response::ApiError => 40,
    response::ErrorBody => 64,
    response::ErrorId => 16,
    response::ErrorIdError => 16,
    response::Header => 24,
    response::SessionBody<'_> => 128,
    engine::Call<'_, engine::Check<'_>> => 544,
    engine::Cancel => 16,
    engine::Check<'_> => 32,
    engine::CheckError => 16,
    engine::ClearFailures => 8,
    engine::Confirm => 16,
    engine::CounterRaise<'_> => 96,
    engine::Engine => 88,
    engine::Event => 40,
    engine::Expire => 16,
    engine::Find => 8,
    engine::Key<'_> => 40,
    engine::KeyBytes => 80,
    engine::LimitedBy => 1,
    engine::Limits => 44,
    engine::Look => 16,
    engine::NotFound => 0,
    engine::Plan<'_, ()> => 1760,
    engine::Refused => 40,
    engine::Sending => 1,
    engine::Start<'_> => 16,
    engine::Started<'_, '_> => 272,
    engine::Write<'_> => 72,
    verifier::RestoreError => 24,
    verifier::Slot => 320,
    verifier::Verifier<[verifier::Slot; 0]> => 576,
}

#[test]
fn every_public_type_is_as_large_as_it_is_listed() {
    let sizes = sizes();
    let others: Vec<_> = sizes.iter().filter(|((_, size), listed)| size != listed).collect();
    assert!(others.is_empty(), "these have another size than listed: {others:?}");
    let listed: BTreeSet<_> = sizes.iter().map(|((name, _), _)| name.clone()).collect();
    assert_eq!(listed.len(), sizes.len(), "each is listed once");
    let declared = crate::types::public_types(&crate::root().join("src")).into_iter();
    let declared: BTreeSet<_> =
        declared.map(|(file, name)| format!("{}::{name}", crate::imports::module(&file))).collect();
    assert_eq!(listed, declared, "the list names each public type of src/");
}

#[test]
fn prose_says_the_same() {
    let session = size_of::<session::Session>();
    for (file, words) in [
        (
            "README.md",
            format!(
                "{} bytes per session, {} per destination",
                session::Session::BYTES,
                limit::FailureCount::BYTES
            ),
        ),
        ("README.md", format!("or {} bytes per number with wrong codes", verifier::FAILURE_BYTES)),
        ("README.md", format!("`alloc`, {} bytes per number", size_of::<phone::PhoneNumber>())),
        ("README.md", format!("It is {}, which is `rust-version`", env!("CARGO_PKG_RUST_VERSION"))),
        (
            "src/session/state.rs",
            format!("/// One verification of one destination: {session} bytes."),
        ),
        ("src/code/value.rs", format!("(Self::EMPTY)): {} bytes.", size_of::<code::Code>())),
        ("src/limit/rate.rs", format!("GCRA in {} bytes.", size_of::<limit::RateLimit>())),
    ] {
        assert!(crate::read(file).contains(&words), "{file} does not say: {words}");
    }
}

/// The compiler measures them: an assertion beside each table says how large it is.
#[test]
fn every_table_is_measured() {
    let table = Regex::new(
        r"(?m)^ *(?:pub(?:\([a-z]+\))? )?(static|const) ([A-Z0-9_]+): (\[.*\]|Sampler) =",
    )
    .expect("a valid pattern");
    let few = Regex::new(r"^\[.*; ([0-9]|1[0-5])\]$|^\[Self; ").expect("a valid pattern");
    let mut tables = 0;
    for (path, text) in crate::sources() {
        for found in table.captures_iter(&text) {
            let (keyword, name, kind) = (&found[1], &found[2], &found[3]);
            if keyword == "const" && few.is_match(kind) {
                continue; // a list of fewer than sixteen, or of a type's own values
            }
            tables += 1;
            let measured = text.contains(&format!("size_of_val(&{name})"));
            assert!(measured, "src/{}: assert the size_of_val(&{name})", path.display());
        }
    }
    assert!(tables >= 15, "the search has found only {tables}");
}
