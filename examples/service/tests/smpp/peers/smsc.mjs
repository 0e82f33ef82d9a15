// An SMSC by other people's software. It writes what it does as lines of JSON, and takes orders as
// lines: `throttle`, for the next message; `unbind`; `receipt`, for the last message.
import { createInterface } from 'node:readline';
import smpp from 'smpp';

const write = (line) => console.log(JSON.stringify(line));
let session, last, isThrottled = false, count = 0;

const server = smpp.createServer({}, (connection) => {
  connection.on('error', (error) => write({ error: error.message }));
  connection.on('bind_transceiver', (pdu) => {
    const isRight = pdu.system_id === 'verify' && pdu.password === 's3cret';
    connection.send(pdu.response({ command_status: isRight ? 0 : smpp.ESME_RINVPASWD }));
    write({ bind: isRight, version: pdu.interface_version });
    session = connection;
  });
  connection.on('submit_sm', (pdu) => {
    if (isThrottled) {
      isThrottled = false;
      connection.send(pdu.response({ command_status: smpp.ESME_RTHROTTLED }));
      write({ throttled: true });
      return;
    }
    last = { ...pdu, id: String(1_000_000_000 + ++count) };
    // The number in hexadecimal digits here, in decimal ones in the receipt.
    connection.send(pdu.response({ message_id: Number(last.id).toString(16) }));
    const { message, udh } = pdu.short_message;
    write({ submit: { ...pdu, short_message: undefined, message, udh: udh?.map((element) => element.toString('hex')) } });
  });
  connection.on('deliver_sm_resp', (pdu) => write({ receipt: pdu.command_status }));
  connection.on('unbind', (pdu) => {
    connection.send(pdu.response());
    connection.close();
    write({ unbound: 'by the other' });
  });
  connection.on('unbind_resp', () => {
    connection.close();
    write({ unbound: 'by itself' });
  });
  connection.on('enquire_link', (pdu) => connection.send(pdu.response()));
});
server.listen(0, '127.0.0.1', () => write({ port: server.address().port }));

const orders = {
  throttle: () => {
    isThrottled = true;
    write({ throttle: true });
  },
  unbind: () => session.unbind(),
  receipt: () =>
    session.deliver_sm({
      source_addr: last.destination_addr,
      destination_addr: last.source_addr,
      esm_class: 4,
      short_message: `id:${last.id} sub:001 dlvrd:001 submit date:2611281200 done date:2611281201 stat:DELIVRD err:000 text:Your code`,
    }),
};
createInterface({ input: process.stdin }).on('line', (line) => orders[line]()).on('close', () => process.exit());
