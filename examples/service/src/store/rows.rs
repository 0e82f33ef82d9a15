//! [`Rows`]: values in places of their own.

/// Where a value is. There are as many places as a `u32` counts: records in all of them would take
/// half a terabyte.
pub(super) type Place = u32;

/// Values in places of their own. However many there are, none is moved to another place, and new
/// ones are side by side.
pub(super) struct Rows<T> {
    /// Blocks of equal length: all but the last are full, or have places that are free.
    blocks: Vec<Vec<Option<T>>>,
    free: Vec<Place>,
}

impl<T> Rows<T> {
    const BLOCK: usize = 512;

    pub(super) const fn new() -> Self {
        Self { blocks: Vec::new(), free: Vec::new() }
    }

    pub(super) fn get(&self, place: Place) -> Option<&T> {
        let (block, index) = split(place);
        self.blocks.get(block)?.get(index)?.as_ref()
    }

    pub(super) fn get_mut(&mut self, place: Place) -> Option<&mut T> {
        self.slot(place)?.as_mut()
    }

    /// Puts a value into a free place.
    pub(super) fn put(&mut self, value: T) -> Place {
        if let Some(place) = self.free.pop() {
            if let Some(slot) = self.slot(place) {
                *slot = Some(value);
            }
            return place;
        }
        if self.blocks.last().is_none_or(|block| block.len() == Self::BLOCK) {
            self.blocks.push(Vec::with_capacity(Self::BLOCK));
        }
        let before = self.blocks.len().saturating_sub(1) * Self::BLOCK;
        let Some(block) = self.blocks.last_mut() else { return Place::MAX };
        let place = Place::try_from(before + block.len()).unwrap_or(Place::MAX);
        block.push(Some(value));
        place
    }

    /// Takes a value out of its place, which is free then.
    pub(super) fn take(&mut self, place: Place) -> Option<T> {
        let value = self.slot(place)?.take()?;
        self.free.push(place);
        Some(value)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.blocks.iter().flatten().flatten()
    }

    fn slot(&mut self, place: Place) -> Option<&mut Option<T>> {
        let (block, index) = split(place);
        self.blocks.get_mut(block)?.get_mut(index)
    }
}

/// Returns the block of a place, and the index in there.
fn split(place: Place) -> (usize, usize) {
    let place = usize::try_from(place).unwrap_or(usize::MAX);
    (place / Rows::<()>::BLOCK, place % Rows::<()>::BLOCK)
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn a_place_that_is_free_is_taken_again_and_no_other_one_changes() {
        let mut rows = Rows::new();
        let places: Vec<_> = (0..2000).map(|value| rows.put(value)).collect();
        for place in &places[..1000] {
            assert_eq!(rows.take(*place), Some(*place));
            assert_eq!(rows.take(*place), None);
        }
        let mut again: Vec<_> = (0..1000).map(|value| rows.put(5000 + value)).collect();
        again.sort_unstable();
        assert_eq!(again, places[..1000]);
        assert!(places[1000..].iter().all(|place| rows.get(*place) == Some(place)));
        assert_eq!(rows.iter().count(), 2000);
        assert_eq!(rows.put(0), 2000);
    }
}
