//! TLS: the versions, and what a message to Singapore requires.

use std::io::Write;
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::Arc;

use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::version::{TLS12, TLS13};
use tokio_rustls::rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned, SupportedProtocolVersion,
};

use crate::service::{Service, TOKEN, command, read_to_end, refuses};

const SINGAPORE: &str = r#"{"destination":"+6587654321"}"#;
const ELSEWHERE: &str = r#"{"destination":"+19876543210"}"#;

/// A certificate for `localhost`, in files that are removed on drop.
struct Files {
    folder: PathBuf,
    certificate: CertificateDer<'static>,
}

impl Files {
    fn new(name: &str) -> Self {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("cert.pem"), made.cert.pem()).unwrap();
        std::fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
        Self { folder, certificate: made.cert.der().clone() }
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    fn service(&self, more: &[(&str, &str)]) -> Service {
        let (cert, key) = (self.path("cert.pem"), self.path("key.pem"));
        let mut variables = vec![("TLS_CERT", cert.as_str()), ("TLS_KEY", key.as_str())];
        variables.extend(more);
        Service::start(&variables)
    }

    /// Posts a start over such a version of TLS; returns the whole answer.
    fn post(
        &self,
        service: &Service,
        version: &'static SupportedProtocolVersion,
        headers: &str,
        body: &str,
    ) -> String {
        let mut roots = RootCertStore::empty();
        roots.add(self.certificate.clone()).unwrap();
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&[version])
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = "localhost".try_into().unwrap();
        let connection = ClientConnection::new(Arc::new(config), name).unwrap();
        let stream = TcpStream::connect(service.address).unwrap();
        let mut stream = StreamOwned::new(connection, stream);
        stream.write_all(request(headers, body).as_bytes()).unwrap();
        read_to_end(stream)
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn request(headers: &str, body: &str) -> String {
    format!(
        "POST /api/v2/subaccounts/demo/sessions HTTP/1.1\r\nHost: localhost\r\n{headers}\
         Authorization: Bearer {TOKEN}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

#[track_caller]
fn is_started(answer: &str) {
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
}

#[track_caller]
fn is_too_old(answer: &str, detected: &str) {
    let message =
        format!("TLS 1.3+ is required for Singapore-bound messages. Detected: {detected}");
    refuses(answer, 426, 1014, &message);
    let head = answer.to_ascii_lowercase();
    assert!(head.contains("\r\nupgrade: tls/1.3\r\n"), "{answer}");
    assert!(head.contains("\r\nconnection: upgrade"), "{answer}");
}

#[test]
fn messages_to_singapore_require_version_1_3() {
    let files = Files::new("versions");
    let service = files.service(&[]);
    assert!(service.url.starts_with("https://127.0.0.1:"), "{}", service.url);
    is_too_old(&files.post(&service, &TLS12, "", SINGAPORE), "TLSv1.2");
    is_started(&files.post(&service, &TLS13, "", SINGAPORE));
    is_started(&files.post(&service, &TLS12, "", ELSEWHERE));
}

#[test]
fn the_header_of_anybody_counts_for_nothing() {
    let files = Files::new("header");
    let service = files.service(&[]);
    let header = "X-TLS-Version: TLSv1.3\r\n";
    is_too_old(&files.post(&service, &TLS12, header, SINGAPORE), "TLSv1.2");
    let header = "X-TLS-Version: TLSv1.2\r\n";
    is_started(&files.post(&service, &TLS13, header, SINGAPORE));
    // A proxy elsewhere is trusted: nor is anybody else then.
    let service = files.service(&[("TRUSTED_PROXIES", "192.0.2.0/24")]);
    let header = "X-TLS-Version: TLSv1.3\r\n";
    is_too_old(&files.post(&service, &TLS12, header, SINGAPORE), "TLSv1.2");
}

#[test]
fn a_trusted_proxy_tells_the_version_of_its_client() {
    let service = Service::start(&[("TRUSTED_PROXIES", "10.0.0.0/8, 127.0.0.0/8")]);
    let post = |headers: &str| service.raw(request(headers, SINGAPORE));
    is_too_old(&post("X-TLS-Version: TLSv1.2\r\n"), "TLSv1.2");
    is_too_old(&post("x-tls-version: TLSv1\r\n"), "TLSv1");
    // What is unknown counts as the oldest version.
    is_too_old(&post(""), "TLSv1");
    is_too_old(&post("X-TLS-Version: 1.3\r\n"), "TLSv1");
    is_too_old(&post("X-TLS-Version:\r\n"), "TLSv1");
    is_too_old(&post("X-TLS-Version: TLSv1.3\r\nX-TLS-Version: TLSv1.3\r\n"), "TLSv1");
    is_started(&post("X-TLS-Version: TLSv1.3\r\n"));
}

#[test]
fn a_trusted_proxy_that_speaks_tls_itself_is_asked_too() {
    let files = Files::new("proxy");
    let service = files.service(&[("TRUSTED_PROXIES", "127.0.0.1")]);
    let header = "X-TLS-Version: TLSv1.2\r\n";
    is_too_old(&files.post(&service, &TLS13, header, SINGAPORE), "TLSv1.2");
    is_started(&files.post(&service, &TLS13, "", SINGAPORE));
}

#[test]
fn where_another_proxy_is_trusted_a_local_client_without_tls_is_not() {
    let service = Service::start(&[("TRUSTED_PROXIES", "192.0.2.0/24")]);
    is_too_old(&service.raw(request("X-TLS-Version: TLSv1.3\r\n", SINGAPORE)), "TLSv1");
    is_started(&service.raw(request("", ELSEWHERE)));
}

#[test]
fn on_a_loopback_address_without_tls_the_rule_is_off_and_the_log_says_so() {
    let service = Service::start(&[]);
    is_started(&service.raw(request("", SINGAPORE)));
    service.terminate();
    let (_, log) = service.wait();
    let line = "no TLS on a loopback address: messages to Singapore do not require it";
    assert!(log.contains(line), "{log}");
}

#[test]
fn whoever_speaks_no_tls_is_not_answered() {
    let files = Files::new("plain");
    let service = files.service(&[]);
    let answer = service.raw_bytes(request("", ELSEWHERE));
    assert!(!answer.windows(4).any(|bytes| bytes == b"HTTP"), "{answer:?}");
}

#[test]
fn a_file_that_is_wrong_is_named() {
    let files = Files::new("wrong");
    let (cert, key) = (files.path("cert.pem"), files.path("key.pem"));
    let other = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    std::fs::write(files.folder.join("other.pem"), other.signing_key.serialize_pem()).unwrap();
    let (other, missing) = (files.path("other.pem"), files.path("missing.pem"));
    let cases = [
        (&missing, &key, format!("TLS_CERT: expected a PEM file; found: {missing}: No such file")),
        (&cert, &missing, format!("TLS_KEY: expected a PEM file; found: {missing}: No such file")),
        (&key, &key, format!("TLS_CERT: expected certificates in the PEM file {key}; found none")),
        (
            &cert,
            &cert,
            format!("TLS_KEY: expected a private key in the PEM file {cert}; found none"),
        ),
        (
            &cert,
            &other,
            "TLS_CERT, TLS_KEY: expected a certificate and its own key; found: keys may not be \
             consistent: KeyMismatch"
                .to_owned(),
        ),
    ];
    for (cert, key, expected) in cases {
        let output = command(&[("TLS_CERT", cert), ("TLS_KEY", key)]).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(errors.starts_with(&expected), "{errors}");
        assert_eq!(output.status.code(), Some(1));
    }
}
