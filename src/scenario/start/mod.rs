//! Starts a scenario: a few questions, and an annotated file of the answers that is valid at once.

mod answers;
mod question;
mod template;

pub use answers::Answers;
pub use question::Question;
pub use template::scenario;
