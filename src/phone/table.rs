//! @generated from tests/data/regions.tsv by `BLESS=1 cargo test --test phone`; do not edit.
//! What libphonenumber's metadata tell of each country's numbers (see NOTICE).

use super::Country;
use super::country::Region;
use super::plan::Plan;
use super::plan::Trunk::{
    Argentina, Belarus, Brazil, Eight, Gabon, Lithuania, Mexico, Nothing, One, Tajikistan,
    Uzbekistan, Zero, ZeroIsPart, ZeroMayBePart, ZeroSix,
};

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

/// Each row's calling code, its digits on top and how many in the last four bits; and its plan.
pub(super) static REGIONS: [Region; 245] = [
    Region::new(0x2473, 24), Region::new(0x3763, 29), Region::new(0x9713, 91),
    Region::new(0x9302, 97), Region::new(0x1001, 6), Region::new(0x1001, 6),
    Region::new(0x3553, 91), Region::new(0x3743, 69), Region::new(0x2443, 94),
    Region::new(0x5402, 0), Region::new(0x1001, 6), Region::new(0x4302, 33),
    Region::new(0x6102, 97), Region::new(0x2973, 49), Region::new(0x3583, 26),
    Region::new(0x9943, 97), Region::new(0x3873, 57), Region::new(0x1001, 6),
    Region::new(0x8803, 10), Region::new(0x3202, 91), Region::new(0x2263, 70),
    Region::new(0x3593, 55), Region::new(0x9733, 68), Region::new(0x2573, 68),
    Region::new(0x2293, 8), Region::new(0x5903, 97), Region::new(0x1001, 6),
    Region::new(0x6733, 49), Region::new(0x5913, 69), Region::new(0x5993, 49),
    Region::new(0x5502, 1), Region::new(0x1001, 6), Region::new(0x9753, 62),
    Region::new(0x2673, 63), Region::new(0x3753, 93), Region::new(0x5013, 52),
    Region::new(0x1001, 6), Region::new(0x6102, 97), Region::new(0x2433, 41),
    Region::new(0x2363, 68), Region::new(0x2423, 98), Region::new(0x4102, 97),
    Region::new(0x2253, 8), Region::new(0x6823, 23), Region::new(0x5602, 94),
    Region::new(0x2373, 94), Region::new(0x8602, 17), Region::new(0x5702, 12),
    Region::new(0x5063, 68), Region::new(0x5302, 60), Region::new(0x2383, 49),
    Region::new(0x5993, 36), Region::new(0x6102, 97), Region::new(0x3573, 68),
    Region::new(0x4203, 94), Region::new(0x4902, 2), Region::new(0x2533, 68),
    Region::new(0x4502, 68), Region::new(0x1001, 6), Region::new(0x1001, 6),
    Region::new(0x2133, 88), Region::new(0x5933, 91), Region::new(0x3723, 38),
    Region::new(0x2002, 13), Region::new(0x2123, 97), Region::new(0x2913, 51),
    Region::new(0x3402, 94), Region::new(0x2513, 97), Region::new(0x3583, 25),
    Region::new(0x6793, 52), Region::new(0x5003, 23), Region::new(0x6913, 49),
    Region::new(0x2983, 30), Region::new(0x3302, 97), Region::new(0x2413, 40),
    Region::new(0x4402, 15), Region::new(0x1001, 6), Region::new(0x9953, 97),
    Region::new(0x5943, 97), Region::new(0x4402, 7), Region::new(0x2333, 97),
    Region::new(0x3503, 68), Region::new(0x2993, 30), Region::new(0x2203, 42),
    Region::new(0x2243, 90), Region::new(0x5903, 97), Region::new(0x2403, 94),
    Region::new(0x3002, 5), Region::new(0x5023, 68), Region::new(0x1001, 6),
    Region::new(0x2453, 94), Region::new(0x5923, 49), Region::new(0x8523, 68),
    Region::new(0x5043, 68), Region::new(0x3853, 56), Region::new(0x5093, 68),
    Region::new(0x3602, 92), Region::new(0x6202, 71), Region::new(0x3533, 82),
    Region::new(0x9723, 87), Region::new(0x4402, 7), Region::new(0x9102, 7),
    Region::new(0x2463, 49), Region::new(0x9643, 13), Region::new(0x9802, 9),
    Region::new(0x3543, 43), Region::new(0x3902, 73), Region::new(0x4402, 7),
    Region::new(0x1001, 6), Region::new(0x9623, 91), Region::new(0x8102, 16),
    Region::new(0x2543, 83), Region::new(0x9963, 97), Region::new(0x8553, 56),
    Region::new(0x6863, 59), Region::new(0x2693, 49), Region::new(0x1001, 6),
    Region::new(0x8503, 12), Region::new(0x8202, 72), Region::new(0x9653, 68),
    Region::new(0x1001, 6), Region::new(0x7001, 3), Region::new(0x8563, 76),
    Region::new(0x9613, 37), Region::new(0x1001, 6), Region::new(0x4233, 44),
    Region::new(0x9402, 97), Region::new(0x2313, 45), Region::new(0x2663, 68),
    Region::new(0x3703, 67), Region::new(0x3523, 79), Region::new(0x3713, 68),
    Region::new(0x2183, 97), Region::new(0x2123, 97), Region::new(0x3773, 57),
    Region::new(0x3733, 69), Region::new(0x3823, 69), Region::new(0x5903, 97),
    Region::new(0x2613, 97), Region::new(0x6923, 50), Region::new(0x3893, 69),
    Region::new(0x2233, 68), Region::new(0x9502, 34), Region::new(0x9763, 65),
    Region::new(0x8533, 70), Region::new(0x1001, 6), Region::new(0x5963, 97),
    Region::new(0x2223, 68), Region::new(0x1001, 6), Region::new(0x3563, 68),
    Region::new(0x2303, 61), Region::new(0x9603, 49), Region::new(0x2653, 86),
    Region::new(0x5202, 4), Region::new(0x6002, 75), Region::new(0x2583, 90),
    Region::new(0x2643, 88), Region::new(0x6873, 31), Region::new(0x2273, 70),
    Region::new(0x6723, 30), Region::new(0x2343, 7), Region::new(0x5053, 68),
    Region::new(0x3102, 77), Region::new(0x4702, 70), Region::new(0x9773, 14),
    Region::new(0x6743, 49), Region::new(0x6833, 19), Region::new(0x6402, 54),
    Region::new(0x9683, 68), Region::new(0x5073, 39), Region::new(0x5102, 91),
    Region::new(0x6893, 68), Region::new(0x6753, 62), Region::new(0x6302, 11),
    Region::new(0x9202, 15), Region::new(0x4802, 85), Region::new(0x5083, 28),
    Region::new(0x1001, 6), Region::new(0x9703, 91), Region::new(0x3513, 94),
    Region::new(0x6803, 49), Region::new(0x5953, 83), Region::new(0x9743, 70),
    Region::new(0x2623, 97), Region::new(0x4002, 81), Region::new(0x3813, 53),
    Region::new(0x7001, 3), Region::new(0x2503, 89), Region::new(0x9663, 97),
    Region::new(0x6773, 21), Region::new(0x2483, 49), Region::new(0x2493, 97),
    Region::new(0x4602, 83), Region::new(0x6502, 68), Region::new(0x2903, 22),
    Region::new(0x3863, 69), Region::new(0x4702, 70), Region::new(0x4213, 80),
    Region::new(0x2323, 69), Region::new(0x3783, 58), Region::new(0x2213, 94),
    Region::new(0x2523, 35), Region::new(0x5973, 48), Region::new(0x2113, 97),
    Region::new(0x2393, 49), Region::new(0x5033, 68), Region::new(0x1001, 6),
    Region::new(0x9633, 88), Region::new(0x2683, 70), Region::new(0x2903, 99),
    Region::new(0x1001, 6), Region::new(0x2353, 68), Region::new(0x2283, 68),
    Region::new(0x6602, 91), Region::new(0x9923, 95), Region::new(0x6903, 18),
    Region::new(0x6703, 62), Region::new(0x9933, 66), Region::new(0x2163, 68),
    Region::new(0x6763, 47), Region::new(0x9002, 7), Region::new(0x1001, 6),
    Region::new(0x6883, 27), Region::new(0x8863, 88), Region::new(0x2553, 97),
    Region::new(0x3803, 97), Region::new(0x2563, 97), Region::new(0x1001, 6),
    Region::new(0x5983, 69), Region::new(0x9983, 96), Region::new(0x3902, 74),
    Region::new(0x1001, 6), Region::new(0x5802, 7), Region::new(0x1001, 6), Region::new(0x1001, 6),
    Region::new(0x8402, 78), Region::new(0x6783, 46), Region::new(0x6813, 30),
    Region::new(0x6853, 32), Region::new(0x3833, 64), Region::new(0x9673, 84),
    Region::new(0x2623, 97), Region::new(0x2702, 20), Region::new(0x2603, 97),
    Region::new(0x2633, 97),
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
    Plan::new(&[9, 10], &[5, 6, 8, 9, 10], Zero),
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

/// Two leading digits: the slot of a short code, or behind those the block of ten of long ones.
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

/// Bytes of the arrays above.
pub(super) const BYTES: usize = size_of_val(&ALPHA2)
    + size_of_val(&REGIONS)
    + size_of_val(&PLANS)
    + size_of_val(&LEADING_TWO)
    + size_of_val(&MAIN_COUNTRY);

/// Every region by its code.
impl Country {
    /// `AC`, calling code 247.
    pub const AC: Self = Self::row(0);
    /// `AD`, calling code 376.
    pub const AD: Self = Self::row(1);
    /// `AE`, calling code 971.
    pub const AE: Self = Self::row(2);
    /// `AF`, calling code 93.
    pub const AF: Self = Self::row(3);
    /// `AG`, calling code 1.
    pub const AG: Self = Self::row(4);
    /// `AI`, calling code 1.
    pub const AI: Self = Self::row(5);
    /// `AL`, calling code 355.
    pub const AL: Self = Self::row(6);
    /// `AM`, calling code 374.
    pub const AM: Self = Self::row(7);
    /// `AO`, calling code 244.
    pub const AO: Self = Self::row(8);
    /// `AR`, calling code 54.
    pub const AR: Self = Self::row(9);
    /// `AS`, calling code 1.
    pub const AS: Self = Self::row(10);
    /// `AT`, calling code 43.
    pub const AT: Self = Self::row(11);
    /// `AU`, calling code 61.
    pub const AU: Self = Self::row(12);
    /// `AW`, calling code 297.
    pub const AW: Self = Self::row(13);
    /// `AX`, calling code 358.
    pub const AX: Self = Self::row(14);
    /// `AZ`, calling code 994.
    pub const AZ: Self = Self::row(15);
    /// `BA`, calling code 387.
    pub const BA: Self = Self::row(16);
    /// `BB`, calling code 1.
    pub const BB: Self = Self::row(17);
    /// `BD`, calling code 880.
    pub const BD: Self = Self::row(18);
    /// `BE`, calling code 32.
    pub const BE: Self = Self::row(19);
    /// `BF`, calling code 226.
    pub const BF: Self = Self::row(20);
    /// `BG`, calling code 359.
    pub const BG: Self = Self::row(21);
    /// `BH`, calling code 973.
    pub const BH: Self = Self::row(22);
    /// `BI`, calling code 257.
    pub const BI: Self = Self::row(23);
    /// `BJ`, calling code 229.
    pub const BJ: Self = Self::row(24);
    /// `BL`, calling code 590.
    pub const BL: Self = Self::row(25);
    /// `BM`, calling code 1.
    pub const BM: Self = Self::row(26);
    /// `BN`, calling code 673.
    pub const BN: Self = Self::row(27);
    /// `BO`, calling code 591.
    pub const BO: Self = Self::row(28);
    /// `BQ`, calling code 599.
    pub const BQ: Self = Self::row(29);
    /// `BR`, calling code 55.
    pub const BR: Self = Self::row(30);
    /// `BS`, calling code 1.
    pub const BS: Self = Self::row(31);
    /// `BT`, calling code 975.
    pub const BT: Self = Self::row(32);
    /// `BW`, calling code 267.
    pub const BW: Self = Self::row(33);
    /// `BY`, calling code 375.
    pub const BY: Self = Self::row(34);
    /// `BZ`, calling code 501.
    pub const BZ: Self = Self::row(35);
    /// `CA`, calling code 1.
    pub const CA: Self = Self::row(36);
    /// `CC`, calling code 61.
    pub const CC: Self = Self::row(37);
    /// `CD`, calling code 243.
    pub const CD: Self = Self::row(38);
    /// `CF`, calling code 236.
    pub const CF: Self = Self::row(39);
    /// `CG`, calling code 242.
    pub const CG: Self = Self::row(40);
    /// `CH`, calling code 41.
    pub const CH: Self = Self::row(41);
    /// `CI`, calling code 225.
    pub const CI: Self = Self::row(42);
    /// `CK`, calling code 682.
    pub const CK: Self = Self::row(43);
    /// `CL`, calling code 56.
    pub const CL: Self = Self::row(44);
    /// `CM`, calling code 237.
    pub const CM: Self = Self::row(45);
    /// `CN`, calling code 86.
    pub const CN: Self = Self::row(46);
    /// `CO`, calling code 57.
    pub const CO: Self = Self::row(47);
    /// `CR`, calling code 506.
    pub const CR: Self = Self::row(48);
    /// `CU`, calling code 53.
    pub const CU: Self = Self::row(49);
    /// `CV`, calling code 238.
    pub const CV: Self = Self::row(50);
    /// `CW`, calling code 599.
    pub const CW: Self = Self::row(51);
    /// `CX`, calling code 61.
    pub const CX: Self = Self::row(52);
    /// `CY`, calling code 357.
    pub const CY: Self = Self::row(53);
    /// `CZ`, calling code 420.
    pub const CZ: Self = Self::row(54);
    /// `DE`, calling code 49.
    pub const DE: Self = Self::row(55);
    /// `DJ`, calling code 253.
    pub const DJ: Self = Self::row(56);
    /// `DK`, calling code 45.
    pub const DK: Self = Self::row(57);
    /// `DM`, calling code 1.
    pub const DM: Self = Self::row(58);
    /// `DO`, calling code 1.
    pub const DO: Self = Self::row(59);
    /// `DZ`, calling code 213.
    pub const DZ: Self = Self::row(60);
    /// `EC`, calling code 593.
    pub const EC: Self = Self::row(61);
    /// `EE`, calling code 372.
    pub const EE: Self = Self::row(62);
    /// `EG`, calling code 20.
    pub const EG: Self = Self::row(63);
    /// `EH`, calling code 212.
    pub const EH: Self = Self::row(64);
    /// `ER`, calling code 291.
    pub const ER: Self = Self::row(65);
    /// `ES`, calling code 34.
    pub const ES: Self = Self::row(66);
    /// `ET`, calling code 251.
    pub const ET: Self = Self::row(67);
    /// `FI`, calling code 358.
    pub const FI: Self = Self::row(68);
    /// `FJ`, calling code 679.
    pub const FJ: Self = Self::row(69);
    /// `FK`, calling code 500.
    pub const FK: Self = Self::row(70);
    /// `FM`, calling code 691.
    pub const FM: Self = Self::row(71);
    /// `FO`, calling code 298.
    pub const FO: Self = Self::row(72);
    /// `FR`, calling code 33.
    pub const FR: Self = Self::row(73);
    /// `GA`, calling code 241.
    pub const GA: Self = Self::row(74);
    /// `GB`, calling code 44.
    pub const GB: Self = Self::row(75);
    /// `GD`, calling code 1.
    pub const GD: Self = Self::row(76);
    /// `GE`, calling code 995.
    pub const GE: Self = Self::row(77);
    /// `GF`, calling code 594.
    pub const GF: Self = Self::row(78);
    /// `GG`, calling code 44.
    pub const GG: Self = Self::row(79);
    /// `GH`, calling code 233.
    pub const GH: Self = Self::row(80);
    /// `GI`, calling code 350.
    pub const GI: Self = Self::row(81);
    /// `GL`, calling code 299.
    pub const GL: Self = Self::row(82);
    /// `GM`, calling code 220.
    pub const GM: Self = Self::row(83);
    /// `GN`, calling code 224.
    pub const GN: Self = Self::row(84);
    /// `GP`, calling code 590.
    pub const GP: Self = Self::row(85);
    /// `GQ`, calling code 240.
    pub const GQ: Self = Self::row(86);
    /// `GR`, calling code 30.
    pub const GR: Self = Self::row(87);
    /// `GT`, calling code 502.
    pub const GT: Self = Self::row(88);
    /// `GU`, calling code 1.
    pub const GU: Self = Self::row(89);
    /// `GW`, calling code 245.
    pub const GW: Self = Self::row(90);
    /// `GY`, calling code 592.
    pub const GY: Self = Self::row(91);
    /// `HK`, calling code 852.
    pub const HK: Self = Self::row(92);
    /// `HN`, calling code 504.
    pub const HN: Self = Self::row(93);
    /// `HR`, calling code 385.
    pub const HR: Self = Self::row(94);
    /// `HT`, calling code 509.
    pub const HT: Self = Self::row(95);
    /// `HU`, calling code 36.
    pub const HU: Self = Self::row(96);
    /// `ID`, calling code 62.
    pub const ID: Self = Self::row(97);
    /// `IE`, calling code 353.
    pub const IE: Self = Self::row(98);
    /// `IL`, calling code 972.
    pub const IL: Self = Self::row(99);
    /// `IM`, calling code 44.
    pub const IM: Self = Self::row(100);
    /// `IN`, calling code 91.
    pub const IN: Self = Self::row(101);
    /// `IO`, calling code 246.
    pub const IO: Self = Self::row(102);
    /// `IQ`, calling code 964.
    pub const IQ: Self = Self::row(103);
    /// `IR`, calling code 98.
    pub const IR: Self = Self::row(104);
    /// `IS`, calling code 354.
    pub const IS: Self = Self::row(105);
    /// `IT`, calling code 39.
    pub const IT: Self = Self::row(106);
    /// `JE`, calling code 44.
    pub const JE: Self = Self::row(107);
    /// `JM`, calling code 1.
    pub const JM: Self = Self::row(108);
    /// `JO`, calling code 962.
    pub const JO: Self = Self::row(109);
    /// `JP`, calling code 81.
    pub const JP: Self = Self::row(110);
    /// `KE`, calling code 254.
    pub const KE: Self = Self::row(111);
    /// `KG`, calling code 996.
    pub const KG: Self = Self::row(112);
    /// `KH`, calling code 855.
    pub const KH: Self = Self::row(113);
    /// `KI`, calling code 686.
    pub const KI: Self = Self::row(114);
    /// `KM`, calling code 269.
    pub const KM: Self = Self::row(115);
    /// `KN`, calling code 1.
    pub const KN: Self = Self::row(116);
    /// `KP`, calling code 850.
    pub const KP: Self = Self::row(117);
    /// `KR`, calling code 82.
    pub const KR: Self = Self::row(118);
    /// `KW`, calling code 965.
    pub const KW: Self = Self::row(119);
    /// `KY`, calling code 1.
    pub const KY: Self = Self::row(120);
    /// `KZ`, calling code 7.
    pub const KZ: Self = Self::row(121);
    /// `LA`, calling code 856.
    pub const LA: Self = Self::row(122);
    /// `LB`, calling code 961.
    pub const LB: Self = Self::row(123);
    /// `LC`, calling code 1.
    pub const LC: Self = Self::row(124);
    /// `LI`, calling code 423.
    pub const LI: Self = Self::row(125);
    /// `LK`, calling code 94.
    pub const LK: Self = Self::row(126);
    /// `LR`, calling code 231.
    pub const LR: Self = Self::row(127);
    /// `LS`, calling code 266.
    pub const LS: Self = Self::row(128);
    /// `LT`, calling code 370.
    pub const LT: Self = Self::row(129);
    /// `LU`, calling code 352.
    pub const LU: Self = Self::row(130);
    /// `LV`, calling code 371.
    pub const LV: Self = Self::row(131);
    /// `LY`, calling code 218.
    pub const LY: Self = Self::row(132);
    /// `MA`, calling code 212.
    pub const MA: Self = Self::row(133);
    /// `MC`, calling code 377.
    pub const MC: Self = Self::row(134);
    /// `MD`, calling code 373.
    pub const MD: Self = Self::row(135);
    /// `ME`, calling code 382.
    pub const ME: Self = Self::row(136);
    /// `MF`, calling code 590.
    pub const MF: Self = Self::row(137);
    /// `MG`, calling code 261.
    pub const MG: Self = Self::row(138);
    /// `MH`, calling code 692.
    pub const MH: Self = Self::row(139);
    /// `MK`, calling code 389.
    pub const MK: Self = Self::row(140);
    /// `ML`, calling code 223.
    pub const ML: Self = Self::row(141);
    /// `MM`, calling code 95.
    pub const MM: Self = Self::row(142);
    /// `MN`, calling code 976.
    pub const MN: Self = Self::row(143);
    /// `MO`, calling code 853.
    pub const MO: Self = Self::row(144);
    /// `MP`, calling code 1.
    pub const MP: Self = Self::row(145);
    /// `MQ`, calling code 596.
    pub const MQ: Self = Self::row(146);
    /// `MR`, calling code 222.
    pub const MR: Self = Self::row(147);
    /// `MS`, calling code 1.
    pub const MS: Self = Self::row(148);
    /// `MT`, calling code 356.
    pub const MT: Self = Self::row(149);
    /// `MU`, calling code 230.
    pub const MU: Self = Self::row(150);
    /// `MV`, calling code 960.
    pub const MV: Self = Self::row(151);
    /// `MW`, calling code 265.
    pub const MW: Self = Self::row(152);
    /// `MX`, calling code 52.
    pub const MX: Self = Self::row(153);
    /// `MY`, calling code 60.
    pub const MY: Self = Self::row(154);
    /// `MZ`, calling code 258.
    pub const MZ: Self = Self::row(155);
    /// `NA`, calling code 264.
    pub const NA: Self = Self::row(156);
    /// `NC`, calling code 687.
    pub const NC: Self = Self::row(157);
    /// `NE`, calling code 227.
    pub const NE: Self = Self::row(158);
    /// `NF`, calling code 672.
    pub const NF: Self = Self::row(159);
    /// `NG`, calling code 234.
    pub const NG: Self = Self::row(160);
    /// `NI`, calling code 505.
    pub const NI: Self = Self::row(161);
    /// `NL`, calling code 31.
    pub const NL: Self = Self::row(162);
    /// `NO`, calling code 47.
    pub const NO: Self = Self::row(163);
    /// `NP`, calling code 977.
    pub const NP: Self = Self::row(164);
    /// `NR`, calling code 674.
    pub const NR: Self = Self::row(165);
    /// `NU`, calling code 683.
    pub const NU: Self = Self::row(166);
    /// `NZ`, calling code 64.
    pub const NZ: Self = Self::row(167);
    /// `OM`, calling code 968.
    pub const OM: Self = Self::row(168);
    /// `PA`, calling code 507.
    pub const PA: Self = Self::row(169);
    /// `PE`, calling code 51.
    pub const PE: Self = Self::row(170);
    /// `PF`, calling code 689.
    pub const PF: Self = Self::row(171);
    /// `PG`, calling code 675.
    pub const PG: Self = Self::row(172);
    /// `PH`, calling code 63.
    pub const PH: Self = Self::row(173);
    /// `PK`, calling code 92.
    pub const PK: Self = Self::row(174);
    /// `PL`, calling code 48.
    pub const PL: Self = Self::row(175);
    /// `PM`, calling code 508.
    pub const PM: Self = Self::row(176);
    /// `PR`, calling code 1.
    pub const PR: Self = Self::row(177);
    /// `PS`, calling code 970.
    pub const PS: Self = Self::row(178);
    /// `PT`, calling code 351.
    pub const PT: Self = Self::row(179);
    /// `PW`, calling code 680.
    pub const PW: Self = Self::row(180);
    /// `PY`, calling code 595.
    pub const PY: Self = Self::row(181);
    /// `QA`, calling code 974.
    pub const QA: Self = Self::row(182);
    /// `RE`, calling code 262.
    pub const RE: Self = Self::row(183);
    /// `RO`, calling code 40.
    pub const RO: Self = Self::row(184);
    /// `RS`, calling code 381.
    pub const RS: Self = Self::row(185);
    /// `RU`, calling code 7.
    pub const RU: Self = Self::row(186);
    /// `RW`, calling code 250.
    pub const RW: Self = Self::row(187);
    /// `SA`, calling code 966.
    pub const SA: Self = Self::row(188);
    /// `SB`, calling code 677.
    pub const SB: Self = Self::row(189);
    /// `SC`, calling code 248.
    pub const SC: Self = Self::row(190);
    /// `SD`, calling code 249.
    pub const SD: Self = Self::row(191);
    /// `SE`, calling code 46.
    pub const SE: Self = Self::row(192);
    /// `SG`, calling code 65.
    pub const SG: Self = Self::row(193);
    /// `SH`, calling code 290.
    pub const SH: Self = Self::row(194);
    /// `SI`, calling code 386.
    pub const SI: Self = Self::row(195);
    /// `SJ`, calling code 47.
    pub const SJ: Self = Self::row(196);
    /// `SK`, calling code 421.
    pub const SK: Self = Self::row(197);
    /// `SL`, calling code 232.
    pub const SL: Self = Self::row(198);
    /// `SM`, calling code 378.
    pub const SM: Self = Self::row(199);
    /// `SN`, calling code 221.
    pub const SN: Self = Self::row(200);
    /// `SO`, calling code 252.
    pub const SO: Self = Self::row(201);
    /// `SR`, calling code 597.
    pub const SR: Self = Self::row(202);
    /// `SS`, calling code 211.
    pub const SS: Self = Self::row(203);
    /// `ST`, calling code 239.
    pub const ST: Self = Self::row(204);
    /// `SV`, calling code 503.
    pub const SV: Self = Self::row(205);
    /// `SX`, calling code 1.
    pub const SX: Self = Self::row(206);
    /// `SY`, calling code 963.
    pub const SY: Self = Self::row(207);
    /// `SZ`, calling code 268.
    pub const SZ: Self = Self::row(208);
    /// `TA`, calling code 290.
    pub const TA: Self = Self::row(209);
    /// `TC`, calling code 1.
    pub const TC: Self = Self::row(210);
    /// `TD`, calling code 235.
    pub const TD: Self = Self::row(211);
    /// `TG`, calling code 228.
    pub const TG: Self = Self::row(212);
    /// `TH`, calling code 66.
    pub const TH: Self = Self::row(213);
    /// `TJ`, calling code 992.
    pub const TJ: Self = Self::row(214);
    /// `TK`, calling code 690.
    pub const TK: Self = Self::row(215);
    /// `TL`, calling code 670.
    pub const TL: Self = Self::row(216);
    /// `TM`, calling code 993.
    pub const TM: Self = Self::row(217);
    /// `TN`, calling code 216.
    pub const TN: Self = Self::row(218);
    /// `TO`, calling code 676.
    pub const TO: Self = Self::row(219);
    /// `TR`, calling code 90.
    pub const TR: Self = Self::row(220);
    /// `TT`, calling code 1.
    pub const TT: Self = Self::row(221);
    /// `TV`, calling code 688.
    pub const TV: Self = Self::row(222);
    /// `TW`, calling code 886.
    pub const TW: Self = Self::row(223);
    /// `TZ`, calling code 255.
    pub const TZ: Self = Self::row(224);
    /// `UA`, calling code 380.
    pub const UA: Self = Self::row(225);
    /// `UG`, calling code 256.
    pub const UG: Self = Self::row(226);
    /// `US`, calling code 1.
    pub const US: Self = Self::row(227);
    /// `UY`, calling code 598.
    pub const UY: Self = Self::row(228);
    /// `UZ`, calling code 998.
    pub const UZ: Self = Self::row(229);
    /// `VA`, calling code 39.
    pub const VA: Self = Self::row(230);
    /// `VC`, calling code 1.
    pub const VC: Self = Self::row(231);
    /// `VE`, calling code 58.
    pub const VE: Self = Self::row(232);
    /// `VG`, calling code 1.
    pub const VG: Self = Self::row(233);
    /// `VI`, calling code 1.
    pub const VI: Self = Self::row(234);
    /// `VN`, calling code 84.
    pub const VN: Self = Self::row(235);
    /// `VU`, calling code 678.
    pub const VU: Self = Self::row(236);
    /// `WF`, calling code 681.
    pub const WF: Self = Self::row(237);
    /// `WS`, calling code 685.
    pub const WS: Self = Self::row(238);
    /// `XK`, calling code 383.
    pub const XK: Self = Self::row(239);
    /// `YE`, calling code 967.
    pub const YE: Self = Self::row(240);
    /// `YT`, calling code 262.
    pub const YT: Self = Self::row(241);
    /// `ZA`, calling code 27.
    pub const ZA: Self = Self::row(242);
    /// `ZM`, calling code 260.
    pub const ZM: Self = Self::row(243);
    /// `ZW`, calling code 263.
    pub const ZW: Self = Self::row(244);
}
