use std::hint::black_box as any;
use std::net::IpAddr;
use std::time::Duration;
use verify_core::limit::{
    Blocked, ClientKey, ClientKeys, Conversion, ConversionLimit, ConversionLimitError,
    FailureCount, Quota, QuotaError, Raise, RateLimit, RetryAfter,
};
use verify_core::stored::FromBytesError;
use verify_core::time::Timestamp;

cannot_panic! {
    fn quota(count: u16, period: Duration, burst: u16) -> Result<Quota, QuotaError> {
        Quota::new(count, period, burst)
    }
    fn quota_parts(quota: Quota) -> (u16, Duration, u16) {
        (quota.count(), quota.period(), quota.burst())
    }
    fn new_limit(quota: Quota) -> RateLimit {
        RateLimit::new(quota)
    }
    fn try_acquire(limit: &mut RateLimit, now: Timestamp) -> Result<(), RetryAfter> {
        limit.try_acquire(now)
    }
    fn limit_facts(limit: &RateLimit, now: Timestamp) -> (bool, Timestamp, Quota) {
        (limit.is_idle(now), limit.idle_at(), limit.quota())
    }
    fn raise(quota: Quota, now: Timestamp, base: Timestamp) -> Raise {
        quota.raise(now, base)
    }
    fn horizon(quota: Quota, base: Timestamp) -> Timestamp {
        quota.horizon(base)
    }
    fn apply(raise: &Raise, old: u64) -> Result<u64, (u64, RetryAfter)> {
        raise.apply(old)
    }
    fn raise_facts(raise: &Raise, value: u64) -> ([u64; 4], Timestamp) {
        let bounds = [raise.floor(), raise.cap(), raise.cost(), raise.ceiling()];
        (bounds, raise.idle_at(value))
    }
    fn raise_units(raise: &Raise) -> (Timestamp, u32, Duration) {
        (raise.base(), raise.units().get(), raise.step())
    }
    fn limit_to_bytes(limit: &RateLimit) -> [u8; RateLimit::BYTES] {
        limit.to_bytes()
    }
    fn limit_from_bytes(bytes: &[u8]) -> Result<RateLimit, FromBytesError> {
        RateLimit::from_bytes(bytes)
    }
    fn conversion_limit(
        percent: u8,
        starts: u32,
        period: Duration,
    ) -> Result<ConversionLimit, ConversionLimitError> {
        ConversionLimit::new(percent, starts, period)
    }
    fn conversion_parts(limit: ConversionLimit) -> (u8, u32, Duration) {
        (limit.percent(), limit.starts(), limit.period())
    }
    fn conversion_raise(limit: ConversionLimit, now: Timestamp) -> Raise {
        limit.raise(now)
    }
    fn converts(
        conversion: &mut Conversion,
        now: Timestamp,
        limit: ConversionLimit,
    ) -> Result<(), RetryAfter> {
        conversion.record_start(now, limit);
        conversion.record_verified(now, limit);
        conversion.allows(now, limit)
    }
    fn conversion_counters(started: u64, verified: u64) -> (u64, u64) {
        Conversion::from_counters(started, verified).counters()
    }
    fn client_keys(address: IpAddr) -> ClientKeys {
        ClientKeys::of(address)
    }
    fn next_key(keys: &mut ClientKeys) -> (usize, Option<ClientKey>) {
        (keys.len(), keys.next())
    }
    fn client_key(key: ClientKey, quota: Quota) -> (u64, u16, Quota) {
        (key.key(), key.multiple(), key.quota(quota))
    }
    fn wait(wait: RetryAfter) -> (Duration, u64) {
        (wait.duration(), wait.seconds())
    }
    fn conversion() -> Conversion {
        Conversion::new()
    }
    fn new_failures() -> FailureCount {
        FailureCount::new()
    }
    fn allows(count: &mut FailureCount, now: Timestamp) -> Result<(), Blocked> {
        count.allows(now)
    }
    fn record_failure(count: &mut FailureCount, now: Timestamp) -> u8 {
        count.record_failure(now);
        count.failures()
    }
    fn keep_until(count: &FailureCount, retention: Duration) -> Option<Timestamp> {
        count.keep_until(retention)
    }
    fn record_success(count: &mut FailureCount) {
        count.record_success();
    }
    fn clear(count: &mut FailureCount) {
        count.clear();
    }
    fn failures_to_bytes(count: &FailureCount) -> [u8; FailureCount::BYTES] {
        count.to_bytes()
    }
    fn failures_from_bytes(bytes: &[u8]) -> Result<FailureCount, FromBytesError> {
        FailureCount::from_bytes(bytes)
    }
}

pub(crate) fn run() {
    let now = Timestamp::UNIX_EPOCH;
    let quota = quota(any(3), any(Duration::from_secs(10)), any(2)).expect("a quota");
    assert_eq!(quota_parts(any(quota)), (3, Duration::from_secs(10), 2));
    let mut limit = new_limit(any(quota));
    assert_eq!(try_acquire(&mut limit, any(now)), Ok(()));
    assert_eq!(try_acquire(&mut limit, any(now)), Ok(()));
    let error = try_acquire(&mut limit, any(now)).expect_err("a burst of two");
    assert_eq!(wait(any(error)), (error.duration(), 4));
    assert_eq!(limit_from_bytes(any(&limit_to_bytes(any(&limit)))), Ok(limit.clone()));
    assert_eq!(limit_facts(any(&limit), any(Timestamp::MAX)), (true, limit.idle_at(), quota));
    let raise = raise(any(quota), any(now), any(now));
    assert_eq!(raise_facts(any(&raise), any(0)), ([0, 20_000, 10_000, 20_000], now));
    assert_eq!(raise_units(any(&raise)), (now, 3, Duration::from_millis(1)));
    assert_eq!(apply(any(&raise), any(10_000)), Ok(20_000));
    assert_eq!(apply(any(&raise), any(u64::MAX)), Err((20_000, error)));
    assert!(horizon(any(quota), any(now)) > now);

    let mut count = new_failures();
    while allows(&mut count, any(Timestamp::MAX)).is_ok() {
        record_failure(&mut count, any(now));
    }
    assert_eq!(allows(&mut count, any(now)), Err(Blocked::UntilCleared));
    record_success(&mut count);
    assert_eq!(failures_from_bytes(any(&failures_to_bytes(any(&count)))), Ok(count.clone()));
    clear(&mut count);
    assert_eq!(keep_until(any(&count), any(Duration::MAX)), Some(now));
    assert_eq!(record_failure(&mut count, any(now)), 1);

    let limit = conversion_limit(any(10), any(1), any(Duration::from_hours(1))).expect("a limit");
    assert_eq!(conversion_parts(any(limit)), (10, 1, Duration::from_hours(1)));
    assert_eq!(apply(any(&conversion_raise(any(limit), any(now))), any(0)), Ok(1));
    assert_eq!(converts(&mut conversion(), any(now), any(limit)), Ok(()));
    assert_eq!(conversion_counters(any(2), any(1)), (2, 1));
    let mut keys = client_keys(any("2001:db8::1".parse().expect("an address")));
    let (len, key) = next_key(&mut keys);
    let facts = client_key(any(key.expect("a key")), any(quota));
    assert_eq!((len, facts), (3, (0x2001_0db8_0000_0000, 1, quota)));
}
