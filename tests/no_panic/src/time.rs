use std::hint::black_box as any;
use std::time::Duration;
use verify_core::time::{Timestamp, TimestampError};

cannot_panic! {
    fn from_unix_millis(millis: u64) -> Result<Timestamp, TimestampError> {
        Timestamp::from_unix_millis(millis)
    }
    fn from_duration(since_unix_epoch: Duration) -> Result<Timestamp, TimestampError> {
        since_unix_epoch.try_into()
    }
    fn found(error: TimestampError) -> u64 {
        error.found()
    }
    fn as_unix_millis(time: Timestamp) -> u64 {
        time.as_unix_millis()
    }
    fn add(time: Timestamp, duration: Duration) -> Timestamp {
        time.saturating_add(duration)
    }
    fn subtract(time: Timestamp, duration: Duration) -> Timestamp {
        time.saturating_sub(duration)
    }
    fn since(time: Timestamp, earlier: Timestamp) -> Duration {
        time.saturating_duration_since(earlier)
    }
}

pub(crate) fn run() {
    let time = from_unix_millis(any(1_766_037_294_090)).expect("a time");
    let later = add(any(time), any(Duration::from_mins(5)));
    assert_eq!(as_unix_millis(any(later)), 1_766_037_594_090);
    assert_eq!(subtract(any(later), any(Duration::from_mins(5))), time);
    assert_eq!(since(any(later), any(time)), Duration::from_mins(5));
    assert_eq!(add(any(time), any(Duration::MAX)), Timestamp::MAX);
    let error = from_duration(any(Duration::MAX)).expect_err("after the year 9999");
    assert_eq!(found(any(error)), u64::MAX);
}
