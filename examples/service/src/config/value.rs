//! Reads the values of variables.

use std::net::SocketAddr;
use std::time::Duration;

use verify_core::limit::{ConversionLimit, Quota};

/// Reads an IP address and a port.
pub(super) fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| format!("found {text:?}"))
}

/// Reads a period: a whole number and one of `ms`, `s`, `m`, `h`, `d`.
pub(super) fn period(text: &str) -> Result<Duration, String> {
    let unit = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(unit);
    let millis = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return Err(format!("found {text:?}")),
    };
    let number = number.parse().ok().and_then(|number: u64| number.checked_mul(millis));
    number.map(Duration::from_millis).ok_or_else(|| format!("found {text:?}"))
}

/// Reads a period within bounds.
pub(super) fn period_within(
    text: &str,
    least: Duration,
    most: Duration,
) -> Result<Duration, String> {
    let period = period(text)?;
    if (least..=most).contains(&period) { Ok(period) } else { Err(format!("found {text:?}")) }
}

/// Reads a quota, or `none`.
pub(super) fn quota(text: &str) -> Result<Option<Quota>, String> {
    if text == "none" {
        return Ok(None);
    }
    let [count, time, burst] = parts(text)?;
    let count = count.parse().map_err(|_| format!("found {text:?}"))?;
    let burst = burst.parse().map_err(|_| format!("found {text:?}"))?;
    Quota::new(count, period(time)?, burst).map(Some).map_err(|error| error.to_string())
}

/// Reads a limit on the share of verified sessions, or `none`.
pub(super) fn conversion(text: &str) -> Result<Option<ConversionLimit>, String> {
    if text == "none" {
        return Ok(None);
    }
    let [percent, starts, time] = parts(text)?;
    let percent = percent.strip_suffix('%').and_then(|percent| percent.parse().ok());
    let percent = percent.ok_or_else(|| format!("found {text:?}"))?;
    let starts = starts.parse().map_err(|_| format!("found {text:?}"))?;
    let limit = ConversionLimit::new(percent, starts, period(time)?);
    limit.map(Some).map_err(|error| error.to_string())
}

/// Splits a text at its two slashes.
fn parts(text: &str) -> Result<[&str; 3], String> {
    let mut parts = text.split('/');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(first), Some(second), Some(third), None) => Ok([first, second, third]),
        _ => Err(format!("found {text:?}")),
    }
}

/// Reads a number within bounds.
pub(super) fn number(text: &str, least: usize, most: usize) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| format!("found {text:?}"))
}
