package polystore.catalog.codes;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;

/// A collection of coded entries; `_id` is the code.
public final class MongoCoded<T extends Coded> {

    private final MongoCollection<Document> entries;
    private final Function<T, Document> write;
    private final Function<Document, T> read;

    public MongoCoded(MongoCollection<Document> entries, Function<T, Document> write, Function<Document, T> read) {
        this.entries = entries;
        this.write = write;
        this.read = read;
    }

    public Optional<T> byCode(String code) {
        return Optional.ofNullable(entries.find(Filters.eq(code)).first()).map(read);
    }

    /// The existing entries of `codes`, by code.
    public Map<String, T> byCodes(Collection<String> codes) {
        var found = new HashMap<String, T>();
        if (!codes.isEmpty()) {
            entries.find(Filters.in("_id", codes)).map(read::apply).forEach(entry -> found.put(entry.code(), entry));
        }
        return found;
    }

    /// In the order of their codes.
    ///
    /// @param after the last code of the page before, empty for the first page
    public List<T> page(String after, int limit) {
        return entries.find(Filters.gt("_id", after))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(read::apply)
                .into(new ArrayList<>());
    }

    /// @return false when the code is taken
    public boolean add(T entry) {
        try {
            entries.insertOne(write.apply(entry));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /// Replaces the previous version by `entry`.
    ///
    /// @return false when the stored version is another one
    public boolean replace(T entry) {
        var before = Filters.and(Filters.eq(entry.code()), Filters.eq("version", entry.version() - 1));
        return entries.replaceOne(before, write.apply(entry)).getMatchedCount() == 1;
    }
}
