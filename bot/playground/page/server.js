/** The page's only way to the playground: JSON over HTTP, and a stream that says when to look again. */

/** Reads JSON; a failure becomes `{ok: false, error: sentence}` so that callers need one path. */
export async function read(path, user) {
  return ask(`${path}?user=${encodeURIComponent(user)}`);
}

export const post = (path, body) => ask(path, { method: "POST", body: JSON.stringify(body) });
export const put = (path, body) => ask(path, { method: "PUT", body: JSON.stringify(body) });

async function ask(path, request = {}) {
  try {
    const response = await fetch(path, { ...request, headers: { "Content-Type": "application/json" } });
    return await response.json();
  } catch {
    return { ok: false, error: "The playground isn't answering. Is its command still running?" };
  }
}

/** Calls `changed` whenever something `user` sees has changed, and `heard(false)` while the stream is down. */
export function listen(user, changed, heard = () => {}) {
  const stream = new EventSource(`/page/events?user=${encodeURIComponent(user)}`);
  stream.onmessage = changed;
  stream.onopen = () => heard(true);
  stream.onerror = () => heard(false);
  return () => stream.close();
}
