//! Speaks with `averted mcp` as a client does: a message a line, over its standard input and output.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// How long an answer may take, of a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server that runs in a folder of its own.
pub(crate) struct Session {
    folder: TempDir,
    child: Child,
    input: Option<ChildStdin>,
    output: Receiver<Value>,
    next: u64,
}

impl Session {
    /// Starts a server of a folder with the shipped scenarios in it, and greets it.
    pub(crate) fn new(options: &[&str]) -> Self {
        let mut session = Self::silent(options);
        let greeting = json!({
            "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "tests", "version": "1"},
        });
        let answer = session.ask("initialize", greeting);
        assert_eq!(answer["result"]["protocolVersion"], "2025-06-18", "{answer}");
        session.send(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        session
    }

    /// The same without a greeting.
    pub(crate) fn silent(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // The server's folder lies within another, whose files it must not see.
        fs::create_dir(folder.path().join("in")).unwrap();
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        for entry in fs::read_dir(shipped).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, folder.path().join("in").join(path.file_name().unwrap())).unwrap();
        }
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("averted"))
            .arg("mcp")
            .arg(folder.path().join("in"))
            .args(options)
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = child.stdin.take();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                // Nothing but messages stands on standard output.
                let message = serde_json::from_str(&line).unwrap_or_else(|_| json!({"no message": line}));
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self { folder, child, input, output, next: 1 }
    }

    /// A path in the folder of the server.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("in").join(name)
    }

    /// What the command says on standard output and standard error, in the folder of the server.
    pub(crate) fn averted(&self, arguments: &[&str]) -> (Vec<u8>, String) {
        let mut command = assert_cmd::Command::cargo_bin("averted").unwrap();
        command.current_dir(self.path("")).args(arguments).env_remove("COLUMNS");
        let output = command.output().unwrap();
        (output.stdout, String::from_utf8(output.stderr).unwrap())
    }

    /// Sends a line as it is.
    pub(crate) fn line(&mut self, line: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(line).and_then(|()| input.write_all(b"\n")).and_then(|()| input.flush()).unwrap();
    }

    /// Sends a message.
    pub(crate) fn send(&mut self, message: &Value) {
        self.line(message.to_string().as_bytes());
    }

    /// Sends a request, and says its id.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> u64 {
        let id = self.next;
        self.next += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// The next message of the server.
    pub(crate) fn hear(&self) -> Value {
        let message = self.output.recv_timeout(PATIENCE).expect("a message in time");
        assert_eq!(message["jsonrpc"], "2.0", "{message}");
        message
    }

    /// The answer to a request.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        let answer = self.hear();
        assert_eq!(answer["id"], id, "{answer}");
        answer
    }

    /// What a tool gives, or the mistake that it finds.
    pub(crate) fn call(&mut self, tool: &str, arguments: Value) -> Value {
        let answer = self.ask("tools/call", json!({"name": tool, "arguments": arguments}));
        answer.get("result").unwrap_or_else(|| panic!("{answer}")).clone()
    }

    /// What a tool says of a mistake.
    pub(crate) fn mistake(&mut self, tool: &str, arguments: Value) -> String {
        let result = self.call(tool, arguments);
        assert_eq!(result["isError"], true, "{result}");
        text(&result).to_owned()
    }

    /// Ends the input, and gives what is still said and the exit code.
    pub(crate) fn end(mut self) -> (Vec<Value>, Option<i32>) {
        self.input = None;
        let code = self.child.wait().unwrap().code();
        (self.output.iter().collect(), code)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The words of a result.
pub(crate) fn text(result: &Value) -> &str {
    assert_eq!(result["content"].as_array().map(Vec::len), Some(1), "{result}");
    result["content"][0]["text"].as_str().expect("a text")
}
