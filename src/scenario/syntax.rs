//! Says in plain words what makes a text impossible to read as YAML.

use super::Place;
use super::diagnostic::Diagnostic;
use granit_parser::{ErrorKind, ScanError};

/// The fault with its place and a remedy.
pub(super) fn explain(error: &ScanError, text: &str, source: usize, at: usize) -> Diagnostic {
    let at = at.min(text.len());
    let end = text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |first| at + first.len_utf8());
    let (message, help) = words(error.kind());
    Diagnostic::error(Place { path: String::new(), source, start: at, end }, message).help(help)
}

/// What is wrong and what to do, for each kind of fault that people make; the rest share one sentence.
fn words(kind: &ErrorKind) -> (String, &'static str) {
    let (message, help) = match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => {
            ("a tab stands where only spaces may stand", "indent with spaces; most editors can turn tabs into spaces")
        }
        ErrorKind::InvalidIndentation
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::ExpectedBlockSequenceEntry => (
            "this line is indented neither like the line above it nor one level deeper",
            "line up the keys that belong together: the same number of spaces before each",
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed | ErrorKind::InvalidColonPlacement => (
            "a second `key: value` stands here where only one value can stand",
            "put it on a line of its own, or put quotes around text that holds a colon",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            ("this line has no colon after its key", "write `key: value`, with a space after the colon")
        }
        ErrorKind::MismatchedFlowCollectionEnd { .. } | ErrorKind::MisplacedFlowCollectionEnd => {
            ("this bracket closes nothing", "check that every `{` has its `}` and every `[` its `]`")
        }
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator => (
            "a bracket that was opened before is not closed, or a comma is missing here",
            "check that every `{` has its `}` and every `[` its `]`, with commas between the entries",
        ),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::UnexpectedEof => {
            ("a text in quotes is never closed", "add the closing quote")
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            ("something follows the closing quote", "put the whole value inside the quotes")
        }
        ErrorKind::UnknownAnchor => (
            "this alias copies something that is not named above it",
            "name it first with `&name`, or write the value out",
        ),
        ErrorKind::UnexpectedCharacter { character } => {
            return (format!("a value cannot start with `{character}`"), "put quotes around the value");
        }
        ErrorKind::RecursionLimitExceeded => {
            ("this is nested more than 64 levels deep", "no scenario needs so many levels")
        }
        _ => (
            "this cannot be read as YAML",
            "compare this line with one like it that works, or put quotes around the value",
        ),
    };
    (message.to_owned(), help)
}
