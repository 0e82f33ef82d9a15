//! From the facts to the table of `src/phone/kind_table.rs`: a trie for each calling code and
//! length, in which equal parts are one, as bytes.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use super::facts::{Codes, Fact};

/// The target of a digit for which there are no numbers.
const UNASSIGNED: u8 = 11;
const NEXT: u8 = 12;
const JUMP: u8 = 13;
const AGAIN: u8 = 14;
/// A root for a length that no assigned number has.
const NO_ROOT: usize = 0xFFFF;

/// Below this depth, a part whose assigned numbers are all of one kind is a leaf. That still finds
/// 95 of 100 unassigned numbers, in two thirds of the bytes. North America has one more digit,
/// since many of its area codes are free.
fn exact_depth(calling_code: &str) -> usize {
    if calling_code == "1" { 3 } else { 2 }
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Target {
    Kind(u8),
    Node(usize),
}

#[derive(Default)]
struct Trie {
    children: BTreeMap<u8, Trie>,
    kind: Option<u8>,
}

impl Trie {
    fn insert(&mut self, prefix: &[Vec<u8>], kind: u8) {
        let Some((digits, rest)) = prefix.split_first() else {
            assert!(self.children.is_empty() && self.kind.is_none_or(|known| known == kind));
            self.kind = Some(kind);
            return;
        };
        assert!(self.kind.is_none(), "prefixes are disjoint");
        for digit in digits {
            self.children.entry(*digit).or_default().insert(rest, kind);
        }
    }

    /// The one kind of all assigned numbers below, if it is one.
    fn only_kind(&self) -> Option<u8> {
        if self.kind.is_some() {
            return self.kind;
        }
        let mut kinds = self.children.values().map(Self::only_kind);
        let first = kinds.next()??;
        kinds.all(|kind| kind == Some(first)).then_some(first)
    }
}

/// Nodes, each once, by the targets of its ten digits.
#[derive(Default)]
struct Graph {
    nodes: Vec<[Target; 10]>,
    known: HashMap<[Target; 10], usize>,
}

impl Graph {
    /// Returns where a part leads. Its first `exact` digits are never made one.
    fn target(&mut self, trie: Option<&Trie>, exact: usize) -> Target {
        let Some(trie) = trie else { return Target::Kind(UNASSIGNED) };
        let only = if exact == 0 { trie.only_kind() } else { trie.kind };
        if let Some(kind) = only {
            return Target::Kind(kind);
        }
        let exact = exact.saturating_sub(1);
        let targets: Vec<Target> =
            (0..10).map(|digit| self.target(trie.children.get(&digit), exact)).collect();
        let node: [Target; 10] = targets.try_into().ok().unwrap();
        let next = self.nodes.len();
        let at = *self.known.entry(node.clone()).or_insert(next);
        if at == next {
            self.nodes.push(node);
        }
        Target::Node(at)
    }

    /// Counts the nodes on the longest way from a node to a kind.
    fn steps_from(&self, node: usize) -> usize {
        1 + self.below(node).into_iter().map(|to| self.steps_from(to)).max().unwrap_or(0)
    }

    /// The nodes that a node leads to, each once, in the order of its digits.
    fn below(&self, node: usize) -> Vec<usize> {
        let mut below = Vec::new();
        for target in &self.nodes[node] {
            if let Target::Node(to) = target
                && !below.contains(to)
            {
                below.push(*to);
            }
        }
        below
    }
}

/// Where nodes lie in memory, and which one follows which.
struct Layout<'a> {
    graph: &'a Graph,
    order: Vec<usize>,
    is_placed: Vec<bool>,
    next: HashMap<usize, usize>,
}

impl Layout<'_> {
    /// Places a node, the first of the nodes below that has no place behind it, and then the
    /// others.
    fn place(&mut self, node: usize) {
        if std::mem::replace(&mut self.is_placed[node], true) {
            return;
        }
        self.order.push(node);
        let below = self.graph.below(node);
        if let Some(next) = below.iter().find(|next| !self.is_placed[**next]) {
            self.next.insert(node, *next);
        }
        for node in below {
            self.place(node);
        }
    }

    /// The targets of a node, one for each run of digits, and the nodes to jump to. The nine low
    /// bits say which digits begin a run.
    fn runs(&self, node: usize) -> (u16, Vec<u8>, Vec<usize>) {
        let targets = &self.graph.nodes[node];
        let next = self.next.get(&node);
        let (mut starts, mut runs, mut jumps) = (0, Vec::new(), Vec::new());
        for digit in 0..10 {
            if digit > 0 && targets[digit] == targets[digit - 1] {
                continue;
            }
            starts |= 1 << digit >> 1;
            runs.push(match &targets[digit] {
                Target::Kind(kind) => *kind,
                Target::Node(to) if Some(to) == next => NEXT,
                Target::Node(to) if Some(to) == jumps.last() => AGAIN,
                Target::Node(to) => {
                    jumps.push(*to);
                    JUMP
                }
            });
        }
        // Digit 0 begins the first run in any case.
        (starts & 0x1FF, runs, jumps)
    }
}

pub(super) struct Table {
    first_roots: Vec<usize>,
    roots: Vec<usize>,
    nodes: Vec<u8>,
    /// Nodes on the longest way through the table.
    pub(super) most_steps: usize,
}

