#!/usr/bin/env bash
# Codes are sent in groups, "483-106" or "483 106", and copied with a space in front.
# One would expect boxes for a code of six digits to keep the digits of what is pasted. The first
# six characters are kept, separators among them, and the last digit is lost. Boxes of type
# "number" keep a space too, and keep nothing at all where there is a dash. What is checked is a
# code of five digits, and the attempt counts as a wrong one.
# Source: the package's README: `numInputs` is the number of boxes to fill, `inputType` "number".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . \
    react-otp-input@3.1.1 react@18.3.1 react-dom@18.3.1 jsdom@24.1.3
echo "react-otp-input 3.1.1 (npm), with react 18.3.1 and jsdom 24.1.3"

cat > paste.js <<'JS'
const { JSDOM } = require("jsdom");
const { window } = new JSDOM();
const { document, navigator } = window;
for (const [name, value] of Object.entries({ window, document, navigator })) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
}
globalThis.IS_REACT_ACT_ENVIRONMENT = true;
const React = require("react");
const { act } = React;
const { createRoot } = require("react-dom/client");
const OtpInput = require("react-otp-input");

async function paste(inputType, text) {
    let code = "";
    function Form() {
        const [value, onChange] = React.useState("");
        code = value;
        const renderInput = (props) => React.createElement("input", props);
        const props = { value, onChange, renderInput, inputType, numInputs: 6 };
        return React.createElement(OtpInput, props);
    }
    const root = createRoot(document.body.appendChild(document.createElement("div")));
    await act(async () => root.render(React.createElement(Form)));
    const event = new window.Event("paste", { bubbles: true, cancelable: true });
    event.clipboardData = { getData: () => text };
    await act(async () => document.querySelector("input").dispatchEvent(event));
    await act(async () => root.unmount());
    document.body.replaceChildren();
    return `[${code}]`;
}

(async () => {
    const seen = [];
    for (const [type, text] of [
        ["number", "483106"], ["number", "483 106"], ["number", "483-106"],
        ["text", "483-106"], ["text", " 483106"],
    ]) seen.push(await paste(type, text));
    console.log(seen.join(" "));
})();
JS

expected="[483106] [483106] [483106] [483106] [483106]"
then="[483106] [483 10] [] [483-10] [ 48310]"
seen=$(node paste.js)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
