//! Turns counts into numbers with a fraction, so that the one place where that could lose digits is said once.

/// A count, such as of draws or people.
pub trait Count: Copy {
    /// The same as a number with a fraction.
    fn float(self) -> f64;
}

macro_rules! counts {
    ($($count:ty),+) => {
        $(impl Count for $count {
            #[expect(clippy::cast_precision_loss, reason = "what is counted stays far below 2^53")]
            fn float(self) -> f64 {
                self as f64
            }
        })+
    };
}

counts!(usize, u64);

/// A count as a number with a fraction.
pub fn float(count: impl Count) -> f64 {
    count.float()
}
