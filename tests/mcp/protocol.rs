//! The protocol by itself: greetings of both eras, lists, junk, calls that are given up, and the end.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::session::Session;

/// Bytes of the list of tools, of which a client tells its model all but the schemas of results: some 2,000 tokens.
const LARGEST: [usize; 2] = [18_000, 9_500];

const NAMES: [&str; 7] = ["check", "run", "stress", "drivers", "compare", "costs", "explain"];

/// What a request of 2026-07-28 says of itself.
fn modern(revision: &str) -> Value {
    json!({"_meta": {
        "io.modelcontextprotocol/protocolVersion": revision,
        "io.modelcontextprotocol/clientCapabilities": {},
    }})
}

fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("{answer}"))
}

#[test]
fn a_handshake_agrees_on_a_revision_and_comes_first() {
    let mut session = Session::silent(&[]);
    assert_eq!(session.ask("ping", json!({}))["result"], json!({}));
    assert_eq!(code(&session.ask("tools/list", json!({}))), -32602);
    assert_eq!(code(&session.ask("initialize", json!({}))), -32602);
    for (asked, agreed) in [("2025-11-25", "2025-11-25"), ("2024-11-05", "2024-11-05"), ("2199-01-01", "2025-11-25")] {
        let params = json!({"protocolVersion": asked, "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}});
        let result = session.ask("initialize", params)["result"].clone();
        assert_eq!(result["protocolVersion"], agreed);
        assert_eq!(result["capabilities"], json!({"tools": {}}));
        assert_eq!(result["serverInfo"]["name"], "averted");
        assert_eq!(result["serverInfo"]["version"], env!("CARGO_PKG_VERSION"));
        assert!(result["instructions"].as_str().unwrap().contains("interval"));
    }
    let listed = session.ask("tools/list", json!({}))["result"].clone();
    assert_eq!(listed.as_object().unwrap().len(), 1, "nothing of the later era");
    assert_eq!(code(&session.ask("resources/list", json!({}))), -32601);
    assert_eq!(code(&session.ask("tools/list", json!({"cursor": "2"}))), -32602);
}

#[test]
fn requests_that_say_their_revision_need_no_handshake() {
    let mut session = Session::silent(&[]);
    let found = session.ask("server/discover", modern("2026-07-28"))["result"].clone();
    assert_eq!(found["supportedVersions"][0], "2026-07-28");
    assert_eq!((&found["resultType"], &found["capabilities"]), (&json!("complete"), &json!({"tools": {}})));
    assert_eq!(found["_meta"]["io.modelcontextprotocol/serverInfo"]["name"], "averted");
    let listed = session.ask("tools/list", modern("2026-07-28"))["result"].clone();
    assert_eq!((&listed["resultType"], &listed["cacheScope"]), (&json!("complete"), &json!("private")));
    assert!(listed["ttlMs"].as_u64().is_some_and(|kept| kept > 0));
    let mut call = modern("2026-07-28");
    call["name"] = json!("explain");
    call["arguments"] = json!({"name": "prevents"});
    assert_eq!(session.ask("tools/call", call)["result"]["resultType"], "complete");
    let refused = session.ask("tools/list", modern("1900-01-01"));
    assert_eq!((code(&refused), &refused["error"]["data"]["requested"]), (-32022, &json!("1900-01-01")));
    assert!(refused["error"]["data"]["supported"].as_array().unwrap().contains(&json!("2026-07-28")));
    let bare = json!({"_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28"}});
    assert_eq!(code(&session.ask("tools/list", bare)), -32602);
    assert_eq!(code(&session.ask("ping", modern("2026-07-28"))), -32601, "it went with the handshake");
    assert_eq!(code(&session.ask("tools/list", json!({}))), -32602, "nothing is kept in mind between requests");
}

#[test]
fn the_tools_are_listed_with_what_they_take_and_give() {
    for (options, writes) in [(&[][..], false), (&["--write"][..], true)] {
        let mut session = Session::new(options);
        let listed = session.ask("tools/list", json!({}))["result"]["tools"].clone();
        let told: usize = listed
            .as_array()
            .unwrap()
            .iter()
            .map(|tool| {
                let mut tool = tool.clone();
                tool.as_object_mut().unwrap().remove("outputSchema");
                tool.to_string().len()
            })
            .sum();
        let sizes = [listed.to_string().len(), told];
        assert!(sizes.iter().zip(LARGEST).all(|(size, largest)| *size <= largest), "{sizes:?} bytes");
        let tools = listed.as_array().unwrap();
        assert_eq!(tools.iter().map(|tool| tool["name"].as_str().unwrap()).collect::<Vec<_>>(), NAMES);
        for tool in tools {
            for schema in ["inputSchema", "outputSchema"] {
                if let Some(schema) = tool.get(schema) {
                    assert_eq!(schema["type"], "object");
                    jsonschema::validator_for(schema).unwrap();
                }
            }
            let properties = tool["inputSchema"]["properties"].as_object().unwrap();
            for (name, input) in properties {
                assert!(input["description"].as_str().is_some_and(|about| about.ends_with('.')), "{name}");
            }
            let written = properties.contains_key("output");
            assert_eq!(tool["annotations"]["readOnlyHint"], !written, "{tool}");
            assert_eq!(tool["annotations"]["openWorldHint"], false);
            assert!(writes || !written, "a server that writes nothing takes no folder");
        }
    }
}

#[test]
fn junk_is_answered_and_ends_nothing() {
    let mut session = Session::new(&[]);
    let huge = vec![b'x'; 3 << 20];
    let deep = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();
    for (line, expected) in [
        (&b"junk"[..], -32700),
        (b"\xff\xfe{}", -32700),
        (b"{\"jsonrpc\": \"2.0\", \"id\": 1", -32700),
        (br#"{"jsonrpc": "2.0", "id": 1, "id": 2, "method": "ping"}"#, -32700),
        (&deep, -32700),
        (&huge, -32600),
        (b"[]", -32600),
        (b"null", -32600),
        (br#"{"jsonrpc": "1.0", "id": 1, "method": "ping"}"#, -32600),
        (br#"{"jsonrpc": "2.0", "id": {}, "method": "ping"}"#, -32600),
        (br#"{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": 3}"#, -32602),
    ] {
        session.line(line);
        let answer = session.hear();
        assert_eq!(code(&answer), expected, "{}", String::from_utf8_lossy(&line[..line.len().min(60)]));
    }
    // Neither is answered: a line of nothing, what nobody knows, an answer to what was never asked.
    session.line(b"   ");
    session.send(&json!({"jsonrpc": "2.0", "method": "notifications/unheard"}));
    session.send(&json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 99}}));
    session.send(&json!({"jsonrpc": "2.0", "method": "notifications/cancelled"}));
    session.send(&json!({"jsonrpc": "2.0", "id": 5, "result": {}}));
    for params in [json!({}), json!({"name": 3}), json!({"name": "no_such"}), json!({"name": "run", "arguments": []})] {
        assert_eq!(code(&session.ask("tools/call", params)), -32602);
    }
    let near = session.ask("tools/call", json!({"name": "runs"}));
    assert!(near["error"]["message"].as_str().unwrap().contains("did you mean `run`?"), "{near}");
    assert_eq!(session.ask("ping", json!({}))["result"], json!({}));
    let (rest, code) = session.end();
    assert_eq!((rest, code), (Vec::new(), Some(0)));
}

#[test]
fn a_call_that_is_given_up_makes_room_for_the_next_and_is_not_answered() {
    let mut session = Session::new(&[]);
    let long = json!({
        "name": "run",
        "arguments": {"file": "havering.yaml", "draws": 400_000},
        "_meta": {"progressToken": "how far"},
    });
    let started = Instant::now();
    let given_up = session.request("tools/call", long);
    let behind = session.request("tools/call", json!({"name": "explain", "arguments": {"name": "pert"}}));
    let waiting = session.request("tools/call", json!({"name": "explain", "arguments": {"name": "beta"}}));
    let (mut last, mut heard) = (0.0, 0);
    while heard < 2 {
        let told = session.hear();
        assert_eq!(told["method"], "notifications/progress", "{told}");
        assert_eq!(told["params"]["progressToken"], "how far");
        let (now, all) = (told["params"]["progress"].as_f64().unwrap(), told["params"]["total"].as_f64().unwrap());
        assert!(now > last && now <= all, "{told}");
        (last, heard) = (now, heard + 1);
    }
    let cancel = |id| json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": id}});
    session.send(&cancel(waiting));
    session.send(&cancel(given_up));
    let answer = std::iter::repeat_with(|| session.hear()).find(|told| told.get("method").is_none()).unwrap();
    assert_eq!(answer["id"], behind, "{answer}");
    assert!(started.elapsed() < Duration::from_secs(60), "the run itself would take longer");
    let (rest, code) = session.end();
    assert_eq!((rest, code), (Vec::new(), Some(0)));
}

#[test]
fn what_is_asked_before_the_end_is_answered() {
    let mut session = Session::new(&[]);
    let ids: Vec<u64> = ["prevents", "pert", "W07"]
        .map(|name| session.request("tools/call", json!({"name": "explain", "arguments": {"name": name}})))
        .to_vec();
    let (rest, code) = session.end();
    let answered: Vec<u64> = rest.iter().map(|answer| answer["id"].as_u64().unwrap()).collect();
    assert_eq!((answered, code), (ids, Some(0)));
}

#[test]
fn a_folder_that_is_not_there_is_a_wrong_command_line() {
    let mut command = assert_cmd::Command::cargo_bin("averted").unwrap();
    let output = command.args(["mcp", "no/such/folder"]).write_stdin("").assert().code(2).get_output().clone();
    assert!(String::from_utf8_lossy(&output.stderr).contains("no/such/folder"));
}
