//! Allows a page its own style and script, by their hashes, and nothing else: no network, picture, frame or form.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// The Content-Security-Policy of a page with this one style sheet and this one script.
pub(super) fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src {}; script-src {}; font-src data:; base-uri 'none'; form-action 'none'",
        own(style),
        own(script)
    )
}

/// The same for a page that runs the engine: WebAssembly, in a worker of its own text, and drawings turned into pixels.
#[cfg(feature = "live")]
pub(super) fn live_policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src {}; script-src {} 'wasm-unsafe-eval'; worker-src blob:; font-src data:; img-src \
         data:; base-uri 'none'; form-action 'none'",
        own(style),
        own(script)
    )
}

/// What allows a text by its hash.
fn own(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_allowed_by_its_hash() {
        let of_nothing = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        assert!(
            policy("", "x").starts_with(&format!("default-src 'none'; style-src {of_nothing}; script-src 'sha256-"))
        );
    }
}
