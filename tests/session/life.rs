//! The life of a session: each row and rule of the contract's table, ids, policies and texts.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

use core::time::Duration;
use std::collections::HashSet;

use rand_core::{TryCryptoRng, TryRng};
use verify_core::channel::Channel;
use verify_core::code::{Format, Generator, Length};
use verify_core::phone::PhoneNumber;
use verify_core::session::{
    Policy, ResendError, ResendingInterval, ResendingIntervalError, Session, SessionId, Status,
    TryResendError, Validity, ValidityError, Verdict,
};
use verify_core::time::Timestamp;

const START: u64 = 1_766_037_294_090; // 2025-12-18T05:54:54.090Z
const END: u64 = 253_402_300_799_999; // 9999-12-31T23:59:59.999Z
const WRONG: &str = "????";

fn at(millis: u64) -> Timestamp {
    Timestamp::from_unix_millis(millis).unwrap()
}

/// Returns the instant that many milliseconds after the start.
fn after(millis: u64) -> Timestamp {
    at(START + millis)
}

fn rng() -> Generator {
    Generator::from_seed([3; 32])
}

fn destination() -> PhoneNumber {
    "+1 (987) 654-3210".parse().unwrap()
}

fn policy(validity: u32, interval: u32) -> Policy {
    Policy {
        validity: Validity::new(validity).unwrap(),
        resending_interval: ResendingInterval::new(interval).unwrap(),
        ..Policy::default()
    }
}

fn reset() -> Policy {
    Policy { reset_session: true, ..Policy::default() }
}

fn sma() -> Policy {
    Policy { channel: Channel::Sma, ..Policy::default() }
}

fn started(policy: Policy) -> Session {
    Session::start(after(0), destination(), policy, &mut rng())
}

fn code(session: &Session) -> String {
    session.code().expose().to_owned()
}

/// Returns a session for each way to end.
fn over() -> [(Session, Status); 4] {
    let mut verified = started(Policy::default());
    assert_eq!(verified.check(after(0), &code(&verified)), Verdict::Verified);
    let mut failed = started(Policy::default());
    (1..=4).for_each(|_| assert!(matches!(failed.check(after(0), WRONG), Verdict::Wrong { .. })));
    assert_eq!(failed.check(after(0), WRONG), Verdict::Failed);
    let mut expired = started(policy(30, 10));
    assert_eq!(expired.status(after(30_000)), Status::Expired);
    let mut cancelled = started(Policy::default());
    assert_eq!(cancelled.cancel(after(0)), Status::Expired);
    [
        (verified, Status::Verified),
        (failed, Status::Failed),
        (expired, Status::Expired),
        (cancelled, Status::Expired),
    ]
}

// --- The rows of the table ---

#[test]
fn start_gives_a_new_session() {
    let policy = Policy {
        format: Format::AlphanumericEasy,
        length: Length::new(7).unwrap(),
        ..policy(120, 60)
    };
    let mut session = started(policy);
    assert_eq!(session.status(after(0)), Status::Waiting);
    assert_eq!(session.attempts(), 0);
    assert_eq!(session.sent_at(), after(0));
    assert_eq!(session.expires_at(), after(120_000));
    assert_eq!(session.retry_after(), after(60_000));
    assert_eq!(session.destination(), destination());
    assert_eq!((session.code().format(), session.code().len()), (Format::AlphanumericEasy, 7));
}

#[test]
fn the_defaults_are_those_of_the_api() {
    let session = started(Policy::default());
    assert_eq!(session.expires_at(), after(300_000));
    assert_eq!(session.retry_after(), after(10_000));
    assert_eq!((session.code().format(), session.code().len()), (Format::Numeric, 4));
    let policy = Policy::default();
    assert_eq!((policy.channel, policy.reset_session), (Channel::Sms, false));
}

