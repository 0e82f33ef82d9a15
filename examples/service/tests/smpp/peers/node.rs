//! [`Node`]: the SMSC of npm `smpp`, in a process of its own.

use std::path::Path;
use std::process::Stdio;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

use crate::smsc::PATIENCE;

/// A running SMSC. It ends on drop.
pub(crate) struct Node {
    _child: Child,
    orders: ChildStdin,
    lines: Lines<BufReader<ChildStdout>>,
    pub(crate) port: u16,
}

impl Node {
    pub(crate) async fn start() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/smpp/peers");
        assert!(folder.join("node_modules").exists(), "tests/smpp/peers/run installs npm smpp");
        let mut child = Command::new("node")
            .arg("smsc.mjs")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("Node.js 20 or later");
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let orders = child.stdin.take().unwrap();
        let mut node = Self { _child: child, orders, lines, port: 0 };
        node.port = u16::try_from(node.next("port").await.as_u64().unwrap()).unwrap();
        node
    }

    /// Returns what stands under such a name in the next line.
    pub(crate) async fn next(&mut self, name: &str) -> Value {
        let line = timeout(PATIENCE, self.lines.next_line()).await.expect(name);
        let line = line.unwrap().expect("it runs");
        let mut value: Value = serde_json::from_str(&line).unwrap();
        assert!(value.get(name).is_some(), "{name} is not in {line}");
        value[name].take()
    }

    /// Gives an order.
    pub(crate) async fn order(&mut self, order: &str) {
        self.orders.write_all(format!("{order}\n").as_bytes()).await.unwrap();
    }
}
