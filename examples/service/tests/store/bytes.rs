//! The bytes of tasks: what is written is read again, and nothing else is.

use rand_core::Rng as _;
use verify_core::code::Generator;
use verify_core::engine::Limits;
use verify_core::phone::PhoneNumber;
use verify_core::session::{Policy, Session, SessionId};
use verify_core::sms::{Charset, SenderId};
use verify_core::time::Timestamp;
use verify_service::gateway::{Content, Message};
use verify_service::outbox::{Callback, Task, TaskError};

use crate::pair::world;

fn number() -> PhoneNumber {
    "+19876543210".parse().unwrap()
}

fn now() -> Timestamp {
    Timestamp::from_unix_millis(world(Limits::NONE).now).unwrap()
}

/// Returns a content of each channel, with all that it may have and without.
fn contents() -> Vec<Content> {
    let source = SenderId::parse("ABC").unwrap();
    let sms = |text: &str, charset, segments| {
        let text = text.to_owned().into();
        Content::Sms { source, text, charset, segments }
    };
    let call = |source, voice_profile: Option<&str>| Content::Call {
        source,
        language: "en-US",
        voice_profile: voice_profile.map(str::to_owned),
        speed: "0.8".to_owned(),
        repetition: 3,
        text: "1, 2, 3, 4".to_owned().into(),
    };
    let whatsapp = |language| Content::WhatsApp {
        template_name: "otp".to_owned(),
        language,
        code: "1234".to_owned().into(),
    };
    vec![
        sms("Your code is 1234", Charset::Gsm7, 1),
        sms(&"您".repeat(670), Charset::Ucs2, 10),
        sms("", Charset::Gsm7, 1),
        call(Some(number()), Some("en-US-female-1")),
        call(None, None),
        whatsapp(Some("de-DE")),
        whatsapp(None),
        Content::Viber { text: "1234".to_owned().into() },
        Content::Sma { verification_url: "https://example.com/sma/1".to_owned() },
    ]
}

/// Returns a task of each form.
fn tasks() -> Vec<Task> {
    let sends = contents().into_iter().zip(0..).map(|(content, reference)| {
        Task::Send(Message {
            session: SessionId::from_bytes([7; 16]),
            to: number(),
            sent_at: now(),
            deadline: now().saturating_add(std::time::Duration::from_secs(300)),
            reference,
            content,
        })
    });
    let mut rng = Generator::from_seed([7; 32]);
    let urls = ["https://example.com/", &format!("http://[::1]/?{}", "x".repeat(16_000))];
    let callbacks = urls.map(|url| {
        let session = Session::start(now(), number(), Policy::default(), &mut rng);
        Task::Callback(Callback { url: url.to_owned(), session, changed_at: now() })
    });
    sends.chain(callbacks).collect()
}

/// Returns all that a task holds.
fn shown(task: &Task) -> String {
    let times = (task.made_at(), task.deadline(), task.session());
    match task {
        Task::Send(message) => {
            let content = match &message.content {
                Content::Sms { source, text, charset, segments } => {
                    format!("{} {} {charset:?} {segments}", source.as_str(), **text)
                }
                Content::Call { source, language, voice_profile, speed, repetition, text } => {
                    let source = source.map(PhoneNumber::to_u64);
                    let voice = format!("{language} {voice_profile:?} {speed} {repetition}");
                    format!("{source:?} {voice} {}", **text)
                }
                Content::WhatsApp { template_name, language, code } => {
                    format!("{template_name} {language:?} {}", **code)
                }
                Content::Viber { text } => format!("viber {}", **text),
                Content::Sma { verification_url } => format!("sma {verification_url}"),
            };
            format!("{times:?} {} {} {content}", message.to.to_u64(), message.reference)
        }
        Task::Callback(callback) => {
            format!("{times:?} {} {:?}", callback.url, callback.session.to_bytes())
        }
    }
}

#[test]
fn what_is_written_is_read_again() {
    for task in tasks() {
        let bytes = task.to_bytes();
        let read = Task::from_bytes(&bytes).unwrap();
        assert_eq!(shown(&read), shown(&task));
        assert_eq!(read.to_bytes(), bytes);
    }
}

#[test]
fn a_part_of_a_task_is_none_and_neither_is_more_than_one() {
    for task in tasks() {
        let bytes = task.to_bytes();
        for length in (0..bytes.len()).take(3000) {
            let part = Task::from_bytes(&bytes[..length]);
            assert_eq!(part.err(), Some(TaskError), "{length} of {}", bytes.len());
        }
        let more = [bytes.as_slice(), &[0]].concat();
        assert_eq!(Task::from_bytes(&more).err(), Some(TaskError));
    }
}

/// Whatever the bytes are, reading them ends, and what is read can be written.
#[test]
fn bytes_of_something_else_do_no_harm() {
    let mut rng = Generator::from_seed([9; 32]);
    let mut read = 0;
    for task in tasks().into_iter().filter(|task| task.to_bytes().len() < 300) {
        let bytes = task.to_bytes().to_vec();
        for index in 0..bytes.len() {
            for value in 0..=u8::MAX {
                let mut other = bytes.clone();
                other[index] = value;
                if let Ok(task) = Task::from_bytes(&other) {
                    read += 1;
                    assert_eq!(shown(&Task::from_bytes(&task.to_bytes()).unwrap()), shown(&task));
                }
            }
        }
    }
    assert!(read > 1000, "digits of a code may be others: {read}");
    for _ in 0..100_000 {
        let mut bytes = [0; 200];
        rng.fill_bytes(&mut bytes);
        bytes[0] = 1;
        bytes[1] &= 1;
        let length = usize::try_from(rng.next_u32() % 200).unwrap();
        drop(Task::from_bytes(&bytes[..length]));
    }
}

/// Tasks that wait in a store are read by the next version of the service.
#[test]
fn the_bytes_stay_what_they_are() {
    let hex =
        |bytes: &[u8]| bytes.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let all: Vec<_> = tasks().iter().map(|task| hex(&task.to_bytes())).collect();
    // Of a session until its deadline.
    let send = format!("0100{}eaf5ef854a80bac2ebcb33e0e1d4ebcb33", "07".repeat(16));
    let content = |index: usize| all[index].strip_prefix(&send).unwrap();
    let text = hex(b"Your code is 1234");
    assert_eq!(content(0), format!("0000{}11{text}0001", hex(b"\x03ABC")));
    let read = hex(b"\n1, 2, 3, 4");
    assert_eq!(content(4), format!("040100{}00{}03{read}", hex(b"\x05en-US"), hex(b"\x030.8")));
    assert_eq!(content(6), format!("0602{}00{}", hex(b"\x03otp"), hex(b"\x041234")));
    assert_eq!(content(7), format!("0703{}", hex(b"\x041234")));
    assert_eq!(content(8), format!("0804{}", hex(b"\x19https://example.com/sma/1")));
    let callback = format!("0101{}44", hex(b"\x14https://example.com/"));
    assert!(all[9].starts_with(&callback) && all[9].ends_with("80bac2ebcb33"), "{}", all[9]);
}
