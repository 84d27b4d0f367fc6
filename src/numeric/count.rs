//! Turns counts into numbers with a fraction and back, so that the one place where that could lose digits is said once.

/// A count, such as of draws or people.
pub trait Count: Copy {
    /// The same as a number with a fraction.
    fn float(self) -> f64;
    /// The whole part of a number, held within what can be counted.
    fn whole_part(number: f64) -> Self;
}

macro_rules! counts {
    ($($count:ty),+) => {
        $(impl Count for $count {
            #[expect(clippy::cast_precision_loss, reason = "what is counted stays far below 2^53")]
            #[inline]
            fn float(self) -> f64 {
                self as f64
            }

            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the whole part is meant, held within the counts")]
            #[inline]
            fn whole_part(number: f64) -> Self {
                number as Self
            }
        })+
    };
}

counts!(usize, u64);

/// A count as a number with a fraction.
#[inline]
pub fn float(count: impl Count) -> f64 {
    count.float()
}

/// The whole part of a number as a count; none where it is negative or no number.
#[inline]
pub fn whole_part<C: Count>(number: f64) -> C {
    C::whole_part(number)
}
