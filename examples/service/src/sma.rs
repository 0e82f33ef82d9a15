//! Silent Mobile Authentication: the trait [`SmaProvider`], by which a mobile network is asked.

use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;

use axum::http::HeaderMap;
use verify_core::phone::{Country, PhoneNumber};

/// What a provider returns: whether it is so, once it knows.
pub type Answer<'a> = Pin<Box<dyn Future<Output = bool> + Send + 'a>>;

/// Whoever can tell which number a phone has on its mobile network.
pub trait SmaProvider: Send + Sync + 'static {
    /// Whether a client can be verified without a code.
    fn is_available<'a>(&'a self, client: &'a Client) -> Answer<'a>;

    /// Whether a request for the verification URL comes from the phone with the number.
    fn confirms<'a>(&'a self, visit: &'a Visit<'a>) -> Answer<'a>;
}

/// A client, as `sma/coverage` describes it.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    /// Its address.
    pub ip: IpAddr,
    /// Its number.
    pub destination: Option<PhoneNumber>,
    /// Its country.
    pub country: Option<Country>,
}

/// A request for the verification URL of a session.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// The number that the phone should have.
    pub destination: PhoneNumber,
    /// The address that the request comes from: a proxy's, where one is in front of the service.
    pub peer: Option<IpAddr>,
    /// What the mobile network or a proxy has added to the request.
    pub headers: &'a HeaderMap,
}

/// No mobile network: it is never available, and confirms nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoNetwork;

impl SmaProvider for NoNetwork {
    fn is_available<'a>(&'a self, _client: &'a Client) -> Answer<'a> {
        Box::pin(std::future::ready(false))
    }

    fn confirms<'a>(&'a self, _visit: &'a Visit<'a>) -> Answer<'a> {
        Box::pin(std::future::ready(false))
    }
}
