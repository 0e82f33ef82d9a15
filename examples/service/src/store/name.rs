//! [`Name`]: the key of a record, with a number in place of its sub-account.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher};
use std::num::NonZeroU8;
use std::sync::Arc;

use foldhash::fast::RandomState;
use verify_core::engine::Key;
use verify_core::phone::PhoneNumber;
use verify_core::session::SessionId;

use crate::outbox::Kind;

/// The key of a record, with a number in place of its sub-account. It is hashed once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    hash: u64,
    /// At least that of the number and the kind: an `Option` takes no room of its own.
    len: NonZeroU8,
    bytes: [u8; Name::MAX],
}

/// How a record is named that says which sub-account has a number.
const ACCOUNT: u8 = b'a';

/// How the message of a session is named that is to be sent.
const MESSAGE: u8 = b'm';

/// How the callback of a session is named that is to be posted.
const CALLBACK: u8 = b'c';

/// How the URL is named to which the callback of a session goes.
const URL: u8 = b'u';

/// How the reference of the latest long message to a number is named.
const REFERENCE: u8 = b'r';

impl Name {
    /// The number, and what the longest key has behind its sub-account.
    const MAX: usize = NUMBER + 17;

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len.get().into()).unwrap_or_default()
    }

    /// Returns what the key has behind its sub-account.
    pub(super) fn rest(&self) -> &[u8] {
        self.as_bytes().get(NUMBER..).unwrap_or_default()
    }

    /// Returns the number of the sub-account.
    pub(super) const fn account(&self) -> u32 {
        let [a, b, c, d, ..] = self.bytes;
        u32::from_le_bytes([a, b, c, d])
    }

    /// Returns the id if it names a session.
    pub(super) fn session(&self) -> Option<[u8; 16]> {
        self.rest().strip_prefix(b"s")?.try_into().ok()
    }

    pub(super) const fn is_counter(&self) -> bool {
        self.kind() == b'l'
    }

    /// Whether its record says which sub-account has a number.
    pub(super) const fn is_account(&self) -> bool {
        self.kind() == ACCOUNT
    }

    /// Returns which kind of task it names, if it names one.
    pub(super) const fn task(&self) -> Option<Kind> {
        match self.kind() {
            MESSAGE => Some(Kind::Send),
            CALLBACK => Some(Kind::Callback),
            _ => None,
        }
    }

    /// Whether it names the URL for the callback of a session.
    pub(super) const fn is_url(&self) -> bool {
        self.kind() == URL
    }

    /// Whether it names what an engine reads and writes.
    pub(super) const fn is_record(&self) -> bool {
        matches!(self.kind(), b's' | b'w' | b'f' | b'l')
    }

    /// Where it names a session, returns the name of its task.
    pub(super) const fn with_task(self, kind: Kind) -> Self {
        self.with(match kind {
            Kind::Send => MESSAGE,
            Kind::Callback => CALLBACK,
        })
    }

    /// Where it names a session, returns the name of the URL for its callback.
    pub(super) const fn with_url(self) -> Self {
        self.with(URL)
    }

    /// Names the same thing as another kind. The hash is that of all kinds.
    const fn with(mut self, new: u8) -> Self {
        let [_, _, _, _, kind, ..] = &mut self.bytes;
        *kind = new;
        self
    }

    pub(super) const fn hash(&self) -> u64 {
        self.hash
    }

    const fn kind(&self) -> u8 {
        let [_, _, _, _, kind, ..] = self.bytes;
        kind
    }
}

/// How many bytes the number of a sub-account takes.
const NUMBER: usize = 4;

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

/// Takes the hash that a name has.
#[derive(Clone, Copy, Default)]
pub(super) struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// For maps whose keys are names.
pub(super) type ByHash = BuildHasherDefault<Hashed>;

/// Hides the number or address that it is for.
impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Name").field("kind", &self.kind()).finish_non_exhaustive()
    }
}

/// The numbers of the sub-accounts. There are as many as the configuration has, so none is
/// forgotten.
#[derive(Default)]
pub(super) struct Accounts {
    numbers: HashMap<Arc<str>, u32, RandomState>,
    names: HashMap<u32, Arc<str>, RandomState>,
    /// The sub-account of the latest key, and its number: the next one is likely to be of it.
    latest: Option<(Arc<str>, u32)>,
    hasher: RandomState,
}

impl Accounts {
    /// Returns the name for a key; `None` if its sub-account has no number yet.
    pub(super) fn name(&mut self, key: Key<'_>) -> Option<Name> {
        let account = key.sub_account().as_str();
        if let Some((latest, number)) = &self.latest
            && **latest == *account
        {
            return self.named(*number, &key.within());
        }
        let (account, number) = self.numbers.get_key_value(account)?;
        let number = *number;
        self.latest = Some((Arc::clone(account), number));
        self.named(number, &key.within())
    }

    /// Gives a sub-account a number. Returns the record that says so.
    pub(super) fn add(&mut self, account: &str) -> Option<(Name, Arc<str>)> {
        let number = u32::try_from(self.numbers.len()).ok()?;
        let account = Arc::<str>::from(account);
        self.restore(number, Arc::clone(&account));
        Some((self.named(number, &[ACCOUNT])?, account))
    }

    /// Takes over a number that was given before.
    pub(super) fn restore(&mut self, number: u32, account: Arc<str>) {
        self.names.insert(number, Arc::clone(&account));
        self.numbers.insert(account, number);
    }

    /// Returns the name that has these [bytes](Name::as_bytes).
    pub(super) fn name_of_bytes(&self, name: &[u8]) -> Option<Name> {
        let (number, rest) = name.split_first_chunk()?;
        if rest.is_empty() { None } else { self.named(u32::from_le_bytes(*number), rest) }
    }

    /// Returns the sub-account of a name.
    pub(super) fn of(&self, name: &Name) -> Option<Arc<str>> {
        self.names.get(&name.account()).cloned()
    }

    /// Names a session of the sub-account that the latest key is of.
    pub(super) fn session(&self, id: SessionId) -> Option<Name> {
        let (_, number) = self.latest.as_ref()?;
        self.named_session(*number, id)
    }

    /// Names the task of a session.
    pub(super) fn task(&self, sub_account: &str, kind: Kind, session: SessionId) -> Option<Name> {
        let number = self.numbers.get(sub_account)?;
        Some(self.named_session(*number, session)?.with_task(kind))
    }

    /// Names the reference of a number, in the sub-account that the latest key is of.
    pub(super) fn reference(&self, number: PhoneNumber) -> Option<Name> {
        let (_, account) = self.latest.as_ref()?;
        let mut rest = [REFERENCE; 9];
        rest.get_mut(1..)?.copy_from_slice(&number.to_u64().to_le_bytes());
        self.named(*account, &rest)
    }

    fn named_session(&self, account: u32, id: SessionId) -> Option<Name> {
        let mut rest = [b's'; 17];
        rest.get_mut(1..)?.copy_from_slice(&id.to_bytes());
        self.named(account, &rest)
    }

    fn named(&self, account: u32, rest: &[u8]) -> Option<Name> {
        let len = NUMBER + rest.len();
        let mut bytes = [0; Name::MAX];
        bytes.get_mut(NUMBER..len)?.copy_from_slice(rest);
        let (number, _) = bytes.split_first_chunk_mut()?;
        *number = account.to_le_bytes();
        // Without the kind, so that the records of a destination are found side by side.
        let hash = self.hasher.hash_one((account, rest.get(1..).unwrap_or_default()));
        Some(Name { hash, len: NonZeroU8::new(u8::try_from(len).ok()?)?, bytes })
    }
}
