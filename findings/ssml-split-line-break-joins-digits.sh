#!/usr/bin/env bash
# A text for a voice may have several lines, and the code may stand at the end of one.
# One would expect the line break to stay, or to become a space, as in polly-ssml-split, on which
# the package is based: in XML it is white space. It is removed, even where nothing has to be split,
# and the code runs into what follows: "4, 8, 3, 1" and "5 minutes" are read "four, eight, three,
# fifteen minutes", and with a full stop between them "one point five minutes".
# Source: XML 1.0, 2.10; the package's README: "removing new lines, excessive white spaces, and
# empty tags, resulting in less characters used".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . ssml-split@0.5.0 polly-ssml-split@0.1.0
echo "ssml-split 0.5.0 (npm), with polly-ssml-split 0.1.0 (npm)"

expected="polly-ssml-split: 4, 8, 3, 1 5 minutes; 4, 8, 3, 1. 5 minutes
ssml-split: 4, 8, 3, 1 5 minutes; 4, 8, 3, 1. 5 minutes"
then="polly-ssml-split: 4, 8, 3, 1 5 minutes; 4, 8, 3, 1. 5 minutes
ssml-split: 4, 8, 3, 15 minutes; 4, 8, 3, 1.5 minutes"
seen=$(node -e '
    const { SSMLSplit } = require("ssml-split");
    const splitters = {
        "polly-ssml-split": require("polly-ssml-split"),
        "ssml-split": new SSMLSplit(),
    };
    const texts = ["4, 8, 3, 1\n5 minutes", "4, 8, 3, 1.\n5 minutes"];
    for (const [name, splitter] of Object.entries(splitters)) {
        const parts = texts.map((text) => splitter.split(`<speak>${text}</speak>`).join(""));
        const read = parts.map((part) => part.replace(/<\/?speak>/g, "").replace("\n", " "));
        console.log(`${name}: ${read.join("; ")}`);
    }
')

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
