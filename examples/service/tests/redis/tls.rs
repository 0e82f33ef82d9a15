//! A Redis server that speaks TLS.

use std::fs;

use crate::fleet::CLIENT_IP;
use crate::server::{Server, free_port};
use crate::service::{Folder, Service, TOKEN};

#[test]
fn redis_over_tls() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path()).unwrap();
    let rcgen::CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let [cert_file, key_file] = ["cert.pem", "key.pem"].map(|name| folder.path().join(name));
    fs::write(&cert_file, cert.pem()).unwrap();
    fs::write(&key_file, signing_key.serialize_pem()).unwrap();
    let port = free_port().to_string();
    let [cert, key] = [&cert_file, &key_file].map(|file| file.to_str().unwrap());
    let options = ["--tls-port", &port, "--tls-cert-file", cert, "--tls-key-file", key];
    let _server = Server::start(&[options.as_slice(), &["--tls-auth-clients", "no"]].concat());

    let url = format!("rediss://localhost:{port}");
    let tokens = format!("demo:{TOKEN}");
    let variables = [("REDIS_URL", url.as_str()), ("TOKENS", &tokens)];
    let trusting = [variables.as_slice(), &[("SSL_CERT_FILE", cert)]].concat();
    let service = Service::start("redis", &folder, &trusting);
    let answer = service.client().start("+447400123401", CLIENT_IP).unwrap();
    assert_eq!(answer.http, 200, "{answer:?}");

    // The certificate is nobody's who is trusted.
    let service = Service::start("redis", &folder, &variables);
    let answer = service.client().start("+447400123402", CLIENT_IP).unwrap();
    assert_eq!(answer.http, 503, "{answer:?}");
}