#[test]
fn same_destination_too_early_is_refused_and_nothing_changes() {
    for policy in [Policy::default(), reset(), sma()] {
        let mut session = started(Policy::default());
        assert!(matches!(session.check(after(9_999), WRONG), Verdict::Wrong { .. }));
        let before = session.to_bytes();
        let refused = session.resend(after(9_999), policy, &mut rng()).unwrap_err();
        let ResendError::TooEarly(too_early) = refused else { panic!("{refused}") };
        assert_eq!(too_early.retry_after(), after(10_000));
        assert_eq!(session.to_bytes(), before);
        assert_eq!(session.resend(after(10_000), policy, &mut rng()), Ok(()));
    }
}

#[test]
fn too_early_goes_by_the_interval_of_the_new_request() {
    let mut session = started(policy(300, 10));
    let slower = session.resend(after(59_999), policy(300, 60), &mut rng()).unwrap_err();
    assert!(matches!(slower, ResendError::TooEarly(error) if error.retry_after() == after(60_000)));
    assert_eq!(session.retry_after(), after(10_000));

    let mut session = started(policy(300, 60));
    assert_eq!(session.resend(after(10_000), policy(300, 10), &mut rng()), Ok(()));
}

#[test]
fn too_early_counts_from_the_last_sending() {
    let mut session = started(Policy::default());
    assert_eq!(session.resend(after(15_000), Policy::default(), &mut rng()), Ok(()));
    assert!(session.resend(after(24_999), Policy::default(), &mut rng()).is_err());
    assert_eq!(session.resend(after(25_000), Policy::default(), &mut rng()), Ok(()));
}

#[test]
fn same_again_keeps_id_and_code_and_both_times_run_from_now() {
    let mut session = started(Policy::default());
    let (id, old) = (session.id(), code(&session));
    assert_eq!(session.resend(after(25_000), policy(120, 20), &mut rng()), Ok(()));
    assert_eq!((session.id(), code(&session)), (id, old.clone()));
    assert_eq!(session.sent_at(), after(25_000));
    assert_eq!(session.expires_at(), after(145_000));
    assert_eq!(session.retry_after(), after(45_000));
    assert_eq!(session.check(after(144_999), &old), Verdict::Verified);
}

#[test]
fn same_again_with_a_shorter_validity_expires_sooner() {
    let mut session = started(policy(7200, 10));
    assert_eq!(session.resend(after(10_000), policy(30, 10), &mut rng()), Ok(()));
    assert_eq!(session.expires_at(), after(40_000));
    assert_eq!(session.status(after(40_000)), Status::Expired);
}

#[test]
fn same_again_keeps_the_code_whatever_type_and_length_are_asked_for() {
    let mut session = started(Policy::default());
    let old = code(&session);
    let other = Policy { format: Format::Alphanumeric, length: Length::MAX, ..Policy::default() };
    assert_eq!(session.resend(after(10_000), other, &mut rng()), Ok(()));
    assert_eq!(code(&session), old);
}

#[test]
fn reset_session_keeps_the_id_draws_a_new_code_and_both_times_run_from_now() {
    let mut session = started(Policy::default());
    let (id, old) = (session.id(), code(&session));
    let policy = Policy {
        format: Format::AlphanumericCapitals,
        length: Length::new(6).unwrap(),
        ..policy(120, 20)
    };
    let policy = Policy { reset_session: true, ..policy };
    assert_eq!(session.resend(after(25_000), policy, &mut rng()), Ok(()));
    assert_eq!(session.id(), id);
    assert_eq!((session.code().format(), session.code().len()), (Format::AlphanumericCapitals, 6));
    assert_eq!(session.expires_at(), after(145_000));
    assert_eq!(session.retry_after(), after(45_000));
    assert_eq!(session.check(after(25_000), &old), Verdict::Wrong { attempts_left: 4 });
    let new = code(&session);
    assert_eq!(session.check(after(25_000), &new), Verdict::Verified);
}

/// Of 20,000 codes of three digits, twenty would equal the one before. Every code is drawn, 20
/// times on average.
#[test]
fn a_reset_never_draws_the_old_code_again() {
    let mut rng = rng();
    let policy = Policy { length: Length::MIN, ..reset() };
    let mut session = Session::start(at(0), destination(), policy, &mut rng);
    let mut seen = HashSet::new();
    for nth in 1..=20_000 {
        let old = code(&session);
        assert_eq!(session.resend(at(nth * 10_000), policy, &mut rng), Ok(()));
        assert!(!session.code().matches(&old));
        seen.insert(code(&session));
    }
    assert_eq!(seen.len(), 1000);
}

