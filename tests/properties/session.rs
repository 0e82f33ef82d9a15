//! Sessions under sequences of events, compared with the model of the contract's table.
//!
//! The bytes are words. `send` starts the session, and later sends it again; `reset` does the same
//! and asks for a new code; `call/send` is sent by voice, and `sma/send` and `sma/reset` use a
//! channel without a code. They may be followed by code type, length, validity and interval:
//! `send`, `sma/reset`, `send:4,10,7200,10`. `right`, `wrong`, `long`, `nonsense`, `empty` and
//! `old` are codes that a person enters, `confirm`, `cancel` and `status` the calls of that name.
//! `+` and `-` with a number move the clock by that many milliseconds. `expiry` and `retry` set it
//! to that moment, `day` to a day after the code was first sent. Other words are skipped.

use verify_core::channel::Channel;
use verify_core::code::Format;

use crate::session_model::{END, Entry, Event, Pair, Request};
use crate::word::Word;

/// 2025-12-18T05:54:54.090Z
const START: u64 = 1_766_037_294_090;

pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (mut now, mut pair) = (START, None::<Pair>);
    for (seed, word) in (0..=u8::MAX).cycle().zip(text.split_whitespace()).take(400) {
        let word = Word::of(word);
        match (moment(&word, now, pair.as_ref()), event(&word), &mut pair) {
            (Some(moment), _, _) => now = moment.min(END),
            (None, Some(event), Some(pair)) => {
                pair.step(event, now, seed);
            }
            (None, Some(Event::Resend(request)), None) => {
                let destination = "+1 (987) 654-3210".parse().unwrap();
                pair = Some(Pair::start(now, destination, &request, seed));
            }
            _ => {}
        }
    }
}

fn moment(word: &Word<'_>, now: u64, pair: Option<&Pair>) -> Option<u64> {
    match (word.name, pair) {
        ("+", _) => Some(now.saturating_add(word.number(0, 1))),
        ("-", _) => Some(now.saturating_sub(word.number(0, 1))),
        ("expiry", Some(pair)) => Some(pair.model.expires_at),
        ("retry", Some(pair)) => Some(pair.model.retry_after),
        ("day", Some(pair)) => Some(pair.model.first_sent + 86_400_000),
        _ => None,
    }
}

fn event(word: &Word<'_>) -> Option<Event> {
    Some(match word.name {
        "send" => Event::Resend(request(word, false, Channel::Sms)),
        "reset" => Event::Resend(request(word, true, Channel::Sms)),
        "call/send" => Event::Resend(request(word, false, Channel::Call)),
        "sma/send" => Event::Resend(request(word, false, Channel::Sma)),
        "sma/reset" => Event::Resend(request(word, true, Channel::Sma)),
        "right" => Event::Check(Entry::Right),
        "wrong" => Event::Check(Entry::Wrong),
        "long" => Event::Check(Entry::TooLong),
        "nonsense" => Event::Check(Entry::Nonsense),
        "empty" => Event::Check(Entry::Empty),
        "old" => Event::Check(Entry::Old),
        "confirm" => Event::Confirm,
        "cancel" => Event::Cancel,
        "status" => Event::Status,
        _ => return None,
    })
}

fn request(word: &Word<'_>, reset_session: bool, channel: Channel) -> Request {
    let number = |index, default, min: u64, max: u64| {
        u32::try_from(word.number(index, default).clamp(min, max)).unwrap()
    };
    Request {
        code_type: Format::ALL[number(0, 0, 0, 4) as usize],
        code_length: u8::try_from(number(1, 4, 3, 10)).unwrap(),
        code_validity: number(2, 300, 30, 7200),
        resending_interval: number(3, 10, 10, 7200),
        reset_session,
        channel,
    }
}
