use std::hint::black_box as any;
use std::time::Duration;
use verify_core::code::Generator;
use verify_core::delivery::{Delivery, DeliveryError, Text};
use verify_core::engine::{
    Call, Cancel, Check, CheckError, ClearFailures, Confirm, CounterRaise, Engine, Event, Expire,
    Find, Key, KeyBytes, Limits, Look, NotFound, Plan, Refused, Sending, Start, Started, Write,
};
use verify_core::limit::Quota;
use verify_core::phone::PhoneNumber;
use verify_core::request::{Request, SubAccountId, Verification};
use verify_core::session::{Session, SessionId, Status, Verdict};
use verify_core::stored::FromBytesError;
use verify_core::time::Timestamp;
use verify_core::url::BaseUrl;

/// Declares what can be done with each kind of call.
macro_rules! calls {
    ($($module:ident <$a:lifetime>: $Action:ty => $Answer:ty;)+) => {
        $(mod $module {
            use super::*;

            cannot_panic! {
                fn wants<$a>(call: &Call<$a, $Action>) -> Option<Key<$a>> {
                    call.wants()
                }
                fn give<$a>(
                    call: &mut Call<$a, $Action>,
                    value: Option<&[u8]>,
                ) -> Result<(), FromBytesError> {
                    call.give(value)
                }
                fn give_counter<$a>(call: &mut Call<$a, $Action>, value: u64) {
                    call.give_counter(value);
                }
                fn restart<$a>(call: &mut Call<$a, $Action>) {
                    call.restart();
                }
                fn decide<$a>(
                    call: &mut Call<$a, $Action>,
                    now: Timestamp,
                    rng: &mut Generator,
                ) -> Plan<$a, $Answer> {
                    call.decide(now, rng)
                }
                fn sub_account<$a>(plan: &Plan<$a, $Answer>) -> SubAccountId<$a> {
                    plan.sub_account()
                }
            }

            /// Gives the call the values in this order, and has it decide.
            pub(super) fn decided<$a>(
                mut call: Call<$a, $Action>,
                values: &[Option<&[u8]>],
            ) -> Plan<$a, $Answer> {
                restart(&mut call); // nothing was given
                for value in values {
                    assert!(wants(any(&call)).is_some());
                    assert_eq!(give(&mut call, any(*value)), Ok(()));
                }
                assert!(wants(any(&call)).is_none());
                give_counter(&mut call, any(0)); // is not wanted, and changes nothing
                let plan = decide(&mut call, any(NOW), &mut Generator::from_seed([7; 32]));
                assert!(!sub_account(any(&plan)).as_str().is_empty());
                plan
            }
        })+
    };
}

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

type Starting = Result<Sending, Refused>;

calls! {
    starts<'a>: Start<'a> => Starting;
    checks<'a>: Check<'a> => Result<Verdict, CheckError>;
    confirms<'a>: Confirm => Result<Verdict, NotFound>;
    looks<'a>: Look => Result<Status, NotFound>;
    cancels<'a>: Cancel => Result<Status, NotFound>;
    expires<'a>: Expire => Result<Status, NotFound>;
    finds<'a>: Find => Option<SessionId>;
    clears<'a>: ClearFailures => ();
}

cannot_panic! {
    fn start<'a>(
        engine: &'a Engine,
        of: SubAccountId<'a>,
        verification: &'a Verification<'a>,
    ) -> Call<'a, Start<'a>> {
        engine.start(of, verification, None)
    }
    fn check<'a>(
        engine: &'a Engine,
        of: SubAccountId<'a>,
        id: SessionId,
        entered: &'a str,
    ) -> Call<'a, Check<'a>> {
        engine.check(of, id, entered)
    }
    fn confirm<'a>(engine: &'a Engine, of: SubAccountId<'a>, id: SessionId) -> Call<'a, Confirm> {
        engine.confirm(of, id)
    }
    fn status<'a>(engine: &'a Engine, of: SubAccountId<'a>, id: SessionId) -> Call<'a, Look> {
        engine.status(of, id)
    }
    fn cancel<'a>(engine: &'a Engine, of: SubAccountId<'a>, id: SessionId) -> Call<'a, Cancel> {
        engine.cancel(of, id)
    }
    fn expire<'a>(engine: &'a Engine, of: SubAccountId<'a>, id: SessionId) -> Call<'a, Expire> {
        engine.expire(of, id)
    }
    fn find<'a>(engine: &'a Engine, of: SubAccountId<'a>, to: PhoneNumber) -> Call<'a, Find> {
        engine.find(of, to)
    }
    fn clear_failures<'a>(
        engine: &'a Engine,
        of: SubAccountId<'a>,
        to: PhoneNumber,
    ) -> Call<'a, ClearFailures> {
        engine.clear_failures(of, to)
    }
    fn keys<'a>(of: SubAccountId<'a>, id: SessionId, to: PhoneNumber) -> [Key<'a>; 3] {
        [Key::session(of, id), Key::waiting(of, to), Key::failures(of, to)]
    }
    fn key_to_bytes(key: &Key<'_>) -> KeyBytes {
        key.to_bytes()
    }
    fn key_parts<'a>(key: &Key<'a>) -> (SubAccountId<'a>, KeyBytes) {
        (key.sub_account(), key.within())
    }
    fn is_counter(key: &Key<'_>) -> bool {
        key.is_counter()
    }
    fn expectation<'p>(
        plan: &'p Plan<'p, Starting>,
        index: usize,
    ) -> Option<(Key<'p>, Option<&'p [u8]>)> {
        plan.expectations().nth(index)
    }
    fn write<'p>(plan: &'p Plan<'p, Starting>, index: usize) -> Option<Write<'p>> {
        plan.writes().nth(index)
    }
    fn raise<'a>(plan: &Plan<'a, Starting>, index: usize) -> Option<CounterRaise<'a>> {
        plan.raises().nth(index)
    }
    fn event(plan: &Plan<'_, Starting>, index: usize) -> Option<Event> {
        plan.events().nth(index)
    }
    fn plan_facts<'p>(plan: &'p Plan<'_, Starting>) -> (bool, Option<&'p Session>, Starting) {
        (plan.changes_nothing(), plan.session(), *plan.answer())
    }
    fn refused_by(plan: &Plan<'_, Starting>, counter: usize, value: u64) -> Option<Refused> {
        plan.refused_by(counter, value)
    }
    fn started_by<'p>(
        plan: &'p Plan<'p, Starting>,
        verification: &Verification<'p>,
    ) -> Option<Started<'p, 'p>> {
        plan.started(verification)
    }
    fn started<'v, 'r>(started: &Started<'v, 'r>) -> (&'v Session, Verification<'r>, bool) {
        (started.session(), started.verification(), started.is_new())
    }
    fn delivery<'a>(
        started: &Started<'a, 'a>,
        base: BaseUrl<'a>,
        text: &'a mut Text<160>,
    ) -> Result<Delivery<'a>, DeliveryError> {
        started.with_base_url(base).delivery(text)
    }
    fn waits(refused: Refused, check: CheckError, now: Timestamp) -> (Option<u64>, Option<u64>) {
        (refused.retry_after_seconds(now), check.retry_after_seconds())
    }
    fn wipe(_plan: Plan<'_, Starting>) {}
}

