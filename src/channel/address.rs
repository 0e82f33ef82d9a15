//! A phone number as the destination of a short message. This stands here because `sms` does not
//! import `phone`.

use crate::phone::PhoneNumber;
use crate::sms::Address;

impl From<PhoneNumber> for Address {
    fn from(number: PhoneNumber) -> Self {
        Self::international(number.packed())
    }
}

impl From<&PhoneNumber> for Address {
    fn from(number: &PhoneNumber) -> Self {
        Self::from(*number)
    }
}
