//! Names the groups of evidence, in drivers.json and in words.

use crate::model::EvidenceGroup;

/// Every group of evidence, in the order of the tables.
pub(super) const GROUPS: [EvidenceGroup; 4] =
    [EvidenceGroup::Effect, EvidenceGroup::CaseStudies, EvidenceGroup::PublishedUnitCosts, EvidenceGroup::Judgement];

/// The id of a group of evidence in drivers.json.
pub(super) const fn group_id(group: EvidenceGroup) -> &'static str {
    match group {
        EvidenceGroup::Effect => "effect",
        EvidenceGroup::PublishedUnitCosts => "published_unit_costs",
        EvidenceGroup::CaseStudies => "case_studies",
        EvidenceGroup::Judgement => "judgement",
    }
}

/// A group of evidence in words.
pub(super) const fn group_label(group: EvidenceGroup) -> &'static str {
    match group {
        EvidenceGroup::Effect => "the effect of support",
        EvidenceGroup::PublishedUnitCosts => "published unit costs",
        EvidenceGroup::CaseStudies => "case-study evidence",
        EvidenceGroup::Judgement => "expert judgement",
    }
}
