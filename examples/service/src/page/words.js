// What the page says: the API's answers in words, times, numbers.

const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;

export const triesLeft = (n) => (n === 0 ? "no try" : count(n, "try", "tries"));

export const seconds = (n) => count(n, "second", "seconds");

/** Writes a time as a clock does: 4:05. */
export const clock = (s) => `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;

/** Writes a time as it is spoken. */
export function spoken(s) {
  const minutes = Math.floor(s / 60);
  const parts = [minutes && count(minutes, "minute", "minutes"), s % 60 && seconds(s % 60)];
  return parts.filter(Boolean).join(" ") || seconds(0);
}

/** The fields whose members the API names at the beginning of its message. */
const MEMBERS = ["channel", "brand", "codeType", "codeLength", "codeValidity", "resendingInterval"];

/**
 * Says what is wrong: `text` for people, `reply` as the API words it, and the `field` that it
 * belongs to, if it is one of the form.
 */
export function refusal({ error, retryAfter }, countryName) {
  const { code, message } = error;
  const wait = retryAfter ? ` Try again in ${spoken(retryAfter)}.` : "";
  const reply = code && `The API answered ${code}: ${message}`;
  const say = (text, field) => ({ text, field, reply });
  switch (code) {
    case undefined:
      return say("The service does not answer. Check that it is still running, and try again.");
    case 1002:
      return say(
        countryName
          ? `This is not a phone number in ${countryName}. Check its digits, and the country.`
          : "This is not a phone number. Begin with + and the country code, or choose a country.",
        "destination",
      );
    case 1009:
      return say("This country is not known.", "country");
    case 1014:
      return say("Messages to Singapore need a connection over TLS 1.3.");
    case 1300:
      return say("This verification has ended. Start again.");
    case 1400:
      return say(`A code was sent to this number just now.${wait}`);
    case 429:
      return say(`Too many attempts.${wait}`);
    case 1201:
      return say("Too many wrong codes were entered for this number. It is blocked.");
    case 2000:
      return say(`The service has a problem.${wait}`);
    default:
      return say(
        "This is not accepted.",
        MEMBERS.find((name) => message.startsWith(`${name}:`)),
      );
  }
}

/** Says how a verification ended. */
export function ending(status, number) {
  switch (status) {
    case "VERIFIED":
      return ["Your number is verified", `${number} is yours: the code was right.`];
    case "FAILED":
      return ["Too many wrong codes", "Five codes were wrong. This code can no longer be used."];
    case "EXPIRED":
      return ["The code has expired", "Its time ran out. Start again to get a new one."];
    default:
      return ["The verification has ended", "Start again to get a new code."];
  }
}