impl Table {
    /// Makes the table of the calling codes and their lengths.
    pub(super) fn new(facts: &[Fact], codes: &Codes) -> Self {
        let mut tries: BTreeMap<(&str, usize), Trie> = BTreeMap::new();
        for fact in facts {
            let trie = tries.entry((fact.calling_code, fact.length)).or_default();
            trie.insert(&fact.prefix, fact.kind);
        }
        let mut graph = Graph::default();
        let targets: BTreeMap<_, _> = tries
            .iter()
            .map(|(key, trie)| (*key, graph.target(Some(trie), exact_depth(key.0))))
            .collect();
        let is_placed = vec![false; graph.nodes.len()];
        let mut layout =
            Layout { graph: &graph, order: Vec::new(), is_placed, next: HashMap::new() };
        let mut most_steps = 0;
        for target in targets.values() {
            let Target::Node(root) = target else { panic!("a root is a node") };
            layout.place(*root);
            most_steps = most_steps.max(graph.steps_from(*root));
        }
        let mut places = vec![0; graph.nodes.len()];
        let mut size = 0;
        for &node in &layout.order {
            places[node] = size;
            let (_, runs, jumps) = layout.runs(node);
            size += 2 + runs.len().div_ceil(2) + 2 * jumps.len();
        }
        let mut nodes = Vec::new();
        for &node in &layout.order {
            let (starts, runs, jumps) = layout.runs(node);
            nodes.extend(starts.to_le_bytes());
            nodes.extend(runs.chunks(2).map(|pair| pair[0] | pair.get(1).unwrap_or(&0) << 4));
            let jumps = jumps.into_iter().map(|to| u16::try_from(places[to]).unwrap());
            nodes.extend(jumps.flat_map(u16::to_le_bytes));
        }
        assert_eq!(nodes.len(), size);
        // Eight bytes are read at once.
        nodes.extend([0; 8]);
        let (mut first_roots, mut roots) = (vec![0; 245], Vec::new());
        for (code, (row, lengths)) in codes {
            first_roots[*row] = roots.len();
            roots.extend(lengths.iter().map(|length| match targets.get(&(*code, *length)) {
                Some(Target::Node(root)) => places[*root],
                _ => NO_ROOT,
            }));
        }
        Self { first_roots, roots, nodes, most_steps }
    }

    /// Reads the kind of a national number from the bytes, as `phone::kind` documents them but one
    /// run after the other, and returns it with the number of nodes on the way. `place` is that of
    /// its length among those of the calling code.
    pub(super) fn read(&self, row: usize, place: usize, national: &str) -> (u8, usize) {
        let word = |at: usize| u16::from_le_bytes([self.nodes[at], self.nodes[at + 1]]);
        let mut node = self.roots[self.first_roots[row] + place];
        for (nodes, digit) in (1..).zip(national.bytes().map(|digit| digit - b'0')) {
            let starts = word(node);
            let begins = |digit: &u8| starts >> (digit - 1) & 1 == 1;
            let run = (1..=digit).filter(begins).count();
            let runs = 1 + (1..=9).filter(begins).count();
            let target = |run: usize| self.nodes[node + 2 + run / 2] >> (run % 2 * 4) & 0xF;
            let jumps = |runs: usize| (0..runs).filter(|run| target(*run) == JUMP).count();
            let behind = node + 2 + runs.div_ceil(2);
            let to = |jump: usize| usize::from(word(behind + 2 * jump));
            node = match target(run) {
                NEXT => behind + 2 * jumps(runs),
                JUMP => to(jumps(run)),
                AGAIN => to(jumps(run) - 1),
                kind => return (kind, nodes),
            };
        }
        panic!("{national} ends within the table")
    }

    /// The text of `src/phone/kind_table.rs`.
    pub(super) fn text(&self) -> String {
        let mut text = String::from(
            "//! @generated from tests/data/kinds.txt by `BLESS=1 cargo test --test phone`; do not \
             edit.\n//! What libphonenumber's metadata say of each range's kind (see NOTICE).\n\n",
        );
        let hex = |width: usize| move |value: usize| format!("0x{value:0width$X}");
        let bytes = self.nodes.iter().map(|byte| usize::from(*byte));
        for (doc, name, kind, values) in [
            (
                "For each row of a main country, where its roots begin, one for each length.",
                "FIRST_ROOTS",
                "u16",
                self.first_roots.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ),
            (
                "Where the node of each root is.",
                "ROOTS",
                "u16",
                self.roots.iter().copied().map(hex(4)).collect(),
            ),
            ("The nodes, as `phone::kind` reads them.", "NODES", "u8", bytes.map(hex(2)).collect()),
        ] {
            let (count, lines) = (values.len(), crate::table::wrapped(&values));
            writeln!(
                text,
                "/// {doc}\npub(super) static {name}: [{kind}; {count}] = [\n{lines}];\n"
            )
            .unwrap();
        }
        text + "/// Bytes of the arrays above.\n\
                pub(super) const BYTES: usize = size_of_val(&FIRST_ROOTS)\n    \
                + size_of_val(&ROOTS)\n    + size_of_val(&NODES);\n"
    }
}
