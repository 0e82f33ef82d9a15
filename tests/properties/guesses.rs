//! The law itself: no destination is guessed at more than 34 times in any 24 hours without a right
//! code or an operator between them, whatever else happens. And the other side of it: no clock that
//! was wrong for a while holds anybody back longer than the longest legal wait.
//!
//! A guess is a wrong code that was compared with one: a check of a session with a code, answered
//! as wrong or failed.
//!
//! The bytes are words. `room:3` makes a verifier for 1 to 8 sessions, `store` an engine over a
//! map; `limits` sets the default limits. `send`, `reset`, `sma` and `resetsma` request a session
//! for a destination, `wrong`, `right`, `confirm`, `cancel`, `forget` and `clear` are calls for the
//! session of a destination: `wrong:2`. `guess:2,40` makes up to forty guesses at a destination,
//! and comes back at the very end of each wait. `flood:5,9` has nine destinations from number 5 on
//! guess once at their own codes, without waiting, `own:5,9` verify themselves. `restart` stores
//! and restores everything, `seed` draws another seed, `sweep` forgets what a store need not keep.
//! `+` moves the clock by milliseconds, `hours` by hours. `ahead:20` sets it that many years ahead,
//! and `back` sets it right again; from then on only the second law holds. Other words are skipped.

use std::collections::HashMap;
use std::time::Duration;

use verify_core::code::Generator;
use verify_core::engine::{CheckError, Engine, Limits, Refused};
use verify_core::limit::{Blocked, ConversionLimit};
use verify_core::phone::PhoneNumber;
use verify_core::request::{Request, SubAccountId};
use verify_core::session::{Session, SessionId, Status, Verdict};
use verify_core::time::Timestamp;
use verify_core::verifier::{Slot, Verifier};

use crate::engine_store::Store;
use crate::word::Word;

/// The most guesses in any 24 hours.
pub(crate) const MOST: usize = 34;

const HOUR: u64 = 3_600_000;
const DAY: u64 = 24 * HOUR;
const YEAR: u64 = 365 * DAY;

pub(crate) fn check(bytes: &[u8]) {
    run(&String::from_utf8_lossy(bytes));
}

/// Runs the words, and returns the most guesses at one destination in any 24 hours.
pub(crate) fn run(words: &str) -> usize {
    let mut run = Run::new(service(3, Limits::NONE), Limits::NONE);
    for word in words.split_whitespace().take(300) {
        run.word(&Word::of(word));
    }
    run.nobody_is_held();
    run.most
}

struct Run {
    /// In milliseconds since 1970.
    now: u64,
    /// How far the clock is ahead of the right time.
    ahead: u64,
    was_set_back: bool,
    /// How many more calls there may be.
    calls: u32,
    limits: Limits,
    service: Box<dyn Service>,
    /// The latest session of each destination, and its code, which is empty if it has none.
    sessions: HashMap<usize, (SessionId, String)>,
    /// When each destination was guessed at since its latest right code.
    guesses: HashMap<usize, Vec<u64>>,
    most: usize,
}

/// What can be asked of a verifier and of an engine over a store alike. An error is how many
/// milliseconds to wait; `None` where that does not help.
trait Service {
    fn start(&mut self, now: Timestamp, request: &Request<&str>) -> Answer<(SessionId, String)>;
    fn check(&mut self, now: Timestamp, id: SessionId, entered: &str) -> Answer<Verdict>;
    fn confirm(&mut self, now: Timestamp, id: SessionId) -> Option<Verdict>;
    fn cancel(&mut self, now: Timestamp, id: SessionId);
    fn forget(&mut self, now: Timestamp, id: SessionId);
    fn clear(&mut self, now: Timestamp, destination: PhoneNumber);
    fn restart(&mut self, now: Timestamp);
    fn seed(&mut self);
    fn sweep(&mut self, now: Timestamp);
}

type Answer<T> = Result<T, Option<u64>>;

