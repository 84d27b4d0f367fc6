//! Gathers what a run is made from, and reads it back as if it were on disk.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::request::Request;
use crate::estimate::{InputFile, Inputs};
use crate::scenario::{Files, Sources};

/// Everything that the scenario at `file` was read from.
pub(super) fn gathered(file: &Path, sources: &Sources, request: &Request) -> Inputs {
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut files: Vec<InputFile> = Vec::new();
    for source in sources.iter() {
        let Some(path) = source.file() else { continue };
        // Paths are read from the folder of the scenario; a folder on the way to it is nobody's business.
        let path = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        if files.iter().any(|file| file.path == path) {
            continue;
        }
        let plain = source.bytes() == source.text().as_bytes();
        files.push(InputFile {
            path,
            text: plain.then(|| source.text().to_owned()),
            base64: (!plain).then(|| STANDARD.encode(source.bytes())),
        });
    }
    Inputs {
        files,
        set: request.set.clone(),
        draws: request.draws,
        max_draws: None,
        seed: request.seed,
        with_stress: false,
    }
}

/// The files of results.json, in memory.
#[derive(Clone, Debug)]
pub struct Recorded(HashMap<PathBuf, Vec<u8>>);

impl Recorded {
    /// The files that `inputs` hold.
    ///
    /// # Errors
    ///
    /// A sentence when a file of it cannot be made out.
    pub fn new(inputs: &Inputs) -> Result<Self, String> {
        let mut files = HashMap::new();
        for file in &inputs.files {
            let bytes = match (&file.text, &file.base64) {
                (Some(text), None) => text.clone().into_bytes(),
                (None, Some(base64)) => {
                    STANDARD.decode(base64).map_err(|error| format!("the file `{}` in it: {error}", file.path))?
                }
                _ => return Err(format!("the file `{}` in it needs either `text` or `base64`", file.path)),
            };
            files.insert(PathBuf::from(&file.path), bytes);
        }
        Ok(Self(files))
    }
}

impl Files for Recorded {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "results.json does not hold it".to_owned())
    }

    fn allows(&self, path: &Path) -> bool {
        // What the run was allowed to read then stands in memory now; nothing else can be reached.
        self.0.contains_key(path)
    }
}
