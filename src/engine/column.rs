//! Holds a column that is filled anew again and again, without zeros where values come at once.

use std::ops::{Deref, DerefMut};

/// A column whose space only grows: entries beyond its end are kept, and overwritten when it is filled anew.
#[derive(Clone, Debug, Default)]
pub(super) struct Column<T> {
    space: Vec<T>,
    len: usize,
}

impl<T: Copy + Default> Column<T> {
    /// Forgets all entries.
    pub(super) const fn clear(&mut self) {
        self.len = 0;
    }

    /// Adds one entry.
    #[inline]
    pub(super) fn push(&mut self, value: T) {
        if let Some(entry) = self.space.get_mut(self.len) {
            *entry = value;
        } else {
            self.space.push(value);
        }
        self.len += 1;
    }

    /// Adds `count` entries of no particular value, to be overwritten, and returns them.
    #[inline]
    pub(super) fn room(&mut self, count: usize) -> &mut [T] {
        let before = self.len;
        self.len += count;
        if self.space.len() < self.len {
            self.space.resize(self.len, T::default());
        }
        &mut self.space[before..self.len]
    }

    /// Forgets the last `count` entries.
    pub(super) const fn drop_last(&mut self, count: usize) {
        self.len -= count;
    }
}

impl<T> Deref for Column<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        &self.space[..self.len]
    }
}

impl<T> DerefMut for Column<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.space[..self.len]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_holds_what_was_added_since_it_was_cleared() {
        let mut column = Column::default();
        column.push(1);
        column.room(3).copy_from_slice(&[2, 3, 4]);
        column.drop_last(1);
        column.push(5);
        assert_eq!(*column, [1, 2, 3, 5]);
        column.clear();
        assert!(column.is_empty());
        column.room(1)[0] = 6;
        column.push(7);
        assert_eq!(*column, [6, 7]);
    }
}
