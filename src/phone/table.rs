//! @generated from tests/data/regions.tsv by `BLESS=1 cargo test --test phone`; do not edit.
//! What libphonenumber's metadata say of each country's numbers (see NOTICE).

use super::plan::Trunk::{
    Argentina, Belarus, Brazil, Eight, Gabon, Korea, Lithuania, Mexico, Nothing, One, Tajikistan,
    Uzbekistan, Zero, ZeroIsPart, ZeroMayBePart, ZeroSix,
};
use super::plan::Plan;
use super::region::{Abroad, Region};

/// The version of libphonenumber's metadata that the facts are taken from.
pub const METADATA: &str = "9.0.43";

/// How many rows there are.
pub(super) const COUNTRIES: usize = 245;

/// How many calling codes of one or two digits.
pub(super) const SHORT_CODES: usize = 46;

/// Each row's ISO 3166-1 alpha-2 code, in ascending order.
pub(super) static ALPHA2: [[u8; 2]; 245] = [
    *b"AC", *b"AD", *b"AE", *b"AF", *b"AG", *b"AI", *b"AL", *b"AM", *b"AO", *b"AR", *b"AS", *b"AT",
    *b"AU", *b"AW", *b"AX", *b"AZ", *b"BA", *b"BB", *b"BD", *b"BE", *b"BF", *b"BG", *b"BH", *b"BI",
    *b"BJ", *b"BL", *b"BM", *b"BN", *b"BO", *b"BQ", *b"BR", *b"BS", *b"BT", *b"BW", *b"BY", *b"BZ",
    *b"CA", *b"CC", *b"CD", *b"CF", *b"CG", *b"CH", *b"CI", *b"CK", *b"CL", *b"CM", *b"CN", *b"CO",
    *b"CR", *b"CU", *b"CV", *b"CW", *b"CX", *b"CY", *b"CZ", *b"DE", *b"DJ", *b"DK", *b"DM", *b"DO",
    *b"DZ", *b"EC", *b"EE", *b"EG", *b"EH", *b"ER", *b"ES", *b"ET", *b"FI", *b"FJ", *b"FK", *b"FM",
    *b"FO", *b"FR", *b"GA", *b"GB", *b"GD", *b"GE", *b"GF", *b"GG", *b"GH", *b"GI", *b"GL", *b"GM",
    *b"GN", *b"GP", *b"GQ", *b"GR", *b"GT", *b"GU", *b"GW", *b"GY", *b"HK", *b"HN", *b"HR", *b"HT",
    *b"HU", *b"ID", *b"IE", *b"IL", *b"IM", *b"IN", *b"IO", *b"IQ", *b"IR", *b"IS", *b"IT", *b"JE",
    *b"JM", *b"JO", *b"JP", *b"KE", *b"KG", *b"KH", *b"KI", *b"KM", *b"KN", *b"KP", *b"KR", *b"KW",
    *b"KY", *b"KZ", *b"LA", *b"LB", *b"LC", *b"LI", *b"LK", *b"LR", *b"LS", *b"LT", *b"LU", *b"LV",
    *b"LY", *b"MA", *b"MC", *b"MD", *b"ME", *b"MF", *b"MG", *b"MH", *b"MK", *b"ML", *b"MM", *b"MN",
    *b"MO", *b"MP", *b"MQ", *b"MR", *b"MS", *b"MT", *b"MU", *b"MV", *b"MW", *b"MX", *b"MY", *b"MZ",
    *b"NA", *b"NC", *b"NE", *b"NF", *b"NG", *b"NI", *b"NL", *b"NO", *b"NP", *b"NR", *b"NU", *b"NZ",
    *b"OM", *b"PA", *b"PE", *b"PF", *b"PG", *b"PH", *b"PK", *b"PL", *b"PM", *b"PR", *b"PS", *b"PT",
    *b"PW", *b"PY", *b"QA", *b"RE", *b"RO", *b"RS", *b"RU", *b"RW", *b"SA", *b"SB", *b"SC", *b"SD",
    *b"SE", *b"SG", *b"SH", *b"SI", *b"SJ", *b"SK", *b"SL", *b"SM", *b"SN", *b"SO", *b"SR", *b"SS",
    *b"ST", *b"SV", *b"SX", *b"SY", *b"SZ", *b"TA", *b"TC", *b"TD", *b"TG", *b"TH", *b"TJ", *b"TK",
    *b"TL", *b"TM", *b"TN", *b"TO", *b"TR", *b"TT", *b"TV", *b"TW", *b"TZ", *b"UA", *b"UG", *b"US",
    *b"UY", *b"UZ", *b"VA", *b"VC", *b"VE", *b"VG", *b"VI", *b"VN", *b"VU", *b"WF", *b"WS", *b"XK",
    *b"YE", *b"YT", *b"ZA", *b"ZM", *b"ZW",
];

