/** The entrance, the pages that the roles of the token may see, and which of them the address names. */
import { html, render, useEffect, useRef, useState } from './lib/standalone.module.js';
import { begin, current, enter, farewell, leave, onChange } from './session.js';
import { Field } from './widgets.js';
import { OrdersPage } from './orders.js';
import { OrderPage } from './order.js';
import { ProductsPage } from './products.js';
import { ProductPage } from './product.js';
import { SalesPage } from './sales.js';
import { SystemPage } from './system.js';
import { LettersPage } from './letters.js';
import { TransformerPage, TransformersPage } from './transformers.js';
import { InvariantsPage } from './invariants.js';
import { TracePage, TracesPage } from './traces.js';

const PAGES = [
  { path: 'orders', title: 'Orders', role: 'staff', page: OrdersPage, one: OrderPage },
  { path: 'products', title: 'Products', role: 'staff', page: ProductsPage, one: ProductPage },
  { path: 'sales', title: 'Sales', role: 'analyst', page: SalesPage },
  { path: 'system', title: 'System', role: 'operator', page: SystemPage },
  { path: 'dead-letters', title: 'Dead letters', role: 'operator', page: LettersPage },
  { path: 'transformers', title: 'Transformers', role: 'operator', page: TransformersPage, one: TransformerPage },
  { path: 'invariants', title: 'Invariants', role: 'operator', page: InvariantsPage },
  { path: 'traces', title: 'Traces', role: 'operator', page: TracesPage, one: TracePage },
];

/** `#/orders/ID?a=b` is the page orders, its part ID and the parameters a. */
function place() {
  const [path, search] = location.hash.replace(/^#\/?/, '').split('?', 2);
  const [name, ...rest] = path.split('/');
  return { name, id: rest.map(decoded).join('/'), parameters: Object.fromEntries(new URLSearchParams(search || '')) };
}

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function Entrance() {
  const [wrong, setWrong] = useState('');
  const submit = (event) => {
    event.preventDefault();
    setWrong(enter(new FormData(event.target).get('token')) || '');
  };
  return html`<main class="entrance">
    <h1>Polystore console</h1>
    ${(wrong || farewell()) && html`<p class="message failed" role="alert">${wrong || farewell()}</p>`}
    <form onSubmit=${submit}>
      <${Field} label="Access token" name="token" type="password" autocomplete="off" required
        hint="A JWT with the role staff, analyst or operator. It is kept in this tab only." />
      <button type="submit">Enter</button>
    </form>
    <p>On the local stack, <code>./polystore console</code> prints an address with a fresh token.</p>
  </main>`;
}

function Forbidden({ title, role }) {
  return html`<div class="message forbidden" role="alert"><strong>Not allowed.</strong> ${title} needs
    the role <code>${role}</code>; your token does not have it.</div>`;
}

function Content({ at, mine }) {
  const known = PAGES.find((page) => page.path === at.name);
  if (!known) return html`<p class="message failed" role="alert">There is no page “${at.name}”.</p>`;
  if (!mine.includes(known)) return html`<${Forbidden} ...${known} />`;
  const page = at.id && known.one ? known.one : known.page;
  return html`<${page} key=${at.name + '/' + at.id} id=${at.id} parameters=${at.parameters} />`;
}

function Console() {
  const [at, setAt] = useState(place);
  const main = useRef();
  const session = current();
  const mine = PAGES.filter((page) => session.roles.includes(page.role));
  useEffect(() => {
    const moved = () => setAt(place());
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  const shown = at.name ? at : { ...at, name: mine.length > 0 ? mine[0].path : '' };
  const title = (PAGES.find((page) => page.path === shown.name) || { title: 'Console' }).title;
  useEffect(() => {
    document.title = `${title} – Polystore console`;
    main.current.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [shown.name, shown.id]);
  return html`<div><a class="skip" href="#main" onClick=${(event) => { event.preventDefault(); main.current.focus(); }}>Skip to the content</a>
    <header>
      <span class="brand">Polystore</span>
      <nav aria-label="Pages">${mine.map((page) => html`<a href="#/${page.path}"
        aria-current=${page.path === shown.name ? 'page' : undefined}>${page.title}</a>`)}
        <a href="/docs">API</a></nav>
      <span class="who">${session.subject} (${session.roles.join(', ') || 'no role'})${' '}
        <button type="button" onClick=${() => leave('You have left the console.')}>Leave</button></span>
    </header>
    <main id="main" ref=${main} tabindex="-1" aria-label=${title}>
      ${mine.length === 0
        ? html`<h1>Console</h1><div class="message forbidden" role="alert"><strong>Not allowed.</strong> The console is for
            the roles staff, analyst and operator; your token has ${session.roles.join(', ') || 'none'}.</div>`
        : html`<${Content} at=${shown} mine=${mine} />`}
    </main></div>`;
}

function App() {
  const [, setTurn] = useState(0);
  useEffect(() => onChange(() => setTurn((n) => n + 1)), []);
  return current() ? html`<${Console} key=${current().token} />` : html`<${Entrance} />`;
}

begin();
const root = document.getElementById('console');
root.textContent = '';
render(html`<${App} />`, root);
addEventListener('hashchange', () => { if (location.hash.startsWith('#token=')) begin(); });
