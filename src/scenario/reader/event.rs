//! Reads the events that support may avert, and what support changes.

use super::Reader;
use super::cursor::At;
use crate::quantity::Kind;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::{EVENT, FOLLOW, SUPPORT, TIMING, VARIES};
use crate::scenario::names::SPELLINGS;
use crate::scenario::tree::Content;
use crate::scenario::{CashableWritten, Entry, EventWritten, FollowWritten, SupportWritten, VariesWritten};

impl<'t> Reader<'_> {
    /// An entry of `events`.
    pub(crate) fn event(&mut self, at: &At<'t>) -> Option<EventWritten> {
        let at = self.block(at, EVENT)?;
        let label = self.maybe(&at, "label", Self::text);
        let probability = self.optional(&at, "probability", Kind::Share);
        let rate = self.optional(&at, "rate", Kind::Rate);
        let decays = self.maybe(&at, "timing", Self::timing);
        let follows = self.maybe(&at, "follows", Self::follows);
        let unit_cost = self.required_value(&at, "unit_cost", Kind::Money);
        let varies = self.maybe(&at, "varies", Self::varies);
        let paid_by = self.required(&at, "paid_by", "{nhs: 100%}");
        let paid_by_place = paid_by.as_ref().map(At::place);
        let paid_by = paid_by.and_then(|at| self.paid_by(&at));
        let cashable = self.maybe(&at, "cashable", Self::cashable);
        let support = match at.get("support") {
            None => Some(SupportWritten::default()),
            Some(support) => self.support(&support),
        };
        self.check_occurrence(&at)?;
        Some(EventWritten {
            label: label?,
            probability: probability?,
            rate: rate?,
            decays: decays?.flatten(),
            follows: follows?.unwrap_or_default(),
            unit_cost: unit_cost?,
            varies: varies?.unwrap_or(VariesWritten::None),
            paid_by: paid_by?,
            paid_by_place: paid_by_place?,
            cashable: cashable?.unwrap_or(CashableWritten::None),
            support: support?,
        })
    }

    /// How often the event happens: by one of `probability` and `rate`, or after others.
    fn check_occurrence(&mut self, at: &At<'t>) -> Option<()> {
        let (probability, rate) = (at.get("probability"), at.get("rate"));
        if let (Some(_), Some(rate)) = (&probability, &rate) {
            let message = format!("`{}` has both a `probability` and a `rate`", at.key());
            let help = "keep `probability` for what happens at most once, `rate` for what can happen again";
            self.push(Diagnostic::error(rate.key_place(), message).help(help));
            return None;
        }
        let spontaneous = probability.is_some() || rate.is_some();
        if !spontaneous && at.get("follows").is_none() {
            if ["probability", "rate", "follows"].iter().any(|key| at.misspells(key)) {
                return None;
            }
            let message = format!("`{}` does not say how often it happens without support", at.key());
            let help = "add `probability: 30%` (at most once), `rate: 1.2 per year`, or `follows`";
            self.push(Diagnostic::error(at.key_place(), message).help(help));
            return None;
        }
        if let (Some(timing), false) = (at.get("timing"), spontaneous) {
            let message = format!("`timing` changes nothing here: `{}` only follows other events", at.key());
            self.push(
                Diagnostic::warning("W05", timing.key_place(), message)
                    .help("take it out, or add a `probability` or `rate`"),
            );
        }
        Some(())
    }

    /// `timing`: `even`, or a decay.
    fn timing(&mut self, at: &At<'t>) -> Option<Option<f64>> {
        if at.text() == Some("even") {
            return Some(None);
        }
        let at = self.block(at, TIMING)?;
        let decays = self.required(&at, "decays", "6 months")?;
        self.length(&decays, false).map(Some)
    }

    /// `follows`: parents with the chance and the delay.
    fn follows(&mut self, at: &At<'t>) -> Option<Vec<Entry<FollowWritten>>> {
        let parents = self.entries(at, "an event", |reader, at| {
            let at = reader.block(at, FOLLOW)?;
            let probability = reader.required_value(&at, "probability", Kind::Share);
            let after = reader.maybe(&at, "after", |reader, at| reader.length(at, true));
            Some(FollowWritten { probability: probability?, after: after?.unwrap_or(0.0) })
        })?;
        if parents.is_empty() {
            let fault = Diagnostic::error(at.key_place(), "`follows` names no event");
            self.push(fault.help("write follows: {eviction: {probability: 30%, after: 2 months}}"));
            return None;
        }
        Some(parents)
    }

