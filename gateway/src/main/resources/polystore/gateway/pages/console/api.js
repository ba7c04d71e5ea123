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
