//! What holds while 200 callers are at it at the same time.
//!
//! The callers take turns by the step: one record read, or one commit. In the first order, all have
//! read before any commits; the others are drawn.

use std::collections::HashMap;

use rand_core::Rng;
use verify_core::code::Generator;
use verify_core::engine::{Action, Call, CheckError, Engine, Event, Key, Limits, Refused, Sending};
use verify_core::limit::{FailureCount, Quota};
use verify_core::phone::PhoneNumber;
use verify_core::request::{Request, Verification};
use verify_core::session::{SessionId, Status, Verdict};

use crate::store::{Commit, Store};
use crate::{start, sub_account};

const CALLERS: usize = 200;
const DESTINATION: &str = "+6587654321";

/// Lets all calls run at the same time, and returns their answers.
fn race<A: Action<Answer: Copy>>(
    store: &mut Store,
    mut calls: Vec<Call<'_, A>>,
    order: &mut Order,
) -> Vec<Result<A::Answer, Refused>> {
    let mut rng = Generator::from_seed([3; 32]);
    let mut answers = Vec::new();
    // Plans are made as soon as everything is read, and committed later.
    let mut plans: Vec<_> = calls.iter().map(|_| None).collect();
    while !calls.is_empty() {
        let turn = order.next(calls.len());
        let Some(plan) = plans[turn].take() else {
            if !store.read_one(&mut calls[turn]) {
                plans[turn] = Some(calls[turn].decide(start(), &mut rng));
            }
            continue;
        };
        let answer = match store.commit(&plan) {
            Commit::Done => Ok(*plan.answer()),
            Commit::Conflict => continue,
            Commit::Full(refused) => Err(refused),
        };
        answers.push(answer);
        drop((calls.remove(turn), plans.remove(turn)));
        order.left(turn);
    }
    answers
}

/// Whose turn it is.
enum Order {
    /// One step of each in turn.
    Rounds {
        next: usize,
    },
    Drawn(Generator),
}

impl Order {
    fn all() -> impl Iterator<Item = Self> {
        let drawn = (0..5).map(|seed| Self::Drawn(Generator::from_seed([seed; 32])));
        [Self::Rounds { next: 0 }].into_iter().chain(drawn)
    }

    fn next(&mut self, callers: usize) -> usize {
        match self {
            Self::Rounds { next } => {
                let turn = *next % callers;
                *next = turn + 1;
                turn
            }
            Self::Drawn(rng) => rng.next_u32() as usize % callers,
        }
    }

    /// A caller is done, and those behind it move up.
    fn left(&mut self, turn: usize) {
        if let Self::Rounds { next } = self {
            *next = turn;
        }
    }
}

/// Starts a session, and returns its id, its code and a wrong one.
fn started(store: &mut Store, engine: &Engine) -> (SessionId, String, String) {
    let mut rng = Generator::from_seed([7; 32]);
    let request = Request { destination: Some(DESTINATION), ..Request::default() };
    let verification = request.validate().unwrap();
    let plan = store.call(engine.start(sub_account(), &verification, None), start(), &mut rng);
    let plan = plan.unwrap();
    let session = plan.session().unwrap();
    let code = session.code().expose().to_owned();
    let wrong = code.bytes().map(|digit| char::from(b'0' + (digit - b'0' + 1) % 10)).collect();
    (session.id(), code, wrong)
}

fn count<T>(answers: &[T], is: impl Fn(&T) -> bool) -> usize {
    answers.iter().filter(|answer| is(answer)).count()
}

fn failures(store: &Store) -> u8 {
    let key = Key::failures(sub_account(), destination()).to_bytes();
    let record = store.records.get(&*key);
    record.map_or(0, |record| FailureCount::from_bytes(&record.value).unwrap().failures())
}

fn destination() -> PhoneNumber {
    DESTINATION.parse().unwrap()
}

/// Returns an engine without limits.
fn engine() -> Engine {
    limited(Limits::NONE)
}

fn limited(limits: Limits) -> Engine {
    Engine { limits, ..Engine::default() }
}

#[test]
fn of_200_wrong_codes_five_count() {
    for mut order in Order::all() {
        let engine = engine();
        let mut store = Store::default();
        let (id, _, wrong) = started(&mut store, &engine);
        let calls = (0..CALLERS).map(|_| engine.check(sub_account(), id, &wrong)).collect();
        let answers = race(&mut store, calls, &mut order);
        let verdict = |verdict| count(&answers, |answer| *answer == Ok(Ok(verdict)));
        for attempts_left in 1..5 {
            assert_eq!(verdict(Verdict::Wrong { attempts_left }), 1);
        }
        assert_eq!(verdict(Verdict::Failed), 1);
        // Those that come later find the session over, and not their destination blocked.
        assert_eq!(verdict(Verdict::Over(Status::Failed)), CALLERS - 5);
        assert_eq!(failures(&store), 5);
        let failed =
            Event::Changed { session: id, from: Some(Status::Waiting), to: Status::Failed };
        assert_eq!(count(&store.outbox, |event| *event == failed), 1);
        assert!(store.conflicts > 0, "nobody met anybody");
    }
}

