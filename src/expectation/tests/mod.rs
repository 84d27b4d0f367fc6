//! Holds the expectation against closed forms worked out by hand and against the words of `src/doc/method.md` on a fine grid.

mod brute_force;
mod brute_money;
mod closed_forms;
mod every_feature;
mod every_stay;
mod harm;
mod stay_flows;
mod stay_money;
mod time;
mod town;