/// Each row's calling code (digits on top, their number in the last four bits) and plan.
/// For any byte there is a row.
pub(super) static REGIONS: [Region; 256] = [
    Region::new(0x2473, Abroad::Usual, 24), Region::new(0x3763, Abroad::Usual, 29),
    Region::new(0x9713, Abroad::Usual, 91), Region::new(0x9302, Abroad::Usual, 97),
    Region::new(0x1001, Abroad::Zero, 6), Region::new(0x1001, Abroad::Zero, 6),
    Region::new(0x3553, Abroad::Usual, 91), Region::new(0x3743, Abroad::Usual, 69),
    Region::new(0x2443, Abroad::Usual, 94), Region::new(0x5402, Abroad::Usual, 0),
    Region::new(0x1001, Abroad::Zero, 6), Region::new(0x4302, Abroad::Usual, 33),
    Region::new(0x6102, Abroad::One, 97), Region::new(0x2973, Abroad::Usual, 49),
    Region::new(0x3583, Abroad::High, 26), Region::new(0x9943, Abroad::Usual, 97),
    Region::new(0x3873, Abroad::Usual, 57), Region::new(0x1001, Abroad::Zero, 6),
    Region::new(0x8803, Abroad::Usual, 10), Region::new(0x3202, Abroad::Usual, 91),
    Region::new(0x2263, Abroad::Usual, 70), Region::new(0x3593, Abroad::Usual, 55),
    Region::new(0x9733, Abroad::Usual, 68), Region::new(0x2573, Abroad::Usual, 68),
    Region::new(0x2293, Abroad::Usual, 8), Region::new(0x5903, Abroad::Usual, 97),
    Region::new(0x1001, Abroad::Zero, 6), Region::new(0x6733, Abroad::Usual, 49),
    Region::new(0x5913, Abroad::Zero, 69), Region::new(0x5993, Abroad::Usual, 49),
    Region::new(0x5502, Abroad::Zero, 1), Region::new(0x1001, Abroad::Zero, 6),
    Region::new(0x9753, Abroad::Usual, 62), Region::new(0x2673, Abroad::Usual, 63),
    Region::new(0x3753, Abroad::High, 93), Region::new(0x5013, Abroad::Usual, 52),
    Region::new(0x1001, Abroad::Zero, 6), Region::new(0x6102, Abroad::One, 97),
    Region::new(0x2433, Abroad::Usual, 41), Region::new(0x2363, Abroad::Usual, 68),
    Region::new(0x2423, Abroad::Usual, 98), Region::new(0x4102, Abroad::Usual, 97),
    Region::new(0x2253, Abroad::Usual, 8), Region::new(0x6823, Abroad::Usual, 23),
    Region::new(0x5602, Abroad::One, 94), Region::new(0x2373, Abroad::Usual, 94),
    Region::new(0x8602, Abroad::One, 17), Region::new(0x5702, Abroad::Zero, 12),
    Region::new(0x5063, Abroad::Usual, 68), Region::new(0x5302, Abroad::One, 60),
    Region::new(0x2383, Abroad::Zero, 49), Region::new(0x5993, Abroad::Usual, 36),
    Region::new(0x6102, Abroad::One, 97), Region::new(0x3573, Abroad::Usual, 68),
    Region::new(0x4203, Abroad::Usual, 94), Region::new(0x4902, Abroad::Usual, 2),
    Region::new(0x2533, Abroad::Usual, 68), Region::new(0x4502, Abroad::Usual, 68),
    Region::new(0x1001, Abroad::Zero, 6), Region::new(0x1001, Abroad::Zero, 6),
    Region::new(0x2133, Abroad::Usual, 88), Region::new(0x5933, Abroad::Usual, 91),
    Region::new(0x3723, Abroad::Usual, 38), Region::new(0x2002, Abroad::Usual, 13),
    Region::new(0x2123, Abroad::Usual, 97), Region::new(0x2913, Abroad::Usual, 51),
    Region::new(0x3402, Abroad::Usual, 94), Region::new(0x2513, Abroad::Usual, 97),
    Region::new(0x3583, Abroad::High, 25), Region::new(0x6793, Abroad::Zero, 52),
    Region::new(0x5003, Abroad::Usual, 23), Region::new(0x6913, Abroad::Usual, 49),
    Region::new(0x2983, Abroad::Usual, 30), Region::new(0x3302, Abroad::Usual, 97),
    Region::new(0x2413, Abroad::Usual, 40), Region::new(0x4402, Abroad::Usual, 15),
    Region::new(0x1001, Abroad::Zero, 6), Region::new(0x9953, Abroad::Usual, 97),
    Region::new(0x5943, Abroad::Usual, 97), Region::new(0x4402, Abroad::Usual, 7),
    Region::new(0x2333, Abroad::Usual, 97), Region::new(0x3503, Abroad::Usual, 68),
    Region::new(0x2993, Abroad::Usual, 30), Region::new(0x2203, Abroad::Usual, 42),
    Region::new(0x2243, Abroad::Usual, 90), Region::new(0x5903, Abroad::Usual, 97),
    Region::new(0x2403, Abroad::Usual, 94), Region::new(0x3002, Abroad::Usual, 5),
    Region::new(0x5023, Abroad::Usual, 68), Region::new(0x1001, Abroad::Zero, 6),
    Region::new(0x2453, Abroad::Usual, 94), Region::new(0x5923, Abroad::Zero, 49),
    Region::new(0x8523, Abroad::Zero, 68), Region::new(0x5043, Abroad::Usual, 68),
    Region::new(0x3853, Abroad::Usual, 56), Region::new(0x5093, Abroad::Usual, 68),
    Region::new(0x3602, Abroad::Usual, 92), Region::new(0x6202, Abroad::Zero, 71),
    Region::new(0x3533, Abroad::Usual, 82), Region::new(0x9723, Abroad::Zero, 87),
    Region::new(0x4402, Abroad::Usual, 7), Region::new(0x9102, Abroad::Usual, 7),
    Region::new(0x2463, Abroad::Usual, 49), Region::new(0x9643, Abroad::Usual, 13),
    Region::new(0x9802, Abroad::Usual, 9), Region::new(0x3543, Abroad::One, 43),
    Region::new(0x3902, Abroad::Usual, 73), Region::new(0x4402, Abroad::Usual, 7),
    Region::new(0x1001, Abroad::Zero, 6), Region::new(0x9623, Abroad::Usual, 91),
    Region::new(0x8102, Abroad::Zero, 16), Region::new(0x2543, Abroad::Zero, 83),
    Region::new(0x9963, Abroad::Usual, 97), Region::new(0x8553, Abroad::Zero, 56),
    Region::new(0x6863, Abroad::Usual, 59), Region::new(0x2693, Abroad::Usual, 49),
    Region::new(0x1001, Abroad::Zero, 6), Region::new(0x8503, Abroad::High, 12),
    Region::new(0x8202, Abroad::Zero, 72), Region::new(0x9653, Abroad::Usual, 68),
    Region::new(0x1001, Abroad::Zero, 6), Region::new(0x7001, Abroad::High, 3),
    Region::new(0x8563, Abroad::Usual, 76), Region::new(0x9613, Abroad::Usual, 37),
    Region::new(0x1001, Abroad::Zero, 6), Region::new(0x4233, Abroad::Usual, 44),
    Region::new(0x9402, Abroad::Usual, 97), Region::new(0x2313, Abroad::Usual, 45),
    Region::new(0x2663, Abroad::Usual, 68), Region::new(0x3703, Abroad::Usual, 67),
    Region::new(0x3523, Abroad::Usual, 79), Region::new(0x3713, Abroad::Usual, 68),
    Region::new(0x2183, Abroad::Usual, 97), Region::new(0x2123, Abroad::Usual, 97),
    Region::new(0x3773, Abroad::Usual, 57), Region::new(0x3733, Abroad::Usual, 69),
    Region::new(0x3823, Abroad::Usual, 69), Region::new(0x5903, Abroad::Usual, 97),
    Region::new(0x2613, Abroad::Usual, 97), Region::new(0x6923, Abroad::Zero, 50),
    Region::new(0x3893, Abroad::Usual, 69), Region::new(0x2233, Abroad::Usual, 68),
    Region::new(0x9502, Abroad::Usual, 34), Region::new(0x9763, Abroad::Zero, 65),
    Region::new(0x8533, Abroad::Usual, 70), Region::new(0x1001, Abroad::Zero, 6),
    Region::new(0x5963, Abroad::Usual, 97), Region::new(0x2223, Abroad::Usual, 68),
    Region::new(0x1001, Abroad::Zero, 6), Region::new(0x3563, Abroad::Usual, 68),
    Region::new(0x2303, Abroad::Zero, 61), Region::new(0x9603, Abroad::Zero, 49),
    Region::new(0x2653, Abroad::Usual, 86), Region::new(0x5202, Abroad::Zero, 4),
    Region::new(0x6002, Abroad::Usual, 75), Region::new(0x2583, Abroad::Usual, 90),
    Region::new(0x2643, Abroad::Usual, 88), Region::new(0x6873, Abroad::Usual, 31),
    Region::new(0x2273, Abroad::Usual, 70), Region::new(0x6723, Abroad::Usual, 30),
    Region::new(0x2343, Abroad::Zero, 7), Region::new(0x5053, Abroad::Usual, 68),
    Region::new(0x3102, Abroad::Usual, 77), Region::new(0x4702, Abroad::Usual, 70),
    Region::new(0x9773, Abroad::Usual, 14), Region::new(0x6743, Abroad::Usual, 49),
    Region::new(0x6833, Abroad::Usual, 19), Region::new(0x6402, Abroad::Zero, 54),
    Region::new(0x9683, Abroad::Usual, 68), Region::new(0x5073, Abroad::Usual, 39),
    Region::new(0x5102, Abroad::One, 91), Region::new(0x6893, Abroad::Usual, 68),
    Region::new(0x6753, Abroad::One, 62), Region::new(0x6302, Abroad::Usual, 11),
    Region::new(0x9202, Abroad::Usual, 15), Region::new(0x4802, Abroad::Usual, 85),
    Region::new(0x5083, Abroad::Usual, 28), Region::new(0x1001, Abroad::Zero, 6),
    Region::new(0x9703, Abroad::Usual, 91), Region::new(0x3513, Abroad::Usual, 94),
    Region::new(0x6803, Abroad::Zero, 49), Region::new(0x5953, Abroad::Usual, 83),
    Region::new(0x9743, Abroad::Usual, 70), Region::new(0x2623, Abroad::Usual, 97),
    Region::new(0x4002, Abroad::Usual, 81), Region::new(0x3813, Abroad::Usual, 53),
    Region::new(0x7001, Abroad::High, 3), Region::new(0x2503, Abroad::Usual, 89),
    Region::new(0x9663, Abroad::Usual, 97), Region::new(0x6773, Abroad::Zero, 21),
    Region::new(0x2483, Abroad::Zero, 49), Region::new(0x2493, Abroad::Usual, 97),
    Region::new(0x4602, Abroad::Usual, 83), Region::new(0x6502, Abroad::Zero, 68),
    Region::new(0x2903, Abroad::Usual, 22), Region::new(0x3863, Abroad::One, 69),
    Region::new(0x4702, Abroad::Usual, 70), Region::new(0x4213, Abroad::Usual, 80),
    Region::new(0x2323, Abroad::Usual, 69), Region::new(0x3783, Abroad::Usual, 58),
    Region::new(0x2213, Abroad::Usual, 94), Region::new(0x2523, Abroad::Usual, 35),
    Region::new(0x5973, Abroad::Usual, 48), Region::new(0x2113, Abroad::Usual, 97),
    Region::new(0x2393, Abroad::Usual, 49), Region::new(0x5033, Abroad::Usual, 68),
    Region::new(0x1001, Abroad::Zero, 6), Region::new(0x9633, Abroad::Usual, 88),
    Region::new(0x2683, Abroad::Usual, 70), Region::new(0x2903, Abroad::Usual, 99),
    Region::new(0x1001, Abroad::Zero, 6), Region::new(0x2353, Abroad::One, 68),
    Region::new(0x2283, Abroad::Usual, 68), Region::new(0x6602, Abroad::Zero, 91),
    Region::new(0x9923, Abroad::High, 95), Region::new(0x6903, Abroad::Usual, 18),
    Region::new(0x6703, Abroad::Usual, 62), Region::new(0x9933, Abroad::High, 66),
    Region::new(0x2163, Abroad::Usual, 68), Region::new(0x6763, Abroad::Usual, 47),
    Region::new(0x9002, Abroad::Usual, 7), Region::new(0x1001, Abroad::Zero, 6),
    Region::new(0x6883, Abroad::Usual, 27), Region::new(0x8863, Abroad::Zero, 88),
    Region::new(0x2553, Abroad::Zero, 97), Region::new(0x3803, Abroad::Usual, 97),
    Region::new(0x2563, Abroad::Zero, 97), Region::new(0x1001, Abroad::Zero, 6),
    Region::new(0x5983, Abroad::Zero, 69), Region::new(0x9983, Abroad::Usual, 96),
    Region::new(0x3902, Abroad::Usual, 74), Region::new(0x1001, Abroad::Zero, 6),
    Region::new(0x5802, Abroad::Usual, 7), Region::new(0x1001, Abroad::Zero, 6),
    Region::new(0x1001, Abroad::Zero, 6), Region::new(0x8402, Abroad::Usual, 78),
    Region::new(0x6783, Abroad::Usual, 46), Region::new(0x6813, Abroad::Usual, 30),
    Region::new(0x6853, Abroad::Zero, 32), Region::new(0x3833, Abroad::Usual, 64),
    Region::new(0x9673, Abroad::Usual, 84), Region::new(0x2623, Abroad::Usual, 97),
    Region::new(0x2702, Abroad::Usual, 20), Region::new(0x2603, Abroad::Usual, 97),
    Region::new(0x2633, Abroad::Usual, 97), Region::NONE, Region::NONE, Region::NONE, Region::NONE,
    Region::NONE, Region::NONE, Region::NONE, Region::NONE, Region::NONE, Region::NONE,
    Region::NONE,
];

