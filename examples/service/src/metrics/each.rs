//! [`Each`]: a metric for each word of a label.

use std::fmt::Debug;

use prometheus_client::encoding::EncodeMetric;
use prometheus_client::metrics::TypedMetric;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;

/// A metric for each word of a label. All of them begin at 0, so that the first increase of each is
/// seen, and none has to be looked up by its word.
#[derive(Debug)]
pub(super) struct Each<M>(Vec<M>);

/// A label and its word.
type Labels = [(&'static str, &'static str); 1];

impl<M> Each<M>
where
    M: EncodeMetric + TypedMetric + Clone + Debug + Send + Sync + 'static,
{
    /// Makes and registers the metrics.
    pub(super) fn new(
        registry: &mut Registry,
        (name, help): (&'static str, &'static str),
        label: &'static str,
        words: impl IntoIterator<Item = &'static str>,
        make: fn() -> M,
    ) -> Self {
        let family = Family::<Labels, M, fn() -> M>::new_with_constructor(make);
        let metrics = words.into_iter().map(|word| family.get_or_create_owned(&[(label, word)]));
        let metrics = metrics.collect();
        registry.register(name, help, family);
        Self(metrics)
    }

    /// Returns the metric of a word by its position.
    pub(super) fn at(&self, index: usize) -> Option<&M> {
        self.0.get(index)
    }
}