/// The old code `1-23` would match the new code `123`: of 20,000, twenty would.
#[test]
fn a_reset_into_another_format_never_draws_what_the_old_code_matches() {
    let mut rng = rng();
    let dashed = Policy { format: Format::NumericWithDash, ..reset() };
    let digits = Policy { length: Length::MIN, ..reset() };
    for _ in 0..20_000 {
        let mut session = Session::start(at(0), destination(), dashed, &mut rng);
        let old = code(&session);
        assert_eq!(session.resend(at(10_000), digits, &mut rng), Ok(()));
        assert!(!session.code().matches(&old), "{old} is {}", code(&session));
    }
}

#[test]
fn right_code_before_the_end_verifies() {
    let mut session = started(Policy::default());
    assert_eq!(session.check(after(299_999), &code(&session)), Verdict::Verified);
    assert_eq!(session.status(after(299_999)), Status::Verified);
    assert_eq!(session.attempts(), 0);
}

#[test]
fn right_code_is_read_leniently() {
    let mut session = started(Policy::default());
    let typed: String = code(&session).chars().flat_map(|digit| [' ', digit, '-']).collect();
    assert_eq!(session.check(after(0), &typed), Verdict::Verified);
}

#[test]
fn wrong_code_raises_the_count_and_the_fifth_fails() {
    let mut session = started(Policy::default());
    for (attempts, left) in [(1, 4), (2, 3), (3, 2), (4, 1)] {
        assert_eq!(session.check(after(0), WRONG), Verdict::Wrong { attempts_left: left });
        assert_eq!((session.attempts(), session.status(after(0))), (attempts, Status::Waiting));
    }
    assert_eq!(session.check(after(0), WRONG), Verdict::Failed);
    assert_eq!((session.attempts(), session.status(after(0))), (5, Status::Failed));
}

#[test]
fn right_code_as_the_fifth_try_verifies() {
    let mut session = started(Policy::default());
    for _ in 0..4 {
        assert!(matches!(session.check(after(0), WRONG), Verdict::Wrong { .. }));
    }
    assert_eq!(session.check(after(0), &code(&session)), Verdict::Verified);
    assert_eq!((session.attempts(), session.status(after(0))), (4, Status::Verified));
}

#[test]
fn anything_at_the_instant_of_expiry_is_too_late() {
    let fresh = || started(policy(30, 10));
    let expired = Status::Expired;

    let mut session = fresh();
    assert_eq!(session.status(after(29_999)), Status::Waiting);
    assert_eq!(session.status(after(30_000)), expired);

    let mut session = fresh();
    assert_eq!(session.check(after(30_000), &code(&session)), Verdict::Over(expired));
    assert_eq!(session.attempts(), 0);

    let mut session = fresh();
    assert_eq!(session.check(after(30_000), WRONG), Verdict::Over(expired));
    assert_eq!(session.attempts(), 0);

    let mut session = fresh();
    assert_eq!(session.confirm(after(30_000)), Verdict::Over(expired));

    let mut session = fresh();
    let refused = session.resend(after(30_000), Policy::default(), &mut rng());
    assert_eq!(refused, Err(ResendError::Over(expired)));
}

#[test]
fn anything_in_a_final_state_changes_nothing_and_says_which() {
    for (mut session, status) in over() {
        let (before, right) = (session.to_bytes(), code(&session));
        for now in [after(20_000), after(600_000), at(0), at(END)] {
            assert_eq!(session.cancel(now), status);
            assert_eq!(session.check(now, &right), Verdict::Over(status));
            assert_eq!(session.check(now, WRONG), Verdict::Over(status));
            assert_eq!(session.confirm(now), Verdict::Over(status));
            assert_eq!(session.status(now), status);
            for policy in [Policy::default(), reset(), sma()] {
                let refused = session.resend(now, policy, &mut rng());
                assert_eq!(refused, Err(ResendError::Over(status)));
            }
            assert_eq!(session.latest_status(), status);
            assert_eq!(session.to_bytes(), before);
        }
    }
}

