//! [`Roots`]: whose certificates are trusted.

use std::sync::Arc;

use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::{self, ClientConfig, RootCertStore};

/// Whose certificates are trusted.
#[derive(Clone, Debug)]
pub struct Roots(Arc<RootCertStore>);

impl Roots {
    /// Reads the certificates that the system trusts, so that the operator's own are among them and
    /// the system's updates count. `SSL_CERT_FILE` and `SSL_CERT_DIR` name others.
    #[must_use]
    pub fn of_system() -> Self {
        Self::of(rustls_native_certs::load_native_certs().certs)
    }

    /// Trusts these certificates; those that cannot be read are left out.
    #[must_use]
    pub fn of(certificates: impl IntoIterator<Item = CertificateDer<'static>>) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(certificates);
        Self(Arc::new(roots))
    }

    /// Whether nobody is trusted, so that no `https` URL can be reached.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns what makes TLS connections.
    ///
    /// # Errors
    /// `ring` has no TLS version in common with `rustls`, which does not happen.
    pub(super) fn connector(&self) -> Result<TlsConnector, rustls::Error> {
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(Arc::clone(&self.0));
        let mut config = config.with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::new(config).into())
    }
}