    /// `varies`: gamma or lognormal, by coefficient of variation.
    fn varies(&mut self, at: &At<'t>) -> Option<VariesWritten> {
        let at = self.block(at, VARIES)?;
        let form = "write varies: {lognormal: {cv: 80%}}";
        let (gamma, lognormal) = (at.get("gamma"), at.get("lognormal"));
        let law = match (&gamma, &lognormal) {
            (Some(law), None) | (None, Some(law)) => law.clone(),
            (None, None) => {
                self.push(Diagnostic::error(at.key_place(), "`varies` names no distribution").help(form));
                return None;
            }
            (Some(_), Some(second)) => {
                let fault = Diagnostic::error(second.key_place(), "`varies` names two distributions");
                self.push(fault.help("keep one of the two"));
                return None;
            }
        };
        if !law.node.is_map() {
            self.push(Diagnostic::error(law.place(), format!("`{}` needs `cv` here", law.key())).help(form));
            return None;
        }
        let clean = self.only(&law, &["cv"]);
        let cv_at = self.required(&law, "cv", "80%")?;
        let cv = self.number(&cv_at, Kind::Factor)?;
        if cv == 0.0 {
            let fault = Diagnostic::error(cv_at.place(), "a `cv` of zero means that every occurrence costs the same");
            self.push(fault.help("leave `varies` out"));
            return None;
        }
        clean.then_some(if gamma.is_some() { VariesWritten::Gamma(cv) } else { VariesWritten::Lognormal(cv) })
    }

    /// `paid_by`: shares by payer.
    pub(crate) fn paid_by(&mut self, at: &At<'t>) -> Option<Vec<Entry<f64>>> {
        if let Some(payer) = at.text() {
            let fault = Diagnostic::error(at.place(), "`paid_by` needs the share of each payer");
            self.push(fault.help(format!("write paid_by: {{{payer}: 100%}}")));
            return None;
        }
        let shares = self.entries(at, "a payer", |reader, at| reader.number(at, Kind::Share))?;
        if shares.is_empty() {
            let fault = Diagnostic::error(at.key_place(), "`paid_by` names nobody");
            self.push(fault.help("write paid_by: {nhs: 100%}"));
            return None;
        }
        Some(shares)
    }

    /// `cashable`: one share, or one for each payer.
    fn cashable(&mut self, at: &At<'t>) -> Option<CashableWritten> {
        let single = |key: &str| SPELLINGS.contains(&key);
        match &at.node.content {
            Content::Map(pairs) if !pairs.iter().any(|pair| single(&pair.key) && !pair.node.is_removed()) => {
                let each = self.entries(at, "a payer", |reader, at| reader.value(at, Kind::Share))?;
                Some(CashableWritten::Each(each))
            }
            _ => self.value(at, Kind::Share).map(CashableWritten::All),
        }
    }

    /// `support`, of one event or the defaults at the top level.
    pub(crate) fn support(&mut self, at: &At<'t>) -> Option<SupportWritten> {
        let at = self.block(at, SUPPORT)?;
        let prevents = self.optional(&at, "prevents", Kind::Share);
        let reduces = self.optional(&at, "reduces", Kind::Share);
        let delays = self.maybe(&at, "delays", |reader, at| reader.length(at, true));
        let adds = self.optional(&at, "adds", Kind::Rate);
        let adds_cash = self.optional(&at, "adds_cash", Kind::Share);
        let starts_after = self.maybe(&at, "starts_after", |reader, at| reader.length(at, true));
        let lasts = self.maybe(&at, "lasts", |reader, at| reader.length(at, false));
        let drop_off = self.optional(&at, "drop_off", Kind::Share);
        let attribution = self.optional(&at, "attribution", Kind::Share);
        let displacement = self.optional(&at, "displacement", Kind::Share);
        let optimism_bias = self.maybe(&at, "optimism_bias", Self::optimism_bias);
        if let (Some(Some(start)), Some(Some(end))) = (starts_after, lasts)
            && start >= end
        {
            let place = at.get("lasts").map_or_else(|| at.key_place(), |lasts| lasts.place());
            let fault = Diagnostic::error(place, "support ends before it starts to act");
            self.push(fault.help("`starts_after` and `lasts` both count from joining; `lasts` must be longer"));
            return None;
        }
        Some(SupportWritten {
            prevents: prevents?,
            reduces: reduces?,
            delays: delays?,
            adds: adds?,
            adds_cash: adds_cash?,
            starts_after: starts_after?,
            lasts: lasts?,
            drop_off: drop_off?,
            attribution: attribution?,
            displacement: displacement?,
            optimism_bias: optimism_bias?,
        })
    }
}
