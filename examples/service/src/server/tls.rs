//! TLS in the service itself: versions 1.2 and 1.3, by rustls with ring.

use std::path::Path;
use std::sync::Arc;

use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ProtocolVersion, ServerConfig, ServerConnection};
use verify_core::tls::Version;

use crate::config::TlsFiles;

pub use tokio_rustls::TlsAcceptor as Acceptor;

/// Reads the certificate and its key.
///
/// # Errors
/// Says which of the files is wrong, and why.
pub fn acceptor(files: &TlsFiles) -> Result<Acceptor, String> {
    let certificates = CertificateDer::pem_file_iter(&files.cert)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .and_then(|all| if all.is_empty() { Err(pem::Error::NoItemsFound) } else { Ok(all) })
        .map_err(|error| wrong("TLS_CERT", "certificates", &files.cert, &error))?;
    let key = PrivateKeyDer::from_pem_file(&files.key)
        .map_err(|error| wrong("TLS_KEY", "a private key", &files.key, &error))?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|config| config.with_no_client_auth().with_single_cert(certificates, key));
    let mut config = config.map_err(|error| {
        format!("TLS_CERT, TLS_KEY: expected a certificate and its own key; found: {error}")
    })?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config).into())
}

fn wrong(name: &str, expected: &str, file: &Path, error: &pem::Error) -> String {
    let file = file.display();
    match error {
        pem::Error::Io(error) => format!("{name}: expected a PEM file; found: {file}: {error}"),
        pem::Error::NoItemsFound => {
            format!("{name}: expected {expected} in the PEM file {file}; found none")
        }
        _ => format!("{name}: expected {expected} in the PEM file {file}; found another form"),
    }
}

/// Returns the version of a connection.
pub(super) fn version(connection: &ServerConnection) -> Version {
    match connection.protocol_version() {
        Some(ProtocolVersion::TLSv1_3) => Version::V1_3,
        Some(ProtocolVersion::TLSv1_2) => Version::V1_2,
        _ => Version::V1_0,
    }
}
