//! Four processes that share a cluster of three nodes.

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::fleet::Fleet;
use crate::races;
use crate::server::{Server, free_port};

/// Starts three nodes, each with a third of all keys.
fn cluster() -> Vec<Server> {
    let node = || {
        let bus = free_port().to_string();
        Server::start(&["--cluster-enabled", "yes", "--cluster-port", &bus])
    };
    let nodes = (0..3).map(|_| node()).collect::<Vec<_>>();
    let addresses = nodes.iter().map(|node| format!("127.0.0.1:{}", node.port()));
    let mut command = Command::new("redis-cli");
    command.args(["--cluster", "create"]).args(addresses).arg("--cluster-yes");
    let output = command.output().expect("redis-cli is there (Debian: redis-tools)");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let began = Instant::now();
    for node in &nodes {
        let is_ready = || {
            let info: String =
                redis::cmd("CLUSTER").arg("INFO").query(&mut node.connection()).unwrap();
            info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:3")
        };
        while !is_ready() {
            assert!(began.elapsed() < Duration::from_secs(30), "the nodes do not meet");
            thread::sleep(Duration::from_millis(50));
        }
    }
    nodes
}

/// Returns whether a node has records of a sub-account.
fn has_records(node: &Server, sub_account: &str) -> bool {
    let pattern = format!("v1{{{sub_account}}}*");
    let keys: Vec<Vec<u8>> = redis::cmd("KEYS").arg(pattern).query(&mut node.connection()).unwrap();
    !keys.is_empty()
}

#[test]
fn two_sub_accounts_on_two_nodes() {
    let nodes = cluster();
    // One node tells of the others.
    let fleet = Fleet::start(&nodes[0].url(), &[]);
    for (sub_account, number) in [("demo", 1), ("other", 2)] {
        let to = |last: u32| format!("+44740012{number}00{last}");
        races::of_200_wrong_codes_five_count(&fleet, sub_account, &to(1));
        races::of_200_right_codes_all_are_verified(&fleet, sub_account, &to(2));
        races::of_200_starts_one_sends(&fleet, sub_account, &to(3));
    }
    let of = |sub_account| nodes.iter().position(|node| has_records(node, sub_account)).unwrap();
    assert_ne!(of("demo"), of("other"));
}

/// The records of a sub-account move to another node while it is in use.
#[test]
fn a_sub_account_moves() {
    let nodes = cluster();
    let fleet = Fleet::start(&nodes[0].url(), &[]);
    let (id, code) = fleet.started("demo", "+447400123401");
    let from = nodes.iter().position(|node| has_records(node, "demo")).unwrap();
    let to = (from + 1) % 3;
    move_slot(&nodes, from, to);
    for number in 0..4 {
        let answer = fleet.client(number).get(&id, Some(&code)).unwrap();
        assert_eq!((answer.http, answer.status()), (200, "VERIFIED"));
    }
    fleet.started("demo", "+447400123402");
    assert!(has_records(&nodes[to], "demo") && !has_records(&nodes[from], "demo"));
}

fn move_slot(nodes: &[Server], from: usize, to: usize) {
    let ask = |node: &Server, words: &[&str]| -> redis::Value {
        redis::cmd("CLUSTER").arg(words).query(&mut node.connection()).unwrap()
    };
    let text = |value| redis::from_redis_value::<String>(value).unwrap();
    let [from_id, to_id] = [from, to].map(|node| text(ask(&nodes[node], &["MYID"])));
    let slot: u16 = redis::from_redis_value(ask(&nodes[0], &["KEYSLOT", "{demo}"])).unwrap();
    let slot = slot.to_string();
    ask(&nodes[to], &["SETSLOT", &slot, "IMPORTING", &from_id]);
    ask(&nodes[from], &["SETSLOT", &slot, "MIGRATING", &to_id]);
    let keys: Vec<Vec<u8>> =
        redis::from_redis_value(ask(&nodes[from], &["GETKEYSINSLOT", &slot, "1000"])).unwrap();
    let port = nodes[to].port();
    let mut migrate = redis::cmd("MIGRATE");
    migrate.arg("127.0.0.1").arg(port).arg("").arg(0).arg(5000).arg("KEYS").arg(keys);
    migrate.exec(&mut nodes[from].connection()).unwrap();
    for node in [to, from] {
        ask(&nodes[node], &["SETSLOT", &slot, "NODE", &to_id]);
    }
}