#[test]
fn status_without_code_changes_nothing() {
    let mut session = started(Policy::default());
    let right = code(&session);
    for _ in 0..10 {
        assert_eq!(session.status(after(1_000)), Status::Waiting);
    }
    assert_eq!((session.attempts(), session.expires_at()), (0, after(300_000)));
    assert_eq!(session.check(after(1_000), &right), Verdict::Verified);
}

// --- The rules below the table ---

#[test]
fn neither_a_resend_nor_a_reset_clears_the_count() {
    let mut session = started(Policy::default());
    for (nth, policy) in [Policy::default(), reset(), sma(), reset()].into_iter().enumerate() {
        let now = after(u64::try_from(nth).unwrap() * 10_000);
        assert!(matches!(session.check(now, WRONG), Verdict::Wrong { .. }));
        let now = now.saturating_add(policy.resending_interval.duration());
        assert_eq!(session.resend(now, policy, &mut rng()), Ok(()));
    }
    assert_eq!(session.check(after(40_000), WRONG), Verdict::Failed);
}

#[test]
fn a_clock_that_steps_back_revives_nothing() {
    let mut session = started(policy(30, 10));
    assert_eq!(session.status(after(30_000)), Status::Expired);
    assert_eq!(session.status(after(0)), Status::Expired);
    assert_eq!(session.check(after(0), &code(&session)), Verdict::Over(Status::Expired));
}

/// The clock was 20 years ahead when the session started, or when it was asked for.
#[test]
fn a_clock_that_was_ahead_leaves_no_session_waiting() {
    const TWENTY_YEARS: u64 = 631_152_000_000;
    for (latest, now, status) in [
        (START, START - 7_200_000, Status::Waiting),
        (START, START - 7_200_001, Status::Expired),
        (START, 0, Status::Expired),
        (START + TWENTY_YEARS, START, Status::Expired),
    ] {
        let mut session = Session::start(at(latest), destination(), policy(7200, 10), &mut rng());
        let right = code(&session);
        assert_eq!(session.status(at(now)), status);
        // That is kept, whatever the clock shows later.
        let mut restored = Session::from_bytes(&session.to_bytes()).unwrap();
        for session in [&mut session, &mut restored] {
            assert_eq!(session.latest_status(), status);
            assert_eq!(session.status(at(latest)), status);
            assert_eq!(session.check(at(latest), &right).status() == Status::Verified, {
                status == Status::Waiting
            });
        }
    }
    let calls: [fn(&mut Session); 4] = [
        |session| assert_eq!(session.check(at(0), &code(session)), Verdict::Over(Status::Expired)),
        |session| assert_eq!(session.confirm(at(0)), Verdict::Over(Status::Expired)),
        |session| assert_eq!(session.cancel(at(0)), Status::Expired),
        |session| {
            let refused = session.resend(at(0), Policy::default(), &mut rng());
            assert_eq!(refused, Err(ResendError::Over(Status::Expired)));
        },
    ];
    for call in calls {
        let mut session = started(Policy::default());
        call(&mut session);
        assert_eq!(session.latest_status(), Status::Expired);
    }
}

#[test]
fn a_cancelled_session_has_expired_and_its_code_is_not_accepted() {
    let mut session = started(Policy::default());
    let right = code(&session);
    assert_eq!(session.cancel(after(1)), Status::Expired);
    assert_eq!(session.check(after(2), &right), Verdict::Over(Status::Expired));
    assert_eq!(session.attempts(), 0);
    let refused = session.resend(after(20_000), reset(), &mut rng());
    assert_eq!(refused, Err(ResendError::Over(Status::Expired)));
}

