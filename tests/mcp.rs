//! Speaks with `averted mcp`: the protocol of both eras, every tool held against its command, mistakes, and what is out of reach.

#[path = "mcp/session.rs"]
mod session;

#[path = "mcp/protocol.rs"]
mod protocol;
#[path = "mcp/reach.rs"]
mod reach;
#[path = "mcp/tools.rs"]
mod tools;

#[path = "mcp/client.rs"]
mod client;
