//! [`Script`]: a program that runs in Redis, where all of it is one step.

use std::io::Write as _;

use redis::Cmd;

/// A program that runs in Redis, where all of it is one step.
pub(super) struct Script {
    text: &'static str,
    hash: String,
}

impl Script {
    pub(super) fn new(text: &'static str) -> Self {
        Self { text, hash: redis::Script::new(text).get_hash().to_owned() }
    }

    /// Names the script by its hash, which a server knows once it has run the script.
    pub(super) fn by_hash(&self, given: &Given) -> Cmd {
        given.command("EVALSHA", &self.hash)
    }

    /// Sends the script along, for a server that does not know it yet.
    pub(super) fn by_text(&self, given: &Given) -> Cmd {
        given.command("EVAL", self.text)
    }
}

/// What a script is given. **Codes may be among the bytes.**
#[derive(Default)]
pub(super) struct Given {
    pub(super) keys: Texts,
    pub(super) arguments: Texts,
}

impl Given {
    fn command(&self, name: &str, script: &str) -> Cmd {
        let (keys, arguments) = (&self.keys, &self.arguments);
        let (count, size) = (keys.ends.len() + arguments.ends.len(), keys.bytes.len());
        let size = size + arguments.bytes.len() + script.len() + 16;
        let mut command = Cmd::with_capacity(count + 3, size);
        command.arg(name).arg(script).arg(keys.ends.len());
        for text in keys.iter().chain(arguments.iter()) {
            command.arg(text);
        }
        command
    }
}

/// Some texts of bytes, in one piece of memory.
pub(super) struct Texts {
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
}

/// Starts with room for what most scripts are given.
impl Default for Texts {
    fn default() -> Self {
        Self { bytes: Vec::with_capacity(512), ends: Vec::with_capacity(16) }
    }
}

impl Texts {
    /// Adds a text that consists of some parts.
    pub(super) fn push(&mut self, parts: &[&[u8]]) {
        for part in parts {
            self.bytes.extend_from_slice(part);
        }
        self.ends.push(self.bytes.len());
    }

    /// Adds a decimal number, or an empty text.
    pub(super) fn push_number(&mut self, number: Option<u64>) {
        // Writing into a vector does not fail.
        let _ = number.map(|number| write!(self.bytes, "{number}"));
        self.ends.push(self.bytes.len());
    }

    /// Adds other texts behind these.
    pub(super) fn append(&mut self, others: &Self) {
        self.ends.extend(others.ends.iter().map(|end| self.bytes.len() + end));
        self.bytes.extend_from_slice(&others.bytes);
    }

    pub(super) fn first(&self) -> Option<&[u8]> {
        self.iter().next()
    }

    fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(start, end)| self.bytes.get(*start..*end).unwrap_or_default())
    }
}

/// The scripts of the store.
pub(super) struct Scripts {
    pub(super) load: Script,
    pub(super) commit: Script,
    pub(super) poll: Script,
    pub(super) expired: Script,
    pub(super) finish: Script,
    pub(super) count: Script,
    pub(super) current: Script,
}

impl Scripts {
    pub(super) fn new() -> Self {
        macro_rules! script {
            ($name:literal) => {
                Script::new(concat!(include_str!("common.lua"), include_str!($name)))
            };
        }
        Self {
            load: script!("load.lua"),
            commit: script!("commit.lua"),
            poll: script!("poll.lua"),
            expired: script!("expired.lua"),
            finish: script!("finish.lua"),
            count: Script::new("return redis.call('ZCARD', KEYS[1])"),
            current: Script::new(include_str!("current.lua")),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::outbox::REFERENCE_KEPT;

    #[test]
    fn references_are_kept_as_long_as_in_every_store() {
        let line = format!("local REFERENCE = {}\n", REFERENCE_KEPT.as_millis());
        assert!(include_str!("commit.lua").contains(&line));
    }
}
