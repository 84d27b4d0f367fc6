//! Writes a block of the language once: its keys for messages and the schema, the struct that mirrors it, its reader.
//!
//! ```text
//! KEY: needs(FORM) like "£500k", "What it says.";         the block is wrong without it
//! KEY: maybe(FORM), "What it says.";                      `None` where it is left out
//! KEY: maybe(FORM) default "0%", "What it says.";         the same, and what then holds
//! KEY: maybe(FORM) default "0" or 0.0, "What it says.";   never `None`
//! KEY: late(FORM), "What it says.";                       empty until the block's own reader fills it
//! - KEY: maybe(FORM), "What it says.";                    read elsewhere, into no field of the struct
//! ```
//! Units of what is read: shares as fractions, money in £, durations in months, rates per year.

use super::Block;
use crate::scenario::reader::{At, Reader};

/// What is written in a block.
pub(in crate::scenario) trait Written: Sized + 'static {
    /// The keys of the block.
    const BLOCK: Block;

    /// Reads every key, going on after a mistake.
    fn keys(reader: &mut Reader<'_>, at: &At<'_>) -> Option<Self>;

    /// Reads the block, and checks what its keys demand of each other.
    fn read(reader: &mut Reader<'_>, at: &At<'_>) -> Option<Self>;
}