/// Resends kept a code alive for as long as somebody asked for them.
#[test]
fn a_code_lives_at_most_a_day_from_its_first_sending() {
    const DAY: u64 = 86_400_000;
    assert_eq!(Session::MAX_CODE_LIFETIME, Duration::from_millis(DAY));
    let longest = policy(7200, 10);
    let mut session = started(longest);
    let mut now = 0;
    while after(now) < after(DAY - 7_199_999) {
        assert_eq!(session.expires_at(), after(now + 7_200_000));
        now += 7_199_999;
        assert_eq!(session.resend(after(now), longest, &mut rng()), Ok(()));
        assert_eq!((session.first_sent_at(), session.sent_at()), (after(0), after(now)));
    }
    assert_eq!(session.expires_at(), after(DAY));
    assert_eq!(session.status(after(DAY - 1)), Status::Waiting);
    assert_eq!(session.check(after(DAY), &code(&session)), Verdict::Over(Status::Expired));

    // A new code counts anew.
    let new_code = Policy { reset_session: true, ..longest };
    let mut session = started(policy(7200, 10));
    assert_eq!(session.resend(after(7_000_000), new_code, &mut rng()), Ok(()));
    assert_eq!(session.first_sent_at(), after(7_000_000));
}

#[test]
fn the_channel_and_the_first_sending_are_known() {
    let on = |channel| Policy { channel, ..Policy::default() };
    let mut session = started(on(Channel::Call));
    assert_eq!((session.channel(), session.first_sent_at()), (Channel::Call, after(0)));
    for (millis, policy, first_sent) in [
        (10_000, on(Channel::Viber), 0),
        (20_000, sma(), 0),
        (30_000, on(Channel::WhatsApp), 0),
        (40_000, reset(), 40_000),
        (50_000, Policy { reset_session: true, ..sma() }, 50_000),
        // There is no code that could be sent for the first time.
        (60_000, sma(), 50_000),
        (70_000, on(Channel::Sms), 70_000),
        (80_000, on(Channel::Sms), 70_000),
    ] {
        assert_eq!(session.resend(after(millis), policy, &mut rng()), Ok(()));
        let (channel, first) = (session.channel(), session.first_sent_at());
        assert_eq!((channel, first), (policy.channel, after(first_sent)));
        let restored = Session::from_bytes(&session.to_bytes()).unwrap();
        assert_eq!((restored.channel(), restored.first_sent_at()), (channel, first));
    }
}

/// This holds for every call, even a refused one.
#[test]
fn an_earlier_now_counts_as_the_latest_one_seen() {
    let calls: [fn(&mut Session); 3] = [
        |session| assert_eq!(session.status(after(12_000)), Status::Waiting),
        |session| assert!(session.resend(after(12_000), policy(300, 20), &mut rng()).is_err()),
        |session| assert!(matches!(session.check(after(12_000), WRONG), Verdict::Wrong { .. })),
    ];
    for call in calls {
        let mut session = started(Policy::default());
        call(&mut session);
        assert_eq!(session.resend(at(START - 7_000_000), Policy::default(), &mut rng()), Ok(()));
        assert_eq!(session.sent_at(), after(12_000));
        assert_eq!(session.expires_at(), after(312_000));
    }
}

#[test]
fn a_resend_on_a_channel_that_sends_a_code_after_sma_draws_one() {
    let mut session = started(sma());
    assert!(session.code().is_empty());
    let policy = Policy { length: Length::new(6).unwrap(), ..Policy::default() };
    assert_eq!(session.resend(after(10_000), policy, &mut rng()), Ok(()));
    assert_eq!(session.code().len(), 6);
    assert_eq!(session.check(after(10_000), &code(&session)), Verdict::Verified);
}

#[test]
fn a_resend_on_sma_keeps_the_code_that_was_sent() {
    let mut session = started(Policy::default());
    let old = code(&session);
    assert_eq!(session.resend(after(10_000), sma(), &mut rng()), Ok(()));
    assert_eq!(session.check(after(10_000), &old), Verdict::Verified);
}

#[test]
fn a_reset_on_sma_leaves_no_code() {
    let mut session = started(Policy::default());
    let old = code(&session);
    let policy = Policy { reset_session: true, ..sma() };
    assert_eq!(session.resend(after(10_000), policy, &mut rng()), Ok(()));
    assert!(session.code().is_empty());
    assert_eq!(session.check(after(10_000), &old), Verdict::Wrong { attempts_left: 4 });
}

