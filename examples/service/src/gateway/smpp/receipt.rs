//! Delivery receipts: [`Receipt`], read from a [`Delivery`].

use rusmpp_core::values::MessageState;
use verify_core::session::SessionId;

use super::delivery::Delivery;

/// What has become of a message, as a receipt says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// It is on its way.
    Enroute,
    /// The phone has it.
    Delivered,
    /// It was not delivered while it was valid.
    Expired,
    /// It was deleted.
    Deleted,
    /// It cannot be delivered.
    Undeliverable,
    /// Somebody has read it for the phone's owner.
    Accepted,
    /// The network rejects it.
    Rejected,
    /// The SMSC does not know, or does not say it in words that are known.
    Unknown,
}

/// Learns of delivery receipts, for metrics.
pub trait Receipts: Send + Sync + 'static {
    /// A receipt has come: what it says, and the session of the message, if this process has sent
    /// that not long ago. A message of several parts may have a receipt for each.
    fn received(&self, state: State, session: Option<SessionId>);
}

/// Learns nothing.
impl Receipts for () {
    fn received(&self, _: State, _: Option<SessionId>) {}
}

/// A delivery receipt.
pub(super) struct Receipt {
    /// The id that the SMSC has given the message.
    pub(super) message_id: Option<String>,
    /// What has become of it.
    pub(super) state: State,
    /// Why, in a number or letters of the SMSC's own.
    pub(super) error: Option<String>,
}

impl State {
    /// All states.
    pub const ALL: [Self; 8] = [
        Self::Enroute,
        Self::Delivered,
        Self::Expired,
        Self::Deleted,
        Self::Undeliverable,
        Self::Accepted,
        Self::Rejected,
        Self::Unknown,
    ];

    /// Returns its name in metrics and logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enroute => "enroute",
            Self::Delivered => "delivered",
            Self::Expired => "expired",
            Self::Deleted => "deleted",
            Self::Undeliverable => "undeliverable",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Unknown => "unknown",
        }
    }

    /// Reads the word behind `stat:` (SMPP 3.4, appendix B). Some SMSCs write it in full.
    fn of_word(word: &str) -> Self {
        let front = word.get(..5).unwrap_or(word).to_ascii_uppercase();
        match front.as_str() {
            "ENROU" => Self::Enroute,
            "DELIV" => Self::Delivered,
            "EXPIR" => Self::Expired,
            "DELET" => Self::Deleted,
            "UNDEL" => Self::Undeliverable,
            "ACCEP" => Self::Accepted,
            "REJEC" => Self::Rejected,
            _ => Self::Unknown,
        }
    }

    const fn of_parameter(state: MessageState) -> Self {
        match state {
            MessageState::Scheduled | MessageState::Enroute => Self::Enroute,
            MessageState::Delivered => Self::Delivered,
            MessageState::Expired => Self::Expired,
            MessageState::Deleted => Self::Deleted,
            MessageState::Undeliverable => Self::Undeliverable,
            MessageState::Accepted => Self::Accepted,
            MessageState::Rejected => Self::Rejected,
            _ => Self::Unknown,
        }
    }
}

impl Receipt {
    /// Reads a receipt; `None` if it is something else, such as a message from a phone.
    pub(super) fn of(delivery: &Delivery<'_>) -> Option<Self> {
        let Delivery { class, text, message_id, state } = *delivery;
        // The bits for a receipt and for an intermediate notification (SMPP 3.4, 5.2.12). Some
        // SMSCs forget them.
        let is_receipt = matches!(class & 0x3C, 0x04 | 0x20);
        if !is_receipt && (message_id.is_none() || state.is_none()) {
            return None;
        }
        let fields = fields(text);
        let word = |name| word(&fields, name).map(str::to_owned);
        let message_id =
            message_id.map(|id| String::from_utf8_lossy(id).trim_end_matches('\0').to_owned());
        Some(Self {
            message_id: message_id.or_else(|| word("id")),
            state: state
                .map(|state| State::of_parameter(state.into()))
                .or_else(|| word("stat").map(|word| State::of_word(&word)))
                .unwrap_or(State::Unknown),
            error: word("err").filter(|error| error.len() <= 8),
        })
    }
}

/// Returns the front of a receipt's text in lower case. Behind it stands the start of the message,
/// which may hold a code, or anything that looks like a field.
fn fields(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text).to_ascii_lowercase();
    text.split(" text:").next().unwrap_or_default().to_owned()
}

/// Returns the word behind the name of a field: letters and digits, as long as they go.
fn word<'t>(fields: &'t str, name: &str) -> Option<&'t str> {
    let found = fields
        .split([' ', ',', ';'])
        .find_map(|field| field.strip_prefix(name)?.strip_prefix(':'))?;
    let end = found.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(found.len());
    found.get(..end).filter(|word| !word.is_empty())
}