impl Run {
    fn new(service: Box<dyn Service>, limits: Limits) -> Self {
        Self {
            // 2026-03-05T10:00:00Z
            now: 1_772_704_800_000,
            ahead: 0,
            was_set_back: false,
            calls: 3000,
            limits,
            service,
            sessions: HashMap::new(),
            guesses: HashMap::new(),
            most: 0,
        }
    }

    fn word(&mut self, word: &Word<'_>) {
        let to = usize::try_from(word.number(0, 0) % 1000).unwrap();
        let number = |index, default| word.number(index, default);
        match word.name {
            "room" => {
                let room = usize::try_from(number(0, 3).clamp(1, 8)).unwrap();
                *self = Self::new(service(room, self.limits), self.limits);
            }
            "store" => *self = Self::new(Box::new(Shared::new(self.limits)), self.limits),
            "limits" => self.limits = Limits::default(),
            "send" => _ = self.start(to, false, false),
            "reset" => _ = self.start(to, true, false),
            "sma" => _ = self.start(to, false, true),
            "resetsma" => _ = self.start(to, true, true),
            "wrong" => _ = self.guess(to),
            "right" => self.right(to),
            "confirm" => self.confirm(to),
            "guess" => self.attack(to, number(1, 40).min(200)),
            "flood" | "own" => {
                for each in to..to + usize::try_from(number(1, 3).min(40)).unwrap() {
                    if self.start(each, false, false).is_ok() {
                        if word.name == "own" {
                            self.right(each);
                        } else {
                            _ = self.guess(each);
                        }
                    }
                }
            }
            "cancel" | "forget" => {
                if let Some((id, _)) = self.sessions.get(&to) {
                    match word.name {
                        "cancel" => self.service.cancel(time(self.now), *id),
                        _ => self.service.forget(time(self.now), *id),
                    }
                }
            }
            "clear" => {
                self.guesses.remove(&to);
                self.service.clear(time(self.now), destination(to));
            }
            "restart" => self.service.restart(time(self.now)),
            "seed" => self.service.seed(),
            "sweep" => self.service.sweep(time(self.now)),
            "+" => self.pass(number(0, 1)),
            "hours" => self.pass(number(0, 24).min(24 * 365).saturating_mul(HOUR)),
            "ahead" => {
                let ahead = number(0, 20).min(20) * YEAR + number(1, 0).min(YEAR);
                self.ahead += ahead;
                self.pass(ahead);
            }
            "back" => {
                self.now -= self.ahead;
                self.was_set_back |= self.ahead > 0;
                self.ahead = 0;
            }
            _ => {}
        }
    }

    /// Lets time pass, up to a limit that leaves room for what comes.
    fn pass(&mut self, millis: u64) {
        self.now = self.now.saturating_add(millis).min(Timestamp::MAX.as_unix_millis() - YEAR);
    }

    fn start(&mut self, to: usize, reset: bool, sma: bool) -> Answer<()> {
        self.calls = self.calls.checked_sub(1).ok_or(None)?;
        let number = number(to);
        let request = Request {
            destination: Some(number.as_str()),
            reset_session: Some(reset),
            channel: Some(if sma { "sma" } else { "sms" }),
            // Each has an address of its own.
            client_ip: None,
            ..Request::default()
        };
        let started = self.service.start(time(self.now), &request)?;
        self.sessions.insert(to, started);
        Ok(())
    }

    /// Enters a wrong code for the session of a destination.
    fn guess(&mut self, to: usize) -> Answer<Verdict> {
        self.calls = self.calls.checked_sub(1).ok_or(None)?;
        let (id, code) = self.sessions.get(&to).ok_or(None)?;
        let wrong = if code.starts_with('0') { "1" } else { "0" };
        let entered = format!("{wrong}{}", code.get(1..).unwrap_or("000"));
        let verdict = self.service.check(time(self.now), *id, &entered)?;
        if !code.is_empty() && matches!(verdict, Verdict::Wrong { .. } | Verdict::Failed) {
            let guesses = self.guesses.entry(to).or_default();
            guesses.push(self.now);
            let recent = guesses.iter().filter(|at| **at + DAY >= self.now).count();
            if !self.was_set_back {
                assert!(recent <= MOST, "{recent} guesses at {to} in 24 hours");
                self.most = self.most.max(recent);
            }
        }
        Ok(verdict)
    }

