//! Where entropy comes from.

use core::convert::Infallible;
use core::fmt;

use getrandom::SysRng;
use rand_core::{TryCryptoRng, TryRng};
use verify_core::code::{Code, Format, Generator, Length};
use verify_core::response::ErrorId;
use verify_core::session::{Policy, ResendError, Session, SessionId, TryResendError};

use super::now;

/// A hardware generator that has failed.
struct Broken;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fault;

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no entropy")
    }
}

impl core::error::Error for Fault {}

impl TryRng for Broken {
    type Error = Fault;

    fn try_next_u32(&mut self) -> Result<u32, Fault> {
        Err(Fault)
    }

    fn try_next_u64(&mut self) -> Result<u64, Fault> {
        Err(Fault)
    }

    fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), Fault> {
        Err(Fault)
    }
}

impl TryCryptoRng for Broken {}

#[test]
fn a_generator_is_seeded_by_one_that_can_fail() {
    let mut rng = Generator::try_from_rng(&mut SysRng).expect("the system has entropy");
    let mut other = Generator::from_rng(&mut rng);
    let [one, two] = [&mut rng, &mut other]
        .map(|rng| Code::generate(Format::Alphanumeric, Length::MAX, rng).expose().to_owned());
    assert_ne!(one, two);
}

#[test]
fn what_draws_also_takes_the_generator_of_the_system() {
    let code = Code::try_generate(Format::Numeric, Length::MAX, &mut SysRng);
    assert_eq!(code.expect("the system has entropy").len(), 10);
    assert!(SessionId::try_generate(&mut SysRng).is_ok());
    assert!(ErrorId::try_generate(&mut SysRng).is_ok());
}

#[test]
fn a_failure_comes_back_as_it_is() {
    assert_eq!(Generator::try_from_rng(&mut Broken).err(), Some(Fault));
    let code = Code::try_generate(Format::Numeric, Length::MAX, &mut Broken);
    assert_eq!(code.err(), Some(Fault));
    let phone = "+6587654321".parse().expect("a phone number");
    let session = Session::try_start(now(), phone, Policy::default(), &mut Broken);
    assert_eq!(session.err(), Some(Fault));
}

/// A resend fails for one of two reasons, and each is one `match` arm away.
#[test]
fn a_resend_that_can_fail_has_no_result_in_a_result() -> Result<(), Box<dyn core::error::Error>> {
    let start = now();
    let policy = Policy { reset_session: true, ..Policy::default() };
    let mut session = Session::try_start(start, "+6587654321".parse()?, policy, &mut SysRng)?;
    match session.try_resend(start, policy, &mut SysRng) {
        Err(TryResendError::Refused(ResendError::TooEarly(early))) => {
            assert_eq!(early.retry_after(), session.retry_after());
        }
        other => panic!("{other:?}"),
    }
    let later = session.retry_after();
    let failed = session.try_resend(later, policy, &mut Broken);
    assert_eq!(failed, Err(TryResendError::Rng(Fault)));
    session.try_resend(later, policy, &mut SysRng)?;
    Ok(())
}

/// Any generator will do that is a `CryptoRng` of `rand_core`.
#[test]
fn a_generator_is_a_crypto_rng() {
    fn is_crypto_rng<R: TryCryptoRng<Error = Infallible>>(_: &R) {}
    is_crypto_rng(&Generator::from_rng(&mut Generator::from_seed([7; 32])));
}