/// Mobile lengths, fixed lengths, trunk.
pub(super) static PLANS: [Plan; 100] = [
    Plan::new(&[10, 11], &[10], Argentina), Plan::new(&[10, 11], &[10], Brazil),
    Plan::new(&[10, 11], &[5, 6, 7, 8, 9, 10, 11, 12, 13], Zero), Plan::new(&[10], &[10], Eight),
    Plan::new(&[10], &[10], Mexico), Plan::new(&[10], &[10], Nothing),
    Plan::new(&[10], &[10], One), Plan::new(&[10], &[10], Zero),
    Plan::new(&[10], &[10], ZeroIsPart), Plan::new(&[10], &[6, 7, 10], Zero),
    Plan::new(&[10], &[6, 7, 8, 9, 10], Zero), Plan::new(&[10], &[6, 8, 9, 10], Zero),
    Plan::new(&[10], &[8, 10], Zero), Plan::new(&[10], &[8, 9], Zero),
    Plan::new(&[10], &[8], Zero), Plan::new(&[10], &[9, 10], Zero), Plan::new(&[10], &[9], Zero),
    Plan::new(&[11], &[7, 8, 9, 10, 11], Zero), Plan::new(&[4, 5, 6, 7], &[4, 5, 6, 7], Nothing),
    Plan::new(&[4, 7], &[4], Nothing), Plan::new(&[5, 6, 7, 8, 9], &[9], Zero),
    Plan::new(&[5, 7], &[5], Nothing), Plan::new(&[5], &[4, 5], Nothing),
    Plan::new(&[5], &[5], Nothing), Plan::new(&[5], &[5], ZeroIsPart),
    Plan::new(&[6, 7, 8, 9, 10], &[5, 6, 7, 8, 9], Zero),
    Plan::new(&[6, 7, 8, 9, 10], &[6, 7, 8, 9], Zero), Plan::new(&[6, 7], &[5], Nothing),
    Plan::new(&[6, 9], &[6, 9], Zero), Plan::new(&[6, 9], &[6], Nothing),
    Plan::new(&[6], &[6], Nothing), Plan::new(&[6], &[6], ZeroIsPart),
    Plan::new(&[7, 10], &[5, 6], Nothing),
    Plan::new(&[7, 8, 9, 10, 11, 12, 13], &[5, 6, 7, 8, 9, 10, 11, 12, 13], Zero),
    Plan::new(&[7, 8, 9, 10], &[6, 7, 8, 9], Zero), Plan::new(&[7, 8, 9], &[6, 7], Zero),
    Plan::new(&[7, 8], &[7, 8], Nothing), Plan::new(&[7, 8], &[7, 8], Zero),
    Plan::new(&[7, 8], &[7], Nothing), Plan::new(&[7, 8], &[7], ZeroIsPart),
    Plan::new(&[7, 8], &[8], Gabon), Plan::new(&[7, 9], &[7, 8, 9, 10], Zero),
    Plan::new(&[7, 9], &[7, 9], Nothing), Plan::new(&[7, 9], &[7], Nothing),
    Plan::new(&[7, 9], &[7], Zero), Plan::new(&[7, 9], &[8], Zero), Plan::new(&[7], &[5], Nothing),
    Plan::new(&[7], &[5], ZeroIsPart), Plan::new(&[7], &[6], Nothing),
    Plan::new(&[7], &[7], Nothing), Plan::new(&[7], &[7], One), Plan::new(&[7], &[7], Zero),
    Plan::new(&[7], &[7], ZeroIsPart), Plan::new(&[8, 9, 10], &[7, 8, 9, 10, 11, 12], Zero),
    Plan::new(&[8, 9, 10], &[8], Zero), Plan::new(&[8, 9], &[6, 7, 8], Zero),
    Plan::new(&[8, 9], &[8, 9], Zero), Plan::new(&[8, 9], &[8], Zero),
    Plan::new(&[8], &[10], ZeroIsPart), Plan::new(&[8], &[5, 8], Zero),
    Plan::new(&[8], &[6, 7, 8, 10], Zero), Plan::new(&[8], &[7, 8], Nothing),
    Plan::new(&[8], &[7], Nothing), Plan::new(&[8], &[7], ZeroIsPart),
    Plan::new(&[8], &[8, 9, 10, 11, 12], Zero), Plan::new(&[8], &[8, 9, 10], Zero),
    Plan::new(&[8], &[8], Eight), Plan::new(&[8], &[8], Lithuania), Plan::new(&[8], &[8], Nothing),
    Plan::new(&[8], &[8], Zero), Plan::new(&[8], &[8], ZeroIsPart),
    Plan::new(&[9, 10, 11, 12], &[7, 8, 9, 10, 11], Zero),
    Plan::new(&[9, 10], &[5, 6, 8, 9, 10], Korea),
    Plan::new(&[9, 10], &[6, 7, 8, 9, 10, 11, 12], ZeroIsPart),
    Plan::new(&[9, 10], &[6, 7, 8, 9, 10, 11], ZeroIsPart), Plan::new(&[9, 10], &[8, 9], Zero),
    Plan::new(&[9, 10], &[8], Zero), Plan::new(&[9, 11], &[9], Zero), Plan::new(&[9], &[10], Zero),
    Plan::new(&[9], &[4, 5, 6, 7, 8, 9, 10, 11], Nothing), Plan::new(&[9], &[6, 7, 9], Zero),
    Plan::new(&[9], &[6, 9], Zero), Plan::new(&[9], &[7, 8, 9, 10], Zero),
    Plan::new(&[9], &[7, 8, 9], Zero), Plan::new(&[9], &[7, 8], Zero),
    Plan::new(&[9], &[7, 9], Nothing), Plan::new(&[9], &[7], Zero),
    Plan::new(&[9], &[8, 11, 12], Zero), Plan::new(&[9], &[8, 9], Zero),
    Plan::new(&[9], &[8, 9], ZeroMayBePart), Plan::new(&[9], &[8], Nothing),
    Plan::new(&[9], &[8], Zero), Plan::new(&[9], &[8], ZeroSix), Plan::new(&[9], &[9], Belarus),
    Plan::new(&[9], &[9], Nothing), Plan::new(&[9], &[9], Tajikistan),
    Plan::new(&[9], &[9], Uzbekistan), Plan::new(&[9], &[9], Zero),
    Plan::new(&[9], &[9], ZeroIsPart), Plan::new(&[], &[4], Nothing),
];

