//! Names the groups of evidence, in drivers.json and in words.

use crate::model::EvidenceGroup;

/// Every group of evidence, in the order of the tables, with its id in drivers.json and its name in words.
pub(super) const GROUPS: [(EvidenceGroup, &str, &str); 4] = [
    (EvidenceGroup::Effect, "effect", "the effect of support"),
    (EvidenceGroup::CaseStudies, "case_studies", "case-study evidence"),
    (EvidenceGroup::PublishedUnitCosts, "published_unit_costs", "published unit costs"),
    (EvidenceGroup::Judgement, "judgement", "expert judgement"),
];
