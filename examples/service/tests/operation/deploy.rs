//! The files in `deploy` and OPERATION.md, held against the service.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::Path;

use verify_service::config::{Config, VARIABLES};
use verify_service::gateway::smpp::State;
use verify_service::metrics::{Limit, Metrics};

use crate::service::TOKEN;

const UNIT: &str = include_str!("../../deploy/verify-service.service");
const ENVIRONMENT: &str = include_str!("../../deploy/environment");
const DOCKERFILE: &str = include_str!("../../deploy/Dockerfile");
const ALERTS: &str = include_str!("../../deploy/alerts.yml");
const ALERTS_TEST: &str = include_str!("../../deploy/alerts_test.yml");
const PAGE: &str = include_str!("../../OPERATION.md");

/// Returns the names of all metrics.
fn metrics() -> BTreeSet<String> {
    let text = Metrics::new().text(Some([0, 0]));
    let types = text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    types.map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}

/// Returns the words of a text that begin so.
fn words<'a>(text: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(|character: char| !(character.is_ascii_alphanumeric() || character == '_'))
        .filter(move |word| word.starts_with(start))
}

/// Returns the assignments `NAME=value` of a text whose lines begin so.
fn assignments<'a>(text: &'a str, start: &'a str) -> Vec<(&'a str, &'a str)> {
    let lines = text.lines().filter_map(move |line| line.strip_prefix(start));
    let parts = lines.filter(|line| !line.starts_with('#')).flat_map(|line| line.split(' '));
    parts.filter_map(|part| part.split_once('=')).collect()
}

/// Reads variables as the service does.
#[track_caller]
fn reads(variables: &[(&str, &str)]) -> Config {
    for (name, _) in variables {
        let name = name.strip_suffix("_FILE").unwrap_or(name);
        assert!(VARIABLES.iter().any(|variable| variable.name == name), "{name}");
    }
    let tokens = format!("demo:{TOKEN}");
    let config = Config::read(|name| {
        let set = variables.iter().find(|(other, _)| *other == name);
        let value = set.map(|(_, value)| *value).or((name == "TOKENS").then_some(&tokens));
        value.map(OsString::from)
    });
    config.unwrap()
}

#[test]
fn the_unit_and_its_environment_are_a_configuration() {
    let mut variables = assignments(UNIT, "Environment=");
    assert!(variables.contains(&("TOKENS_FILE", "%d/tokens")), "{variables:?}");
    assert!(UNIT.contains("\nLoadCredential=tokens:"));
    for name in assignments(UNIT, "#Environment=").iter().map(|(name, _)| *name) {
        let name = name.strip_suffix("_FILE").unwrap_or(name);
        assert!(VARIABLES.iter().any(|variable| variable.name == name), "{name}");
    }
    variables.retain(|(name, _)| *name != "TOKENS_FILE");
    variables.extend(assignments(ENVIRONMENT, ""));
    let config = reads(&variables);
    assert!(config.metrics_listen.is_some_and(|listen| listen.ip().is_loopback()));
    // There is time for the drain and for what is under way.
    let stop = assignments(UNIT, "").into_iter().find(|(name, _)| *name == "TimeoutStopSec");
    let stop: u64 = stop.unwrap().1.strip_suffix('s').unwrap().parse().unwrap();
    let needed = config.drain + verify_service::server::GRACE;
    assert!(stop > needed.as_secs(), "{stop} s");
}

#[test]
fn the_image_is_a_configuration() {
    let mut variables = assignments(DOCKERFILE, "ENV ");
    assert!(variables.len() >= 3, "{variables:?}");
    variables.extend([("BASE_URL", "https://verify.example.com"), ("TRUSTED_PROXIES", "::1")]);
    let config = reads(&variables);
    let exposed = DOCKERFILE.lines().find_map(|line| line.strip_prefix("EXPOSE ")).unwrap();
    let ports = [config.listen.port(), config.metrics_listen.unwrap().port()];
    assert_eq!(exposed, format!("{} {}", ports[0], ports[1]));
    assert!(DOCKERFILE.contains(&format!("\nVOLUME {}\n", config.data_dir.display())));
    // So are the variables of the command in its first lines.
    for (name, _) in assignments(DOCKERFILE, "#     -e ") {
        let name = name.trim_end_matches("_FILE");
        assert!(VARIABLES.iter().any(|variable| variable.name == name), "{name}");
    }
}

#[test]
fn the_image_is_built_by_a_rust_that_is_new_enough() {
    let version = |text: &str| -> Vec<u32> {
        text.split('.').take(2).map(|part| part.parse().unwrap()).collect()
    };
    let (_, rust) = DOCKERFILE.split_once("\nFROM rust:").unwrap();
    let least = env!("CARGO_PKG_RUST_VERSION");
    assert!(version(rust.split('-').next().unwrap()) >= version(least), "{least}");
}

#[test]
fn alerts_ask_for_metrics_that_there_are() {
    let known = metrics();
    for name in words(ALERTS, "verify_") {
        let family = ["_bucket", "_count", "_sum"].iter().find_map(|end| name.strip_suffix(end));
        let name = family.filter(|family| known.contains(*family)).unwrap_or(name);
        assert!(known.contains(name), "{name} is not in {known:?}");
    }
    let words_of = |label: &str| -> Vec<String> {
        let start = format!("{label}=\"");
        let texts = ALERTS.split(&start).skip(1);
        texts.map(|text| text.split('"').next().unwrap().to_owned()).collect()
    };
    for limit in words_of("limit") {
        assert!(Limit::ALL.iter().any(|known| known.as_str() == limit), "{limit}");
    }
    for state in words_of("state!").iter().chain(&words_of("state!~")) {
        for state in state.split('|') {
            assert!(State::ALL.iter().any(|known| known.as_str() == state), "{state}");
        }
    }
}

#[test]
fn each_alert_is_tried_and_explained() {
    let alerts: BTreeSet<_> =
        ALERTS.lines().filter_map(|line| line.trim().strip_prefix("- alert: ")).collect();
    assert!(alerts.len() >= 10, "{alerts:?}");
    for alert in &alerts {
        assert!(ALERTS_TEST.contains(&format!(r#"{{alertname="{alert}"}}"#)), "{alert} fires");
        assert!(ALERTS_TEST.contains(&format!("alertname: {alert} }}")), "{alert} does not");
    }
    let explained: BTreeSet<_> = words(PAGE, "Verify").collect();
    assert_eq!(explained, alerts);
}

#[test]
fn each_metric_is_on_the_page() {
    let rows = PAGE.lines().filter_map(|line| line.strip_prefix("| `verify_"));
    let rows = rows.map(|row| row.split(['{', '`']).next().unwrap());
    let rows: BTreeSet<_> = rows.map(|name| format!("verify_{name}")).collect();
    assert_eq!(rows, metrics());
    for limit in Limit::ALL {
        assert!(PAGE.contains(&format!("`{}`", limit.as_str())), "{limit:?}");
    }
}

#[test]
fn what_the_page_links_and_names_is_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    for link in PAGE.split("](").skip(1) {
        let target = link.split([')', '#']).next().unwrap();
        assert!(folder.join(target).exists(), "{target}");
    }
    for name in ["METRICS_LISTEN", "DRAIN", "LIMIT_RANGE", "LIMIT_COUNTRY", "CONVERSION"] {
        assert!(PAGE.contains(name) && VARIABLES.iter().any(|it| it.name == name), "{name}");
    }
}