/// With four wrong codes before, the first one here blocks the destination: the others are refused
/// without a comparison, and the session keeps its attempts.
#[test]
fn of_200_wrong_codes_for_a_destination_that_may_fail_once_one_counts() {
    for mut order in Order::all() {
        let engine = engine();
        let mut store = Store::default();
        let mut rng = Generator::from_seed([8; 32]);
        let (first, _, wrong) = started(&mut store, &engine);
        for _ in 0..4 {
            let check = engine.check(sub_account(), first, &wrong);
            assert!(store.call(check, start(), &mut rng).is_ok());
        }
        assert!(store.call(engine.cancel(sub_account(), first), start(), &mut rng).is_ok());
        let (id, _, wrong) = started(&mut store, &engine);
        let calls = (0..CALLERS).map(|_| engine.check(sub_account(), id, &wrong)).collect();
        let answers = race(&mut store, calls, &mut order);
        let wrong = Ok(Ok(Verdict::Wrong { attempts_left: 4 }));
        assert_eq!(count(&answers, |answer| *answer == wrong), 1);
        let is_blocked =
            |answer: &Result<_, Refused>| matches!(answer, Ok(Err(CheckError::Blocked(_))));
        assert_eq!(count(&answers, is_blocked), CALLERS - 1);
        assert_eq!(failures(&store), 5);
    }
}

#[test]
fn of_200_right_codes_one_verifies() {
    for mut order in Order::all() {
        let engine = engine();
        let mut store = Store::default();
        let (id, code, _) = started(&mut store, &engine);
        let calls = (0..CALLERS).map(|_| engine.check(sub_account(), id, &code)).collect();
        let answers = race(&mut store, calls, &mut order);
        let verdict = |verdict| count(&answers, |answer| *answer == Ok(Ok(verdict)));
        assert_eq!(verdict(Verdict::Verified), 1);
        assert_eq!(verdict(Verdict::Over(Status::Verified)), CALLERS - 1);
        let changes = |event: &Event| {
            matches!(event, Event::Changed { from: Some(_), to: Status::Verified, .. })
        };
        assert_eq!(count(&store.outbox, changes), 1);
    }
}

/// Half of them wrong: four wrong codes at most count before the right one, or five and it is over.
#[test]
fn of_right_and_wrong_codes_no_verdict_is_given_twice() {
    for mut order in Order::all() {
        let engine = engine();
        let mut store = Store::default();
        let (id, code, wrong) = started(&mut store, &engine);
        let entered = |caller| if caller % 2 == 0 { &wrong } else { &code };
        let calls = (0..CALLERS).map(|i| engine.check(sub_account(), id, entered(i))).collect();
        let answers = race(&mut store, calls, &mut order);
        let mut verdicts = HashMap::<Verdict, usize>::new();
        for answer in answers {
            *verdicts.entry(answer.unwrap().unwrap()).or_default() += 1;
        }
        let counted = verdicts.iter().filter(|(verdict, _)| !matches!(verdict, Verdict::Over(_)));
        assert!(counted.clone().all(|(_, times)| *times == 1), "{verdicts:?}");
        let ends = [Verdict::Verified, Verdict::Failed].map(|end| verdicts.contains_key(&end));
        assert_eq!(ends.into_iter().filter(|has| *has).count(), 1, "{verdicts:?}");
    }
}

#[test]
fn of_200_starts_one_sends() {
    for mut order in Order::all() {
        let engine = engine();
        let mut store = Store::default();
        let request = Request { destination: Some(DESTINATION), ..Request::default() };
        let verification = request.validate().unwrap();
        let answers = race(&mut store, starts(&engine, &[verification; CALLERS]), &mut order);
        assert_eq!(count(&answers, |answer| *answer == Ok(Ok(Sending::New))), 1);
        let is_too_early =
            |answer: &Result<_, Refused>| matches!(answer, Ok(Err(Refused::TooEarly(_))));
        assert_eq!(count(&answers, is_too_early), CALLERS - 1);
        assert_eq!(sent(&store), 1);
        // The session, and that it waits.
        assert_eq!(store.records.len(), 2);
    }
}

