//! The contract's table of a session, implemented as plainly as possible, and a session that is
//! compared with it.
//!
//! For tests and fuzz targets: `#[path]` includes it. Times are milliseconds since the Unix epoch.

use verify_core::channel::Channel;
use verify_core::code::{Format, Generator, Length};
use verify_core::phone::PhoneNumber;
use verify_core::session::{
    Policy, ResendError, ResendingInterval, Session, Status, Validity, Verdict,
};
use verify_core::time::Timestamp;

/// 9999-12-31T23:59:59.999Z
pub(crate) const END: u64 = 253_402_300_799_999;

/// The members of a request that matter to a session.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request {
    pub(crate) code_type: Format,
    pub(crate) code_length: u8,
    pub(crate) code_validity: u32,
    pub(crate) resending_interval: u32,
    pub(crate) reset_session: bool,
    pub(crate) channel: Channel,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    Resend(Request),
    Check(Entry),
    Confirm,
    Cancel,
    Status,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Entry {
    /// The code; another text if the session has no code.
    Right,
    /// The code with another first character.
    Wrong,
    /// The code and one character more.
    TooLong,
    /// A character that no code contains.
    Nonsense,
    Empty,
    /// The code before the current one; another text if there was only one.
    Old,
}

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum State {
    Waiting,
    Verified,
    Failed,
    Expired,
}

/// What a call returns.
#[derive(Debug, Eq, PartialEq)]
pub(crate) enum Answer {
    Sent,
    TooEarly { retry_after: u64 },
    ItIs(State),
    JustVerified,
    Wrong { left: u32 },
    JustFailed,
}

/// What a resend does to the code, which the model cannot draw.
#[derive(Debug)]
enum NewCode {
    Keep,
    Draw(Format, u8),
    Remove,
}

#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(crate) struct Model {
    pub(crate) state: State,
    pub(crate) code: Option<String>,
    pub(crate) old_code: Option<String>,
    pub(crate) attempt: u32,
    pub(crate) channel: Channel,
    /// When the code was first sent.
    pub(crate) first_sent: u64,
    pub(crate) last_sent: u64,
    pub(crate) expires_at: u64,
    pub(crate) retry_after: u64,
    pub(crate) latest_seen: u64,
}

impl Model {
    fn start(now: u64, request: &Request) -> Model {
        let mut model = Model {
            state: State::Waiting,
            code: None,
            old_code: None,
            attempt: 0,
            channel: request.channel,
            first_sent: now,
            last_sent: now,
            expires_at: later(now, request.code_validity),
            retry_after: later(now, request.resending_interval),
            latest_seen: now,
        };
        // At the end of time a session has expired at once.
        model.look_at_the_clock(now);
        model
    }

    /// Begins every event: a clock that steps back is ignored, unless by more than two hours, after
    /// which the session would wait for a time that a wrong clock has shown. And the session may
    /// have expired.
    fn look_at_the_clock(&mut self, now: u64) {
        if self.state == State::Waiting && self.latest_seen > now + 7_200_000 {
            self.state = State::Expired;
        }
        if self.state == State::Waiting {
            if now > self.latest_seen {
                self.latest_seen = now;
            }
            if self.latest_seen >= self.expires_at {
                self.state = State::Expired;
            }
        }
    }

    fn resend(&mut self, now: u64, request: &Request) -> (Answer, NewCode) {
        self.look_at_the_clock(now);
        if self.state != State::Waiting {
            return (Answer::ItIs(self.state), NewCode::Keep);
        }
        let retry_after = later(self.last_sent, request.resending_interval);
        if self.latest_seen < retry_after {
            return (Answer::TooEarly { retry_after }, NewCode::Keep);
        }
        let now = self.latest_seen;
        let draw = NewCode::Draw(request.code_type, request.code_length);
        let sma = request.channel == Channel::Sma;
        let new_code = match (request.reset_session, sma, &self.code) {
            (true, false, _) | (false, false, None) => draw,
            (true, true, _) => NewCode::Remove,
            (false, _, Some(_)) | (false, true, None) => NewCode::Keep,
        };
        if !matches!(new_code, NewCode::Keep) {
            self.first_sent = now;
        }
        self.last_sent = now;
        self.channel = request.channel;
        self.expires_at = later(now, request.code_validity).min(later(self.first_sent, 86_400));
        self.retry_after = later(now, request.resending_interval);
        (Answer::Sent, new_code)
    }

