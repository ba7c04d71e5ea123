package polystore.analytics.categories;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import polystore.contracts.catalog.CategorySnapshot;

/// Stores the newest name of each category, whatever the order in which its versions are read.
@ApplicationScoped
class PostgresCategoryNames {

    private static final String STORE = """
        insert into category_fact as c (category, version, name)
        select distinct on (category) category, version, name
          from unnest(:categories, :versions, :names) as n (category, version, name)
         order by category, version desc
        on conflict (category) do update set version = excluded.version, name = excluded.name
         where excluded.version > c.version
        """;

    private final Jdbi jdbi;

    public PostgresCategoryNames(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public void store(List<CategorySnapshot> categories) {
        if (!categories.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate(STORE)
                    .bindArray("categories", String.class, of(categories, CategorySnapshot::category))
                    .bindArray("versions", Long.class, of(categories, CategorySnapshot::version))
                    .bindArray("names", String.class, of(categories, CategorySnapshot::name))
                    .execute());
        }
    }

    private static <C> List<C> of(List<CategorySnapshot> categories, Function<CategorySnapshot, C> column) {
        return categories.stream().map(column).toList();
    }
}