/// Two leading digits: the slot of a short code, or after those the block of long ones.
pub(super) static LEADING_TWO: [u8; 100] = [
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 46, 47, 48,
    49, 50, 51, 3, 255, 52, 4, 5, 6, 7, 8, 53, 9, 54, 55, 10, 11, 12, 56, 13, 14, 15, 16, 17, 18,
    19, 57, 20, 21, 22, 23, 24, 25, 26, 27, 58, 28, 29, 30, 31, 32, 33, 34, 59, 60, 61, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 255, 35, 36, 255, 37, 62, 38, 255, 63, 255, 39, 40, 41, 42, 43, 44, 64, 65,
    45, 66,
];

/// Each slot's main country.
pub(super) static MAIN_COUNTRY: [u8; 256] = [
    227, 186, 63, 242, 87, 162, 19, 73, 66, 96, 106, 184, 41, 11, 75, 57, 192, 163, 175, 55, 170,
    153, 49, 9, 30, 44, 47, 232, 154, 12, 97, 173, 167, 193, 213, 110, 118, 235, 46, 220, 101, 174,
    3, 126, 142, 104, 255, 203, 133, 60, 255, 255, 218, 255, 132, 255, 83, 200, 147, 141, 84, 42,
    20, 158, 212, 24, 150, 127, 198, 80, 160, 211, 39, 45, 50, 204, 86, 74, 40, 38, 8, 90, 102, 0,
    190, 191, 187, 67, 201, 56, 111, 224, 226, 23, 155, 255, 243, 138, 183, 244, 156, 152, 128, 33,
    208, 115, 194, 65, 255, 255, 255, 255, 255, 13, 72, 82, 81, 179, 130, 98, 105, 6, 149, 53, 68,
    21, 129, 131, 62, 135, 7, 34, 1, 134, 199, 255, 225, 185, 136, 239, 255, 94, 195, 16, 255, 140,
    54, 197, 255, 125, 255, 255, 255, 255, 255, 255, 70, 35, 88, 205, 93, 161, 48, 169, 176, 95,
    85, 28, 91, 61, 78, 181, 146, 202, 228, 51, 216, 255, 159, 27, 165, 172, 219, 189, 236, 69,
    180, 237, 43, 166, 255, 238, 114, 157, 222, 171, 215, 71, 139, 255, 255, 255, 255, 255, 255,
    255, 117, 255, 92, 144, 255, 113, 122, 255, 255, 255, 18, 255, 255, 255, 255, 255, 223, 255,
    255, 255, 151, 123, 109, 207, 103, 119, 188, 240, 168, 255, 178, 2, 99, 22, 182, 32, 143, 164,
    255, 255, 255, 255, 214, 217, 15, 77, 112, 255, 229, 255,
];

