//! Reads the events that support may avert, and what support changes.

use super::Reader;
use super::cursor::At;
use crate::quantity::Kind;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::{EVENT, OUTCOME, SUPPORT, VARIES, Written};
use crate::scenario::shape::is_spelled;
use crate::scenario::{
    CashableWritten, Entry, EventWritten, FollowWritten, OutcomeWritten, SupportWritten, TimingWritten, VariesWritten,
};

/// How a spread between occurrences is written.
const VARIATION: &str = "write varies: {lognormal: {cv: 80%}}";

impl<'t> Reader<'_> {
    /// An entry of `events`.
    pub(crate) fn event(&mut self, at: &At<'t>) -> Option<EventWritten> {
        let at = self.block(at, EVENT)?;
        let read = EventWritten::keys(self, &at);
        self.check_occurrence(&at)?;
        read
    }

    /// How often the event happens: by one of `probability` and `rate`, or after others.
    fn check_occurrence(&mut self, at: &At<'t>) -> Option<()> {
        let (probability, rate) = (at.get("probability"), at.get("rate"));
        if let (Some(_), Some(rate)) = (&probability, &rate) {
            let message = format!("`{}` has both a `probability` and a `rate`", at.key());
            let help = "keep `probability` for what happens at most once, `rate` for what can happen again";
            return self.faults.refuse(rate.key_place(), message, help);
        }
        let spontaneous = probability.is_some() || rate.is_some();
        if let (Some(timing), false) = (at.get("timing"), spontaneous) {
            let message = format!("`timing` changes nothing here: `{}` only follows other events", at.key());
            self.faults.push(
                Diagnostic::warning("W05", timing.key_place(), message)
                    .help("take it out, or add a `probability` or `rate`"),
            );
        }
        Some(())
    }

    /// `timing`: `even`, or a decay.
    pub(crate) fn timing(&mut self, at: &At<'t>) -> Option<Option<TimingWritten>> {
        if at.text() == Some("even") { Some(None) } else { TimingWritten::read(self, at).map(Some) }
    }

    /// `follows`: parents with the chance and the delay.
    pub(crate) fn follows(&mut self, at: &At<'t>) -> Option<Vec<Entry<FollowWritten>>> {
        self.links(at, "write follows: {eviction: {probability: 30%, after: 2 months}}")
    }

    /// `leads_to`: what comes after an occurrence, one of these at most.
    pub(crate) fn leads_to(&mut self, at: &At<'t>) -> Option<Vec<Entry<FollowWritten>>> {
        self.links(at, "write leads_to: {care_home: 50%, nursing_home: 40%}")
    }

    /// `instead`: what comes in place of an occurrence, one of these at most.
    pub(crate) fn instead(&mut self, at: &At<'t>) -> Option<Vec<Entry<FollowWritten>>> {
        self.links(at, "write instead: {home_care: 80%}")
    }

    fn links(&mut self, at: &At<'t>, help: &str) -> Option<Vec<Entry<FollowWritten>>> {
        let links = self.entries(at, "an event", FollowWritten::read)?;
        if links.is_empty() {
            return self.faults.refuse(at.key_place(), format!("`{}` names no event", at.key()), help);
        }
        Some(links)
    }

    /// `varies`: gamma or lognormal.
    pub(crate) fn varies(&mut self, at: &At<'t>) -> Option<VariesWritten> {
        let at = self.block(at, VARIES)?;
        let fault = match (at.get("gamma"), at.get("lognormal")) {
            (Some(_), None) | (None, Some(_)) => return VariesWritten::keys(self, &at),
            (None, None) => Diagnostic::error(at.key_place(), "`varies` names no distribution").help(VARIATION),
            (Some(_), Some(second)) => {
                let fault = Diagnostic::error(second.key_place(), "`varies` names two distributions");
                fault.help("keep one of the two")
            }
        };
        self.faults.push(fault);
        None
    }

    /// The coefficient of variation of a distribution under `varies`.
    pub(crate) fn variation(&mut self, law: &At<'t>) -> Option<f64> {
        if !law.node.is_map() {
            return self.faults.refuse(law.place(), format!("`{}` needs `cv` here", law.key()), VARIATION);
        }
        let clean = self.only(law, &["cv"]);
        let cv_at = self.required(law, "cv", "80%")?;
        let cv = self.number(&cv_at, Kind::Factor)?;
        if cv == 0.0 {
            let message = "a `cv` of zero means that every occurrence costs the same";
            return self.faults.refuse(cv_at.place(), message, "leave `varies` out");
        }
        clean.then_some(cv)
    }

    /// `paid_by` and `paid_to`: shares by payer.
    pub(crate) fn paid_by(&mut self, at: &At<'t>) -> Option<Vec<Entry<f64>>> {
        if let Some(payer) = at.text() {
            let message = format!("`{}` needs the share of each payer", at.key());
            return self.faults.refuse(at.place(), message, format!("write {}: {{{payer}: 100%}}", at.key()));
        }
        let shares = self.entries(at, "a payer", |reader, at| reader.number(at, Kind::Share))?;
        if shares.is_empty() {
            let message = format!("`{}` names nobody", at.key());
            return self.faults.refuse(at.key_place(), message, format!("write {}: {{nhs: 100%}}", at.key()));
        }
        Some(shares)
    }

    /// `cashable`: one share, or one for each payer.
    pub(crate) fn cashable(&mut self, at: &At<'t>) -> Option<CashableWritten> {
        if !at.node.is_map() || is_spelled(at.node) {
            return self.value(at, Kind::Share).map(CashableWritten::All);
        }
        let each = self.entries(at, "a payer", |reader, at| reader.value(at, Kind::Share))?;
        Some(CashableWritten::Each(each))
    }

    /// An entry of `outcomes`.
    pub(crate) fn outcome(&mut self, at: &At<'t>) -> Option<OutcomeWritten> {
        let at = self.block(at, OUTCOME)?;
        let read = OutcomeWritten::keys(self, &at);
        if let (Some(cashable), None) = (at.get("cashable"), at.get("paid_to")) {
            let message = "`cashable` is of a gain that a budget has, and nothing says which budget";
            return self.faults.refuse(cashable.key_place(), message, "add paid_to: {dwp: 70%, council: 30%}");
        }
        read
    }

    /// `support`, of one event or the defaults at the top level.
    pub(crate) fn support(&mut self, at: &At<'t>) -> Option<SupportWritten> {
        let at = self.block(at, SUPPORT)?;
        let read = SupportWritten::keys(self, &at);
        let ends = [
            self.maybe(&at, "starts_after", |reader, at| reader.length(at, true)),
            self.maybe(&at, "lasts", |reader, at| reader.length(at, false)),
        ];
        if let [Some(Some(start)), Some(Some(end))] = ends
            && start >= end
        {
            let place = at.get("lasts").map_or_else(|| at.key_place(), |lasts| lasts.place());
            let message = "support ends before it starts to act";
            let help = "`starts_after` and `lasts` both count from joining; `lasts` must be longer";
            return self.faults.refuse(place, message, help);
        }
        read
    }
}
