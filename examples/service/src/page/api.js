// The calls of the page: the public API with the demonstration's token, and the messages "sent".

let access;

/** What a request came to: `body`, or `error` with the API's body and `retryAfter` in seconds. */
async function call(method, path, body) {
  const headers = { authorization: `Bearer ${access.token}` };
  if (body) headers["content-type"] = "application/json";
  let response;
  try {
    response = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  } catch {
    return { error: {} };
  }
  const answer = response.status === 204 ? null : await response.json().catch(() => null);
  const wait = Number(response.headers.get("retry-after")) || 0;
  exchange.show({ method, path, body, status: response.status, wait, answer });
  if (!response.ok) return { error: answer ?? {}, retryAfter: wait };
  return { body: answer, clock: Date.parse(response.headers.get("date")) };
}

/** Who is told of each request and its answer. */
export const exchange = { show() {} };

/** Fetches the sub-account, its token and the countries. */
export async function enter() {
  const response = await fetch("/demo");
  if (!response.ok) throw new Error(`${response.status}`);
  access = await response.json();
  return access.countries;
}

const sessions = () => `/api/v2/subaccounts/${encodeURIComponent(access.subAccountId)}/sessions`;

export const start = (request) => call("POST", sessions(), request);
export const status = (id) => call("GET", `${sessions()}/${id}`);
export const cancel = (id) => call("DELETE", `${sessions()}/${id}`);
export const check = (id, code) =>
  call("GET", `${sessions()}/${id}?code=${encodeURIComponent(code)}`);

/** Shows each message, the last ones first; `begin` is called before them, and after a pause again. */
export function follow(begin, show) {
  const events = new EventSource("/demo/messages");
  events.addEventListener("open", begin);
  events.addEventListener("message", ({ data }) => show(JSON.parse(data)));
}
