//! The variable parts of a path.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use verify_core::response::ApiError;

use super::Refusal;

/// The variable parts of a path, decoded. One that is not UTF-8 is no path of the API.
pub(crate) struct InPath<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Sync> FromRequestParts<S> for InPath<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let path = Path::from_request_parts(parts, &()).await;
        path.map(|Path(values)| Self(values)).map_err(|_| ApiError::NoSuchPath.into())
    }
}
