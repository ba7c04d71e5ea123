package polystore.transformers.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each type of PostgreSQL becomes exactly one BSON form, or is refused with what to write instead.
class TypesIT {

    private static Engine engine;

    @BeforeAll
    static void makeTypes() throws SQLException {
        engine = new Engine("""
                create type mood as enum ('sad', 'happy');
                create domain positive as int check (value > 0);
                create type place as (city text, postal_code int);
                """);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "boolean | true | {\"v\": true}",
                "smallint | -7 | {\"v\": -7}",
                "integer | 2147483647 | {\"v\": 2147483647}",
                "bigint | 9223372036854775807 | {\"v\": 9223372036854775807}",
                "numeric | 12.3400 | {\"v\": {\"$numberDecimal\": \"12.3400\"}}",
                "numeric | -0.00000000000000000001 | {\"v\": {\"$numberDecimal\": \"-1E-20\"}}",
                "numeric | 1234567890123456789012345678901234 |"
                        + " {\"v\": {\"$numberDecimal\": \"1234567890123456789012345678901234\"}}",
                "numeric | 100000000 | {\"v\": {\"$numberDecimal\": \"100000000\"}}",
                "numeric | 0 | {\"v\": {\"$numberDecimal\": \"0\"}}",
                "numeric | 0.00 | {\"v\": {\"$numberDecimal\": \"0.00\"}}",
                "real | 1.5 | {\"v\": 1.5}",
                "double precision | 0.1 | {\"v\": 0.1}",
                "text | Grüße 🙂 | {\"v\": \"Grüße \\ud83d\\ude42\"}",
                "char(5) | ab | {\"v\": \"ab\"}",
                "mood | happy | {\"v\": \"happy\"}",
                "positive | 4 | {\"v\": 4}",
                "uuid | 00112233-4455-6677-8899-aabbccddeeff |"
                        + " {\"v\": {\"$binary\": {\"base64\": \"ABEiM0RVZneImaq7zN3u/w==\", \"subType\": \"04\"}}}",
                "bytea | \\x00ff | {\"v\": {\"$binary\": {\"base64\": \"AP8=\", \"subType\": \"00\"}}}",
                "date | 2026-02-28 | {\"v\": \"2026-02-28\"}",
                "date | 1999-12-31 | {\"v\": \"1999-12-31\"}",
                "time | 08:09:10.5 | {\"v\": \"08:09:10.500000\"}",
                "timestamp | 1969-12-31 23:59:59.999999 | {\"v\": \"1969-12-31T23:59:59.999999\"}",
                "timestamptz | 2026-01-01 00:00:00.000001+02 | {\"v\": \"2025-12-31T22:00:00.000001Z\"}",
                "timestamptz(3) | 2026-01-01 00:00:00.5+00 | {\"v\": {\"$date\": \"2026-01-01T00:00:00.5Z\"}}",
                "interval | 1 year 2 months 3 days 04:05:06.789 | {\"v\": \"P1Y2M3DT4H5M6.789S\"}",
                "interval | -1 day | {\"v\": \"P-1D\"}",
                "jsonb | {\"b\": [1, 12345678901, 0.10, null, true], \"a\": \"x\"} |"
                        + " {\"v\": {\"a\": \"x\", \"b\": [1, 12345678901, {\"$numberDecimal\": \"0.10\"}, null, true]}}",
                "json | 1 | {\"v\": 1}",
                "integer[] | {{1,2},{3,NULL}} | {\"v\": [[1, 2], [3, null]]}",
                "text[] | {} | {\"v\": []}",
                "inet[] | {10.0.0.1} | {\"v\": [\"10.0.0.1/32\"]}",
                "inet | 10.0.0.0/8 | {\"v\": \"10.0.0.0/8\"}",
                "bit(3) | 101 | {\"v\": \"101\"}",
                "int4range | [1,5) |"
                        + " {\"v\": {\"lower\": 1, \"lowerIncluded\": true, \"upper\": 5, \"upperIncluded\": false}}",
                "int4range | (,5) | {\"v\": {\"upper\": 5, \"upperIncluded\": false}}",
                "int4range | empty | {\"v\": {\"empty\": true}}",
                "int4multirange | {[1,2),[4,5)} | {\"v\": [{\"lower\": 1, \"lowerIncluded\": true, \"upper\": 2,"
                        + " \"upperIncluded\": false}, {\"lower\": 4, \"lowerIncluded\": true, \"upper\": 5,"
                        + " \"upperIncluded\": false}]}",
                "place | (Wien,1010) | {\"v\": {\"city\": \"Wien\", \"postalCode\": 1010}}",
                "point | (1,2.5) | {\"v\": \"(1,2.5)\"}",
            })
    void hasOneForm(String type, String value, String document) throws SQLException {
        assertThat(read(type, value, "v: v")).isEqualTo(document);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "numeric | NaN | v is NaN or infinite, which no exact number is: write as: text",
                "numeric | 12345678901234567890123456789012345 | does not fit the 34 digits of Decimal128",
                "double precision | Infinity | v is Infinity, which is not a number",
                "timestamptz | infinity | v is infinite, which no moment is: write as: text",
                "date | -infinity | v is infinite",
                "date | 12026-01-01 | does not sort as text",
                "jsonb | {\"a\": {\"$b\": 1}} | v.a has the key '$b'",
                "json | 1e999999 | does not fit the 34 digits",
                "integer[] | [2:3]={1,2} | does not begin at 1",
            })
    void isRefusedWhereItHasNone(String type, String value, String cause) throws SQLException {
        assertThat(read(type, value, "v: v")).startsWith("refused: v").contains(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "numeric | NaN | as: text | {\"v\": \"NaN\"}",
                "timestamptz | infinity | as: text | {\"v\": \"infinity\"}",
                "timestamptz | 2026-01-01 00:00:00.123+00 | as: date | {\"v\": {\"$date\": \"2026-01-01T00:00:00.123Z\"}}",
                "timestamptz | 2026-01-01 00:00:00.1239+00 | as: date_truncated |"
                        + " {\"v\": {\"$date\": \"2026-01-01T00:00:00.123Z\"}}",
                "timestamptz | 2026-01-01 00:00:00.1239+00 | as: date | refused: v is 2026-01-01T00:00:00.123900Z, between",
                "timestamp | 2026-01-01 00:00:00 | as: date | {\"v\": {\"$date\": \"2026-01-01T00:00:00Z\"}}",
                "date | 2026-01-01 | as: date | {\"v\": {\"$date\": \"2026-01-01T00:00:00Z\"}}",
                "numeric | 0.5 | as: double | {\"v\": 0.5}",
                "numeric | 0.12345678901234567890 | as: double | refused: v is 0.12345678901234567890, which no double is",
            })
    void hasTheFormThatTheMappingDeclares(String type, String value, String as, String document) throws SQLException {
        assertThat(read(type, value, "v: { column: v, " + as + " }")).startsWith(document);
    }

    private static String read(String type, String value, String field) throws SQLException {
        engine.execute("drop table if exists one");
        engine.execute("create table one (id int primary key, v " + type + ")");
        engine.execute("insert into one values (1, '" + value.replace("'", "''") + "')");
        return engine.preview("root: one\nfields: { " + field + " }\n")
                .values()
                .iterator()
                .next();
    }
}