pub(crate) fn run() {
    let quota = Quota::new(1, Duration::from_mins(1), 20).ok();
    let limits = Limits {
        client_ip: quota,
        destination: quota,
        range: quota,
        country: quota,
        ..Limits::NONE
    };
    let engine = Engine { limits, ..Engine::default() };
    let of = SubAccountId::parse("ABC").expect("an id");
    let request = Request {
        destination: Some("+6587654321"),
        client_ip: Some("192.0.2.1"),
        ..Request::default()
    };
    let verification = request.validate().expect("a request");
    let to = verification.destination();

    let call = start(any(&engine), any(of), any(&verification));
    let plan = starts::decided(call, &[None, None]);
    let (changes_nothing, session, answer) = plan_facts(any(&plan));
    assert_eq!((changes_nothing, answer), (false, Ok(Sending::New)));
    let id = session.expect("it is new").id();
    for index in 0..2 {
        assert!(expectation(any(&plan), any(index)).is_some());
        assert!(write(any(&plan), any(index)).is_some());
        assert!(event(any(&plan), any(index)).is_some());
    }
    assert!(raise(any(&plan), any(3)).is_some());
    let refused = refused_by(any(&plan), any(0), any(u64::MAX)).expect("it is full");
    assert!(waits(any(refused), any(not_found().into()), any(NOW)).0.is_some());
    let result = started_by(any(&plan), any(&verification)).expect("it is new");
    let (first, _, is_new) = started(any(&result));
    assert_eq!((first.destination(), is_new), (to, true));
    let mut text = Text::new();
    let sent = delivery(any(&result), any(BaseUrl::EMPTY), any(&mut text));
    assert_eq!(sent.expect("it fits").to(), to);

    let [key, waiting, _] = keys(any(of), any(id), any(to));
    let value = |key| {
        let written = plan.writes().find(|write| write.key == key).expect("a start writes it");
        written.value.expect("it is not removed").to_vec()
    };
    assert!(key_to_bytes(any(&key)).len() < KeyBytes::MAX);
    assert_eq!(key_parts(any(&key)).1.len(), 17);
    assert!(!is_counter(any(&key)));
    let (session, waiting) = (value(key), value(waiting));
    let session = Some(session.as_slice());
    let call = check(any(&engine), any(of), any(id), any("?"));
    let answer = *checks::decided(call, &[session, None]).answer();
    assert_eq!(answer, Ok(Verdict::Wrong { attempts_left: 4 }));
    let call = confirm(any(&engine), any(of), any(id));
    assert_eq!(*confirms::decided(call, &[session, None]).answer(), Ok(Verdict::Verified));
    let call = status(any(&engine), any(of), any(id));
    assert_eq!(*looks::decided(call, &[session]).answer(), Ok(Status::Waiting));
    let call = cancel(any(&engine), any(of), any(id));
    assert_eq!(*cancels::decided(call, &[session]).answer(), Ok(Status::Expired));
    let call = expire(any(&engine), any(of), any(id));
    assert_eq!(*expires::decided(call, &[session]).answer(), Ok(Status::Waiting));
    let call = find(any(&engine), any(of), any(to));
    assert_eq!(*finds::decided(call, &[Some(&waiting), session]).answer(), Some(id));
    let call = clear_failures(any(&engine), any(of), any(to));
    assert!(!clears::decided(call, &[]).changes_nothing());
    wipe(plan);
}

/// Returns the error of a store without sessions.
pub(crate) fn not_found() -> NotFound {
    let of = SubAccountId::parse("ABC").expect("an id");
    let id = SessionId::from_bytes([7; 16]);
    let engine = Engine::default();
    let plan = looks::decided(status(any(&engine), any(of), any(id)), &[None]);
    plan.answer().expect_err("it has no session")
}
