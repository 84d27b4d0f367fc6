//! Builds what support changes about an event.

use super::Draft;
use super::branch::{Index, branches};
use crate::model::{Origin, Support};
use crate::scenario::SupportWritten;

/// The effects of support on the event `id`, with the defaults of the language: no effect, full credit.
pub(super) fn support(
    draft: &mut Draft<'_>,
    id: &str,
    written: &SupportWritten,
    origin: &Origin,
    index: &Index<'_>,
) -> Support {
    let prevents = draft.effect(&format!("events.{id}.support.prevents"), written.prevents.as_ref(), origin);
    let instead = branches(draft, &format!("events.{id}.support.instead"), &written.instead, index);
    let mut share = |field: &str, value: &Option<crate::scenario::Value>, default: f64| {
        draft.optional(&format!("events.{id}.support.{field}"), value.as_ref(), default)
    };
    Support {
        prevents,
        reduces: share("reduces", &written.reduces, 0.0),
        shortens: share("shortens", &written.shortens, 0.0),
        delays: written.delays,
        adds: share("adds", &written.adds, 0.0),
        adds_cash: share("adds_cash", &written.adds_cash, 1.0),
        starts_after: written.starts_after,
        builds_up: share("builds_up", &written.builds_up, 0.0),
        lasts: written.lasts.unwrap_or(f64::INFINITY),
        drop_off: share("drop_off", &written.drop_off, 0.0),
        attribution: share("attribution", &written.attribution, 1.0),
        displacement: share("displacement", &written.displacement, 0.0),
        instead,
        optimism_bias: share("optimism_bias", &written.optimism_bias, 0.0),
    }
}
