/** Search of products with facets. */
import { html, useEffect, useState } from './lib/standalone.module.js';
import { get, query } from './api.js';
import { Badge, Field, Loaded, More, Table, fields, money, text, useList } from './widgets.js';

const NAMES = ['q', 'category', 'type', 'status', 'inStock', 'sort'];
const FACETS = 'category,type';
const SORTS = [['', 'best match'], ['newest', 'newest'], ['name', 'name'], ['-name', 'name, Z to A'], ['price', 'price, lowest first'], ['-price', 'price, highest first']];

const COLUMNS = [
  { title: 'SKU', cell: (product) => html`<a href="#/products/${encodeURIComponent(product.id)}"><code>${product.sku}</code></a>` },
  { title: 'Name', cell: (product) => text(product.name) },
  { title: 'Type', cell: (product) => product.type },
  { title: 'Category', cell: (product) => product.category || '' },
  { title: 'Status', cell: (product) => html`<${Badge} text=${product.status} />` },
  { title: 'Availability', cell: (product) => (product.availability ? html`<${Badge} text=${product.availability.band} />` : 'unknown') },
  { title: 'Price', number: true, cell: (product) => money(product.price) },
];

/** The parameters of a search: those of the form, and attr.… of facets. */
function wanted(parameters) {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => NAMES.includes(name) || name.startsWith('attr.')));
}

export function ProductsPage({ parameters }) {
  const filter = wanted(parameters);
  const list = useList(
    async (cursor, signal) =>
      (await get(query('/v1/products', { ...filter, facets: FACETS, limit: 50, cursor }), { signal })).value,
    [JSON.stringify(filter)]);
  const search = (event) => {
    event.preventDefault();
    location.hash = query('#/products', { ...filter, ...fields(event.target) });
  };
  return html`<div><h1>Products</h1>
    <form class="filter" role="search" aria-label="Search products" onSubmit=${search}>
      <${Words} value=${filter.q} />
      <${Field} label="Status" name="status" type="select" value=${filter.status}
        options=${[['', 'published'], ['draft', 'draft'], ['archived', 'archived']]} />
      <${Field} label="In stock" name="inStock" type="select" value=${filter.inStock} options=${[['', 'any'], ['true', 'yes'], ['false', 'no']]} />
      <${Field} label="Order" name="sort" type="select" value=${filter.sort} options=${SORTS} />
      <button type="submit">Search</button>
    </form>
    <${Loaded} of=${list} isEmpty=${(page) => page.items.length === 0} empty="No product matches the search.">${(page) => html`
      <${Facets} facets=${page.facets || {}} filter=${filter} />
      <${Table} caption="Products" columns=${COLUMNS} rows=${list.items} />
      <${More} list=${list} noun="products" />`}</></div>`;
}

/** The values of each facet with their counts; a chosen value can be taken back. */
function Facets({ facets, filter }) {
  return html`<div class="facets">${Object.entries(facets).map(([name, counts]) => html`
    <ul aria-label="Facet ${name}"><li class="quiet">${name}</li>
      ${filter[name] && html`<li><a href=${query('#/products', { ...filter, [name]: '' })}>all</a></li>`}
      ${counts.map((count) => html`<li><a href=${query('#/products', { ...filter, [name]: count.value })}
        aria-current=${String(filter[name]) === String(count.value) ? 'true' : undefined}>${String(count.value)} (${count.count})</a></li>`)}
    </ul>`)}</div>`;
}

const SUGGESTED = 8;
const LETTERS_MIN = 2;
const PAUSE_MS = 200;

/** The field of the search; names of products are suggested while it is typed into. */
function Words({ value }) {
  const [typed, setTyped] = useState(value ?? '');
  const [names, setNames] = useState([]);
  useEffect(() => setTyped(value ?? ''), [value]);
  useEffect(() => {
    const abort = new AbortController();
    const ask = async () => {
      try {
        const { value: found } = await get(query('/v1/products', { q: typed, limit: SUGGESTED }), { signal: abort.signal });
        setNames([...new Set(found.items.map((product) => text(product.name)))]);
      } catch {
        // The search itself says what is wrong.
      }
    };
    const timer = typed.trim().length < LETTERS_MIN ? setNames([]) : setTimeout(ask, PAUSE_MS);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [typed]);
  return html`<span><${Field} label="Words" name="q" type="search" value=${typed} onInput=${setTyped} list="suggestions" autocomplete="off"
      hint="Beginnings of words" /><datalist id="suggestions">${names.map((name) => html`<option value=${name} />`)}</datalist></span>`;
}
