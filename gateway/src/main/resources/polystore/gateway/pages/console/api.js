/** Requests to the gateway with the token of the session. */
import { current, leave } from './session.js';

/** A response that is not a success, or no response. Its message says what to do. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || `The gateway responded with status ${status}.`);
    this.status = status;
    this.type = body.type || '';
    this.errors = Array.isArray(body.errors) ? body.errors : [];
  }
}

/**
 * @param {object} [options] body (sent as JSON), headers, signal, accept
 * @returns {Promise<{value: any, text: string, etag: string|null, headers: Headers}>}
 */
export async function call(method, path, options = {}) {
  const session = current();
  const headers = { Accept: options.accept || 'application/json', ...options.headers };
  if (session) headers.Authorization = `Bearer ${session.token}`;
  if (options.body !== undefined && !headers['Content-Type']) headers['Content-Type'] = 'application/json';
  const response = await send(method, path, headers, options);
  const text = await response.text();
  if (!response.ok) {
    const problem = new Problem(response.status, json(text) || {});
    if (response.status === 401 && session === current()) leave(problem.message);
    throw problem;
  }
  const type = response.headers.get('Content-Type') || '';
  const value = type.includes('json') ? json(text) : undefined;
  return { value, text, etag: response.headers.get('ETag'), headers: response.headers };
}

export const get = (path, options) => call('GET', path, options);

const RECONNECT_MS = [1000, 2000, 5000, 10000];
const BUFFER_MAX = 1000000;

/**
 * Reads server-sent events until the signal aborts, and connects again where it was interrupted.
 * @param onEvent gets {name, data}, data parsed from JSON
 * @param onState gets 'connected', or the Problem because of which there is no connection
 */
export async function follow(path, signal, onEvent, onState) {
  let last;
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      const headers = { Accept: 'text/event-stream', Authorization: `Bearer ${current().token}`, ...(last && { 'Last-Event-ID': last }) };
      const response = await send('GET', path, headers, { signal });
      if (!response.ok) throw new Problem(response.status, json(await response.text()) || {});
      onState('connected');
      failures = 0;
      await read(response.body, (event) => {
        last = event.id || last;
        if (event.data) onEvent({ name: event.event, data: json(event.data) });
      });
    } catch (problem) {
      if (signal.aborted || !current()) return;
      if (problem.status === 401) leave(problem.message);
      onState(problem instanceof Problem ? problem : new Problem(0, { detail: 'The stream was interrupted.' }));
    }
    const wait = RECONNECT_MS[Math.min(failures, RECONNECT_MS.length - 1)];
    await new Promise((resolve) => { setTimeout(resolve, wait); signal.addEventListener('abort', resolve, { once: true }); });
  }
}

/** The events of a body: the fields of each by name. */
async function read(body, onEvent) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value).split('\n\n');
    rest = blocks.pop().slice(0, BUFFER_MAX);
    for (const block of blocks) {
      onEvent(Object.fromEntries(block.split('\n').filter((line) => /^[a-z]+:/.test(line)).map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon), line.slice(colon + 1).trimStart()];
      })));
    }
  }
}

/** A path with the parameters that are not empty. */
export function query(path, parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  const text = new URLSearchParams(given).toString();
  return text ? `${path}?${text}` : path;
}

/** A path of the given segments; each may contain any character. */
export const path = (...segments) => '/' + segments.map(encodeURIComponent).join('/');

async function send(method, target, headers, { body, signal }) {
  try {
    return await fetch(target, {
      method, headers, signal, cache: 'no-store', body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(0, { detail: 'The gateway cannot be reached: check that it runs, then try again.' });
  }
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
