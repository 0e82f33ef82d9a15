use crate::inputs::{SCRIPTS, SIZES, text};
use crate::{Criterion, black_box, on};
use verify_core::sms::{Encoding, Message, ShortMessage, gsm7};

/// Measures the choice of a charset, the split into segments and the writing of their octets.
pub(crate) fn bench(c: &mut Criterion) {
    for (script, sample) in SCRIPTS {
        // 640 characters take ten segments of UCS-2, and 1,530 as many of GSM 7-bit.
        for characters in [20, 40, 160, 640, 1_530] {
            let text = text(sample, characters);
            let name = |what: &str| format!("sms/{script}/{what}/{characters}");
            on(c, &name("new"), &*text, |text| Message::new(text, Encoding::Auto));
            // A text that is too long was refused: there is nothing to split or to write.
            let Ok(message) = Message::new(&text, Encoding::Auto) else { continue };
            let mut whole = vec![0; message.encoded_len()];
            let mut part = [0; ShortMessage::MAX_LEN];
            on(c, &name("new and segments"), &*text, |text| {
                let message = Message::new(text, Encoding::Auto).unwrap();
                message.segments().for_each(|segment| _ = black_box(segment));
            });
            on(c, &name("encode_into"), &message, |it| it.encode_into(&mut whole).map(|_| ()));
            on(c, &name("short_messages"), &message, |message| {
                for short in message.short_messages(7_u8).unwrap() {
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
        on(c, &format!("sms/pack/{characters}"), &*septets, |septets| {
            gsm7::pack(septets, &mut octets).map(|_| ())
        });
        on(c, &format!("sms/unpack/{characters}"), &*octets, |octets| {
            gsm7::unpack(octets).for_each(|septet| _ = black_box(septet));
        });
    }
}
