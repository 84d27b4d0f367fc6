//! Makes a struct or an enum that is written the one source of its own dictionary.

/// The struct or enum as it stands, and what it says of its keys.
///
/// Before a field's `#[serde(…)]` may stand `#[unit(Pounds)]` (a [`Unit`](super::Unit)), `#[covers(Evidence)]` (a
/// [`Covers`](super::Covers)), and `#[written_as(Type)]` where serde writes it with another type.
macro_rules! dictionary {
    (@option) => { None };
    (@option $value:expr) => { Some($value) };
    (@form $type:ty) => { <$type as $crate::dictionary::Dictionary>::form() };
    (@form $type:ty, $other:ty) => { <$other as $crate::dictionary::Dictionary>::form() };
    (
        $(#[doc = $about:literal])*
        #[derive($($derive:path),* $(,)?)]
        $(#[serde($($outer:tt)*)])?
        $vis:vis struct $name:ident {
            $(
                $(#[doc = $says:literal])*
                $(#[unit($unit:ident)])?
                $(#[covers($covers:ident)])?
                $(#[written_as($other:ty)])?
                $(#[serde($($serde:tt)*)])?
                $field_vis:vis $field:ident: $type:ty
            ),* $(,)?
        }
    ) => {
        $(#[doc = $about])*
        #[derive($($derive),*)]
        $(#[serde($($outer)*)])?
        $vis struct $name {
            $(
                $(#[doc = $says])*
                $(#[serde($($serde)*)])?
                $field_vis $field: $type
            ),*
        }

        impl $crate::dictionary::Dictionary for $name {
            fn form() -> $crate::dictionary::Form {
                let mut keys = Vec::new();
                $(
                    $crate::dictionary::KeyText {
                        name: stringify!($field),
                        about: &[$($says),*],
                        unit: $crate::dictionary::dictionary!(@option $($crate::dictionary::Unit::$unit)?),
                        covers: $crate::dictionary::dictionary!(@option $($crate::dictionary::Covers::$covers)?),
                        serde: stringify!($($($serde)*)?),
                    }
                    .add($crate::dictionary::dictionary!(@form $type $(, $other)?), &mut keys);
                )*
                $crate::dictionary::KeyText::block(stringify!($name), &[$($about),*], keys)
            }
        }
    };
    (
        $(#[doc = $about:literal])*
        #[derive($($derive:path),* $(,)?)]
        $(#[serde($($outer:tt)*)])?
        $vis:vis enum $name:ident {
            $(
                $(#[doc = $says:literal])*
                $variant:ident
            ),* $(,)?
        }
    ) => {
        $(#[doc = $about])*
        #[derive($($derive),*)]
        $(#[serde($($outer)*)])?
        $vis enum $name {
            $(
                $(#[doc = $says])*
                $variant
            ),*
        }

        impl $crate::dictionary::Dictionary for $name {
            fn form() -> $crate::dictionary::Form {
                $crate::dictionary::words(&[$(stringify!($variant)),*])
            }
        }
    };
}

pub(crate) use dictionary;