/// One block: with a struct, and `by` the reader that checks more than each key, or its keys alone.
macro_rules! block {
    ($(#[$attribute:meta])* $constant:ident $written:ident $(by $reads:ident)?,
     $name:literal, $id:literal, $about:literal $(, $rules:expr)?;
     $($(- $apart:ident: $elsewhere:ident $of:tt, $tells:literal;)*
       $key:ident: $presence:ident $form:tt $(like $example:literal)? $(default $default:literal)? $(or $fallback:expr)?,
       $says:literal;)+) => {
        block! {
            $constant, $name, $id, $about $(, $rules)?;
            $($($apart: $elsewhere $of, $tells;)* $key: $presence $form $(default $default)?, $says;)+
        }

        #[doc = $about]
        #[derive(Clone, Debug)]
        $(#[$attribute])*
        pub struct $written {
            $(#[doc = $says] pub $key: block!(@field $presence $form $($fallback)?),)+
        }

        impl $crate::scenario::language::Written for $written {
            const BLOCK: $crate::scenario::language::Block = $constant;

            fn keys(
                reader: &mut $crate::scenario::reader::Reader<'_>,
                at: &$crate::scenario::reader::At<'_>,
            ) -> Option<Self> {
                $(let $key = block!(@find $presence reader, at, $crate::scenario::language::plain_name(stringify!($key)), $form $($example)?);)+
                Some(Self { $($key: block!(@filled $key $($fallback)?)),+ })
            }

            fn read(
                reader: &mut $crate::scenario::reader::Reader<'_>,
                at: &$crate::scenario::reader::At<'_>,
            ) -> Option<Self> {
                block!(@whole reader, at, $($reads)?)
            }
        }
    };
    ($constant:ident, $name:literal, $id:literal, $about:literal $(, $rules:expr)?;
     $($key:ident: $presence:ident $form:tt $(default $default:literal)?, $says:literal;)+) => {
        #[doc = $about]
        pub(in crate::scenario) const $constant: $crate::scenario::language::Block = $crate::scenario::language::Block {
            name: $name,
            id: $id,
            about: $about,
            keys: &[$($crate::scenario::language::Key {
                name: $crate::scenario::language::plain_name(stringify!($key)),
                form: block!(@form $form),
                about: $says,
                required: block!(@required $presence),
                default: block!(@default $($default)?),
            }),+],
            rules: block!(@rules $($rules)?),
        };
    };

    (@required needs) => { true };
    (@required $presence:ident) => { false };
    (@default) => { None };
    (@default $default:literal) => { Some($default) };
    (@rules) => { &[] };
    (@rules $rules:expr) => { &$rules };
    (@whole $reader:ident, $at:ident,) => {{
        let at = $reader.block($at, Self::BLOCK)?;
        Self::keys($reader, &at)
    }};
    (@whole $reader:ident, $at:ident, $reads:ident) => { $reader.$reads($at) };

    (@field maybe $form:tt) => { Option<block!(@holds $form)> };
    (@field $presence:ident $form:tt $($fallback:expr)?) => { block!(@holds $form) };
    (@filled $found:ident) => { $found? };
    (@filled $found:ident $fallback:expr) => { $found?.unwrap_or($fallback) };
    (@find late $reader:ident, $at:ident, $key:expr, $form:tt) => { Some(Default::default()) };
    (@find maybe $reader:ident, $at:ident, $key:expr, $form:tt) => {
        $reader.maybe($at, $key, |reader, at| block!(@read reader, at, $form))
    };
    (@find needs $reader:ident, $at:ident, $key:expr, $form:tt $($example:literal)?) => {
        $reader.required($at, $key, block!(@example $form $($example)?)).and_then(|at| block!(@read $reader, &at, $form))
    };
    (@example $form:tt $example:literal) => { $example };
    (@example (value $kind:ident)) => { $crate::quantity::Kind::$kind.example() };
    (@example (value_or_cases $kind:ident)) => { $crate::quantity::Kind::$kind.example() };
    (@example $form:tt) => { "…" };

    // The forms: what the struct holds, what the schema says, how it is read.
    (@holds (placed $($form:tt)+)) => { $crate::scenario::Placed<block!(@holds ($($form)+))> };
    (@form (placed $($form:tt)+)) => { block!(@form ($($form)+)) };
    (@read $r:ident, $at:expr, (placed $($form:tt)+)) => {{
        let value = block!(@read $r, $at, ($($form)+));
        value.map(|value| $crate::scenario::Placed { value, place: $at.place() })
    }};

    (@holds (own $method:ident: $type:ty = $form:expr)) => { $type };
    (@form (own $method:ident: $type:ty = $form:expr)) => { $form };
    (@read $r:ident, $at:expr, (own $method:ident: $type:ty = $form:expr)) => { $r.$method($at) };

    // A key of a block that is listed here, and read by hand.
    (@form (listed $form:expr)) => { $form };

    (@holds (text)) => { String };
    (@form (text)) => { $crate::scenario::language::Form::Text };
    (@read $r:ident, $at:expr, (text)) => { $r.text($at) };

    (@holds (words)) => { Vec<$crate::scenario::Placed<String>> };
    (@form (words)) => { $crate::scenario::language::Form::Words };
    (@read $r:ident, $at:expr, (words)) => { $r.words($at) };

    (@holds (switch)) => { bool };
    (@form (switch)) => { $crate::scenario::language::Form::Switch };
    (@read $r:ident, $at:expr, (switch)) => { $r.switch($at) };

    (@holds (choice $choice:ident)) => { $choice };
    (@form (choice $choice:ident)) => { $crate::scenario::language::Form::Choice($choice::WORDS) };
    (@read $r:ident, $at:expr, (choice $choice:ident)) => { $r.choice($at, $choice::CHOICES) };

    (@holds (month)) => { $crate::quantity::CalendarMonth };
    (@form (month)) => { $crate::scenario::language::Form::Month };
    (@read $r:ident, $at:expr, (month)) => { $r.parsed($at, str::parse) };

    (@holds (year)) => { $crate::quantity::FinancialYear };
    (@form (year)) => { $crate::scenario::language::Form::Year };
    (@read $r:ident, $at:expr, (year)) => { $r.parsed($at, str::parse) };

    // A year that can only be placed in time where the scenario says when it starts.
    (@holds (programme_year)) => { $crate::quantity::FinancialYear };
    (@form (programme_year)) => { $crate::scenario::language::Form::Year };
    (@read $r:ident, $at:expr, (programme_year)) => { $r.programme_year($at) };

    (@holds (number $kind:ident)) => { f64 };
    (@form (number $kind:ident)) => { $crate::scenario::language::Form::Number($crate::quantity::Kind::$kind) };
    (@read $r:ident, $at:expr, (number $kind:ident)) => { $r.number($at, $crate::quantity::Kind::$kind) };

    (@holds (inner_share($usual:literal))) => { f64 };
    (@form (inner_share($usual:literal))) => { $crate::scenario::language::Form::InnerShare };
    (@read $r:ident, $at:expr, (inner_share($usual:literal))) => { $r.inner_share($at, $usual) };

    (@holds (whole($low:expr, $high:expr))) => { u64 };
    (@form (whole($low:expr, $high:expr))) => { $crate::scenario::language::Form::Whole($low, $high) };
    (@read $r:ident, $at:expr, (whole($low:expr, $high:expr))) => { $r.whole($at, $low, $high) };

    (@holds (delay)) => { f64 };
    (@form (delay)) => { $crate::scenario::language::Form::Delay };
    (@read $r:ident, $at:expr, (delay)) => { $r.length($at, true) };

    (@holds (length)) => { f64 };
    (@form (length)) => { $crate::scenario::language::Form::Length };
    (@read $r:ident, $at:expr, (length)) => { $r.length($at, false) };

    (@holds (by_year $kind:ident)) => { Vec<$crate::scenario::Entry<$crate::scenario::YearAmount>> };
    (@form (by_year $kind:ident)) => { $crate::scenario::language::Form::ByYear($crate::quantity::Kind::$kind) };
    (@read $r:ident, $at:expr, (by_year $kind:ident)) => {
        $r.by_year($at, |reader, at| reader.number(at, $crate::quantity::Kind::$kind))
    };

    (@holds (values_by_year $kind:ident)) => { Vec<$crate::scenario::Entry<$crate::scenario::YearAmount<$crate::scenario::Value>>> };
    (@form (values_by_year $kind:ident)) => { $crate::scenario::language::Form::ValuesByYear($crate::quantity::Kind::$kind) };
    (@read $r:ident, $at:expr, (values_by_year $kind:ident)) => {
        $r.by_year($at, |reader, at| reader.value(at, $crate::quantity::Kind::$kind))
    };

    (@holds (value $kind:ident)) => { $crate::scenario::Value };
    (@form (value $kind:ident)) => { $crate::scenario::language::Form::Value($crate::quantity::Kind::$kind) };
    (@read $r:ident, $at:expr, (value $kind:ident)) => { $r.value($at, $crate::quantity::Kind::$kind) };

    (@holds (value_or_cases $kind:ident)) => { $crate::scenario::Value };
    (@form (value_or_cases $kind:ident)) => { $crate::scenario::language::Form::ValueOrCases($crate::quantity::Kind::$kind) };
    (@read $r:ident, $at:expr, (value_or_cases $kind:ident)) => { $r.value($at, $crate::quantity::Kind::$kind) };

    (@holds (block $block:ident)) => { std::sync::Arc<$block> };
    (@form (block $block:ident)) => { $crate::scenario::language::Form::Block(&<$block as $crate::scenario::language::Written>::BLOCK) };
    (@read $r:ident, $at:expr, (block $block:ident)) => { $r.known_block::<$block>($at) };

    (@holds (entries $block:ident)) => { Vec<$crate::scenario::Entry<std::sync::Arc<$block>>> };
    (@form (entries $block:ident)) => { $crate::scenario::language::Form::Entries(&<$block as $crate::scenario::language::Written>::BLOCK) };
    (@read $r:ident, $at:expr, (entries $block:ident)) => { $r.blocks::<$block>($at) };

    (@holds (list $block:ident like $example:literal)) => { Vec<$block> };
    (@form (list $block:ident like $example:literal)) => { $crate::scenario::language::Form::List(&<$block as $crate::scenario::language::Written>::BLOCK) };
    (@read $r:ident, $at:expr, (list $block:ident like $example:literal)) => {
        $r.list($at, $example, <$block as $crate::scenario::language::Written>::read)
    };
}

pub(super) use block;