    fn right(&mut self, to: usize) {
        let Some((id, code)) = self.sessions.get(&to) else { return };
        if !code.is_empty()
            && self.service.check(time(self.now), *id, code) == Ok(Verdict::Verified)
        {
            self.guesses.remove(&to);
        }
    }

    fn confirm(&mut self, to: usize) {
        let Some((id, _)) = self.sessions.get(&to) else { return };
        if self.service.confirm(time(self.now), *id) == Some(Verdict::Verified) {
            self.guesses.remove(&to);
        }
    }

    /// Guesses at a destination as often as it goes, and comes back at the end of each wait.
    fn attack(&mut self, to: usize, guesses: u64) {
        for _ in 0..guesses {
            loop {
                let answer = match self.guess(to) {
                    Ok(Verdict::Wrong { .. } | Verdict::Failed) => break,
                    // There is no session, or it is over.
                    Ok(_) | Err(None) => self.start(to, false, false),
                    Err(wait) => Err(wait),
                };
                match answer {
                    Ok(()) => {}
                    Err(Some(wait)) => self.pass(wait),
                    Err(None) => return,
                }
            }
        }
    }

    /// Checks the second law: whoever comes back at the end of each wait can start a session soon.
    fn nobody_is_held(&mut self) {
        self.now -= self.ahead;
        let quotas = [self.limits.destination, self.limits.range];
        let bursts = quotas.into_iter().flatten();
        let burst =
            bursts.map(|quota| quota.period() * quota.burst().into() / quota.count().into());
        let conversion = self.limits.conversion.map(ConversionLimit::period).unwrap_or_default();
        // A session is at most two hours ahead, and valid for at most two more. Where too few are
        // verified, the day has to end.
        let longest = 4 * HOUR + millis(burst.max().unwrap_or_default()) + millis(conversion);
        // Those that come later would also wait for those that came first.
        let Some(to) = self.sessions.keys().copied().min() else { return };
        let right = self.now;
        self.calls = 100;
        while let Err(Some(wait)) = self.start(to, false, false) {
            self.pass(wait);
            let waited = self.now - right;
            assert!(waited <= longest, "{to} waits for {waited} ms, and not {longest}");
        }
    }
}

// --- The two services ---

fn service(room: usize, limits: Limits) -> Box<dyn Service> {
    Box::new(Own { verifier: verifier(room, 1, limits), seeds: 1, limits })
}

/// A verifier over memory of its own.
struct Own {
    verifier: Verifier<Vec<Slot>>,
    seeds: u8,
    limits: Limits,
}

fn verifier(room: usize, seed: u8, limits: Limits) -> Verifier<Vec<Slot>> {
    Verifier::new((0..room).map(|_| Slot::EMPTY).collect(), [seed; 32], limits)
}

impl Service for Own {
    fn start(&mut self, now: Timestamp, request: &Request<&str>) -> Answer<(SessionId, String)> {
        let started = self.verifier.start(now, request).map_err(|refused| wait(now, refused))?;
        Ok(shown(started.session()))
    }

    fn check(&mut self, now: Timestamp, id: SessionId, entered: &str) -> Answer<Verdict> {
        self.verifier.check(now, id, entered).map_err(blocked)
    }

    fn confirm(&mut self, now: Timestamp, id: SessionId) -> Option<Verdict> {
        self.verifier.confirm(now, id).ok()
    }

    fn cancel(&mut self, now: Timestamp, id: SessionId) {
        let _ = self.verifier.cancel(now, id);
    }

    fn forget(&mut self, now: Timestamp, id: SessionId) {
        let _ = self.verifier.forget(now, id);
    }

    fn clear(&mut self, _now: Timestamp, destination: PhoneNumber) {
        self.verifier.clear_failures(destination);
    }