    fn check(&mut self, now: u64, entered: &str) -> Answer {
        self.look_at_the_clock(now);
        if self.state != State::Waiting {
            return Answer::ItIs(self.state);
        }
        if self.code.as_deref() == Some(entered) {
            self.state = State::Verified;
            return Answer::JustVerified;
        }
        self.attempt += 1;
        if self.attempt == 5 {
            self.state = State::Failed;
            return Answer::JustFailed;
        }
        Answer::Wrong { left: 5 - self.attempt }
    }

    fn confirm(&mut self, now: u64) -> Answer {
        self.look_at_the_clock(now);
        if self.state != State::Waiting {
            return Answer::ItIs(self.state);
        }
        self.state = State::Verified;
        Answer::JustVerified
    }

    fn cancel(&mut self, now: u64) -> Answer {
        self.look_at_the_clock(now);
        if self.state == State::Waiting {
            self.state = State::Expired;
        }
        Answer::ItIs(self.state)
    }

    fn entered(&self, entry: Entry) -> String {
        let code = self.code.clone().unwrap_or("0000".into());
        match entry {
            Entry::Right => code,
            Entry::Wrong => {
                let first = if code.starts_with('7') { "8" } else { "7" };
                first.to_owned() + &code[1..]
            }
            Entry::TooLong => code + "0",
            Entry::Nonsense => "?".into(),
            Entry::Empty => String::new(),
            Entry::Old => self.old_code.clone().unwrap_or("?".into()),
        }
    }
}

fn later(now: u64, seconds: u32) -> u64 {
    let then = now + u64::from(seconds) * 1000;
    if then > END { END } else { then }
}

/// A session and its model.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) session: Session,
    pub(crate) model: Model,
}

impl Pair {
    /// Starts both, with a generator from `seed`.
    pub(crate) fn start(now: u64, destination: PhoneNumber, request: &Request, seed: u8) -> Pair {
        let mut rng = Generator::from_seed([seed; 32]);
        let session = Session::start(at(now), destination, policy(request), &mut rng);
        let mut pair = Pair { session, model: Model::start(now, request) };
        if request.channel != Channel::Sma {
            pair.learn_the_code(request.code_type, request.code_length);
        }
        pair.look(destination);
        pair
    }

    /// Applies the event to both, and to a session restored just before. Returns the session as
    /// bytes.
    pub(crate) fn step(&mut self, event: Event, now: u64, seed: u8) -> [u8; Session::BYTES] {
        let Pair { session, model } = self;
        let (id, destination) = (session.id(), session.destination());
        let was = model.state;
        let before = session.to_bytes();
        let mut restored = Session::from_bytes(&before).unwrap();

        let entered = match event {
            Event::Check(entry) => model.entered(entry),
            _ => String::new(),
        };
        let (expected, new_code) = match event {
            Event::Resend(request) => model.resend(now, &request),
            Event::Check(_) => (model.check(now, &entered), NewCode::Keep),
            Event::Confirm => (model.confirm(now), NewCode::Keep),
            Event::Cancel => (model.cancel(now), NewCode::Keep),
            Event::Status => {
                model.look_at_the_clock(now);
                (Answer::ItIs(model.state), NewCode::Keep)
            }
        };
        assert_eq!(apply(session, event, &entered, now, seed), expected, "{event:?} at {now}");
        assert_eq!(apply(&mut restored, event, &entered, now, seed), expected, "restored");
        let after = session.to_bytes();
        assert!(restored.to_bytes() == after, "a restored session differs");
        assert!(was == State::Waiting || before == after, "a session that was over has changed");

        assert_eq!(session.id(), id);
        match new_code {
            NewCode::Keep => {}
            NewCode::Draw(code_type, length) => self.learn_the_code(code_type, length),
            NewCode::Remove => model.old_code = model.code.take(),
        }
        self.look(destination);
        after
    }

