use std::hint::black_box as any;
use verify_core::buffer::BufferTooSmall;
use verify_core::phone::PhoneNumber;
use verify_core::sms::gsm7::NotInAlphabet;
use verify_core::sms::{
    Address, AddressError, Charset, Encoding, EncodingError, Message, MessageError, NumberingPlan,
    Reference, ReferenceCounter, Segment, Segments, SenderId, SenderIdError, SenderKind,
    ShortMessage, ShortMessages, Submit, TypeOfNumber, UserDataHeader,
};

cannot_panic! {
    fn encoding(name: &str) -> Result<Encoding, EncodingError> {
        name.parse()
    }
    fn names(encoding: Encoding, charset: Charset) -> (&'static str, &'static str) {
        (encoding.as_str(), charset.as_str())
    }
    fn capacities(charset: Charset, reference: Reference) -> (usize, usize, usize, u8) {
        let (alone, joined) = (charset.single_capacity(), charset.concatenated_capacity());
        (alone, joined, reference.capacity(charset), charset.data_coding())
    }
    fn new(text: &str, encoding: Encoding) -> Result<Message<'_>, MessageError> {
        Message::new(text, encoding)
    }
    fn with_replacement(text: &str) -> Result<Message<'_>, MessageError> {
        Message::with_replacement(text)
    }
    fn text<'a>(message: &Message<'a>) -> &'a str {
        message.text()
    }
    fn facts(message: &Message<'_>) -> (Charset, usize, usize) {
        (message.charset(), message.units(), message.encoded_len())
    }
    fn first_outside_gsm7(message: &Message<'_>) -> Option<NotInAlphabet> {
        message.first_outside_gsm7()
    }
    fn encode_into<'b>(
        message: &Message<'_>,
        buffer: &'b mut [u8],
    ) -> Result<&'b mut [u8], BufferTooSmall> {
        message.encode_into(buffer)
    }
    fn needed(error: BufferTooSmall) -> usize {
        error.needed()
    }
    fn segments<'a>(message: &Message<'a>) -> Segments<'a> {
        message.segments()
    }
    fn next_segment<'a>(segments: &mut Segments<'a>) -> (usize, Option<Segment<'a>>) {
        (segments.len(), segments.next())
    }
    fn segment<'a>(segment: &Segment<'a>) -> (&'a str, usize, usize, usize) {
        (segment.text(), segment.units(), segment.number(), segment.total())
    }
    fn short_messages<'a>(
        message: &Message<'a>,
        reference: Reference,
    ) -> Result<ShortMessages<'a>, MessageError> {
        message.short_messages(reference)
    }
    fn reference(eight: u8, sixteen: u16) -> (Reference, Reference) {
        (eight.into(), sixteen.into())
    }
    fn next_short_message<'a>(
        messages: &mut ShortMessages<'a>) -> (usize, Option<ShortMessage<'a>>,
    ) {
        (messages.len(), messages.next())
    }
    fn short_message<'a>(message: &ShortMessage<'a>) -> (Segment<'a>, bool, u8, usize) {
        (message.segment(), message.has_header(), message.user_data_length(), message.encoded_len())
    }
    fn encode_short_message<'b>(
        message: &ShortMessage<'_>,
        buffer: &'b mut [u8],
    ) -> Result<&'b mut [u8], BufferTooSmall> {
        message.encode_into(buffer)
    }
    fn class_0<'a>(message: Message<'a>) -> Message<'a> {
        message.with_class_0()
    }
    fn codings(message: &ShortMessage<'_>) -> (u8, u8, Option<u8>, u8) {
        (
            message.protocol_data_coding(),
            message.data_coding(),
            message.dest_addr_subunit(),
            message.esm_class(),
        )
    }
    fn places(message: &ShortMessage<'_>) -> (u8, u8, u16) {
        (message.number(), message.total(), message.reference().get())
    }
    fn header(message: &ShortMessage<'_>) -> Option<UserDataHeader> {
        message.header()
    }
    fn header_octets(header: &UserDataHeader) -> (&[u8], &[u8]) {
        (header.as_bytes(), header.as_ref())
    }
    fn encode_unpacked<'b>(
        message: &ShortMessage<'_>,
        buffer: &'b mut [u8],
    ) -> Result<&'b mut [u8], BufferTooSmall> {
        message.encode_unpacked_into(buffer)
    }
    fn unpacked_len(message: &ShortMessage<'_>) -> usize {
        message.unpacked_len()
    }
    fn submit<'a>(to: PhoneNumber, message: &ShortMessage<'a>) -> Submit<'a> {
        Submit::new(to, message)
    }
    fn submit_lengths(submit: &Submit<'_>) -> (usize, usize) {
        (submit.encoded_len(), submit.at_cmgs_length())
    }
    fn encode_submit<'b>(
        submit: &Submit<'_>,
        buffer: &'b mut [u8],
    ) -> Result<&'b mut [u8], BufferTooSmall> {
        submit.encode_into(buffer)
    }
    fn address(to: &PhoneNumber) -> (u8, u8) {
        let address = Address::from(to);
        (address.type_of_number().code(), address.numbering_plan().code())
    }
    fn parse_address(text: &str) -> Result<Address, AddressError> {
        Address::parse(text)
    }
    fn sender_address(sender: &SenderId) -> (&str, TypeOfNumber, NumberingPlan) {
        (sender.source_addr(), sender.type_of_number(), sender.numbering_plan())
    }
    fn advance(next: u8) -> (Reference, u8) {
        let mut counter = ReferenceCounter::from(next);
        (counter.advance(), counter.into())
    }
    fn sender(text: &str) -> Result<SenderId, SenderIdError> {
        SenderId::parse(text)
    }
    fn sender_from_str(text: &str) -> Result<SenderId, SenderIdError> {
        text.parse()
    }
    fn sender_text(sender: &SenderId) -> &str {
        sender.as_str()
    }
    fn sender_kind(sender: &SenderId) -> SenderKind {
        sender.kind()
    }
    fn status(error: MessageError) -> u16 {
        error.http_status()
    }
}

