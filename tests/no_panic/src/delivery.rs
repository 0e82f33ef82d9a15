use std::hint::black_box as any;
use verify_core::channel::Channel;
use verify_core::code::Generator;
use verify_core::delivery::{Call, Delivery, DeliveryError, Ssml, Text};
use verify_core::phone::PhoneNumber;
use verify_core::request::{Request, Verification};
use verify_core::session::Session;
use verify_core::time::Timestamp;
use verify_core::url::BaseUrl;

cannot_panic! {
    fn new_text() -> Text<160> {
        Text::new()
    }
    fn wipe(_text: Text<160>) {}
    fn new<'a>(
        verification: &Verification<'a>,
        session: &'a Session,
        base: BaseUrl<'a>,
        text: &'a mut Text<160>,
    ) -> Result<Delivery<'a>, DeliveryError> {
        Delivery::new(verification, session, base, text)
    }
    fn preflight(
        verification: &Verification<'_>,
        session: Option<&Session>,
        text: &mut Text<160>,
    ) -> Result<(), DeliveryError> {
        Delivery::preflight(verification, session, text)
    }
    fn ssml<'a>(call: &Call<'a>) -> Ssml<'a> {
        call.ssml()
    }
    fn facts(delivery: &Delivery<'_>) -> (Channel, PhoneNumber) {
        (delivery.channel(), delivery.to())
    }
}

pub(crate) fn run() {
    for channel in Channel::ALL {
        let mut request = Request {
            destination: Some("+6587654321"),
            channel: Some(channel.as_str()),
            ..Request::default()
        };
        request.whatsapp.template_name = Some("name");
        let verification = request.validate().expect("a request without fault");
        let (now, to) = (Timestamp::UNIX_EPOCH, verification.destination());
        let rng = &mut Generator::from_seed([7; 32]);
        let session = Session::start(now, to, verification.policy(), rng);
        let mut text = new_text();
        assert_eq!(preflight(any(&verification), any(None), &mut text), Ok(()));
        assert_eq!(preflight(any(&verification), any(Some(&session)), &mut text), Ok(()));
        let delivery = new(any(&verification), any(&session), any(BaseUrl::EMPTY), &mut text);
        let delivery = delivery.expect("room for it");
        assert_eq!(facts(any(&delivery)), (channel, to));
        if let Delivery::Call(call) = &delivery {
            assert!(ssml(any(call)).to_string().starts_with("Your"));
        }
        wipe(text);
    }
}
