//! Answers the methods of the protocol: the handshake, what there is, and calls of tools, which take their turn.

use serde_json::{Map, Value, json};

use super::calls::{Calls, Turn};
use super::lines::Line;
use super::message::{self, Fault, Id, Message, Request};
use super::place::Place;
use super::revision::{self, Era};
use super::tool::Tool;
use crate::scenario::nearest;

/// What a client tells its model of this server before anything else.
const INSTRUCTIONS: &str = "averted says what would have happened without a public service, what it would have cost, and how \
    sure one can be of that. A scenario is a file (YAML or .xlsx) in the folder that this server reads; paths are relative to \
    it. Begin with `check`: it reads a scenario back in plain words and names every mistake with its place and remedy; without a file it \
    names those that there are. Then \
    `run`; `stress` for savings targets, `drivers` for what matters, `compare` for two scenarios. `explain` says what a key, \
    distribution, warning or term means, and `costs` finds unit costs with their sources. Never pass on a mean without its \
    interval, and always pass on cautions and warnings: a chance of 5% is not a saving. Values that rest on judgement are \
    for a person to decide.";

/// How long a client may keep what does not change while the server runs, in milliseconds.
const KEPT: u64 = 3_600_000;

/// The server's end of the conversation.
pub(super) struct Server<'a> {
    calls: &'a Calls<Call>,
    place: &'a Place,
    /// Whether there was a handshake.
    greeted: bool,
}

/// A tool that is called.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) tool: Tool,
    pub(super) given: Map<String, Value>,
    /// Under which progress is told, if it is wanted.
    pub(super) token: Option<Value>,
    era: Era,
}

impl<'a> Server<'a> {
    /// Before anything was said; calls of tools are added to `calls`.
    pub(super) const fn new(calls: &'a Calls<Call>, place: &'a Place) -> Self {
        Self { calls, place, greeted: false }
    }

    /// Takes a line of the client's; gives the answer, if there is one at once.
    pub(super) fn take(&mut self, line: Line) -> Option<Value> {
        let read = match line {
            Line::Whole(line) => message::read(&line),
            Line::TooLong => {
                Err((None, Fault::new(Fault::NO_MESSAGE, "this line is too long; a message has at most 1 MB")))
            }
        };
        match read {
            Err((id, fault)) => Some(fault.response(id.as_ref())),
            Ok(Message::Request(request)) => {
                let id = request.id.clone();
                self.answer(request).unwrap_or_else(|fault| Some(fault.response(Some(&id))))
            }
            Ok(Message::Notification { method, params }) => {
                if method == "notifications/cancelled"
                    && let Some(id) = params.get("requestId").and_then(Id::of)
                {
                    self.calls.cancel(&id);
                }
                None
            }
            Ok(Message::Response) => None,
        }
    }

    fn answer(&mut self, request: Request) -> Result<Option<Value>, Fault> {
        let Request { id, method, params } = request;
        let said = revision::said(&params)?;
        let result = match (method.as_str(), said) {
            ("initialize", None) => self.greet(&params)?,
            ("ping", None) => json!({}),
            (_, None) if !self.greeted => {
                return Err(Fault::new(
                    Fault::WRONG_PARAMS,
                    format!("`{method}` comes after `initialize`, or says its revision of the protocol in _meta"),
                ));
            }
            ("server/discover", Some(_)) => json!({
                "supportedVersions": revision::all(),
                "capabilities": capabilities(),
                "instructions": INSTRUCTIONS,
                "ttlMs": KEPT,
                "cacheScope": "private",
            }),
            ("tools/list", _) => list(&params, said.is_some(), self.place.writes())?,
            ("tools/call", _) => {
                let call = call(params, said.unwrap_or(Era::Handshake))?;
                return match self.calls.add(Turn { id, caller: self.place.caller(), call }) {
                    Ok(()) => Ok(None),
                    Err(why) => Err(Fault::new(Fault::NO_MESSAGE, why)),
                };
            }
            _ => return Err(Fault::new(Fault::NO_METHOD, format!("there is no method `{method}` here"))),
        };
        Ok(Some(response(&id, result, said.unwrap_or(Era::Handshake))))
    }

    fn greet(&mut self, params: &Map<String, Value>) -> Result<Value, Fault> {
        let asked = params.get("protocolVersion").and_then(Value::as_str);
        let asked = asked.ok_or_else(|| Fault::new(Fault::WRONG_PARAMS, "`initialize` names a protocolVersion"))?;
        self.greeted = true;
        Ok(json!({
            "protocolVersion": revision::agreed(asked),
            "capabilities": capabilities(),
            "serverInfo": about(),
            "instructions": INSTRUCTIONS,
        }))
    }
}

impl Call {
    /// The answer to the call of this id.
    pub(super) fn response(&self, id: &Id, result: Value) -> Value {
        response(id, result, self.era)
    }
}

fn response(id: &Id, mut result: Value, era: Era) -> Value {
    if era == Era::Modern {
        result["resultType"] = json!("complete");
        result["_meta"] = json!({"io.modelcontextprotocol/serverInfo": about()});
    }
    json!({"jsonrpc": "2.0", "id": id.value(), "result": result})
}

fn about() -> Value {
    json!({"name": env!("CARGO_PKG_NAME"), "title": "averted, a cost-avoidance simulator", "version": env!("CARGO_PKG_VERSION")})
}

/// Tools, whose list does not change.
fn capabilities() -> Value {
    json!({"tools": {}})
}

fn list(params: &Map<String, Value>, modern: bool, writes: bool) -> Result<Value, Fault> {
    if params.get("cursor").is_some_and(|cursor| !cursor.is_null()) {
        return Err(Fault::new(Fault::WRONG_PARAMS, "the list of tools has one page, so there is no cursor"));
    }
    let tools: Vec<Value> = Tool::ALL.into_iter().map(|tool| tool.definition(writes)).collect();
    Ok(if modern { json!({"tools": tools, "ttlMs": KEPT, "cacheScope": "private"}) } else { json!({"tools": tools}) })
}

fn call(mut params: Map<String, Value>, era: Era) -> Result<Call, Fault> {
    let wrong = |why: String| Fault::new(Fault::WRONG_PARAMS, why);
    let Some(Value::String(name)) = params.get("name") else {
        return Err(wrong("a call names its tool".to_owned()));
    };
    let tool = Tool::ALL.into_iter().find(|tool| tool.name() == name).ok_or_else(|| {
        let names = Tool::ALL.map(Tool::name);
        let near = nearest(name, names)
            .map_or_else(|| format!("there are {}", names.join(", ")), |near| format!("did you mean `{near}`?"));
        wrong(format!("there is no tool `{name}`; {near}"))
    })?;
    let given = match params.remove("arguments") {
        None | Some(Value::Null) => Map::new(),
        Some(Value::Object(given)) => given,
        Some(_) => return Err(wrong("the arguments of a call are an object".to_owned())),
    };
    let token = params.get("_meta").and_then(|meta| meta.get("progressToken")).and_then(Id::of);
    Ok(Call { tool, given, token: token.map(|token| token.value().clone()), era })
}
