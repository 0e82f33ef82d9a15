use crate::call;
use crate::inputs::{SCRIPTS, SIZES, text};
use criterion::Criterion;
use std::hint::black_box;
use verify_core::sms::{Encoding, Message, SenderId, ShortMessage, gsm7};

/// Measures the choice of a charset, the split into segments and the writing of their octets.
pub(crate) fn bench(c: &mut Criterion) {
    for (script, sample) in SCRIPTS {
        // 640 characters take ten segments of UCS-2, and 1,530 as many of GSM 7-bit.
        for characters in [20, 40, 160, 640, 1_530] {
            let text = text(sample, characters);
            let name = |what: &str| format!("sms/{script}/{what}/{characters}");
            call(c, &name("new"), || Message::new(black_box(&text), Encoding::Auto));
            // A text that is too long was refused: there is nothing to split or to write.
            let Ok(message) = Message::new(&text, Encoding::Auto) else { continue };
            let mut whole = vec![0; message.encoded_len()];
            let mut part = [0; ShortMessage::MAX_LEN];
            call(c, &name("new and segments"), || {
                let message = Message::new(black_box(&text), Encoding::Auto).unwrap();
                message.segments().for_each(|segment| _ = black_box(segment));
            });
            call(c, &name("encode_into"), || {
                black_box(&message).encode_into(&mut whole).map(|_| ())
            });
            call(c, &name("short_messages"), || {
                for short in black_box(&message).short_messages(7_u8).unwrap() {
                    black_box(short.encode_into(&mut part).unwrap());
                }
            });
        }
    }
    for characters in SIZES {
        let text = text(SCRIPTS[0].1, characters);
        let mut septets = vec![0; characters];
        let septets = gsm7::encode(&text, &mut septets).unwrap();
        let mut octets = vec![0; gsm7::packed_len(septets.len())];
        call(c, &format!("sms/pack/{characters}"), || {
            gsm7::pack(black_box(septets), &mut octets).map(|_| ())
        });
        call(c, &format!("sms/unpack/{characters}"), || {
            gsm7::unpack(black_box(&octets)).for_each(|septet| _ = black_box(septet));
        });
    }
    for (name, text) in [("name", "ACME Bank 1"), ("number", "+6512345678")] {
        call(c, &format!("sms/sender/{name}"), || SenderId::parse(black_box(text)));
    }
}