#[test]
fn sma_sends_no_code_and_none_matches() {
    let mut session = started(sma());
    for entered in ["", "0000", "\0\0\0\0", "-"] {
        assert!(matches!(session.check(after(0), entered), Verdict::Wrong { .. }));
    }
    assert_eq!(session.check(after(0), "000"), Verdict::Failed);
}

#[test]
fn sma_is_verified_when_the_network_confirms() {
    let mut session = started(sma());
    assert_eq!(session.confirm(after(0)), Verdict::Verified);
    assert_eq!(session.confirm(after(0)), Verdict::Over(Status::Verified));
}

#[test]
fn a_code_is_accepted_once() {
    let mut session = started(Policy::default());
    let right = code(&session);
    assert_eq!(session.check(after(0), &right), Verdict::Verified);
    let before = session.to_bytes();
    assert_eq!(session.check(after(0), &right), Verdict::Over(Status::Verified));
    assert_eq!(session.to_bytes(), before);
}

#[test]
fn a_malformed_or_empty_entry_counts_as_a_wrong_code() {
    for entered in ["", " ", "1", "12345", "12a4", "☎", "\0", &"7".repeat(1_000_000)] {
        let mut session = started(Policy::default());
        assert_eq!(session.check(after(0), entered), Verdict::Wrong { attempts_left: 4 });
        assert_eq!(session.attempts(), 1);
    }
}

#[test]
fn a_session_can_be_sent_again_later_than_it_expires() {
    let mut session = started(policy(30, 7200));
    assert!(session.retry_after() > session.expires_at());
    let refused = session.resend(after(29_999), policy(30, 7200), &mut rng());
    assert!(matches!(refused, Err(ResendError::TooEarly(_))));
    let refused = session.resend(after(30_000), policy(30, 7200), &mut rng());
    assert_eq!(refused, Err(ResendError::Over(Status::Expired)));
}

#[test]
fn at_the_end_of_time_everything_has_expired() {
    let mut session = Session::start(at(END - 1), destination(), Policy::default(), &mut rng());
    assert_eq!((session.expires_at(), session.retry_after()), (at(END), at(END)));
    assert_eq!(session.status(at(END - 1)), Status::Waiting);
    assert_eq!(session.status(at(END)), Status::Expired);

    let session = Session::start(at(END), destination(), Policy::default(), &mut rng());
    assert_eq!(session.latest_status(), Status::Expired);
}

// --- Generators that fail ---

/// A generator that returns a number of words, then fails.
struct Exhausted(u32);

impl TryRng for Exhausted {
    type Error = core::fmt::Error;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        self.0 = self.0.checked_sub(1).ok_or(core::fmt::Error)?;
        Ok(0x9E37_79B9_u32.rotate_left(self.0))
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        let half = u64::from(self.try_next_u32()?);
        Ok(half << 32 | half)
    }

    fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), Self::Error> {
        Err(core::fmt::Error)
    }
}

impl TryCryptoRng for Exhausted {}

#[test]
fn a_generator_that_fails_starts_nothing() {
    for words in 0..3 {
        let failing = &mut Exhausted(words);
        assert!(Session::try_start(after(0), destination(), Policy::default(), failing).is_err());
    }
    let enough = &mut Exhausted(3);
    assert!(Session::try_start(after(0), destination(), Policy::default(), enough).is_ok());
    assert!(Session::try_start(after(0), destination(), sma(), &mut Exhausted(2)).is_ok());
}

#[test]
fn a_generator_that_fails_leaves_the_session_as_it_was() {
    let mut session = started(Policy::default());
    assert_eq!(session.status(after(10_000)), Status::Waiting);
    let before = session.to_bytes();
    let failed = session.try_resend(after(10_000), reset(), &mut Exhausted(0));
    assert_eq!(failed, Err(TryResendError::Rng(core::fmt::Error)));
    assert_eq!(session.to_bytes(), before);
    // A resend that keeps the code draws nothing.
    let kept = session.try_resend(after(10_000), Policy::default(), &mut Exhausted(0));
    assert_eq!(kept, Ok(()));
}

// --- Ids ---

