//! Holds what a new scenario is made from, with what is taken where nobody answers.

/// A service that bears costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Payer {
    /// Its name in the file.
    pub(super) id: &'static str,
    /// What reports call it.
    pub(super) label: &'static str,
    /// Whether it belongs to the council.
    pub(super) council: bool,
}

/// The services that can be chosen.
pub(super) const PAYERS: [Payer; 4] = [
    Payer { id: "nhs", label: "NHS", council: false },
    Payer { id: "adult_social_care", label: "Adult social care", council: true },
    Payer { id: "housing", label: "Council housing and homelessness", council: true },
    Payer { id: "police", label: "Police", council: false },
];

/// Something that support may avert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Event {
    /// What the question calls it.
    pub(super) label: &'static str,
    /// Who bears its cost.
    pub(super) payer: &'static str,
    /// Its lines in the file, indented below `events`.
    pub(super) lines: &'static str,
    /// What is paid by time, if anything is.
    pub(super) stay: Option<&'static str>,
}

/// An event whose lines stand in a file of the folder `events`.
macro_rules! event {
    ($label:literal, $payer:literal, $file:literal, $stay:expr) => {
        Event { label: $label, payer: $payer, lines: include_str!(concat!("events/", $file, ".yaml")), stay: $stay }
    };
}

/// The events that can be chosen.
pub(super) const EVENTS: [Event; 6] = [
    event!("Unplanned admission to hospital", "nhs", "unplanned_admission", None),
    event!("Visit to A&E", "nhs", "ae_visit", None),
    event!("Mental-health admission", "nhs", "mental_health_admission", None),
    event!(
        "Eviction, and temporary accommodation after it",
        "housing",
        "eviction",
        Some("a stay in temporary accommodation")
    ),
    event!("Social care assessment", "adult_social_care", "social_care_assessment", None),
    event!("Police call-out about mental health", "police", "police_call_out", None),
];

/// How long a stay lasts where nobody says.
pub(super) const STAY: [&str; 3] = ["6 weeks", "20 weeks", "80 weeks"];

/// What a new scenario is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// What it is called.
    pub title: String,
    /// How many people are supported.
    pub people: u64,
    /// How long each is followed, as written.
    pub horizon: String,
    /// Who pays for support, as indices into the payers that can be chosen.
    pub funders: Vec<usize>,
    /// What may be averted, as indices into the events that can be chosen.
    pub events: Vec<usize>,
    /// How long a stay lasts at least, most often and at most, as written, where an event is paid by time.
    pub stay: [String; 3],
    /// What support costs in its year, £.
    pub cost: f64,
    /// What is to be saved, £.
    pub target: Option<f64>,
}

impl Default for Answers {
    fn default() -> Self {
        Self {
            title: "My service".to_owned(),
            people: 100,
            horizon: "24 months".to_owned(),
            funders: vec![1],
            events: vec![0, 2, 3],
            stay: STAY.map(str::to_owned),
            cost: 100_000.0,
            target: Some(50_000.0),
        }
    }
}

impl Answers {
    /// Who appears in the file: those who pay for support and those who bear the cost of an event.
    pub(super) fn payers(&self) -> Vec<Payer> {
        let bears = |payer: &Payer| self.events.iter().any(|&event| EVENTS[event].payer == payer.id);
        PAYERS
            .iter()
            .enumerate()
            .filter(|(index, payer)| self.funders.contains(index) || bears(payer))
            .map(|(_, payer)| *payer)
            .collect()
    }
}
