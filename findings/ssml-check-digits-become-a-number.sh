#!/usr/bin/env bash
# In SSML, `<say-as interpret-as="digits">` has a voice read a code digit by digit.
# One would expect `verifyAndFix` to leave it alone, as it does where the platform is "amazon" or
# "google", or to change it to "characters", which it accepts for both. Where the platform is "all",
# the default, `digits` is an error and is changed to "cardinal": 0042 is read "forty-two".
# Source: the package's README: "the value will be corrected as best possible"; the SSML reference
# of Alexa, where `digits` has each digit spoken and `cardinal` a number.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . ssml-check-core@0.3.9
echo "ssml-check-core 0.3.9 (npm)"

expected="amazon: digits; google: digits; all: digits or characters"
then="amazon: digits; google: digits; all: cardinal"
seen=$(node -e '
    const { verifyAndFix } = require("ssml-check-core");
    const ssml = `<speak>Your code is <say-as interpret-as="digits">0042</say-as></speak>`;
    const read = async (platform) => {
        const { fixedSSML = ssml } = await verifyAndFix(ssml, { platform });
        return `${platform}: ${/interpret-as="(\w+)">0042</.exec(fixedSSML)[1]}`;
    };
    const platforms = ["amazon", "google", "all"];
    Promise.all(platforms.map(read)).then((readings) => console.log(readings.join("; ")));
')

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
