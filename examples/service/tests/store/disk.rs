//! The file: who may read it, what is refused, and that it does not grow for ever.

use std::fs;
use std::thread;
use std::time::Duration;

use redb::{Database, TableDefinition};
use verify_core::engine::{Engine, Limits};
use verify_core::request::{Request, SubAccountId};
use verify_core::session::{SessionId, Status};
use verify_service::store::{Redb, Store};

use crate::pair::world;
use crate::stores::{Folder, Hands, Tested, drive};

const FILE: &str = "records.redb";

fn engine() -> Engine {
    let limits = Limits { range: None, conversion: None, ..Limits::default() };
    Engine { remember: Duration::from_secs(60), ..world(limits).engine }
}

fn hands() -> Hands {
    let hands = Hands::default();
    hands.set(world(Limits::NONE).now);
    hands
}

fn sub_account() -> SubAccountId<'static> {
    SubAccountId::parse("demo").unwrap()
}

/// Starts a session for the number.
fn start(store: &impl Store, number: u64) -> SessionId {
    let destination = format!("+4474{number:08}");
    let request = Request {
        destination: Some(destination.as_str()),
        code_validity: Some(30.into()),
        ..Request::default()
    };
    let (engine, verification) = (engine(), request.validate().unwrap());
    let plan = drive(store, engine.start(sub_account(), &verification, None)).unwrap();
    assert!(plan.answer().is_ok());
    plan.session().unwrap().id()
}

fn status(store: &impl Store, id: SessionId) -> Option<Status> {
    let engine = engine();
    drive(store, engine.status(sub_account(), id)).unwrap().answer().ok()
}

#[test]
fn a_session_expires_after_a_restart_too() {
    let (folder, hands) = (Folder::new(), hands());
    let id = start(&folder.open(engine(), &hands), 1);
    hands.set(world(Limits::NONE).now + 30_000);
    let store = folder.open(engine(), &hands);
    let waits = |store: &Redb| store.records().iter().any(|it| it.key.ends_with(&id.to_bytes()));
    assert!(waits(&store));
    let before = store.records().len();
    store.all_turns();
    // Its destination is free again.
    assert_eq!(store.records().len(), before - 1);
    assert_eq!(status(&store, id), Some(Status::Expired));
    hands.set(world(Limits::NONE).now + 90_000);
    store.all_turns();
    assert_eq!(status(&store, id), None);
}

#[cfg(unix)]
#[test]
fn nobody_else_reads_the_file() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new();
    let _store = folder.open(engine(), &hands());
    let mode = fs::metadata(folder.0.join(FILE)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn one_process_opens_it_at_a_time() {
    let (folder, hands) = (Folder::new(), hands());
    let store = folder.open(engine(), &hands);
    let error = Redb::open(&folder.0, hands.setup(engine())).err().unwrap();
    assert_eq!(error.to_string(), "Database already open. Cannot acquire lock.");
    drop(store);
    folder.open(engine(), &hands);
}

#[test]
fn other_rows_are_refused() {
    let folder = Folder::new();
    drop(folder.open(engine(), &hands()));
    let database = Database::open(folder.0.join(FILE)).unwrap();
    let transaction = database.begin_write().unwrap();
    let rows = TableDefinition::<u64, &[u8]>::new("rows, version 2");
    transaction.open_table(rows).unwrap().insert(7, [1, 2, 3].as_slice()).unwrap();
    transaction.commit().unwrap();
    drop(database);
    let error = Redb::open(&folder.0, hands().setup(engine())).err().unwrap();
    assert_eq!(error.to_string(), "row 7 of the records holds something else");
}

#[test]
fn a_file_of_an_earlier_version_is_refused() {
    let folder = Folder::new();
    fs::create_dir_all(&folder.0).unwrap();
    let database = Database::create(folder.0.join(FILE)).unwrap();
    let transaction = database.begin_write().unwrap();
    let rows = TableDefinition::<u64, &[u8]>::new("rows, version 1");
    transaction.open_table(rows).unwrap();
    transaction.commit().unwrap();
    drop(database);
    let error = Redb::open(&folder.0, hands().setup(engine())).err().unwrap();
    assert_eq!(error.to_string(), "the file holds records of another version");
}

/// Sessions are started and forgotten ten times.
#[test]
fn the_file_does_not_grow_with_what_is_forgotten() {
    const THREADS: u64 = 32;
    const EACH: u64 = 40;
    let (folder, hands) = (Folder::new(), hands());
    let mut lengths = Vec::new();
    let mut last = Vec::new();
    for round in 0..10 {
        let store = folder.open(engine(), &hands);
        let first = round * THREADS * EACH;
        let starts = |thread: u64| {
            let numbers = first + thread * EACH..first + (thread + 1) * EACH;
            numbers.map(|number| start(&store, number)).collect::<Vec<_>>()
        };
        last = thread::scope(|scope| {
            let threads: Vec<_> =
                (0..THREADS).map(|thread| scope.spawn(move || starts(thread))).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        lengths.push(fs::metadata(folder.0.join(FILE)).unwrap().len());
        if round < 9 {
            hands.set(world(Limits::NONE).now + (round + 1) * 48 * 3_600_000);
            store.all_turns();
        }
    }
    // All rounds together write almost four.
    assert!(lengths.iter().all(|length| *length < 2 << 20), "{lengths:?}");
    let store = folder.open(engine(), &hands);
    assert!(last.iter().all(|id| status(&store, *id) == Some(Status::Waiting)));
}
