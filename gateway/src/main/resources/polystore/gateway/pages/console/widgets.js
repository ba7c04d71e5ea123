/** What all pages are made of. Data of users is only ever a text node or an attribute that cannot run. */
import { html, useCallback, useEffect, useRef, useState } from './lib/standalone.module.js';

/**
 * Loads a value, again when a dependency changes or reload() is called.
 * @param load gets an AbortSignal
 */
export function useLoad(load, dependencies) {
  const [result, setResult] = useState({ state: 'loading' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setResult((before) => ({ state: 'loading', value: before.value }));
    load(abort.signal).then(
      (value) => abort.signal.aborted || setResult({ state: 'ready', value }),
      (error) => abort.signal.aborted || setResult({ state: 'failed', error }),
    );
    return () => abort.abort();
  }, [...dependencies, turn]);
  return { ...result, reload: useCallback(() => setTurn((n) => n + 1), []) };
}

/** Loads pages of a list: {items, more, loadMore} beside the state. @param load gets the cursor and a signal */
export function useList(load, dependencies) {
  const [more, setMore] = useState({ items: [], state: 'idle' });
  const first = useLoad(async (signal) => {
    setMore({ items: [], state: 'idle' });
    return load(undefined, signal);
  }, dependencies);
  const next = more.next === undefined ? first.value && first.value.next : more.next;
  const loadMore = async () => {
    setMore((before) => ({ ...before, state: 'loading' }));
    try {
      const page = await load(next);
      setMore((before) => ({ items: [...before.items, ...page.items], next: page.next || null, state: 'idle' }));
    } catch (error) {
      setMore((before) => ({ ...before, state: 'failed', error }));
    }
  };
  return { ...first, items: first.value ? [...first.value.items, ...more.items] : [], next, more, loadMore };
}

/** The state of a load: its value by the function in it, or why there is none. */
export function Loaded({ of, empty, isEmpty, children }) {
  if (of.state === 'failed') return html`<${Failure} problem=${of.error} retry=${of.reload} />`;
  if (of.value === undefined) return html`<p class="quiet" role="status">Loading…</p>`;
  if (isEmpty && isEmpty(of.value)) return html`<p class="empty" role="status">${empty}</p>`;
  const shown = Array.isArray(children) ? children[0] : children;
  return html`<div aria-busy=${of.state === 'loading'}>${shown(of.value)}</div>`;
}

const TITLES = { 0: 'No connection', 403: 'Not allowed', 404: 'Not found', 412: 'Changed meanwhile' };

export function Failure({ problem, retry, children }) {
  const forbidden = problem.status === 403;
  return html`<div class=${forbidden ? 'message forbidden' : 'message failed'} role="alert">
    <strong>${TITLES[problem.status] || 'The request failed'}.</strong> ${problem.message}
    ${problem.errors && problem.errors.length > 0 && html`<ul>
      ${problem.errors.map((error) => html`<li><code>${error.path}</code> ${error.detail}</li>`)}</ul>`}
    ${retry && !forbidden && html` <button type="button" onClick=${retry}>Try again</button>`}
    ${children}
  </div>`;
}

/**
 * A table that becomes a list of cards on a narrow screen; its roles are explicit because CSS takes them away.
 * @param columns {title, cell(row), number}
 */
export function Table({ caption, columns, rows }) {
  return html`<table role="table" class="rows">
    <caption>${caption}</caption>
    <thead role="rowgroup"><tr role="row">${columns.map((column) => html`
      <th role="columnheader" scope="col" class=${column.number ? 'number' : ''}>${column.title}</th>`)}</tr></thead>
    <tbody role="rowgroup">${rows.map((row) => html`<tr role="row">${columns.map((column) => html`
      <td role="cell" data-label=${column.title} class=${column.number ? 'number' : ''}><span>${column.cell(row)}</span></td>`)}
    </tr>`)}</tbody>
  </table>`;
}

export function More({ list, noun }) {
  const { more } = list;
  return html`<p class="more" role="status">${list.items.length} ${noun} shown${list.next ? '. ' : ', all there are.'}
    ${list.next && html`<button type="button" disabled=${more.state === 'loading'} onClick=${list.loadMore}>Show more</button>`}
    ${more.state === 'failed' && ` ${more.error.message}`}</p>`;
}

/**
 * A labelled field. Without onInput it keeps what was typed, until value changes.
 * @param type of the input, 'select' or 'textarea'
 */
export function Field({ label, name, type = 'text', options, value, onInput, hint, ...rest }) {
  const [own, setOwn] = useState(value ?? '');
  const given = useRef(value);
  useEffect(() => {
    // Not at the beginning: an effect runs after the first paint, when something may have been typed already.
    if (given.current !== value) setOwn(value ?? '');
    given.current = value;
  }, [value]);
  const shown = onInput ? value ?? '' : own;
  const typed = (event) => {
    setOwn(event.target.value);
    if (onInput) onInput(event.target.value);
  };
  const attributes = { name, value: shown, onInput: typed, ...rest };
  let input;
  if (type === 'select') {
    input = html`<select ...${attributes}>${options.map(([key, text]) =>
      html`<option value=${key} selected=${key === shown}>${text}</option>`)}</select>`;
  } else if (type === 'textarea') {
    input = html`<textarea rows="4" ...${attributes}></textarea>`;
  } else {
    input = html`<input type=${type} ...${attributes} />`;
  }
  return html`<label class="field"><span>${label}</span>${input}${hint && html`<small>${hint}</small>`}</label>`;
}

export function Facts({ of }) {
  return html`<dl>${of.filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false).map(([name, value]) =>
    html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export const Badge = ({ text, tone }) => html`<span class="badge ${tone || String(text).toLowerCase()}">${text}</span>`;

export const Json = ({ value, label }) =>
  html`<pre class="json" tabindex="0" role="region" aria-label=${label}>${JSON.stringify(value, null, 2)}</pre>`;

/** Calls action every so many milliseconds while the page is shown. */
export function useEvery(milliseconds, action) {
  const latest = useRef(action);
  latest.current = action;
  useEffect(() => {
    const timer = setInterval(() => document.hidden || latest.current(), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
}

const TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export const Time = ({ at }) => (at ? html`<time datetime=${at}>${TIME.format(new Date(at))}</time>` : null);

export const money = (it) => (it ? `${it.amount} ${it.currency}` : '');

/** The text of a name, which is a text or one per language. */
export const text = (name) =>
  name && typeof name === 'object' ? String(name.en ?? Object.values(name)[0] ?? '') : String(name ?? '');

/** A key that identifies one request, whatever is done to repeat it. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The fields of a form by name, as text. */
export const fields = (form) => Object.fromEntries(new FormData(form));

/** Runs a change: {run, busy, problem, done, clear}. */
export function useChange() {
  const [state, setState] = useState({});
  const run = async (change) => {
    setState({ busy: true });
    try {
      const done = await change();
      setState({ done });
      return done;
    } catch (problem) {
      setState({ problem });
      return undefined;
    }
  };
  return { ...state, run, clear: () => setState({}) };
}