/// Which rows have international prefixes other than `00` and `011`, a bit each.
pub(super) static ABROAD_ROWS: [u32; 8] = [
    0x5000_5000, 0x0016_D024, 0x1800_0030, 0x0262_C20A, 0x02C0_8000, 0x6410_1481, 0x8268_000A,
    0x0000_4015,
];

/// How many such rows come before each 32.
pub(super) static ABROAD_BEFORE: [u8; 8] = [
    0, 4, 12, 16, 25, 29, 37, 44,
];

/// Where the patterns of each begin.
pub(super) static ABROAD_STARTS: [u16; 48] = [
    0, 50, 78, 81, 103, 0, 106, 129, 139, 151, 154, 0, 50, 156, 159, 162, 173, 177, 184, 194, 197,
    200, 204, 206, 103, 159, 234, 242, 245, 249, 252, 255, 273, 278, 103, 282, 286, 292, 296, 307,
    309, 103, 103, 313, 319, 323, 327, 154,
];

/// The patterns, as `phone::abroad` reads them.
pub(super) static ABROAD_PATTERNS: [u8; 339] = [
    0x70, 0x01, 0xB3, 0x72, 0x81, 0x41, 0x10, 0x01, 0x18, 0x14, 0x14, 0x00, 0x11, 0x81, 0x43, 0x40,
    0x01, 0x18, 0x14, 0x41, 0x00, 0x11, 0x81, 0x44, 0x70, 0x01, 0x18, 0x14, 0x56, 0x00, 0x11, 0x81,
    0x46, 0x60, 0x01, 0x18, 0x14, 0x74, 0x00, 0x11, 0x81, 0x47, 0x70, 0x01, 0x18, 0x14, 0x88, 0x00,
    0x11, 0x00, 0x69, 0x9B, 0x25, 0x38, 0x99, 0x5B, 0x01, 0x21, 0x59, 0x95, 0x77, 0x59, 0x95, 0x88,
    0x89, 0x95, 0x9B, 0x20, 0x18, 0x99, 0x53, 0xB0, 0x0C, 0x89, 0x95, 0x5B, 0x22, 0x00, 0x40, 0x01,
    0xA0, 0x40, 0x03, 0x17, 0x00, 0xB0, 0x60, 0x54, 0x00, 0x99, 0x70, 0x02, 0xB0, 0x2E, 0x70, 0x04,
    0xB0, 0x0A, 0x70, 0x01, 0xB0, 0x34, 0x00, 0x38, 0x10, 0x00, 0x71, 0x1B, 0x27, 0xF0, 0x71, 0x2B,
    0x03, 0xD0, 0x71, 0x5B, 0x13, 0xA0, 0x41, 0x69, 0x07, 0x17, 0xB0, 0xC3, 0x07, 0x18, 0xB1, 0x03,
    0x00, 0xA1, 0xB0, 0x06, 0xAA, 0xA0, 0x07, 0x17, 0x9A, 0xA0, 0x00, 0x60, 0x0B, 0x2A, 0x08, 0x00,
    0x4B, 0x01, 0x24, 0x50, 0x04, 0x56, 0x00, 0x31, 0x19, 0x00, 0x10, 0x00, 0x30, 0x52, 0x00, 0x30,
    0x01, 0x00, 0x60, 0x0B, 0x3C, 0x64, 0x00, 0x30, 0x70, 0x05, 0xB2, 0x01, 0x00, 0x60, 0x0B, 0x30,
    0x00, 0x60, 0x1B, 0x3F, 0xC4, 0x01, 0x05, 0x00, 0x71, 0x0B, 0x00, 0x60, 0x41, 0x00, 0x14, 0x11,
    0x00, 0x00, 0x30, 0x10, 0x00, 0x30, 0x00, 0x00, 0x60, 0x0B, 0x3F, 0x20, 0x29, 0x90, 0x60, 0x0B,
    0x36, 0x64, 0x00, 0x73, 0x50, 0x03, 0x91, 0x80, 0x03, 0xB0, 0x50, 0x55, 0x00, 0x70, 0x05, 0x00,
    0x75, 0x55, 0x00, 0x72, 0x78, 0x00, 0x76, 0xB0, 0x46, 0x00, 0x60, 0xB0, 0xF4, 0x06, 0x03, 0xB0,
    0x09, 0x00, 0x30, 0x19, 0x00, 0x50, 0xB2, 0x01, 0x00, 0x30, 0x09, 0x00, 0x40, 0x16, 0x10, 0x61,
    0x91, 0x10, 0x06, 0x19, 0x12, 0x00, 0x61, 0x91, 0x40, 0x06, 0x19, 0x77, 0x00, 0x61, 0x99, 0x00,
    0x00, 0x71, 0x40, 0xB0, 0x0E, 0x00, 0x60, 0x1B, 0x00, 0x60, 0x50, 0xB0, 0x03, 0x00, 0x50, 0xB0,
    0x07, 0x30, 0x10, 0x00, 0x60, 0xB0, 0x0F, 0xA0, 0x41, 0x02, 0x24, 0x10, 0x66, 0x41, 0x08, 0x84,
    0x10, 0x99, 0x00, 0x21, 0x60, 0x60, 0x0B, 0x3F, 0xE0, 0x30, 0x19, 0x60, 0x0B, 0x2E, 0x40, 0x60,
    0x0B, 0x06, 0x10, 0x60, 0x0B, 0x0A, 0x10, 0x70, 0x1B, 0x3F, 0x8A, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00,
];

