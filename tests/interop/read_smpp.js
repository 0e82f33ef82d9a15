// Reads one submit_sm in hexadecimal digits from each line, and writes its text as JSON.
const { createRequire } = require('module');
const smpp = createRequire(process.argv[2] + '/')('smpp');
const lines = require('fs').readFileSync(0, 'utf8').split('\n').filter(Boolean);
for (const line of lines) {
  const pdu = smpp.PDU.fromBuffer(Buffer.from(line, 'hex'));
  console.log(JSON.stringify(pdu.short_message.message));
}
