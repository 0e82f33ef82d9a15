//! The words of a sequence of events: `send:4,10,7200` is a name and three numbers.

pub(crate) struct Word<'a> {
    pub(crate) name: &'a str,
    numbers: Vec<u64>,
}

impl<'a> Word<'a> {
    pub(crate) fn of(word: &'a str) -> Self {
        let end = word.find(|character: char| character.is_ascii_digit() || character == ':');
        let (name, numbers) = word.split_at(end.unwrap_or(word.len()));
        let numbers = numbers.split(|character: char| !character.is_ascii_digit());
        Word { name, numbers: numbers.filter_map(|number| number.parse().ok()).collect() }
    }

    /// Returns a number, or the default if it is left out.
    pub(crate) fn number(&self, index: usize, default: u64) -> u64 {
        self.numbers.get(index).copied().unwrap_or(default)
    }
}
