//! [`Language`]: the languages that voices speak and templates are written in.

use core::fmt;
use core::str::FromStr;

/// One of the 48 languages of the reference page; by default `en-US`.
///
/// Each is a constant as well: [`Language::EN_US`].
///
/// ```
/// use verify_core::channel::Language;
///
/// assert_eq!(Language::parse("pt-BR"), Ok(Language::PT_BR));
/// assert_eq!(Language::default().as_str(), "en-US");
/// assert_eq!(Language::all().len(), 48);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(u8);

macro_rules! languages {
    ($($name:ident $tag:literal,)*) => {
        /// The tags in ascending order, as binary search and `Ord` need them.
        const TAGS: [[u8; 5]; [$($tag),*].len()] = [$(ascii($tag)),*];
        const _: () = assert!(size_of_val(&TAGS) == 240);

        #[allow(non_camel_case_types, reason = "numbers the constants of the same names")]
        #[allow(clippy::upper_case_acronyms, reason = "numbers the constants of the same names")]
        enum Row { $($name),* }

        impl Language {
            $(
                #[doc = concat!("`", $tag, "`.")]
                pub const $name: Self = Self(Row::$name as u8);
            )*
        }
    };
}

languages! {
    AR_EG "ar-EG", AR_SA "ar-SA", BG_BG "bg-BG", CA_ES "ca-ES", CS_CZ "cs-CZ", DA_DK "da-DK",
    DE_AT "de-AT", DE_CH "de-CH", DE_DE "de-DE", EL_GR "el-GR", EN_AU "en-AU", EN_CA "en-CA",
    EN_GB "en-GB", EN_IE "en-IE", EN_IN "en-IN", EN_US "en-US", ES_ES "es-ES", ES_MX "es-MX",
    FI_FI "fi-FI", FR_CA "fr-CA", FR_CH "fr-CH", FR_FR "fr-FR", HE_IL "he-IL", HI_IN "hi-IN",
    HR_HR "hr-HR", HU_HU "hu-HU", ID_ID "id-ID", IT_IT "it-IT", JA_JP "ja-JP", KO_KR "ko-KR",
    MS_MY "ms-MY", NB_NO "nb-NO", NL_NL "nl-NL", PL_PL "pl-PL", PT_BR "pt-BR", PT_PT "pt-PT",
    RO_RO "ro-RO", RU_RU "ru-RU", SK_SK "sk-SK", SL_SI "sl-SI", SV_SE "sv-SE", TA_IN "ta-IN",
    TH_TH "th-TH", TR_TR "tr-TR", VI_VN "vi-VN", ZH_CN "zh-CN", ZH_HK "zh-HK", ZH_TW "zh-TW",
}

/// Returns the five bytes of a tag; zeros for a tag of another length, which a test would notice.
const fn ascii(tag: &str) -> [u8; 5] {
    match tag.as_bytes().first_chunk() {
        Some(tag) => *tag,
        None => [0; 5],
    }
}

impl Language {
    /// Iterates over all languages, in the order of their tags.
    #[must_use]
    pub fn all() -> impl ExactSizeIterator<Item = Self> + DoubleEndedIterator + Clone {
        (0..TAGS.len()).map(|row| Self(u8::try_from(row).unwrap_or_default()))
    }

    /// Reads a tag exactly as [`Language::as_str`] writes it: `en-US`, and not `en-us`.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse(tag: &str) -> Result<Self, LanguageError> {
        let tag: [u8; 5] = tag.as_bytes().try_into().map_err(|_| LanguageError)?;
        let row = TAGS.binary_search_by_key(&as_number(tag), |row| as_number(*row));
        row.ok().and_then(|row| u8::try_from(row).ok()).map(Self).ok_or(LanguageError)
    }

    /// Returns the language tag (BCP 47): `en-US`.
    #[must_use]
    #[doc(alias = "tag")]
    pub fn as_str(self) -> &'static str {
        let tag = TAGS.get(usize::from(self.0));
        // Always found, and always ASCII: the default is never returned.
        tag.and_then(|tag| str::from_utf8(tag).ok()).unwrap_or_default()
    }
}

/// Reads five bytes as a number, which compares faster than they do and orders alike.
const fn as_number([a, b, dash, c, d]: [u8; 5]) -> u64 {
    u64::from_be_bytes([0, 0, 0, a, b, dash, c, d])
}

/// As [`Language::parse`].
impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(tag: &str) -> Result<Self, LanguageError> {
        Self::parse(tag)
    }
}

impl AsRef<str> for Language {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::EN_US
    }
}

/// As [`Language::as_str`].
impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({self})")
    }
}

/// The text is not one of the 48 tags of a [`Language`].
///
/// ```
/// use verify_core::channel::Language;
///
/// assert_eq!(
///     Language::parse("en").unwrap_err().to_string(),
///     "expected one of the 48 language tags, such as en-US (case-sensitive)",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LanguageError;

impl fmt::Display for LanguageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected one of the 48 language tags, such as en-US (case-sensitive)")
    }
}

impl core::error::Error for LanguageError {}
