package polystore.command.bench;

/// The tables of `bench transform`, and the mapping that makes documents of them.
final class TransformTables {

    static final int ROWS_OF_A_DOCUMENT = 6;

    /// A document of about one KB: a root, its payment and four lines.
    static final String ROWS = """
            drop table if exists line, payment, root;
            create table root (id bigint primary key, number text not null, status text not null,
                at timestamptz(3) not null, total numeric(19,2) not null, currency text not null, note text);
            create table payment (root_id bigint primary key references root, reference uuid not null,
                amount numeric(19,2) not null, at timestamptz(3) not null);
            create table line (root_id bigint references root, no int, sku text not null, name text not null,
                quantity int not null, price numeric(19,2) not null, primary key (root_id, no));
            insert into root select i, 'N-' || i, 'PAID', '2026-01-01'::timestamptz + i * interval '1 second',
                i %% 1000 + 0.25, 'EUR', repeat('n', 180) from generate_series(1, %1$d) i;
            insert into payment select i, gen_random_uuid(), i %% 1000 + 0.25,
                '2026-01-02'::timestamptz + i * interval '1 second' from generate_series(1, %1$d) i;
            insert into line select i, n, 'SKU-' || (i * n) %% 5000, repeat('l', 60), n, n + 0.75
                from generate_series(1, %1$d) i, generate_series(1, 4) n;
            """;

    static final String MAPPING = """
            root: root
            fields:
              number: number
              status: status
              at: { column: at, as: date }
              total: { money: [total, currency] }
              note: note
              payment: { one: payment.root_id, fields: { reference: reference, amount: amount, at: { column: at, as: date } } }
              lines:
                many: line.root_id
                key: no
                fields: { no: no, sku: sku, name: name, quantity: quantity, price: { money: [price, ^currency] } }
            """;

    private TransformTables() {}
}
