use std::hint::black_box as any;
use verify_core::buffer::BufferTooSmall;
use verify_core::sms::gsm7;

cannot_panic! {
    fn room(error: BufferTooSmall) -> (usize, usize) {
        (error.needed(), error.free())
    }
}

pub(crate) fn run() {
    let error = gsm7::pack(b"1234567", &mut [0; 6]).expect_err("no room");
    assert_eq!(room(any(error)), (7, 6));
}
