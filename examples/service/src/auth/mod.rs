//! Who may use the API: [`Tokens`], a bearer token for each sub-account.
//!
//! The law: **how long a refusal takes tells nothing about a token, nor which sub-accounts exist.**
//! Every request is compared with every token, each in constant time.

mod token;

use std::fmt;

use subtle::{Choice, ConstantTimeEq};
use verify_core::request::SubAccountId;
use verify_core::response::ApiError;

pub use token::Token;

/// The tokens, and the sub-account that each is for. A sub-account may have several, so that a new
/// one is in use before the old one is taken away.
#[derive(Clone)]
pub struct Tokens(Vec<(String, Token)>);

impl Tokens {
    /// Makes the only token of a sub-account.
    #[must_use]
    pub fn one(sub_account: &str, token: Token) -> Self {
        Self(vec![(sub_account.to_owned(), token)])
    }

    /// Reads `sub-account:token` pairs with commas between them.
    ///
    /// # Errors
    /// Says which pair is wrong and why, without any of its text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let pairs = text.split(',').zip(1..).map(|(pair, position)| {
            let (sub_account, token) = pair
                .trim()
                .split_once(':')
                .ok_or_else(|| format!("found pair {position} without a colon"))?;
            SubAccountId::parse(sub_account)
                .map_err(|error| format!("found in pair {position}: {error}"))?;
            let token = Token::parse(token)
                .ok_or_else(|| format!("found another token in pair {position}"))?;
            Ok((sub_account.to_owned(), token))
        });
        pairs.collect::<Result<_, _>>().map(Self)
    }

    /// Returns the sub-account of a path if the value of the `Authorization` header proves it.
    ///
    /// # Errors
    /// [`ApiError::NotAuthenticated`] without a valid token; otherwise what is wrong with the
    /// sub-account, such as that the token is for another one.
    pub fn admit<'a>(
        &self,
        sub_account: &'a str,
        authorization: Option<&[u8]>,
    ) -> Result<SubAccountId<'a>, ApiError> {
        let token = authorization.and_then(Token::of_header).ok_or(ApiError::NotAuthenticated)?;
        let (mut own, mut any) = (Choice::from(0), Choice::from(0));
        for (owner, known) in &self.0 {
            let same = known.ct_eq(&token);
            any |= same;
            own |= same & Choice::from(u8::from(owner == sub_account));
        }
        if bool::from(own) {
            return Ok(SubAccountId::parse(sub_account)?);
        }
        if bool::from(any) {
            SubAccountId::parse(sub_account)?;
            return Err(ApiError::ForeignSubAccount);
        }
        Err(ApiError::NotAuthenticated)
    }

    /// Iterates over the sub-accounts.
    pub fn sub_accounts(&self) -> impl Iterator<Item = SubAccountId<'_>> {
        let ids = self.0.iter().enumerate().filter(|(index, (id, _))| {
            !self.0.iter().take(*index).any(|(earlier, _)| earlier == id)
        });
        ids.filter_map(|(_, (id, _))| SubAccountId::parse(id).ok())
    }
}

/// Shows how many there are.
impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("len", &self.0.len()).finish_non_exhaustive()
    }
}
