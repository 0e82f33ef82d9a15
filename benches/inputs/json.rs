//! A request as JSON, with every member, and a plain struct for the same members.

#![allow(dead_code, reason = "the members of a plain struct are read, and not looked at")]

use serde::Deserialize;

/// Every member, with the value of the reference page where it has one.
pub(crate) const FULL: &str = include_str!("request.json");

/// The members of a request as serde derives them: borrowed texts, and no checks.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Plain<'a> {
    #[serde(borrow)]
    destination: Option<&'a str>,
    country: Option<&'a str>,
    channel: Option<&'a str>,
    brand: Option<&'a str>,
    code_length: Option<i64>,
    code_validity: Option<i64>,
    code_type: Option<&'a str>,
    template: Option<&'a str>,
    language: Option<&'a str>,
    reset_session: Option<bool>,
    resending_interval: Option<i64>,
    callback_url: Option<&'a str>,
    sms: Option<PlainSms<'a>>,
    call: Option<PlainCall<'a>>,
    whatsapp: Option<PlainWhatsApp<'a>>,
    client_ip: Option<&'a str>,
}

#[derive(Debug, Deserialize)]
struct PlainSms<'a> {
    #[serde(borrow)]
    source: Option<&'a str>,
    encoding: Option<&'a str>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct PlainCall<'a> {
    #[serde(borrow)]
    source: Option<&'a str>,
    speed: Option<f64>,
    repetition: Option<i64>,
    voice_profile: Option<&'a str>,
}

#[derive(Debug, Deserialize)]
struct PlainWhatsApp<'a> {
    #[serde(borrow, rename = "templateName")]
    template_name: Option<&'a str>,
}
