//! Names what is asked of a scenario beside what its file says.

/// What is asked of a scenario beside what its file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Changes such as `cohort.people=120`, as `--set` takes them, in order.
    pub set: Vec<String>,
    /// Draws of the evidence; `None`: as the scenario says.
    pub draws: Option<u64>,
    /// The seed; `None`: as the scenario says.
    pub seed: Option<u64>,
}