/// Bytes of the arrays above.
pub(super) const BYTES: usize = size_of_val(&ALPHA2)
    + size_of_val(&REGIONS)
    + size_of_val(&PLANS)
    + size_of_val(&LEADING_TWO)
    + size_of_val(&MAIN_COUNTRY)
    + size_of_val(&ABROAD_ROWS)
    + size_of_val(&ABROAD_BEFORE)
    + size_of_val(&ABROAD_STARTS)
    + size_of_val(&ABROAD_PATTERNS);

/// The main country of each shared calling code, and where its prefixes end.
pub(super) static SHARED_CODES: [[u8; 2]; 11] = [
    [227, 1], [186, 2], [106, 3], [75, 22], [163, 23], [12, 43], [183, 50], [194, 51], [68, 52],
    [85, 68], [51, 71],
];

/// Prefixes of national numbers, six digits filled up with ones, and whose they are.
pub(super) static SHARED_PREFIXES: [[u8; 4]; 71] = [
    [0x80, 0x01, 0x4F, 59], [0x7F, 0xFF, 0xFF, 121], [0x06, 0x69, 0x8F, 230],
    [0x14, 0x81, 0xFF, 79], [0x15, 0x34, 0xFF, 107], [0x16, 0x24, 0xFF, 100],
    [0x74, 0x57, 0x6F, 100], [0x75, 0x09, 0xFF, 107], [0x75, 0x24, 0xFF, 100],
    [0x76, 0x24, 0xFF, 100], [0x77, 0x00, 0x3F, 107], [0x77, 0x00, 0x7F, 107],
    [0x77, 0x00, 0x8F, 107], [0x77, 0x81, 0xFF, 79], [0x77, 0x97, 0xFF, 107],
    [0x78, 0x29, 0xFF, 107], [0x78, 0x39, 0xFF, 79], [0x79, 0x11, 0x1F, 79],
    [0x79, 0x11, 0x7F, 79], [0x79, 0x37, 0xFF, 107], [0x98, 0x0F, 0xFF, 79],
    [0x98, 0x1F, 0xFF, 79], [0x79, 0xFF, 0xFF, 196], [0x85, 0x10, 0x01, 52],
    [0x85, 0x10, 0x02, 37], [0x85, 0x10, 0x30, 52], [0x85, 0x10, 0x31, 37], [0x85, 0x10, 0x59, 52],
    [0x85, 0x10, 0x60, 37], [0x85, 0x10, 0x88, 52], [0x85, 0x10, 0x89, 37], [0x85, 0x11, 0x17, 52],
    [0x85, 0x11, 0x18, 37], [0x85, 0x11, 0x46, 52], [0x85, 0x11, 0x75, 52], [0x85, 0x11, 0x76, 37],
    [0x85, 0x12, 0x22, 52], [0x85, 0x12, 0x23, 37], [0x85, 0x12, 0x35, 52], [0x89, 0x16, 0x2F, 37],
    [0x89, 0x16, 0x4F, 52], [0x89, 0x17, 0x03, 37], [0x89, 0x19, 0x58, 52],
    [0x26, 0x89, 0xFF, 241], [0x26, 0x9F, 0xFF, 241], [0x63, 0x9F, 0xFF, 241],
    [0x70, 0x93, 0xFF, 241], [0x93, 0x98, 0xFF, 241], [0x94, 0x78, 0xFF, 241],
    [0x97, 0x69, 0xFF, 241], [0x8F, 0xFF, 0xFF, 209], [0x18, 0xFF, 0xFF, 14],
    [0x59, 0x00, 0x0F, 137], [0x59, 0x00, 0x7F, 137], [0x59, 0x00, 0x9F, 137],
    [0x59, 0x01, 0x3F, 137], [0x59, 0x02, 0x7F, 25], [0x59, 0x02, 0x9F, 25],
    [0x59, 0x03, 0x0F, 137], [0x59, 0x04, 0x3F, 137], [0x59, 0x05, 0x0F, 137],
    [0x59, 0x05, 0x1F, 25], [0x59, 0x05, 0x2F, 25], [0x59, 0x05, 0x6F, 137],
    [0x59, 0x05, 0x8F, 137], [0x59, 0x07, 0x7F, 137], [0x59, 0x07, 0x9F, 137],
    [0x59, 0x08, 0x7F, 25], [0x31, 0xFF, 0xFF, 29], [0x41, 0xFF, 0xFF, 29], [0x7F, 0xFF, 0xFF, 29],
];

