//! Names a template of what is said, and how its claim is held against the draws.

use std::collections::BTreeMap;

use crate::number::Truth;
use crate::sentence::parts;
use crate::world::World;

/// A sentence with the place where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// The question above it, or what else it stands under.
    pub(crate) place: String,
    pub(crate) text: String,
}

/// A template, where it may stand, and when what it says is true.
pub(crate) struct Claim {
    /// What the place begins with.
    pub(crate) place: &'static str,
    pub(crate) template: &'static str,
    pub(crate) truth: fn(&World, &Said, &[&str]) -> Truth,
}

/// How often each template was said.
#[derive(Default)]
pub(crate) struct Heard(BTreeMap<(&'static str, &'static str), u32>);

impl Heard {
    /// Holds what was said against the first of `claims` that it can be; what is wrong with it.
    pub(crate) fn judge(&mut self, world: &World, said: &Said, claims: &[&[Claim]]) -> Truth {
        for claim in claims.iter().copied().flatten().filter(|claim| said.place.starts_with(claim.place)) {
            let Some(found) = parts(claim.template, &said.text) else { continue };
            *self.0.entry((claim.place, claim.template)).or_default() += 1;
            return (claim.truth)(world, said, &found);
        }
        Err("no template is known that says so".to_owned())
    }

    /// The templates that were never said.
    pub(crate) fn unheard(&self, claims: &[&[Claim]]) -> Vec<String> {
        let all = claims.iter().copied().flatten();
        let unheard = all.filter(|claim| !self.0.contains_key(&(claim.place, claim.template)));
        unheard.map(|claim| format!("{}: {}", claim.place, claim.template)).collect()
    }
}

/// A table of claims: place, template, and what is true of its parts.
macro_rules! claims {
    ($name:ident: $($place:literal $template:literal $world:pat, $said:pat, $parts:pat => $truth:expr;)+) => {
        pub(crate) const $name: &[crate::claim::Claim] = &[$(crate::claim::Claim {
            place: $place,
            template: $template,
            truth: |$world, $said, $parts| $truth,
        }),+];
    };
}
pub(crate) use claims;
