//! Holds the expectation against closed forms worked out by hand and against the words of `src/doc/method.md` on a fine grid.

mod brute_force;
mod brute_money;
mod brute_people;
mod closed_forms;
mod discounting;
mod every_feature;
mod every_growth;
mod every_person;
mod every_stay;
mod growth;
mod harm;
mod people;
mod stay_flows;
mod stay_money;
mod time;
mod town;
