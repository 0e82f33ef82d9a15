//! The header `Retry-After`.

use std::time::{Duration, SystemTime};

use axum::http::HeaderMap;
use axum::http::header::RETRY_AFTER;

/// How long it may be. Whoever says more means another unit, or harm.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// Returns how long the other side wants to be left alone: a number of seconds, or until a date.
pub(super) fn of(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds).min(LONGEST));
    }
    let wait = httpdate::parse_http_date(value).ok()?.duration_since(now).ok()?;
    Some(wait.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn it_is_a_number_of_seconds_or_a_date() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        let of = |value| {
            let headers = [(RETRY_AFTER, HeaderValue::from_static(value))];
            super::of(&HeaderMap::from_iter(headers), now)
        };
        assert_eq!(of("120"), Some(Duration::from_secs(120)));
        assert_eq!(of("Sun, 06 Nov 1994 08:50:37 GMT"), Some(Duration::from_secs(60)));
        for value in ["86401", "18446744073709551615", "Fri, 31 Dec 9999 23:59:59 GMT"] {
            assert_eq!(of(value), Some(LONGEST), "{value}");
        }
        // A date that is over, and everything else, says nothing.
        for value in ["Sun, 06 Nov 1994 08:49:36 GMT", "", "-1", "1.5", "soon"] {
            assert_eq!(of(value), None, "{value}");
        }
        assert_eq!(super::of(&HeaderMap::new(), now), None);
    }
}
