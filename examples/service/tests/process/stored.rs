//! [`Stored`]: what is in a file that no process has open.

use std::collections::HashSet;

use verify_core::engine::Engine;
use verify_core::session::{Session, Status};
use verify_service::outbox::{Kind, Task};
use verify_service::store::{Redb, Setup};

use crate::service::Folder;

/// The ids of sessions in a file.
pub(crate) struct Stored {
    /// Those that are verified.
    pub(crate) verified: HashSet<String>,
    /// Those whose messages are to be sent.
    pub(crate) sends: HashSet<String>,
    /// Those that are verified, which is to be posted.
    pub(crate) callbacks: HashSet<String>,
}

impl Stored {
    pub(crate) fn of(folder: &Folder) -> Self {
        let store = Redb::open_without_turns(&folder.0, Setup::new(Engine::default())).unwrap();
        let sessions = store.records().into_iter();
        let sessions = sessions.filter(|record| record.key.starts_with(b"v1{demo}s"));
        let sessions = sessions.map(|record| Session::from_bytes(&record.value).unwrap());
        let verified = sessions.filter(|session| session.latest_status() == Status::Verified);
        let verified = verified.map(|session| session.id().to_string()).collect();
        let (mut sends, mut callbacks) = (HashSet::new(), HashSet::new());
        for (sub_account, task) in store.tasks() {
            assert_eq!(&*sub_account, "demo");
            let id = task.session().to_string();
            match &task {
                Task::Send(_) => sends.insert(id),
                Task::Callback(callback) => {
                    assert_eq!(
                        (task.kind(), callback.status()),
                        (Kind::Callback, Status::Verified)
                    );
                    callbacks.insert(id)
                }
            };
        }
        Self { verified, sends, callbacks }
    }
}
