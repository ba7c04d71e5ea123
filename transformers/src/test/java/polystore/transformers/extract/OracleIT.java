package polystore.transformers.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/// The engine against PostgreSQL's own nested `json_agg`, on generated rows: an opinion that shares no code with it.
class OracleIT {

    private static final String MAPPING = """
            root: root
            fields:
              name: { column: name, nulls: keep }
              owner: { one: owner_id, fields: { name: name }, nulls: keep }
              children:
                many: child.root_id
                fields:
                  no: no
                  text: { column: text, nulls: keep }
                  owner: { one: owner_id, fields: { name: name }, nulls: keep }
                  leaves: { many: leaf.child_root+child_no, key: [position, id], fields: { id: id, root: ^^name } }
              tags: { many: root_tag.root_id, through: tag_id, scalar: name }
            """;

    private static final String ORACLE = """
            select r.id::text, json_build_object(
                'name', r.name,
                'owner', (select json_build_object('name', o.name) from owner o where o.id = r.owner_id),
                'children', coalesce((select json_agg(json_build_object(
                        'no', c.no, 'text', c.text,
                        'owner', (select json_build_object('name', o.name) from owner o where o.id = c.owner_id),
                        'leaves', coalesce((select json_agg(json_build_object('id', l.id, 'root', r.name)
                                                            order by l.position, l.id)
                            from leaf l where l.child_root = c.root_id and l.child_no = c.no), '[]'))
                    order by c.no) from child c where c.root_id = r.id), '[]'),
                'tags', coalesce((select json_agg(t.name order by rt.tag_id) from root_tag rt join tag t on t.id = rt.tag_id
                    where rt.root_id = r.id), '[]'))::text
            from root r
            """;

    @Test
    void agreesWithJsonAgg() throws SQLException {
        try (var engine = new Engine("""
                create table owner (id bigint primary key, name text not null);
                create table root (id int primary key, name text not null, owner_id bigint references owner);
                create table child (root_id int references root, no int, text text, owner_id bigint references owner,
                    primary key (root_id, no));
                create table leaf (id int primary key, child_root int, child_no int, position int not null,
                    foreign key (child_root, child_no) references child);
                create table tag (id int primary key, name text);
                create table root_tag (root_id int references root, tag_id int references tag,
                    primary key (root_id, tag_id));
                select setseed(0.42);
                insert into owner select i, 'owner "' || i || '"' from generate_series(1, 20) i;
                insert into root select i, 'root ' || i, nullif((random() * 20)::int, 0) from generate_series(1, 400) i;
                insert into child select i, n, nullif('text ' || n, 'text 2'), nullif((random() * 20)::int, 0)
                    from generate_series(1, 400) i, generate_series(1, 4) n where random() < 0.6;
                insert into leaf select row_number() over (), root_id, no, (random() * 3)::int
                    from child, generate_series(1, 3) where random() < 0.5;
                insert into tag select i, 'tag ' || i from generate_series(1, 10) i;
                insert into root_tag select r.id, t.id from root r, tag t where random() < 0.2
                """)) {
            assertThat(documents(engine.preview(MAPPING))).isEqualTo(documents(oracle(engine)));
        }
    }

    private static Map<String, String> oracle(Engine engine) throws SQLException {
        var documents = new TreeMap<String, String>();
        try (var connection = engine.source().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(ORACLE)) {
            while (rows.next()) {
                documents.put(rows.getString(1), rows.getString(2));
            }
        }
        return documents;
    }

    private static Map<String, BsonDocument> documents(Map<String, String> json) {
        var documents = new TreeMap<String, BsonDocument>();
        json.forEach((key, text) -> documents.put(key, BsonDocument.parse(text)));
        return documents;
    }
}
