//! Words numbers, chances, intervals, targets, cautions and lists in one place, for every paper, caption and screen alike.

mod amount;
mod caution;
mod chance;
mod discount;
mod fixed;
mod interval;
mod judgement;
mod learnt;
mod likelihood;
mod meaning;
mod source;
#[cfg(test)]
pub(crate) mod spellings;
mod switches;
mod target;
mod told;
mod value;

pub use crate::quantity::{capital, list, path_in_words};
pub use amount::{
    all_avoided, belief, certain, cost_avoided, cost_avoided_where, directed, figure, in_some_draws, known_share, mean,
    mean_with_error, part_of_variance, people, people_count, people_for_study, taking_cash, with_error,
};
pub use caution::{CHOSEN, NOT_USED, caution_in_short, caveat, chosen, small_sample, warnings};
pub use chance::{chance, decimals, known_chance, percent};
pub use discount::{discounted_by, present_value};
pub use fixed::{held_at_switch, held_fixed};
pub use interval::{between, ends, interval, level, quantile, range, to};
pub use judgement::{Judgement, reached};
pub use learnt::{approximation, taken};
pub use likelihood::{SCALE, likelihood};
pub use meaning::{
    BOTH, EVIDENCE, benefits_exceed_costs, catches_up, cohort, covered, is_or_are, money_back, net_benefit, of_target,
    pays, reaches, several,
};
pub use source::{changes, source, source_file};
pub use switches::{RankedSwitch, RankedSwitches, of_input, ranked_switches, switching_value};
pub use target::{
    amount, can_be_entered, can_be_promised, counted, counted_as, counting, missing, payers_of, reaching,
};
pub use told::{changed, hangs_on, named};
pub use value::{estimated, pounds, stated, stated_range};

pub use crate::quantity::{group_name, words_of};
