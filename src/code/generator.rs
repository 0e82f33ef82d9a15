//! [`Generator`]: entropy for everything that is drawn.

use core::convert::Infallible;
use core::fmt;
use rand_chacha::ChaCha12Rng;
use rand_core::{CryptoRng, SeedableRng, TryCryptoRng, TryRng};
use zeroize::{Zeroize, ZeroizeOnDrop, optimization_barrier};

/// A generator of cryptographic quality (`ChaCha` with 12 rounds) that never fails.
///
/// On a machine with an operating system, seed it once from there. Without one, call
/// [`from_seed`](Self::from_seed).
///
/// ```
/// use getrandom::SysRng; // cargo add getrandom --features sys_rng
/// use verify_core::code::{Code, Format, Generator, Length};
///
/// let mut rng = Generator::try_from_rng(&mut SysRng)?;
/// let code = Code::generate(Format::Numeric, Length::MAX, &mut rng);
/// # Ok::<(), getrandom::Error>(())
/// ```
///
/// The same seed gives the same codes on every machine. A generator is wiped on drop, and is not
/// [`Clone`], so that no code is drawn twice.
///
/// # What is not wiped
///
/// - The seed that the caller passes: an array is `Copy`, so that the caller's own remains. Wipe
///   it, or call [`try_from_rng`](Self::try_from_rng), which wipes the seed that it draws.
/// - What a move leaves behind: a generator that is returned or moved may stay on the stack where
///   it was. Create it in its final place, such as a `static` or a field, and do not move it.
/// - Registers and spilled values while codes are drawn.
#[doc(alias = "RNG")]
#[doc(alias = "random")]
#[doc(alias = "entropy")]
pub struct Generator(ChaCha12Rng);

impl Generator {
    /// Starts from 32 bytes of true entropy: from a hardware generator, or from a secret of this
    /// device mixed with a counter of its starts. Whoever knows the seed knows every code, and the
    /// caller's copy of it is not wiped.
    ///
    /// ```
    /// use verify_core::code::Generator;
    ///
    /// fn start(entropy_of_this_chip: [u8; 32]) -> Generator {
    ///     Generator::from_seed(entropy_of_this_chip)
    /// }
    /// ```
    #[must_use]
    pub fn from_seed(mut seed: [u8; 32]) -> Self {
        let generator = Generator(ChaCha12Rng::from_seed(seed));
        seed.zeroize();
        generator
    }

    /// Starts from 32 bytes of a generator that cannot fail, such as one of these for each thread.
    ///
    /// The operating system's can fail: call [`try_from_rng`](Self::try_from_rng).
    #[must_use]
    pub fn from_rng<R>(rng: &mut R) -> Self
    where
        R: CryptoRng + ?Sized, // for a generator that can fail: `try_from_rng`
    {
        let Ok(generator) = Self::try_from_rng(rng);
        generator
    }

    /// Starts from 32 bytes of a generator that can fail, such as the operating system's (`SysRng`
    /// of the crate `getrandom`).
    ///
    /// # Errors
    ///
    /// The generator's.
    #[doc(alias = "new")]
    #[doc(alias = "from_os_rng")]
    #[doc(alias = "from_entropy")]
    pub fn try_from_rng<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self, R::Error> {
        let mut seed = [0; 32];
        let result = rng.try_fill_bytes(&mut seed);
        let generator = result.map(|()| Self::from_seed(seed));
        seed.zeroize();
        generator
    }
}

impl TryRng for Generator {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.0.try_next_u32()
    }

    #[cfg_attr(target_pointer_width = "64", inline)]
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0.try_next_u64()
    }

    #[inline]
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.try_fill_bytes(bytes)
    }
}

impl TryCryptoRng for Generator {}

/// Hides seed and state.
impl fmt::Debug for Generator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Generator").finish_non_exhaustive()
    }
}

impl Drop for Generator {
    fn drop(&mut self) {
        // The state of a fresh generator with a public seed overwrites key, counter and buffer.
        self.0 = ChaCha12Rng::from_seed([0; 32]);
        optimization_barrier(&self.0);
    }
}

impl ZeroizeOnDrop for Generator {}
