//! Channels: the ways in which a code travels, and the settings of each.
//!
//! The law: settings are ready for a gateway. Every field is a parsed value, so the settings are
//! plain structs, and every combination of their fields is valid.
//!
//! ```
//! use verify_core::channel::{CallSettings, Channel, Language, Settings, Speed};
//!
//! let call = CallSettings {
//!     language: Language::DE_CH,
//!     speed: Speed::from_tenths(12)?,
//!     ..CallSettings::default()
//! };
//! assert_eq!(Settings::Call(call).channel(), Channel::Call);
//! assert_eq!((call.speed.to_string(), call.repetition.get()), ("1.2".to_string(), 2));
//! assert_eq!(Channel::parse("whatsapp"), Ok(Channel::WhatsApp));
//! # Ok::<(), verify_core::channel::SpeedError>(())
//! ```

mod address;
mod language;
mod line;
mod name;
mod repetition;
mod settings;
mod speed;

pub use language::{Language, LanguageError};
pub use line::{Line, LineError};
pub use name::{Channel, ChannelError};
pub use repetition::{Repetition, RepetitionError};
pub use settings::{
    CallSettings, Settings, SmsSettings, TemplateName, VoiceProfile, WhatsAppSettings,
};
pub use speed::{Speed, SpeedError};