#[test]
fn ids_are_uuids_of_version_4() {
    let mut rng = rng();
    let (mut ones, mut zeros) = (0, 0);
    for _ in 0..1000 {
        let id = SessionId::generate(&mut rng);
        let text = format!("{id:#}");
        assert_eq!((text.as_bytes()[14], text.len()), (b'4', 36));
        assert!(matches!(text.as_bytes()[19], b'8' | b'9' | b'a' | b'b'));
        assert_eq!(SessionId::from_bytes(id.to_bytes()), id);
        let bits = u128::from_be_bytes(id.to_bytes());
        (ones, zeros) = (ones | bits, zeros | !bits);
    }
    // All other bits are random.
    assert_eq!(!(ones & zeros), 0b1111 << 76 | 0b11 << 62);
}

#[test]
fn ids_are_read_dashed_or_not_in_either_case() {
    let undashed = "18b526add06348c0bb934e71f042f047";
    let id: SessionId = undashed.parse().unwrap();
    for text in [
        "18b526ad-d063-48c0-bb93-4e71f042f047",
        "18B526AD-D063-48C0-BB93-4E71F042F047",
        "18B526ADD06348c0bb934e71f042f047",
    ] {
        assert_eq!(text.parse(), Ok(id));
    }
    assert_eq!(id.to_string(), undashed);
    assert_eq!(format!("{id:#}"), "18b526ad-d063-48c0-bb93-4e71f042f047");
    assert_eq!(format!("{id:>34}"), format!("  {undashed}"));
    assert_eq!(format!("{id:?}"), format!("SessionId({undashed})"));
    assert_eq!(id.to_bytes()[..3], [0x18, 0xB5, 0x26]);
}

/// The samples of the reference page have other versions too.
#[test]
fn ids_are_uuids_of_any_version() {
    for text in [
        "018b526add06748c0bb934e71f042f04",
        "18b526add06348c0cb934e71f042f047",
        "00000000000000000000000000000000",
        "ffffffffffffffffffffffffffffffff",
    ] {
        let id = SessionId::parse(text).unwrap();
        assert_eq!((id.to_string().as_str(), format!("{id:#}").parse()), (text, Ok(id)));
        assert_eq!(SessionId::from_bytes(id.to_bytes()), id);
    }
}

#[test]
fn every_id_error_and_its_message() {
    let length =
        "expected a session id of 32 hexadecimal digits, or 36 characters with dashes, found ";
    for (text, message) in [
        ("", &*format!("{length}0")),
        ("18b526add06348c0bb934e71f042f04", &format!("{length}31")),
        ("{18b526ad-d063-48c0-bb93-4e71f042f047}", &format!("{length}38")),
        (
            "18b526add06348c0bb934e71f042f04g",
            "expected a hexadecimal digit at position 31 of the session id",
        ),
        (
            "é8b526add06348c0bb934e71f042f047",
            "expected a hexadecimal digit at position 0 of the session id",
        ),
        (
            "18b526ad-d063-48c0-bb93+4e71f042f047",
            "expected a dash at position 23 of the session id",
        ),
        (
            "18b526ad-d063-48c0-bb934-e71f042f047",
            "expected a dash at position 23 of the session id",
        ),
        (
            "18b526ad-d063-48c0-bb93-4e71f042f04-",
            "expected a hexadecimal digit at position 35 of the session id",
        ),
    ] {
        assert_eq!(text.parse::<SessionId>().unwrap_err().to_string(), message, "{text}");
    }
}

// --- Policies and texts ---

