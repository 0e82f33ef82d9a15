use std::cmp::Ordering;
use std::hash::{DefaultHasher, Hash};
use std::hint::black_box as any;
use verify_core::phone::{Country, CountryError, Kind, Masked, ParseError, PhoneNumber};

cannot_panic! {
    fn country_parse(alpha2: &str) -> Result<Country, CountryError> {
        Country::parse(alpha2)
    }
    fn country_as_ref(country: &Country) -> &str {
        country.as_ref()
    }
    fn country_from_str(alpha2: &str) -> Result<Country, CountryError> {
        alpha2.parse()
    }
    fn every_country(from: usize) -> Option<Country> {
        let mut all = Country::all();
        let (len, last) = (all.len(), all.next_back());
        all.nth(from % len).or(last)
    }
    fn alpha2(country: Country) -> &'static str {
        country.alpha2()
    }
    fn country_calling_code(country: Country) -> u16 {
        country.calling_code()
    }
    fn parse(text: &str, country: Option<Country>) -> Result<PhoneNumber, ParseError> {
        PhoneNumber::parse(text, country)
    }
    fn from_str(text: &str) -> Result<PhoneNumber, ParseError> {
        text.parse()
    }
    fn country(number: PhoneNumber) -> Country {
        number.country()
    }
    fn calling_code(number: PhoneNumber) -> u16 {
        number.calling_code()
    }
    fn to_u64(number: PhoneNumber) -> u64 {
        number.to_u64()
    }
    fn kind(number: PhoneNumber) -> Kind {
        number.kind()
    }
    fn can_receive_sms(kind: Kind) -> bool {
        kind.can_receive_sms()
    }
    fn parse_assigned(text: &str, country: Option<Country>) -> Result<PhoneNumber, ParseError> {
        PhoneNumber::parse_assigned(text, country)
    }
    fn masked(number: PhoneNumber) -> Masked {
        number.masked()
    }
    fn order(one: PhoneNumber, other: PhoneNumber) -> (bool, Ordering) {
        (one == other, one.cmp(&other))
    }
    fn hash(number: PhoneNumber, state: &mut DefaultHasher) {
        number.hash(state);
    }
    fn position(error: ParseError) -> Option<usize> {
        error.position()
    }
}

pub(crate) fn run() {
    for index in 0..Country::all().len() {
        let country = every_country(any(index)).expect("a country");
        assert_eq!(country_from_str(any(alpha2(any(country)))), Ok(country));
        let _ = parse(any("0912 345 678"), any(Some(country)));
    }
    let gb = country_from_str(any("gb")).expect("a country");
    assert_eq!((country_parse(any("GB")), country_as_ref(any(&gb))), (Ok(gb), "GB"));
    assert_eq!(country_calling_code(any(gb)), 44);
    let number = parse(any("(07400) 123-456"), any(Some(gb))).expect("a number");
    assert_eq!(from_str(any("+447400123456")), Ok(number));
    assert_eq!(
        (country(any(number)), calling_code(any(number)), to_u64(any(number))),
        (gb, 44, 447_400_123_456)
    );
    assert_eq!(order(any(number), any(number)), (true, Ordering::Equal));
    hash(any(number), &mut DefaultHasher::new());
    assert!(can_receive_sms(any(kind(any(number)))));
    assert_eq!(parse_assigned(any("07400 123456"), any(Some(gb))), Ok(number));
    for text in ["010 65 8123 4567", "tel:1;phone-context=+44", "8~9 x12", "Tel. +49 (0)1512 34567"]
    {
        let _ = (parse(any(text), any(Some(Country::JP))), parse_assigned(any(text), any(None)));
    }
    assert!(!masked(any(number)).to_string().contains("7400"));
    let error = parse(any("07400 x"), any(Some(gb))).expect_err("not a digit");
    assert_eq!(position(any(error)), Some(6));
}