/// North American area codes outside the United States, and whose they are.
pub(super) static AREAS: [[u8; 3]; 86] = [
    [0x02, 0x04, 36], [0x02, 0x26, 36], [0x02, 0x36, 36], [0x02, 0x42, 31], [0x02, 0x46, 17],
    [0x02, 0x49, 36], [0x02, 0x50, 36], [0x02, 0x57, 36], [0x02, 0x63, 36], [0x02, 0x64, 5],
    [0x02, 0x68, 4], [0x02, 0x73, 36], [0x02, 0x84, 233], [0x02, 0x89, 36], [0x03, 0x06, 36],
    [0x03, 0x40, 234], [0x03, 0x43, 36], [0x03, 0x45, 120], [0x03, 0x54, 36], [0x03, 0x65, 36],
    [0x03, 0x67, 36], [0x03, 0x68, 36], [0x03, 0x82, 36], [0x04, 0x03, 36], [0x04, 0x16, 36],
    [0x04, 0x18, 36], [0x04, 0x28, 36], [0x04, 0x31, 36], [0x04, 0x37, 36], [0x04, 0x38, 36],
    [0x04, 0x41, 26], [0x04, 0x50, 36], [0x04, 0x68, 36], [0x04, 0x73, 76], [0x04, 0x74, 36],
    [0x05, 0x06, 36], [0x05, 0x14, 36], [0x05, 0x19, 36], [0x05, 0x48, 36], [0x05, 0x79, 36],
    [0x05, 0x81, 36], [0x05, 0x84, 36], [0x05, 0x87, 36], [0x06, 0x00, 36], [0x06, 0x04, 36],
    [0x06, 0x13, 36], [0x06, 0x22, 36], [0x06, 0x33, 36], [0x06, 0x39, 36], [0x06, 0x47, 36],
    [0x06, 0x49, 210], [0x06, 0x58, 108], [0x06, 0x64, 148], [0x06, 0x70, 145], [0x06, 0x71, 89],
    [0x06, 0x72, 36], [0x06, 0x83, 36], [0x06, 0x84, 10], [0x07, 0x05, 36], [0x07, 0x09, 36],
    [0x07, 0x21, 206], [0x07, 0x42, 36], [0x07, 0x53, 36], [0x07, 0x58, 124], [0x07, 0x67, 58],
    [0x07, 0x78, 36], [0x07, 0x80, 36], [0x07, 0x82, 36], [0x07, 0x84, 231], [0x07, 0x87, 177],
    [0x08, 0x07, 36], [0x08, 0x09, 59], [0x08, 0x19, 36], [0x08, 0x25, 36], [0x08, 0x29, 59],
    [0x08, 0x49, 59], [0x08, 0x67, 36], [0x08, 0x68, 221], [0x08, 0x69, 116], [0x08, 0x73, 36],
    [0x08, 0x76, 108], [0x08, 0x79, 36], [0x09, 0x02, 36], [0x09, 0x05, 36], [0x09, 0x39, 177],
    [0x09, 0x42, 36],
];

/// Bytes of the arrays above.
pub(super) const SHARED_BYTES: usize = size_of_val(&SHARED_CODES)
    + size_of_val(&SHARED_PREFIXES)
    + size_of_val(&AREAS);
