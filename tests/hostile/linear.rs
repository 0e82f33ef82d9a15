//! Time grows linearly: ten times the text takes at most about ten times as long.

use std::hint::black_box;
use std::time::{Duration, Instant};

use verify_core::channel::{Channel, Language, Line};
use verify_core::code::{Code, Format, Generator};
use verify_core::delivery::{Delivery, Text};
use verify_core::engine::Limits;
use verify_core::phone::{Country, PhoneNumber};
use verify_core::request::{CallOptions, Request, SmsOptions, SubAccountId, WhatsAppOptions};
use verify_core::session::{Policy, Session, SessionId};
use verify_core::sms::{Encoding, Message, SenderId, gsm7};
use verify_core::template::Template;
use verify_core::time::Timestamp;
use verify_core::tls;
use verify_core::url::{BaseUrl, CallbackUrl};
use verify_core::verifier::{Slot, Verifier};

use super::{FILLERS, HUGE, filled};

type Reader = fn(&str);

/// Everything that takes a text, or any number of bytes.
const READERS: [(&str, Reader); 29] = [
    ("Country", |text| shown(&text.parse::<Country>())),
    ("Channel", |text| shown(&text.parse::<Channel>())),
    ("Language", |text| shown(&text.parse::<Language>())),
    ("Encoding", |text| shown(&text.parse::<Encoding>())),
    ("Format", |text| shown(&text.parse::<Format>())),
    ("Version", |text| shown(&text.parse::<tls::Version>())),
    ("SessionId", |text| shown(&text.parse::<SessionId>())),
    ("PhoneNumber", |text| shown(&PhoneNumber::parse(text, Some(Country::US)))),
    ("PhoneNumber without a country", |text| shown(&text.parse::<PhoneNumber>())),
    ("Code", |text| {
        for format in Format::ALL {
            shown(&Code::parse(format, text).map(|code| code.len()));
        }
    }),
    ("Code::matches", |text| {
        for (format, code) in [(Format::Numeric, "777"), (Format::AlphanumericEasy, "AAA")] {
            black_box(Code::parse(format, code).unwrap().matches(text));
        }
    }),
    ("Session::check", |text| {
        let mut session = session();
        shown(&Ok::<_, String>(session.check(Timestamp::UNIX_EPOCH, text)));
    }),
    ("Session::from_bytes", |text| shown(&Session::from_bytes(text.as_bytes()).map(drop_it))),
    ("Verifier::check and restore", |text| {
        let mut verifier = Verifier::new([const { Slot::EMPTY }; 1], [7; 32], Limits::NONE);
        let request = Request { destination: Some("+6587654321"), ..Request::default() };
        let id = verifier.start(Timestamp::UNIX_EPOCH, &request).unwrap().session().id();
        shown(&verifier.check(Timestamp::UNIX_EPOCH, id, text));
        shown(&verifier.restore(Timestamp::UNIX_EPOCH, text.as_bytes()));
    }),
    ("SenderId", |text| shown(&text.parse::<SenderId>())),
    ("SubAccountId", |text| shown(&SubAccountId::parse(text))),
    ("Line", |text| shown(&Line::<30>::parse(text))),
    ("CallbackUrl and BaseUrl", |text| {
        shown(&CallbackUrl::parse(text).map(drop_it));
        shown(&BaseUrl::parse(text));
    }),
    ("CallbackUrl's host and path", |text| {
        for before in
            ["https://", "https://u", "https://[", "https://u:", "http://u/", "http://u/?"]
        {
            shown(&CallbackUrl::parse(&format!("{before}{text}")).map(drop_it));
        }
    }),
    ("BaseUrl's slashes", |text| {
        shown(&BaseUrl::parse(&format!("http://u{}/", text.replace('a', "/"))));
    }),
    ("Template", |text| {
        let rendered = Template::new(text).render("1234", "ABC");
        black_box((rendered.len(), rendered.pieces().count()));
        shown(&rendered.write_to(&mut heapless::String::<160>::new()));
    }),
    ("Message", |text| {
        for encoding in [Encoding::Auto, Encoding::Gsm7, Encoding::Ucs2] {
            shown(&Message::new(text, encoding));
        }
        shown(&Message::with_replacement(text));
    }),
    ("gsm7::encode", |text| {
        shown(&gsm7::encoded_len(text));
        shown(&gsm7::encode(text, &mut [0; 160]).map(|septets| septets.len()));
    }),
    ("gsm7::decode, pack and unpack", |text| {
        black_box(gsm7::decode(text.as_bytes()).to_string());
        let mut octets = vec![0; gsm7::packed_len(text.len())];
        let octets = gsm7::pack(text.as_bytes(), &mut octets).unwrap();
        black_box((gsm7::unpack(octets).count(), gsm7::unpack_ussd(octets).count()));
    }),
    ("Request, in every member", |text| {
        for channel in ["sms", "call", "whatsapp"] {
            black_box(
                full(text, channel).violations().map(|it| it.to_string().len()).sum::<usize>(),
            );
        }
        shown(&full(text, text).validate().map(drop_it));
    }),
    ("Delivery", |text| {
        for channel in ["sms", "call"] {
            let request = Request {
                destination: Some("+6587654321"),
                channel: Some(channel),
                template: Some(text),
                ..Request::default()
            };
            let verification = request.validate().unwrap();
            let mut room = Text::<160>::new();
            shown(&Delivery::preflight(&verification, None, &mut room));
            let session = session();
            let sent = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut room);
            shown(&sent.map(drop_it));
        }
    }),
    ("JSON, any", |text| read(text)),
    ("JSON, a name and a string", |text| {
        let text = text.replace(['"', '\0', '\r', '\n'], "");
        read(&format!(r#"{{"{text}":1,"brand":"{text}","destination":"{text}"}}"#));
    }),
    ("JSON, numbers", |text| {
        read(&format!(r#"{{"codeLength":{text}}}"#));
        read(&format!(r#"{{"call":{{"speed":0.{text}}},"x":{text}}}"#));
    }),
];

/// The bytes of the longest text.
const LONGEST: usize = HUGE / 10;

/// How often a pair of texts is measured before its reader counts as growing faster. Among these
/// there is one during which even a busy machine did nothing else.
const TRIES: u32 = 40;

/// What a machine may add to the best of them. A reader that rescans 1 MB for every ten thousand
/// bytes takes longer.
const SLACK: Duration = Duration::from_millis(5);

/// Returns how long `text` takes to read if that is at most forty times as long as for `tenth`, a
/// tenth of it, which took `least` before. The best of each is compared.
fn time_if_linear(
    (tenth, mut least): (&str, Duration),
    text: &str,
    slack: Duration,
    read: Reader,
) -> Option<Duration> {
    let mut most = Duration::MAX;
    for _ in 0..TRIES {
        most = most.min(time(text, read));
        if most <= least * 40 + slack {
            return Some(most);
        }
        least = least.min(time(tenth, read));
    }
    None
}

fn time(text: &str, read: Reader) -> Duration {
    let start = Instant::now();
    read(black_box(text));
    start.elapsed()
}

/// Two tests, so that both cores are used.
#[test]
fn ten_times_the_text_takes_ten_times_as_long() {
    each_grows_linearly(&FILLERS[..FILLERS.len() / 2]);
}

#[test]
fn ten_times_the_text_of_the_other_fillers_takes_ten_times_as_long() {
    each_grows_linearly(&FILLERS[FILLERS.len() / 2..]);
}

fn each_grows_linearly(fillers: &[&str]) {
    for filler in fillers {
        // The shorter texts find what grows faster before it takes hours.
        let texts = [LONGEST / 100, LONGEST / 10, LONGEST].map(|bytes| filled(filler, bytes));
        for (name, read) in READERS {
            let mut tenth = (&*texts[0], time(&texts[0], read));
            for text in &texts[1..] {
                let Some(took) = time_if_linear(tenth, text, SLACK, read) else {
                    panic!("{name} of {} bytes of {filler:?}", text.len())
                };
                tenth = (text, took);
            }
        }
    }
}

/// Tests the measure itself: a reader that rescans the text for each byte is found.
#[test]
fn a_quadratic_reader_is_found() {
    let quadratic: Reader = |text| {
        for end in 0..text.len() {
            black_box(black_box(&text.as_bytes()[..end]).iter().map(|byte| u64::from(*byte)).max());
        }
    };
    let (tenth, text) = (filled("a", 400), filled("a", 4_000));
    // Where something else ran in between, a measurement is too long.
    let least = (0..9).map(|_| time(&tenth, quadratic)).min().unwrap();
    let tenth = (&*tenth, least);
    assert_eq!(time_if_linear(tenth, &text, Duration::ZERO, quadratic), None);
}

fn session() -> Session {
    let mut rng = Generator::from_seed([7; 32]);
    let destination = "+6587654321".parse().unwrap();
    Session::start(Timestamp::UNIX_EPOCH, destination, Policy::default(), &mut rng)
}

fn read(json: &str) {
    shown(&serde_json::from_str::<Request<String>>(json).map(drop_it));
    shown(
        &serde_json_core::from_str_escaped::<Request<heapless::String<40>>>(json, &mut [0; 80])
            .map(drop_it),
    );
}

fn drop_it<T>(_: T) {}

/// Uses a result, and checks that an error is short, however long the text is.
fn shown<T, E: ToString>(result: &Result<T, E>) {
    if let Err(error) = result {
        let shown = error.to_string();
        assert!((1..400).contains(&shown.len()), "{shown}");
    }
    black_box(result.is_ok());
}

/// Puts the text into every member that takes one.
fn full<'a>(text: &'a str, channel: &'a str) -> Request<&'a str> {
    Request {
        destination: Some(text),
        country: Some(text),
        channel: Some(channel),
        brand: Some(text),
        code_type: Some(text),
        template: Some(text),
        language: Some(text),
        callback_url: Some(text),
        sms: SmsOptions { source: Some(text), encoding: Some(text) },
        call: CallOptions {
            source: Some(text),
            voice_profile: Some(text),
            ..CallOptions::default()
        },
        whatsapp: WhatsAppOptions { template_name: Some(text) },
        client_ip: Some(text),
        ..Request::default()
    }
}
