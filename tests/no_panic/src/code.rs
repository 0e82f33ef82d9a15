use rand_core::Rng;
use std::hint::black_box as any;
use verify_core::code::{Code, CodeError, Format, FormatError, Generator, Length, LengthError};

cannot_panic! {
    fn from_seed(seed: [u8; 32]) -> Generator {
        Generator::from_seed(seed)
    }
    fn from_rng(rng: &mut Generator) -> Generator {
        Generator::from_rng(rng)
    }
    fn try_from_rng(rng: &mut Generator) -> Generator {
        let Ok(generator) = Generator::try_from_rng(rng);
        generator
    }
    fn words(rng: &mut Generator, bytes: &mut [u8]) -> (u32, u64) {
        rng.fill_bytes(bytes);
        (rng.next_u32(), rng.next_u64())
    }
    fn format_from_str(name: &str) -> Result<Format, FormatError> {
        Format::parse(name)
    }
    fn format_as_str(format: Format) -> &'static str {
        format.as_str()
    }
    fn alphabet(format: Format) -> &'static str {
        format.alphabet()
    }
    fn combinations(format: Format, length: Length) -> u64 {
        format.combinations(length)
    }
    fn length(characters: u8) -> Result<Length, LengthError> {
        Length::new(characters)
    }
    fn no_length(error: LengthError) -> u8 {
        error.found()
    }
    fn length_get(length: Length) -> u8 {
        length.get()
    }
    fn generate(format: Format, length: Length, rng: &mut Generator) -> Code {
        Code::generate(format, length, rng)
    }
    fn try_generate(format: Format, length: Length, rng: &mut Generator) -> Code {
        let Ok(code) = Code::try_generate(format, length, rng);
        code
    }
    fn fill(format: Format, length: Length, rng: &mut Generator, codes: &mut [Code]) {
        Code::fill(format, length, rng, codes);
    }
    fn try_fill(format: Format, length: Length, rng: &mut Generator, codes: &mut [Code]) {
        let Ok(()) = Code::try_fill(format, length, rng, codes);
    }
    fn parse(format: Format, text: &str) -> Result<Code, CodeError> {
        Code::parse(format, text)
    }
    fn matches(code: &Code, entered: &str) -> bool {
        code.matches(entered)
    }
    fn expose(code: &Code) -> &str {
        code.expose()
    }
    fn code_format(code: &Code) -> Format {
        code.format()
    }
    fn code_length(code: &Code) -> (usize, bool) {
        (code.len(), code.is_empty())
    }
    fn wipe(_code: Code, _generator: Generator) {}
}

pub(crate) fn run() {
    assert_eq!(no_length(any(length(any(11)).expect_err("too long"))), 11);
    let mut rng = from_seed(any([7; 32]));
    rng = from_rng(&mut rng);
    rng = try_from_rng(&mut rng);
    assert_ne!(words(&mut rng, any(&mut [0; 300])), words(&mut rng, any(&mut [])));
    for format in Format::ALL {
        assert_eq!(format_from_str(any(format_as_str(any(format)))), Ok(format));
        let length = length(any(8)).expect("a length");
        assert_eq!(length_get(any(length)), 8);
        let symbols = if format == Format::NumericWithDash { 7 } else { 8 };
        assert_eq!(
            combinations(any(format), any(length)),
            (alphabet(any(format)).len() as u64).pow(symbols)
        );
        let code = generate(any(format), any(length), &mut rng);
        let text = expose(any(&code)).to_owned();
        assert!(matches(any(&code), any(&text)));
        assert!(matches(&parse(any(format), any(&text)).expect("a code"), any(&text)));
        assert_eq!(code_format(any(&code)), format);
        assert_eq!(code_length(any(&code)), (8, false));
        let mut codes = [const { Code::EMPTY }; 9];
        fill(any(format), any(length), &mut rng, any(&mut codes));
        try_fill(any(format), any(length), &mut rng, any(&mut codes[1..]));
        assert!(codes.iter().all(|code| parse(any(format), any(expose(code))).is_ok()));
        wipe(any(try_generate(any(format), any(length), &mut rng)), from_seed(any([8; 32])));
    }
}