#[test]
fn of_200_starts_a_limit_of_ten_passes_ten() {
    let quota = Quota::new(1, core::time::Duration::from_secs(3600), 10).ok();
    for mut order in Order::all() {
        let engine = limited(Limits { client_ip: quota, ..Limits::NONE });
        let mut store = Store::default();
        let numbers = numbers();
        let requests = numbers.each_ref().map(|number| Request {
            destination: Some(number.as_str()),
            client_ip: Some("203.0.113.7"),
            ..Request::default()
        });
        let verifications = requests.each_ref().map(|request| request.validate().unwrap());
        let answers = race(&mut store, starts(&engine, &verifications), &mut order);
        assert_eq!(count(&answers, |answer| *answer == Ok(Ok(Sending::New))), 10);
        let is_limited =
            |answer: &Result<_, Refused>| matches!(answer, Err(Refused::Limited { .. }));
        assert_eq!(count(&answers, is_limited), CALLERS - 10);
        assert_eq!((sent(&store), store.conflicts), (10, 0));
        assert_eq!((store.records.len(), store.counters.len()), (20, 1));
    }
}

/// Every start of a country raises the same counter.
#[test]
fn a_busy_country_costs_no_conflict() {
    let quota = Quota::new(1000, core::time::Duration::from_secs(3600), 1000).ok();
    for mut order in Order::all() {
        let engine = limited(Limits { country: quota, ..Limits::NONE });
        let mut store = Store::default();
        let numbers = numbers();
        let requests = numbers
            .each_ref()
            .map(|number| Request { destination: Some(number.as_str()), ..Request::default() });
        let verifications = requests.each_ref().map(|request| request.validate().unwrap());
        let answers = race(&mut store, starts(&engine, &verifications), &mut order);
        assert_eq!(count(&answers, |answer| *answer == Ok(Ok(Sending::New))), CALLERS);
        assert_eq!((store.conflicts, store.counters.len()), (0, 1));
    }
}

/// A number is requested while its session is checked, canceled and expired.
#[test]
fn starts_among_other_calls_leave_one_session_that_waits() {
    let engine = engine();
    for seed in 0..200 {
        let mut drawn = Generator::from_seed([seed; 32]);
        let mut store = Store::default();
        let (id, code, wrong) = started(&mut store, &engine);
        let request = Request { destination: Some(DESTINATION), ..Request::default() };
        let verification = request.validate().unwrap();
        let mut start_call = engine.start(sub_account(), &verification, None);
        let mut cancel = engine.cancel(sub_account(), id);
        let entered = if seed % 2 == 0 { &code } else { &wrong };
        let mut check = engine.check(sub_account(), id, entered);
        let (mut done, mut rng) = ([false; 3], Generator::from_seed([9; 32]));
        let mut plans = (None, None, None);
        while done != [true; 3] {
            match drawn.next_u32() % 3 {
                0 => step(&mut store, &mut start_call, &mut plans.0, &mut done[0], &mut rng),
                1 => step(&mut store, &mut cancel, &mut plans.1, &mut done[1], &mut rng),
                _ => step(&mut store, &mut check, &mut plans.2, &mut done[2], &mut rng),
            }
        }
        let waiting = store.records.get(&*Key::waiting(sub_account(), destination()).to_bytes());
        let mut sessions = store.records.iter().collect::<Vec<_>>();
        sessions.retain(|(key, _)| key.starts_with(b"v1{demo-account-123}s"));
        let waits = sessions
            .iter()
            .map(|(_, record)| verify_core::session::Session::from_bytes(&record.value).unwrap());
        let waits: Vec<_> =
            waits.filter(|session| session.latest_status() == Status::Waiting).collect();
        match waiting {
            None => assert!(waits.is_empty()),
            Some(record) => {
                assert_eq!(waits.len(), 1);
                assert_eq!(record.value, waits[0].id().to_bytes());
            }
        }
    }
}

fn step<'a, A: Action>(
    store: &mut Store,
    call: &mut Call<'a, A>,
    plan: &mut Option<verify_core::engine::Plan<'a, A::Answer>>,
    done: &mut bool,
    rng: &mut Generator,
) {
    if *done {
        return;
    }
    match plan.take() {
        Some(plan) => *done = !matches!(store.commit(&plan), Commit::Conflict),
        None => {
            if !store.read_one(call) {
                *plan = Some(call.decide(start(), rng));
            }
        }
    }
}

fn starts<'a>(
    engine: &'a Engine,
    verifications: &'a [Verification<'a>],
) -> Vec<Call<'a, impl Action<Answer = Result<Sending, Refused>> + use<'a>>> {
    verifications.iter().map(|it| engine.start(sub_account(), it, None)).collect()
}

/// Numbers of one country in one range.
fn numbers() -> [String; CALLERS] {
    std::array::from_fn(|caller| format!("+658765{caller:04}"))
}

fn sent(store: &Store) -> usize {
    count(&store.outbox, |event| matches!(event, Event::Send { .. }))
}
