//! `session`: sequences of events, against the model of the contract's table.
//!
//! The bytes: words. `send` starts the session, and sends again afterwards, and so does `reset`, which asks for a new
//! code; with `sma` before them, on a channel without one. Their numbers are code type, length, validity and interval,
//! which may be left out: `send`, `sma/reset`, `send:4,10,7200,10`. `right`, `wrong`, `long`, `nonsense`, `empty` and
//! `old` are codes that come in, `confirm` and `status` are what they say. `+` and `-` with a number move the clock by
//! so many milliseconds, `expiry` and `retry` set it to that moment. Other words are skipped.

use verify_core::code::Format;

use crate::session_model::{END, Entry, Event, Pair, Request};

/// 2025-12-18T05:54:54.090Z
const START: u64 = 1_766_037_294_090;

pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (mut now, mut pair) = (START, None::<Pair>);
    for (seed, word) in (0..=u8::MAX).cycle().zip(text.split_whitespace()).take(400) {
        let word = Word::of(word);
        match (word.moment(now, pair.as_ref()), word.event(), &mut pair) {
            (Some(moment), _, _) => now = moment.min(END),
            (None, Some(event), Some(pair)) => pair.step(event, now, seed),
            (None, Some(Event::Resend(request)), None) => {
                let destination = "+1 (987) 654-3210".parse().unwrap();
                pair = Some(Pair::start(now, destination, &request, seed));
            }
            _ => {}
        }
    }
}

/// A name and numbers.
struct Word<'a> {
    name: &'a str,
    numbers: Vec<u64>,
}

impl<'a> Word<'a> {
    fn of(word: &'a str) -> Self {
        let end = word.find(|character: char| character.is_ascii_digit() || character == ':');
        let (name, numbers) = word.split_at(end.unwrap_or(word.len()));
        let numbers = numbers.split(|character: char| !character.is_ascii_digit());
        Word { name, numbers: numbers.filter_map(|number| number.parse().ok()).collect() }
    }

    fn number(&self, index: usize, default: u64) -> u64 {
        self.numbers.get(index).copied().unwrap_or(default)
    }

    fn moment(&self, now: u64, pair: Option<&Pair>) -> Option<u64> {
        match (self.name, pair) {
            ("+", _) => Some(now.saturating_add(self.number(0, 1))),
            ("-", _) => Some(now.saturating_sub(self.number(0, 1))),
            ("expiry", Some(pair)) => Some(pair.model.expires_at),
            ("retry", Some(pair)) => Some(pair.model.retry_after),
            _ => None,
        }
    }

    fn event(&self) -> Option<Event> {
        Some(match self.name {
            "send" => Event::Resend(self.request(false, false)),
            "reset" => Event::Resend(self.request(true, false)),
            "sma/send" => Event::Resend(self.request(false, true)),
            "sma/reset" => Event::Resend(self.request(true, true)),
            "right" => Event::Check(Entry::Right),
            "wrong" => Event::Check(Entry::Wrong),
            "long" => Event::Check(Entry::TooLong),
            "nonsense" => Event::Check(Entry::Nonsense),
            "empty" => Event::Check(Entry::Empty),
            "old" => Event::Check(Entry::Old),
            "confirm" => Event::Confirm,
            "status" => Event::Status,
            _ => return None,
        })
    }

    fn request(&self, reset_session: bool, sma: bool) -> Request {
        let number = |index, default, min: u64, max: u64| {
            u32::try_from(self.number(index, default).clamp(min, max)).unwrap()
        };
        Request {
            code_type: Format::ALL[number(0, 0, 0, 4) as usize],
            code_length: u8::try_from(number(1, 4, 3, 10)).unwrap(),
            code_validity: number(2, 300, 30, 7200),
            resending_interval: number(3, 10, 10, 7200),
            reset_session,
            sma,
        }
    }
}
