//! [`SecretsOf`]: the secrets of each sub-account.

use std::collections::HashMap;

use verify_core::request::SubAccountId;

use crate::outgoing::Secrets;

/// The secrets that the callbacks of each sub-account are signed with.
#[derive(Clone, Debug)]
pub struct SecretsOf(HashMap<String, Secrets>);

impl SecretsOf {
    /// Reads `sub-account:secret` pairs with commas between them. The callbacks of a sub-account
    /// that has several secrets are signed with each of them.
    ///
    /// # Errors
    /// Says which pair is wrong and why, without any of its text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut all = Self(HashMap::new());
        for (pair, position) in text.split(',').zip(1..) {
            let (sub_account, secret) = pair
                .trim()
                .split_once(':')
                .ok_or_else(|| format!("found pair {position} without a colon"))?;
            SubAccountId::parse(sub_account)
                .map_err(|error| format!("found in pair {position}: {error}"))?;
            if !all.0.entry(sub_account.to_owned()).or_default().add(secret) {
                return Err(format!("found another secret in pair {position}"));
            }
        }
        Ok(all)
    }

    /// Returns the secrets of a sub-account.
    #[must_use]
    pub fn of(&self, sub_account: &str) -> Option<&Secrets> {
        self.0.get(sub_account)
    }
}