    /// Tells the model the code that the session has drawn, which must differ from the one before.
    fn learn_the_code(&mut self, code_type: Format, length: u8) {
        let drawn = self.session.code();
        assert_eq!((drawn.format(), drawn.len()), (code_type, length.into()));
        self.model.old_code = self.model.code.take();
        if let Some(old) = &self.model.old_code {
            assert!(!drawn.matches(old), "the old code still matches");
        }
        self.model.code = Some(drawn.expose().to_owned());
    }

    /// Checks that everything visible of the session is as the model says.
    fn look(&self, destination: PhoneNumber) {
        let Pair { session, model } = self;
        assert_eq!(state(session.latest_status()), model.state);
        assert_eq!(session.code().expose(), model.code.as_deref().unwrap_or_default());
        assert_eq!(session.code().is_empty(), model.code.is_none());
        assert_eq!(u32::from(session.attempts()), model.attempt);
        assert_eq!(session.channel(), model.channel);
        assert_eq!(session.first_sent_at().as_unix_millis(), model.first_sent);
        assert_eq!(session.sent_at().as_unix_millis(), model.last_sent);
        assert_eq!(session.expires_at().as_unix_millis(), model.expires_at);
        assert_eq!(session.retry_after().as_unix_millis(), model.retry_after);
        assert_eq!(session.destination(), destination);
        assert_eq!(session.destination().country(), destination.country());
    }
}

fn apply(session: &mut Session, event: Event, entered: &str, now: u64, seed: u8) -> Answer {
    match event {
        Event::Resend(request) => {
            let mut rng = Generator::from_seed([seed; 32]);
            match session.resend(at(now), policy(&request), &mut rng) {
                Ok(()) => Answer::Sent,
                Err(ResendError::TooEarly(too_early)) => {
                    Answer::TooEarly { retry_after: too_early.retry_after().as_unix_millis() }
                }
                Err(ResendError::Over(status)) => Answer::ItIs(state(status)),
                Err(error) => panic!("{error}"),
            }
        }
        Event::Check(_) => answer(session.check(at(now), entered)),
        Event::Confirm => answer(session.confirm(at(now))),
        Event::Cancel => Answer::ItIs(state(session.cancel(at(now)))),
        Event::Status => Answer::ItIs(state(session.status(at(now)))),
    }
}

fn answer(verdict: Verdict) -> Answer {
    match verdict {
        Verdict::Verified => Answer::JustVerified,
        Verdict::Wrong { attempts_left } => Answer::Wrong { left: attempts_left.into() },
        Verdict::Failed => Answer::JustFailed,
        Verdict::Over(status) => Answer::ItIs(state(status)),
    }
}

fn state(status: Status) -> State {
    match status {
        Status::Waiting => State::Waiting,
        Status::Verified => State::Verified,
        Status::Failed => State::Failed,
        Status::Expired => State::Expired,
    }
}

fn policy(request: &Request) -> Policy {
    Policy {
        format: request.code_type,
        length: Length::new(request.code_length).unwrap(),
        validity: Validity::new(request.code_validity).unwrap(),
        resending_interval: ResendingInterval::new(request.resending_interval).unwrap(),
        reset_session: request.reset_session,
        channel: request.channel,
    }
}

fn at(millis: u64) -> Timestamp {
    Timestamp::from_unix_millis(millis).unwrap()
}
