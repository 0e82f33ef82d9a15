//! The variables: the only list of their names and defaults.

use std::fmt::{self, Write as _};

/// A variable of the environment.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// What is read where it is not set; empty for nothing.
    pub default: &'static str,
    /// What the values look like.
    pub expected: &'static str,
    /// What it is for.
    pub purpose: &'static str,
}

const fn variable(
    name: &'static str,
    default: &'static str,
    expected: &'static str,
    purpose: &'static str,
) -> Variable {
    Variable { name, default, expected, purpose }
}

const QUOTA: &str =
    "a count, a period and a burst, such as 30/1h/10 for 30 an hour and 10 at once; or none";

/// All variables, in the order of `--help`.
pub const VARIABLES: &[Variable] = &[
    variable(
        "LISTEN",
        "127.0.0.1:8080",
        "an IP address and a port, such as 127.0.0.1:8080",
        "where the service listens; port 0 is any free one",
    ),
    variable(
        "BASE_URL",
        "",
        "an http or https URL without query, such as https://verify.example.com",
        "where clients and phones reach the service; by default the address that it listens on",
    ),
    variable(
        "STORE",
        "redb",
        "redb, memory or redis",
        "where records are kept; redis is the default where REDIS_URL is set",
    ),
    variable("DATA_DIR", "./data", "a folder", "where redb keeps its file"),
    variable(
        "REDIS_URL",
        "",
        "a URL such as redis://:password@10.0.0.7:6379, or several with commas between them",
        "the Redis server, or nodes of a cluster, that processes share",
    ),
    variable(
        "TOKENS",
        "",
        "sub-account:token pairs with commas between them, each token 16 to 128 visible ASCII \
         characters without a comma",
        "who may use the API; by default the sub-account demo, with a token printed at the start",
    ),
    variable(
        "TLS_CERT",
        "",
        "a PEM file",
        "the certificate, followed by those that lead to its root",
    ),
    variable("TLS_KEY", "", "a PEM file", "the private key of the certificate"),
    variable(
        "TRUSTED_PROXIES",
        "",
        "networks with commas between them, such as 10.0.0.0/8,::1",
        "the proxies whose X-TLS-Version header tells the TLS version of the client",
    ),
    variable(
        "LIMIT_CLIENT_IP",
        "30/1h/10",
        QUOTA,
        "how many starts each client address may ask for",
    ),
    variable("LIMIT_DESTINATION", "10/1d/5", QUOTA, "how many messages each number may get"),
    variable(
        "LIMIT_RANGE",
        "60/1h/30",
        QUOTA,
        "how many messages each range of ten thousand numbers may get",
    ),
    variable("LIMIT_COUNTRY", "none", QUOTA, "how many messages each country may get"),
    variable(
        "CONVERSION",
        "10%/50/1d",
        "a share, a number of starts and a period, such as 10%/50/1d; or none",
        "the share of sessions that must be verified in each range and country, once that number \
         were started within the period",
    ),
    variable(
        "REMEMBER",
        "1d",
        "a period, such as 90s, 15m, 24h or 30d",
        "how long a session is kept after it is over",
    ),
    variable(
        "RETENTION",
        "30d",
        "a period, such as 90s, 15m, 24h or 30d",
        "how long wrong codes of a number are remembered",
    ),
    variable(
        "GATEWAY",
        "auto",
        "auto, terminal, webhook, smpp or none",
        "where messages go; auto shows them if the output is a terminal",
    ),
    variable(
        "GATEWAY_URL",
        "",
        "an http or https URL, such as https://messages.example.com/send",
        "where GATEWAY=webhook posts messages",
    ),
    variable(
        "GATEWAY_TOKEN",
        "",
        "visible ASCII characters",
        "the bearer token that GATEWAY=webhook sends",
    ),
    variable(
        "GATEWAY_SECRET",
        "",
        "whsec_ and the Base64 of 24 to 64 bytes; several with commas between them",
        "what GATEWAY=webhook signs messages with; by default they are not signed",
    ),
    variable(
        "GATEWAY_TIMEOUT",
        "10s",
        "a period from 1s to 30s",
        "how long the gateway may take for a message",
    ),
    variable(
        "CALLBACK_SECRETS",
        "",
        "sub-account:secret pairs with commas between them, one or more for each sub-account, each \
         secret whsec_ and the Base64 of 24 to 64 bytes",
        "what callbacks are signed with; by default they are not signed",
    ),
    variable(
        "CALLBACK_NETWORKS",
        "",
        "networks with commas between them, such as 10.0.0.0/8,::1",
        "where callbacks may be posted to beside public addresses",
    ),
    variable(
        "CALLBACK_TIMEOUT",
        "15s",
        "a period from 1s to 30s",
        "how long the receiver of a callback may take",
    ),
    variable(
        "SMPP_ADDRESS",
        "",
        "a host and a port, such as smsc.example.com:2775",
        "the SMSC that GATEWAY=smpp sends to",
    ),
    variable(
        "SMPP_SYSTEM_ID",
        "",
        "1 to 15 visible ASCII characters",
        "the name of your account at the SMSC",
    ),
    variable(
        "SMPP_PASSWORD",
        "",
        "1 to 8 visible ASCII characters",
        "the password of your account, if it has one",
    ),
    variable(
        "SMPP_SYSTEM_TYPE",
        "",
        "1 to 12 visible ASCII characters",
        "the system type, where the SMSC asks for one",
    ),
    variable(
        "SMPP_WINDOW",
        "10",
        "a number from 1 to 1000",
        "how many messages may wait for the answer of the SMSC at once",
    ),
    variable(
        "SMPP_RECEIPTS",
        "all",
        "all, failures or none",
        "which delivery receipts the SMSC is asked for",
    ),
    variable(
        "SMPP_VALIDITY",
        "session",
        "session or none",
        "how long the SMSC tries to deliver: as long as the session is valid, or as it does by \
         itself",
    ),
    variable(
        "SMPP_ENQUIRE_LINK",
        "30s",
        "a period from 1s to 1h",
        "how long nothing may come before the SMSC is asked whether it is there",
    ),
    variable(
        "SMPP_TIMEOUT",
        "20s",
        "a period from 1s to 30s",
        "how long the SMSC may take to answer; what it has not answered is not sent again",
    ),
    variable(
        "TIMEOUT",
        "30s",
        "a period from 1s to 1h",
        "how long a client may take for a TLS handshake or a body; a connection on which nothing \
         goes on is closed after that time, or at most twice as late",
    ),
    variable(
        "CONNECTIONS",
        "16384",
        "a number from 1 to 1000000",
        "how many connections are served at once, if the system allows that many files; others \
         wait to be accepted",
    ),
    variable(
        "THREADS",
        "",
        "a number from 1 to 1024",
        "how many threads serve connections; by default one for each processor",
    ),
    variable(
        "LOG",
        "info",
        "error, warn, info or debug",
        "how much is logged; debug has every session",
    ),
    variable(
        "METRICS_LISTEN",
        "",
        "an IP address and a port, such as 127.0.0.1:9464",
        "where /metrics, /health and /ready are answered, by plain HTTP and without a token; \
         nowhere by default",
    ),
    variable(
        "DRAIN",
        "0s",
        "a period up to 1h, such as 10s",
        "how long the service goes on after SIGTERM, not ready any more, so that load balancers \
         notice before it stops listening",
    ),
];

/// Returns the variable of a name.
pub(super) fn variable_of(name: &str) -> Option<Variable> {
    VARIABLES.iter().copied().find(|variable| variable.name == name)
}

/// The text of `--help`.
pub struct Help;

impl fmt::Display for Help {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "The \"Initiate verification v2\" API as a running service.\n\n\
             Usage: verify-service [--help | --version | --health]\n       \
             verify-service --unblock SUB-ACCOUNT NUMBER\n\n\
             Variables of the environment; one that is empty counts as not set. NAME_FILE names a\n\
             file that holds the value of NAME:\n",
        )?;
        VARIABLES.iter().try_for_each(|variable| variable.fmt(f))
    }
}

impl fmt::Display for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n  {}", self.name)?;
        if !self.default.is_empty() {
            write!(f, " [{}]", self.default)?;
        }
        f.write_char('\n')?;
        for line in lines(&format!("{}: {}.", capitalized(self.purpose), self.expected), 92) {
            writeln!(f, "      {line}")?;
        }
        Ok(())
    }
}

/// Returns a text whose first letter is a capital.
fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

/// Cuts a text at spaces into lines of at most that many characters.
fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.len() + 1 + word.len() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
