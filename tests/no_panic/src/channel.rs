use std::hint::black_box as any;
use verify_core::channel::{
    Channel, ChannelError, Language, LanguageError, Line, LineError, Repetition, RepetitionError,
    Settings, Speed, SpeedError,
};

cannot_panic! {
    fn channel(name: &str) -> Result<Channel, ChannelError> {
        Channel::parse(name)
    }
    fn facts(channel: Channel) -> (&'static str, bool, bool) {
        (channel.as_str(), channel.sends_code(), channel.takes_template())
    }
    fn of(settings: &Settings<'_>) -> Channel {
        settings.channel()
    }
    fn speed(tenths: u8) -> Result<Speed, SpeedError> {
        Speed::from_tenths(tenths)
    }
    fn speed_of(number: f64) -> Result<Speed, SpeedError> {
        Speed::try_from(number)
    }
    fn speed_of_single(number: f32) -> Result<Speed, SpeedError> {
        Speed::try_from(number)
    }
    fn speed_of_text(text: &str) -> Result<Speed, SpeedError> {
        Speed::parse(text)
    }
    fn as_number(speed: Speed) -> (u8, f64) {
        (speed.tenths(), speed.as_f64())
    }
    fn repetition(times: u8) -> Result<Repetition, RepetitionError> {
        Repetition::new(times)
    }
    fn no_repetition(error: RepetitionError) -> u8 {
        error.found()
    }
    fn times(repetition: Repetition) -> u8 {
        repetition.get()
    }
    fn every_language(from: usize) -> Option<Language> {
        let mut all = Language::all();
        let (len, last) = (all.len(), all.next_back());
        all.nth(from % len).or(last)
    }
    fn language(tag: &str) -> Result<Language, LanguageError> {
        Language::parse(tag)
    }
    fn tag(language: Language) -> &'static str {
        language.as_str()
    }
    fn line(text: &str) -> Result<Line<'_, 30>, LineError> {
        Line::parse(text)
    }
    fn line_text<'a>(line: Line<'a, 30>) -> &'a str {
        line.as_str()
    }
}

pub(crate) fn run() {
    for each in Channel::ALL {
        let (name, sends_code, takes_template) = facts(any(each));
        assert_eq!(channel(any(name)), Ok(each));
        assert!(sends_code || !takes_template);
    }
    assert_eq!(of(any(&Settings::default())), Channel::Sms);
    let slow = speed(any(7)).expect("a speed");
    assert_eq!((as_number(any(slow)), speed_of(any(0.7))), ((7, 0.7), Ok(slow)));
    assert_eq!(speed_of_single(any(0.7)), Ok(slow));
    assert_eq!(speed_of_text(any("0.7")), Ok(slow));
    assert!(speed_of(any(f64::NAN)).is_err());
    assert_eq!(repetition(any(3)).map(times), Ok(3));
    assert_eq!(no_repetition(any(repetition(any(0)).expect_err("never read"))), 0);
    for index in 0..Language::all().len() {
        let each = every_language(any(index)).expect("a language");
        assert_eq!(language(any(tag(any(each)))), Ok(each));
    }
    assert_eq!(line(any("ABC")).map(line_text), Ok("ABC"));
    assert!(line(any("A\nB")).is_err());
}
