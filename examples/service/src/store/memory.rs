//! [`Memory`]: records in the memory of this process.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use foldhash::fast::RandomState;
use verify_core::code::Generator;
use verify_core::engine::{Action, Call, KeyBytes, Plan};
use verify_core::time::Timestamp;

use super::{NotCommitted, Store};
use crate::clock;

/// Records in the memory of this process: gone when it ends.
pub struct Memory {
    records: Mutex<Records>,
}

struct Records {
    // TODO(store helper): keep_until, sweeping, ExpireAt
    values: HashMap<KeyBytes, Vec<u8>, RandomState>,
    counters: HashMap<KeyBytes, u64, RandomState>,
    rng: Generator,
}

impl Memory {
    /// Starts without any record.
    ///
    /// # Errors
    /// The operating system has no entropy.
    pub fn new() -> Result<Self, getrandom::Error> {
        let rng = Generator::try_from_rng(&mut getrandom::SysRng)?;
        let records = Records { values: HashMap::default(), counters: HashMap::default(), rng };
        Ok(Self { records: Mutex::new(records) })
    }
}

impl Store for Memory {
    async fn drive<'a, A>(&self, mut call: Call<'a, A>) -> Result<Plan<'a, A::Answer>, NotCommitted>
    where
        A: Action + Send + Sync,
        A::Answer: Send,
    {
        // One call after the other: what was read stays as it was until the plan is committed.
        let mut records = self.records.lock().unwrap_or_else(PoisonError::into_inner);
        records.drive(&mut call, clock::now())
    }
}

impl Records {
    fn drive<'a, A: Action>(
        &mut self,
        call: &mut Call<'a, A>,
        now: Timestamp,
    ) -> Result<Plan<'a, A::Answer>, NotCommitted> {
        while let Some(key) = call.wants() {
            if key.is_counter() {
                call.give_counter(self.counters.get(&key.to_bytes()).copied().unwrap_or_default());
            } else {
                let value = self.values.get(&key.to_bytes());
                call.give(value.map(Vec::as_slice)).map_err(|_| NotCommitted::Down)?;
            }
        }
        let plan = call.decide(now, &mut self.rng);
        let mut limited = None;
        let mut raised = Vec::new();
        for (index, raise) in plan.raises().enumerate() {
            let value = self.counters.entry(raise.key.to_bytes()).or_default();
            match raise.raise.apply(*value) {
                Ok(new) if raise.counts => raised.push((raise.key.to_bytes(), new)),
                Ok(_) => {}
                Err((healed, _)) => {
                    limited = limited.or(plan.refused_by(index, *value));
                    *value = healed;
                }
            }
        }
        if let Some(refused) = limited {
            return Err(NotCommitted::Limited(refused));
        }
        self.counters.extend(raised);
        for write in plan.writes() {
            match write.value {
                Some(value) => self.values.insert(write.key.to_bytes(), value.to_vec()),
                None => self.values.remove(&write.key.to_bytes()),
            };
        }
        Ok(plan)
    }
}
