//! The verification: a number, a session, a short message, a wrong code and the right one.

use core::fmt::{self, Write};
use core::time::Duration;

use verify_core::buffer::BufferTooSmall;
use verify_core::code::Length;
use verify_core::phone::{Country, CountryError, ParseError, PhoneNumber};
use verify_core::session::{Policy, Session, Verdict};
use verify_core::sms::{Encoding, Message, MessageError, ShortMessage};
use verify_core::template::Template;
use verify_core::time::Timestamp;

/// Fixed, so that all runs print the same. A product takes its seed from a hardware generator, or
/// from a secret of the device mixed with a count of its starts.
pub(crate) const SEED: [u8; 32] = [42; 32];

/// When the session starts, in milliseconds since the Unix epoch. A product asks its clock.
const START: u64 = 1_766_037_294_090;

/// The command line, `COUNTRY | NUMBER | BRAND | TEMPLATE`; the last two are optional.
#[derive(Clone, Copy)]
pub(crate) struct Request<'a> {
    country: &'a str,
    number: &'a str,
    brand: Option<&'a str>,
    template: Option<&'a str>,
}

impl<'a> Request<'a> {
    /// Reads the command line that follows the name of the image.
    pub(crate) fn read(command_line: &'a [u8]) -> Option<Self> {
        let mut fields = command_line.split(|&byte| byte == b'|').map(<[u8]>::trim_ascii);
        let country = fields.next()?.rsplit(|&byte| byte == b' ').next()?;
        let mut fields = fields.map(str::from_utf8);
        Some(Self {
            country: str::from_utf8(country).ok()?,
            number: fields.next()?.ok()?,
            brand: fields.next().transpose().ok()?,
            template: fields.next().transpose().ok()?,
        })
    }
}

/// What keeps the session.
pub(crate) trait Keeper {
    /// Starts a session for a number.
    fn start(&mut self, now: Timestamp, number: PhoneNumber, policy: Policy) -> Option<&Session>;

    /// Compares what a person entered. Returns the session afterwards; `None` if it was refused.
    fn check(&mut self, now: Timestamp, entered: &str) -> Option<(Verdict, &Session)>;
}

/// Runs a whole verification and writes each step to the console, the codes included. A product
/// shows them to nobody.
pub(crate) fn run(
    console: &mut impl Write,
    keeper: &mut impl Keeper,
    request: Request<'_>,
) -> Result<(), Problem> {
    let Request { country, number, brand, template } = request;
    let country: Country = country.parse().map_err(Problem::Country)?;
    let number = PhoneNumber::parse(number, Some(country)).map_err(Problem::Number)?;
    writeln!(console, "number: {number}, in a log {number:?}")?;

    let mut now = Timestamp::from_unix_millis(START).unwrap_or(Timestamp::MAX);
    let policy = Policy { length: Length::MAX, ..Policy::default() };
    let session = keeper.start(now, number, policy).ok_or(Problem::Refused)?;
    writeln!(console, "session: {}, until {}", session.id(), session.expires_at())?;

    let code = session.code().expose();
    let template = template.map_or_else(|| Template::default_for(brand), Template::new);
    let mut text = heapless::String::<320>::new();
    template.render(code, brand).without_marks().write_to(&mut text).map_err(Problem::Text)?;
    writeln!(console, "text: {text}")?;
    send(console, &text)?;

    let right: [u8; 10] = code.as_bytes().try_into().unwrap_or_default();
    // Nine minus each digit: wrong in every place.
    let wrong = right.map(|digit| b'0' + b'9' - digit);
    for entered in [&wrong, &right, &right] {
        let entered = str::from_utf8(entered).unwrap_or_default();
        now = now.saturating_add(Duration::from_secs(20));
        let (verdict, session) = keeper.check(now, entered).ok_or(Problem::Refused)?;
        let verdict = match verdict {
            Verdict::Verified => "right",
            Verdict::Wrong { .. } => "wrong",
            Verdict::Failed => "wrong for the last time",
            Verdict::Over(_) => "not compared",
        };
        let (status, attempts) = (session.latest_status(), session.attempts());
        writeln!(console, "{now}: {entered} is {verdict}: {status}, {attempts} wrong so far")?;
    }
    Ok(())
}

/// Packs the text as it goes over the air, and prints it.
fn send(console: &mut impl Write, text: &str) -> Result<(), Problem> {
    let message = Message::new(text, Encoding::Auto).map_err(Problem::Message)?;
    writeln!(console, "sms: {}, {} units", message.charset(), message.units())?;
    let mut buffer = [0; ShortMessage::MAX_LEN];
    for short in message.short_messages(0x5A_u8).map_err(Problem::Message)? {
        let user_data = short.encode_into(&mut buffer).map_err(Problem::Buffer)?;
        let segment = short.segment();
        writeln!(console, "  {} of {}: {}", segment.number(), segment.total(), Hex(user_data))?;
    }
    Ok(())
}

/// Octets in hexadecimal.
struct Hex<'a>(&'a [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|octet| write!(f, "{octet:02X}"))
    }
}

/// Why the verification cannot be done.
pub(crate) enum Problem {
    Country(CountryError),
    Number(ParseError),
    Text(BufferTooSmall),
    Message(MessageError),
    Buffer(BufferTooSmall),
    Console,
    Refused,
}

impl From<fmt::Error> for Problem {
    fn from(_: fmt::Error) -> Self {
        Self::Console
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Country(error) => write!(f, "country: {error}"),
            Self::Number(error) => write!(f, "number: {error}"),
            Self::Text(error) => write!(f, "text: {error}"),
            Self::Message(error) => write!(f, "message: {error}"),
            Self::Buffer(error) => write!(f, "buffer: {error}"),
            Self::Console => f.write_str("console: expected it to take what is written"),
            Self::Refused => f.write_str("session: refused"),
        }
    }
}