pub(crate) fn run() {
    let long = "Your code is 4831 [€]. ".repeat(20);
    for text_in in ["Your code is 4831", "Ваш код 4831 🔑", any(&long)] {
        for name in ["AUTO", "GSM7", "UCS2"] {
            let encoding = encoding(any(name)).expect("an encoding");
            let Ok(message) = new(any(text_in), any(encoding)) else { continue };
            each_segment(&message);
            assert_eq!(names(any(encoding), any(facts(&message).0)).0, name);
        }
        each_segment(&class_0(with_replacement(any(text_in)).expect("a text")));
    }
    let message = new(any("`"), any(Encoding::Gsm7)).expect_err("not in the alphabet");
    encoding(any("GSM-7")).expect_err("no encoding");
    sender(any("far too long for a sender")).expect_err("no sender");
    assert_eq!(status(any(message)), 400);
    let sender_id = sender(any("ABC Trading")).expect("a sender");
    assert_eq!(sender_from_str(any(sender_text(any(&sender_id)))), Ok(sender_id));
    assert_eq!(sender_kind(any(&sender_id)), SenderKind::Alphanumeric);
    assert_eq!(sender_address(any(&sender_id)).0, "ABC Trading");
    assert_eq!(advance(any(255)), (Reference::Eight(255), 0));
    assert_eq!(address(any(&to())), (1, 1));
    assert_eq!(parse_address(any("+6587654321")), Ok(Address::from(to())));
}

fn to() -> PhoneNumber {
    PhoneNumber::parse("+6587654321", None).expect("a number")
}

fn each_segment(message: &Message<'_>) {
    let mut buffer = [0; 4096];
    let (charset, units, encoded_len) = facts(any(message));
    assert_eq!(
        encode_into(any(message), any(&mut buffer)).map(|bytes| bytes.len()),
        Ok(encoded_len)
    );
    let error = encode_into(any(message), any(&mut [])).expect_err("no room");
    assert_eq!(needed(any(error)), encoded_len);
    assert_eq!(first_outside_gsm7(any(message)).is_some(), text(any(message)).contains('🔑'));
    let (reference, _) = reference(any(7), any(7));
    assert!(capacities(any(charset), any(reference)).0 <= 160);
    let mut all = segments(any(message));
    let mut short = short_messages(any(message), any(reference)).expect("at most 255 segments");
    let mut sum = 0;
    while let (left, Some(one)) = next_segment(any(&mut all)) {
        let (_, in_this, number, total) = segment(any(&one));
        assert_eq!(total - number + 1, left);
        let (_, Some(short)) = next_short_message(any(&mut short)) else { panic!("one for each") };
        let (of, has_header, _, len) = short_message(any(&short));
        assert_eq!((of.number(), has_header), (number, total > 1));
        assert_eq!(
            encode_short_message(any(&short), any(&mut buffer)).map(|bytes| bytes.len()),
            Ok(len)
        );
        let wire = header(any(&short)).map_or(0, |it| header_octets(any(&it)).0.len());
        assert_eq!(wire > 0, has_header);
        assert_eq!(places(any(&short)).0, u8::try_from(number).expect("at most 255"));
        assert_eq!(codings(any(&short)).3, if has_header { 0x40 } else { 0 });
        let unpacked = encode_unpacked(any(&short), any(&mut buffer)).map(|octets| octets.len());
        assert_eq!(unpacked, Ok(unpacked_len(any(&short))));
        let submit = submit(any(to()), any(&short));
        let submitted = encode_submit(any(&submit), any(&mut buffer)).map(|octets| octets.len());
        assert_eq!(submitted, Ok(submit_lengths(any(&submit)).0));
        sum += in_this;
    }
    assert_eq!(sum, units);
}
