//! [`Key`]: the name of a record or counter in a store.

use core::fmt;
use core::ops::Deref;

use crate::phone::PhoneNumber;
use crate::request::SubAccountId;
use crate::session::SessionId;

/// The name of a record or a counter in a store.
///
/// [`to_bytes`](Self::to_bytes) begins with a version and the sub-account in braces, and is the
/// same in every release of that version. In a Redis Cluster, what stands in braces decides on the
/// node, so everything of a sub-account is on one.
///
/// | bytes | what |
/// |---|---|
/// | `v1{sub-account}s`, 16 bytes of its id | a [session](crate::session::Session::to_bytes) |
/// | `v1{sub-account}w`, the destination | the id of its session that waits |
/// | `v1{sub-account}f`, the destination | its [wrong codes] |
/// | `v1{sub-account}l`, a byte, 8 bytes | a counter of a limit, which is an integer below 2⁵³ |
///
/// [wrong codes]: crate::limit::FailureCount::to_bytes
///
/// A destination is its E.164 digits as one little-endian `u64`: bytes 20 to 27 of a stored
/// session. A script can therefore go from a session to the failures of its destination by itself.
///
/// ```
/// use verify_core::engine::Key;
/// use verify_core::request::SubAccountId;
///
/// let sub_account = SubAccountId::parse("demo-account-123")?;
/// let key = Key::failures(sub_account, "+6587654321".parse()?);
/// assert!(key.to_bytes().starts_with(b"v1{demo-account-123}f"));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Key<'a> {
    sub_account: SubAccountId<'a>,
    name: Name,
}

/// A [`Key`] within its sub-account.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Session(SessionId),
    Waiting(PhoneNumber),
    Failures(PhoneNumber),
    Counter { kind: u8, key: u64 },
}

impl<'a> Key<'a> {
    /// Names a session.
    #[must_use]
    pub const fn session(sub_account: SubAccountId<'a>, id: SessionId) -> Self {
        Self { sub_account, name: Name::Session(id) }
    }

    /// Names the id of the session that waits for a code of this destination.
    #[must_use]
    pub const fn waiting(sub_account: SubAccountId<'a>, destination: PhoneNumber) -> Self {
        Self { sub_account, name: Name::Waiting(destination) }
    }

    /// Names the wrong codes in a row of a destination.
    #[must_use]
    pub const fn failures(sub_account: SubAccountId<'a>, destination: PhoneNumber) -> Self {
        Self { sub_account, name: Name::Failures(destination) }
    }

    /// Whether it names a counter, rather than a record.
    #[must_use]
    pub const fn is_counter(&self) -> bool {
        matches!(self.name, Name::Counter { .. })
    }

    pub(super) const fn new(sub_account: SubAccountId<'a>, name: Name) -> Self {
        Self { sub_account, name }
    }

    /// Returns the sub-account whose record or counter it is.
    #[must_use]
    pub const fn sub_account(&self) -> SubAccountId<'a> {
        self.sub_account
    }

    /// Returns the key as bytes. Phone numbers and addresses are among them.
    #[must_use]
    pub fn to_bytes(&self) -> KeyBytes {
        let mut bytes = heapless::Vec::new();
        for part in [b"v1{", self.sub_account.as_str().as_bytes(), b"}", &self.within()] {
            // The longest key has exactly the room that there is: a test holds it.
            let _ = bytes.extend_from_slice(part);
        }
        KeyBytes(bytes)
    }

    /// Returns what [`to_bytes`](Self::to_bytes) has behind the sub-account, for a store that names
    /// that in its own way.
    ///
    /// ```
    /// use verify_core::engine::Key;
    /// use verify_core::request::SubAccountId;
    ///
    /// let key = Key::failures(SubAccountId::parse("shop")?, "+6587654321".parse()?);
    /// assert_eq!([b"v1{shop}", &*key.within()].concat(), *key.to_bytes());
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub fn within(&self) -> KeyBytes {
        match self.name {
            Name::Session(id) => KeyBytes::of(*b"s", id.to_bytes()),
            Name::Waiting(destination) => KeyBytes::of(*b"w", destination.to_u64().to_le_bytes()),
            Name::Failures(destination) => KeyBytes::of(*b"f", destination.to_u64().to_le_bytes()),
            Name::Counter { kind, key } => KeyBytes::of([b'l', kind], key.to_le_bytes()),
        }
    }
}

/// Hides the number or address that it is for.
impl fmt::Debug for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Key").field(&self.sub_account.as_str()).field(&self.name).finish()
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Session(id) => f.debug_tuple("Session").field(id).finish(),
            Self::Waiting(destination) => f.debug_tuple("Waiting").field(destination).finish(),
            Self::Failures(destination) => f.debug_tuple("Failures").field(destination).finish(),
            Self::Counter { kind, .. } => f.debug_tuple("Counter").field(kind).finish(),
        }
    }
}

/// The bytes of a [`Key`] or of what is [within](Key::within) its sub-account, at most
/// [`MAX`](Self::MAX).
///
/// ```
/// use verify_core::engine::{Key, KeyBytes};
/// use verify_core::request::SubAccountId;
/// use verify_core::session::SessionId;
///
/// let id = SessionId::parse("18b526add06348c0bb934e71f042f047")?;
/// let key = Key::session(SubAccountId::parse("demo-account-123")?, id).to_bytes();
/// assert!(key.len() <= KeyBytes::MAX && key.ends_with(&id.to_bytes()));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyBytes(heapless::Vec<u8, { KeyBytes::MAX }>);

impl KeyBytes {
    /// The most bytes of a key: 71.
    pub const MAX: usize = "v1{}s".len() + SubAccountId::MAX_LEN + 16;

    /// Returns a kind and what it is of.
    fn of<const KIND: usize, const OF: usize>(kind: [u8; KIND], of: [u8; OF]) -> Self {
        let mut bytes = heapless::Vec::new();
        let _ = bytes.extend_from_slice(&kind);
        let _ = bytes.extend_from_slice(&of);
        Self(bytes)
    }
}

impl Deref for KeyBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for KeyBytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Hides the bytes, which hold numbers and addresses.
impl fmt::Debug for KeyBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyBytes({} bytes)", self.0.len())
    }
}
