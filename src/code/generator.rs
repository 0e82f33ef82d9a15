//! A source of words for [`Code::generate`](super::Code::generate) where there is no operating
//! system to ask.

use core::convert::Infallible;
use core::fmt;
use rand_chacha::ChaCha12Rng;
use rand_core::{CryptoRng, SeedableRng, TryCryptoRng, TryRng};
use zeroize::{Zeroize, ZeroizeOnDrop, optimization_barrier};

/// A generator of cryptographic quality (`ChaCha` with 12 rounds) for places without an operating
/// system to ask.
///
/// The same seed gives the same codes on every machine. Wiped on drop; not [`Clone`], so that no
/// code comes twice.
pub struct Generator(ChaCha12Rng);

impl Generator {
    /// Starts from 32 bytes of true entropy: a hardware generator's, or a secret of this device
    /// mixed with a count of its starts. Whoever knows the seed knows every code.
    #[must_use]
    pub fn from_seed(mut seed: [u8; 32]) -> Self {
        let generator = Generator(ChaCha12Rng::from_seed(seed));
        seed.zeroize();
        generator
    }

    /// Starts from 32 bytes of another generator.
    #[must_use]
    pub fn from_rng<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        let Ok(generator) = Self::try_from_rng(rng);
        generator
    }

    /// Starts from 32 bytes of a generator that can fail, such as the operating system's.
    ///
    /// # Errors
    ///
    /// The generator's.
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

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0.try_next_u64()
    }

    #[inline]
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.try_fill_bytes(bytes)
    }
}

impl TryCryptoRng for Generator {}

/// Shows neither seed nor state.
impl fmt::Debug for Generator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Generator").finish_non_exhaustive()
    }
}

impl Drop for Generator {
    fn drop(&mut self) {
        // A generator of known seed that has drawn nothing: key, counter and buffer are
        // overwritten.
        self.0 = ChaCha12Rng::from_seed([0; 32]);
        optimization_barrier(&self.0);
    }
}

impl ZeroizeOnDrop for Generator {}
