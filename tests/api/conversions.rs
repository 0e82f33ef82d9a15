//! Text and numbers in, text out: each type takes them in the same ways.

use core::error::Error;
use core::fmt::{Debug, Display};
use core::str::FromStr;
use std::time::{Duration, SystemTime};

use verify_core::channel::{Channel, Language, Line, Repetition, Speed};
use verify_core::code::{Code, Format, Length};
use verify_core::phone::{Country, PhoneNumber};
use verify_core::request::{Brand, SubAccountId};
use verify_core::session::{ResendingInterval, SessionId, Validity};
use verify_core::sms::{Charset, Encoding, Reference, SenderId};
use verify_core::template::Template;
use verify_core::time::Timestamp;
use verify_core::tls::Version;
use verify_core::url::{BaseUrl, CallbackUrl};

/// Checks that a type reads `text`, by the function that it has and by `FromStr`, and writes it.
fn reads_and_writes<T, E>(text: &str, parse: impl Fn(&str) -> Result<T, E>)
where
    T: FromStr<Err = E> + Display + Debug + PartialEq,
    E: Error + Copy + PartialEq + 'static,
{
    let value = parse(text).expect("it is valid");
    assert_eq!(value.to_string(), text);
    assert_eq!(text.parse(), Ok(value));
    let wrong = "?".parse::<T>().expect_err("no type takes it");
    assert_eq!(parse("?"), Err(wrong));
    let _: Box<dyn Error> = wrong.into();
}

#[test]
fn text_comes_in_and_goes_out_the_same() {
    reads_and_writes("whatsapp", Channel::parse);
    reads_and_writes("fr-FR", Language::parse);
    reads_and_writes("1.5", Speed::parse);
    reads_and_writes("ALPHANUMERIC_EASY", Format::parse);
    reads_and_writes("SG", Country::parse);
    reads_and_writes("+6587654321", |text| PhoneNumber::parse(text, None));
    reads_and_writes("18b526add06348c0bb934e71f042f047", SessionId::parse);
    reads_and_writes("UCS2", Encoding::parse);
    reads_and_writes("ABC Shop", SenderId::parse);
    reads_and_writes("TLSv1.3", Version::parse);
}

/// Checks that a type borrows `text`, by the function that it has and by `TryFrom`, and gives it
/// back.
fn borrows<'a, T, E>(text: &'a str, parse: impl Fn(&'a str) -> Result<T, E>)
where
    T: TryFrom<&'a str, Error = E> + AsRef<str> + Display + Debug + PartialEq,
    E: Error + Copy + PartialEq + 'static,
{
    let value = parse(text).expect("it is valid");
    assert_eq!((value.as_ref(), value.to_string().as_str()), (text, text));
    assert_eq!(T::try_from(text), Ok(value));
    let wrong = T::try_from("\n").expect_err("no type takes a line break");
    assert_eq!(parse("\n"), Err(wrong));
}

#[test]
fn borrowed_text_comes_in_and_goes_out_the_same() {
    borrows("Café ABC", Brand::parse);
    borrows("en-standard", Line::<50>::parse);
    borrows("demo-account_1", SubAccountId::parse);
    borrows("https://example.com/changes?of=status", CallbackUrl::parse);
    borrows("https://verify.example.com", BaseUrl::parse);
}

#[test]
fn what_is_text_is_taken_as_text() {
    fn is_text(value: impl AsRef<str>, text: &str) {
        assert_eq!(value.as_ref(), text);
    }
    is_text(Channel::Sms, "sms");
    is_text(Language::default(), "en-US");
    is_text(Format::Numeric, "NUMERIC");
    is_text(Country::SG, "SG");
    is_text(Encoding::Auto, "AUTO");
    is_text(Charset::Gsm7, "GSM7");
    is_text(SenderId::default(), "SMS");
    is_text(Version::V1_3, "TLSv1.3");
    is_text(Template::DEFAULT, "Your verification code is {code}");
    is_text(Template::from("{code}"), "{code}");
}

/// Checks that a type takes `number`, by the function that it has and by `TryFrom`, and refuses
/// `wrong`.
fn takes<N: Copy, T, E>(number: N, wrong: N, new: impl Fn(N) -> Result<T, E>)
where
    T: TryFrom<N, Error = E> + Debug + PartialEq,
    E: Error + Copy + PartialEq + 'static,
{
    assert_eq!(T::try_from(number), new(number));
    assert!(new(number).is_ok());
    let error = T::try_from(wrong).expect_err("it is out of bounds");
    assert_eq!(new(wrong), Err(error));
}

#[test]
fn numbers_come_in_the_same() {
    takes(6, 11, Length::new);
    takes(3, 0, Repetition::new);
    takes(120, 29, Validity::new);
    takes(60, 7201, ResendingInterval::new);
    assert_eq!(Speed::try_from(1.5), Speed::parse("1.5"));
    assert_eq!((Reference::from(5_u8), Reference::from(5_u16)), (5_u8.into(), 5_u16.into()));

    let minute = Duration::from_secs(60);
    assert_eq!(Validity::try_from(minute), Validity::new(60));
    assert_eq!(ResendingInterval::try_from(minute), ResendingInterval::new(60));
    assert!(Validity::try_from(Duration::from_millis(30_500)).is_err());
}

#[test]
fn the_system_s_clock_is_a_timestamp() -> Result<(), Box<dyn Error>> {
    let now = Timestamp::try_from(SystemTime::UNIX_EPOCH.elapsed()?)?;
    assert!(now > Timestamp::from_unix_millis(1_766_037_294_090)?);
    assert!(Timestamp::try_from(Duration::MAX).is_err());
    Ok(())
}

#[test]
fn a_code_is_read_in_its_format() -> Result<(), Box<dyn Error>> {
    let code = Code::parse(Format::NumericWithDash, "231-461")?;
    assert!(code.matches("231461"));
    assert_eq!(code.expose(), "231-461");
    Ok(())
}
