//! Describes what may stand somewhere in an answer: numbers, words, lists, maps and blocks of keys.

use super::unit::{Covers, Unit};

/// What is written can say what it is made of.
pub trait Dictionary {
    /// What may stand where a value of this type is written.
    fn form() -> Form;
}

/// What may stand somewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A text.
    Text,
    /// Whether or not.
    Switch,
    /// A whole number, not negative.
    Whole,
    /// Any number.
    Number,
    /// One of these words.
    Words(Vec<String>),
    /// The same, or null.
    Nullable(Box<Self>),
    /// A list; of so many entries, where that is known.
    List(Box<Self>, Option<usize>),
    /// Entries by names that the scenario chooses.
    Map(Box<Self>),
    /// A block of keys.
    Block(Block),
}

/// A block of keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Its name among the definitions.
    pub name: String,
    /// What it is.
    pub about: String,
    /// Its keys, in order.
    pub keys: Vec<Key>,
    /// Whether it is the summary of draws, whose quantiles are named by their probability.
    pub summary: bool,
}

/// A key of a block.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// Its name.
    pub name: String,
    /// What it means.
    pub about: String,
    /// The unit of the numbers under it.
    pub unit: Option<Unit>,
    /// What an interval of it covers.
    pub covers: Option<Covers>,
    /// Whether it is left out where there is nothing to say.
    pub optional: bool,
    /// What stands under it.
    pub form: Form,
}

impl Form {
    /// The block that it is, or that stands in it.
    #[must_use]
    pub fn block(&self) -> Option<&Block> {
        match self {
            Self::Block(block) => Some(block),
            Self::Nullable(inner) | Self::List(inner, _) | Self::Map(inner) => inner.block(),
            Self::Text | Self::Switch | Self::Whole | Self::Number | Self::Words(_) => None,
        }
    }

    /// Whether it is numbers, in a list or a map or not.
    #[must_use]
    pub fn is_numeric(&self) -> bool {
        match self {
            Self::Whole | Self::Number => true,
            Self::Nullable(inner) | Self::List(inner, _) | Self::Map(inner) => inner.is_numeric(),
            Self::Block(block) => block.summary,
            Self::Text | Self::Switch | Self::Words(_) => false,
        }
    }
}

/// Types that are written as one of the plain forms.
macro_rules! plain {
    ($($form:ident: $($type:ty),+;)+) => {
        $($(impl Dictionary for $type {
            fn form() -> Form {
                Form::$form
            }
        })+)+
    };
}

plain! {
    Text: String, &str;
    Switch: bool;
    Whole: u8, u32, u64, usize;
    Number: f64;
}

impl<T: Dictionary> Dictionary for Option<T> {
    fn form() -> Form {
        Form::Nullable(Box::new(T::form()))
    }
}

impl<T: Dictionary> Dictionary for Vec<T> {
    fn form() -> Form {
        Form::List(Box::new(T::form()), None)
    }
}

impl<T: Dictionary, const N: usize> Dictionary for [T; N] {
    fn form() -> Form {
        Form::List(Box::new(T::form()), Some(N))
    }
}
