//! The texts: several scripts at the lengths where something changes, and each character of the
//! alphabet.

const SAMPLES: [&str; 12] = [
    "ABC: Your verification code is 483106. Do not share it. ",
    "Votre code de vérification à usage unique : 483106. ",
    "[ABC] {483106} = ok | 5 € ~ ^ \\ ",
    "ΔΙΑ ΤΗΝ ΑΣΦΑΛΕΙΑ: 483106. ",
    "Ваш код подтверждения 483106. ",
    "رمز التحقق هو 483106. ",
    "קוד האימות שלך הוא 483106. ",
    "【ABC】您的验证码是 483106，五分钟内有效。",
    "ABC の認証コードは 483106 です。",
    "인증번호는 483106 입니다. ",
    "รหัสยืนยันของคุณคือ 483106 ",
    "👋 ABC 🔐 483106 🎉 👍🏽 ",
];

/// Around what seven, eight and full segments hold.
const LENGTHS: [usize; 14] = [1, 7, 8, 40, 66, 69, 70, 71, 134, 152, 159, 160, 161, 307];

pub(crate) fn all() -> Vec<String> {
    let mut texts = Vec::new();
    for sample in SAMPLES {
        for length in LENGTHS {
            texts.push(sample.chars().cycle().take(length).collect());
        }
    }
    let table = include_str!("../../data/gsm0338.tsv").lines();
    let points = table.filter_map(|line| line.split('\t').nth(1)?.strip_prefix("U+"));
    let characters =
        points.filter_map(|point| char::from_u32(u32::from_str_radix(point, 16).ok()?));
    // Readers show line ends and the form feed in ways of their own.
    let shown = characters.filter(|character| !character.is_control());
    texts.extend(shown.map(|character| format!("a{character}b")));
    texts
}