    fn restart(&mut self, now: Timestamp) {
        self.seeds = self.seeds.wrapping_add(1);
        let mut other = verifier(self.verifier.capacity(), self.seeds, self.limits);
        for session in self.verifier.sessions() {
            other.restore(now, &session.to_bytes()).unwrap();
        }
        for failures in self.verifier.failures() {
            other.restore_failures(now, &failures).unwrap();
        }
        self.verifier = other;
    }

    fn seed(&mut self) {
        self.seeds = self.seeds.wrapping_add(1);
        self.verifier.seed([self.seeds; 32]);
    }

    /// A verifier sweeps by itself.
    fn sweep(&mut self, _now: Timestamp) {}
}

/// An engine over a map.
struct Shared {
    engine: Engine,
    store: Store,
    rng: Generator,
}

impl Shared {
    fn new(limits: Limits) -> Self {
        Self {
            engine: Engine { limits, ..Engine::default() },
            store: Store::default(),
            rng: Generator::from_seed([1; 32]),
        }
    }
}

fn sub_account() -> SubAccountId<'static> {
    SubAccountId::parse("demo-account-123").unwrap()
}

impl Service for Shared {
    fn start(&mut self, now: Timestamp, request: &Request<&str>) -> Answer<(SessionId, String)> {
        let verification = request.validate().unwrap();
        let call = self.engine.start(sub_account(), &verification, None);
        let plan = self.store.call(call, now, &mut self.rng);
        let plan = plan.map_err(|refused| wait(now, refused))?;
        plan.answer().map_err(|refused| wait(now, refused))?;
        Ok(shown(plan.session().unwrap()))
    }

    fn check(&mut self, now: Timestamp, id: SessionId, entered: &str) -> Answer<Verdict> {
        let call = self.engine.check(sub_account(), id, entered);
        self.store.call(call, now, &mut self.rng).unwrap().answer().map_err(blocked)
    }

    fn confirm(&mut self, now: Timestamp, id: SessionId) -> Option<Verdict> {
        let call = self.engine.confirm(sub_account(), id);
        self.store.call(call, now, &mut self.rng).unwrap().answer().ok()
    }

    fn cancel(&mut self, now: Timestamp, id: SessionId) {
        let call = self.engine.cancel(sub_account(), id);
        drop(self.store.call(call, now, &mut self.rng));
    }

    /// A store forgets by itself.
    fn forget(&mut self, now: Timestamp, id: SessionId) {
        self.cancel(now, id);
    }

    fn clear(&mut self, now: Timestamp, destination: PhoneNumber) {
        let call = self.engine.clear_failures(sub_account(), destination);
        drop(self.store.call(call, now, &mut self.rng));
    }

    /// Nothing is in this process.
    fn restart(&mut self, _now: Timestamp) {}

    fn seed(&mut self) {}

    fn sweep(&mut self, now: Timestamp) {
        self.store.sweep(now);
    }
}

fn shown(session: &Session) -> (SessionId, String) {
    assert_eq!(session.latest_status(), Status::Waiting);
    (session.id(), session.code().expose().to_owned())
}

fn wait(now: Timestamp, refused: Refused) -> Option<u64> {
    match refused {
        Refused::Blocked(Blocked::Wait(wait)) | Refused::Limited { wait, .. } => {
            Some(millis(wait.duration()))
        }
        Refused::TooEarly(too_early) => {
            Some(millis(too_early.retry_after().saturating_duration_since(now)))
        }
        Refused::Full { until } => Some(millis(until.saturating_duration_since(now))),
        Refused::Blocked(Blocked::UntilCleared) => None,
        refused => panic!("{refused}"),
    }
}

fn blocked(error: CheckError) -> Option<u64> {
    match error {
        CheckError::Blocked(Blocked::Wait(wait)) => Some(millis(wait.duration())),
        _ => None,
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap()
}

fn time(millis: u64) -> Timestamp {
    Timestamp::from_unix_millis(millis).unwrap()
}

/// Numbers of ten ranges.
fn number(destination: usize) -> String {
    format!("+6587{:01}5{:04}", destination % 10, destination)
}

fn destination(index: usize) -> PhoneNumber {
    number(index).parse().unwrap()
}
