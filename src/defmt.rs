//! `defmt::Format` for every public type: it logs what `Debug` shows, and so no code and no whole
//! number.
//!
//! The text is written on the device. A format that leaves this to the host would have to repeat
//! each `Debug`, and would be one more place where a secret could slip out.

#![cfg(feature = "defmt")]

use ::defmt::{Debug2Format, Format, Formatter};

use crate::sms::gsm7;
use crate::{
    buffer, channel, code, delivery, engine, limit, phone, request, response, session, sms, stored,
    sub_account, template, time, tls, url, verifier,
};

macro_rules! format_as_debug {
    ($($type:ty $(where [$($parameter:tt)*])?,)*) => {
        $(
            impl $(<$($parameter)*>)? Format for $type {
                fn format(&self, f: Formatter<'_>) {
                    Debug2Format(self).format(f);
                }
            }
        )*
    };
}

format_as_debug! {
    buffer::BufferTooSmall,

    channel::CallSettings<'_>,
    channel::Channel,
    channel::ChannelError,
    channel::Language,
    channel::LanguageError,
    channel::Line<'_, MAX> where [const MAX: usize],
    channel::LineError,
    channel::Repetition,
    channel::RepetitionError,
    channel::Settings<'_>,
    channel::SmsSettings,
    channel::Speed,
    channel::SpeedError,
    channel::WhatsAppSettings<'_>,

    code::Code,
    code::CodeError,
    code::Format,
    code::FormatError,
    code::Generator,
    code::Length,
    code::LengthError,

    delivery::Call<'_>,
    delivery::Delivery<'_>,
    delivery::DeliveryError,
    delivery::Sma<'_>,
    delivery::Sms<'_>,
    delivery::Ssml<'_>,
    delivery::Text<N> where [const N: usize],
    delivery::Viber<'_>,
    delivery::WhatsApp<'_>,

    engine::Call<'_, A> where [A: core::fmt::Debug],
    engine::Cancel,
    engine::Check<'_>,
    engine::CheckError,
    engine::ClearFailures,
    engine::Confirm,
    engine::CounterRaise<'_>,
    engine::Engine,
    engine::Event,
    engine::Expire,
    engine::Find,
    engine::Key<'_>,
    engine::KeyBytes,
    engine::LimitedBy,
    engine::Limits,
    engine::Look,
    engine::NotFound,
    engine::Plan<'_, T> where [T],
    engine::Refused,
    engine::Sending,
    engine::Start<'_>,
    engine::Started<'_, '_>,
    engine::Write<'_>,

    limit::Blocked,
    limit::ClientKey,
    limit::ClientKeys,
    limit::Conversion,
    limit::ConversionLimit,
    limit::ConversionLimitError,
    limit::FailureCount,
    limit::Quota,
    limit::QuotaError,
    limit::Raise,
    limit::RateLimit,
    limit::RetryAfter,

    phone::Country,
    phone::CountryError,
    phone::Masked,
    phone::ParseError,
    phone::PhoneNumber,

    request::CallOptions<S> where [S],
    request::Cause,
    request::CodeQuery,
    request::CodeQueryError,
    request::Error,
    request::Found,
    request::Member,
    request::Misnamed,
    request::Mistyped,
    request::Notice,
    request::Request<S> where [S],
    request::SmsOptions<S> where [S],
    request::Verification<'_>,
    request::WhatsAppOptions<S> where [S],

    response::ApiError,
    response::ErrorBody,
    response::ErrorId,
    response::ErrorIdError,
    response::Header,
    response::SessionBody<'_>,

    session::Policy,
    session::ResendError,
    session::ResendingInterval,
    session::ResendingIntervalError,
    session::Session,
    session::SessionId,
    session::SessionIdError,
    session::Status,
    session::TooEarly,
    session::TryResendError<E> where [E: core::fmt::Debug],
    session::Validity,
    session::ValidityError,
    session::Verdict,

    sms::Address,
    sms::AddressError,
    sms::Charset,
    sms::Encoding,
    sms::EncodingError,
    sms::Message<'_>,
    sms::MessageError,
    sms::NumberingPlan,
    sms::Reference,
    sms::ReferenceCounter,
    sms::Segment<'_>,
    sms::Segments<'_>,
    sms::SenderId,
    sms::SenderIdError,
    sms::SenderKind,
    sms::ShortMessage<'_>,
    sms::ShortMessages<'_>,
    sms::Submit<'_>,
    sms::TypeOfNumber,
    sms::UserDataHeader,
    gsm7::Decode<I> where [I],
    gsm7::EncodeError,
    gsm7::NotInAlphabet,
    gsm7::Unpack<'_>,

    stored::FromBytesError,

    sub_account::SubAccountId<'_>,
    sub_account::SubAccountIdError,

    template::Piece<'_>,
    template::Rendered<'_>,
    template::Template<'_>,

    time::Timestamp,
    time::TimestampError,

    tls::TooOld,
    tls::Version,
    tls::VersionError,

    url::BaseUrl<'_>,
    url::BaseUrlError,
    url::CallbackUrl<'_>,
    url::CallbackUrlError,
    url::VerificationUrl<'_>,
    url::VerifyUri<'_>,

    verifier::RestoreError,
    verifier::Slot,
    verifier::Verifier<M> where [M: AsRef<[verifier::Slot]>],
}

#[cfg(feature = "kinds")]
format_as_debug! {
    phone::Kind,
}
