//! Ten numbers, which several benches read.

/// Numbers of ten countries as people type them there: country, text, answer. They are the example
/// mobile numbers of libphonenumber's metadata. India's is international, Japan's is in full-width
/// digits, and Singapore's has its calling code without a `+`.
pub const TYPED: [(&str, &str, &str); 10] = [
    ("AR", "011 15-2345-6789", "+5491123456789"),
    ("BR", "(11) 96123-4567", "+5511961234567"),
    ("CI", "01 23 45 6789", "+2250123456789"),
    ("GB", "07400 123456", "+447400123456"),
    ("HU", "06 20 123 4567", "+36201234567"),
    ("IN", "+91 81234 56789", "+918123456789"),
    ("JP", "０９０-１２３４-５６７８", "+819012345678"),
    ("RU", "8 (912) 345-67-89", "+79123456789"),
    ("SG", "6581234567", "+6581234567"),
    ("US", "(201) 555-0123", "+12015550123"),
];
