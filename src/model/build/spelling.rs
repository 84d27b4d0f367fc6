//! Words a value as it was written, and carries over what is remarked beside it.

use crate::model::{Kind, Notes};
use crate::scenario::{Remarks, Value, ValueKind, WrittenLaw};

/// How a value was written, for the assumptions log.
pub(super) fn spelling(value: &Value, scaled: f64) -> String {
    let kind = Kind::from(value.kind);
    let written = match &value.law {
        WrittenLaw::Certain(number) => kind.spelled(*number),
        WrittenLaw::Uncertain { spelling, .. } => spelling.clone(),
        WrittenLaw::Grade(grade) => format!("grade {grade}"),
        WrittenLaw::Shared { .. } | WrittenLaw::Library { .. } | WrittenLaw::Cases(_) => String::new(),
    };
    if scaled == 1.0 { written } else { format!("{written}, times {}", Kind::Factor.spelled(scaled)) }
}

/// How a use that changes a value written elsewhere is spelled; `None` when it takes the value as it is.
pub(super) fn derived(value: &Value) -> Option<String> {
    let (of, times) = match &value.law {
        WrittenLaw::Shared { name, times } => (format!("shared.{name}"), *times),
        WrittenLaw::Library { .. } | WrittenLaw::Cases(_) => return None,
        _ => (value.identity.clone(), 1.0),
    };
    let factor = times * value.scaled;
    (factor != 1.0).then(|| format!("{of}, times {}", Kind::Factor.spelled(factor)))
}

impl From<ValueKind> for Kind {
    fn from(kind: ValueKind) -> Self {
        match kind {
            ValueKind::Share => Self::Share,
            ValueKind::Money => Self::Money,
            ValueKind::Rate => Self::Rate,
            ValueKind::Factor => Self::Factor,
        }
    }
}

impl From<&Remarks> for Notes {
    fn from(remarks: &Remarks) -> Self {
        let Remarks { source, note, grade, owner, review_by } = remarks.clone();
        Self { source, note, grade, owner, review_by: review_by.map(|month| month.to_string()) }
    }
}