#[test]
fn bounds_of_validity_and_interval() {
    for seconds in 0..=10_000 {
        let duration = Duration::from_secs(seconds.into());
        let expected =
            (30..=7200).contains(&seconds).then_some((seconds, duration)).ok_or(duration);
        for validity in [Validity::new(seconds), seconds.try_into(), duration.try_into()] {
            let found = validity.map(|it| (it.seconds().into(), it.duration()));
            assert_eq!(found.map_err(ValidityError::found), expected);
        }
        let expected =
            (10..=7200).contains(&seconds).then_some((seconds, duration)).ok_or(duration);
        let interval = ResendingInterval::new(seconds);
        for interval in [interval, seconds.try_into(), duration.try_into()] {
            let found = interval.map(|it| (it.seconds().into(), it.duration()));
            assert_eq!(found.map_err(ResendingIntervalError::found), expected);
        }
    }
    // A fraction of a second, and more seconds than 16 or 32 bits hold.
    for duration in [
        Duration::from_millis(30_500),
        Duration::from_nanos(60_000_000_001),
        Duration::from_secs(65_536 + 300),
        Duration::from_secs((1 << 32) + 300),
        Duration::MAX,
    ] {
        let error = Validity::try_from(duration).unwrap_err();
        assert_eq!(error.found(), duration);
        let error = ResendingInterval::try_from(duration).unwrap_err();
        assert_eq!(error.found(), duration);
    }
    assert_eq!((Validity::default().seconds(), ResendingInterval::default().seconds()), (300, 10));
    assert_eq!(format!("{:>4}|{:?}", Validity::MIN, Validity::MAX), "  30|Validity(7200)");
    assert!(Validity::new(65_536 + 300).is_err() && ResendingInterval::new(u32::MAX).is_err());
    assert_eq!((Validity::MIN.seconds(), Validity::MAX.seconds()), (30, 7200));
    assert_eq!((ResendingInterval::MIN.seconds(), ResendingInterval::MAX.seconds()), (10, 7200));
}

#[test]
fn every_message() {
    assert_eq!(
        Validity::new(29).unwrap_err().to_string(),
        "expected a code validity of 30 to 7200 whole seconds, found 29s"
    );
    assert_eq!(
        Validity::try_from(Duration::from_millis(30_500)).unwrap_err().to_string(),
        "expected a code validity of 30 to 7200 whole seconds, found 30.5s"
    );
    assert_eq!(
        ResendingInterval::new(7201).unwrap_err().to_string(),
        "expected a resending interval of 10 to 7200 whole seconds, found 7201s"
    );
    let refused = started(Policy::default()).resend(after(0), reset(), &mut rng()).unwrap_err();
    let message = "too early to send again: expected 2025-12-18T05:55:04.090Z or later";
    assert_eq!(refused.to_string(), message);
    assert_eq!(TryResendError::<core::fmt::Error>::from(refused).to_string(), message);
    let of_the_generator = TryResendError::Rng(core::fmt::Error).to_string();
    assert_eq!(of_the_generator, core::fmt::Error.to_string());
    let ResendError::TooEarly(too_early) = refused else { panic!("{refused}") };
    assert_eq!(too_early.to_string(), message);
    assert_eq!(
        ResendError::Over(Status::Failed).to_string(),
        "expected a session that is WAITING, found FAILED: start a new one"
    );
}

#[test]
fn names_of_states_and_what_a_verdict_leads_to() {
    let states = [Status::Waiting, Status::Verified, Status::Failed, Status::Expired];
    assert_eq!(states.map(Status::as_str), ["WAITING", "VERIFIED", "FAILED", "EXPIRED"]);
    assert_eq!(states.map(Status::is_final), [false, true, true, true]);
    assert_eq!(format!("{:>9}", Status::Waiting), "  WAITING");
    let verdicts = [
        Verdict::Wrong { attempts_left: 1 },
        Verdict::Verified,
        Verdict::Failed,
        Verdict::Over(Status::Expired),
    ];
    assert_eq!(verdicts.map(Verdict::status), states);
}

#[test]
fn debug_shows_neither_code_nor_number() {
    let session = started(Policy { length: Length::MAX, ..Policy::default() });
    let id = session.id();
    assert_eq!(
        format!("{session:?}"),
        format!(
            "Session {{ id: SessionId({id}), destination: PhoneNumber(+1********10), \
             channel: Sms, status: Waiting, attempts: 0, \
             expires_at: 2025-12-18T05:59:54.090Z, retry_after: 2025-12-18T05:55:04.090Z, .. }}"
        )
    );
}

#[test]
fn sizes() {
    assert_eq!(size_of::<Session>(), 64);
    assert_eq!(size_of::<Option<Session>>(), 64);
    assert_eq!(Session::BYTES, 68);
    assert_eq!(size_of::<Policy>(), 8);
    assert_eq!(size_of::<SessionId>(), 16);
}
