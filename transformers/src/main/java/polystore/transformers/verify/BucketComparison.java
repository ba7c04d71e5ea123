package polystore.transformers.verify;

import java.util.HashMap;
import java.util.Map;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.Extracted;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.StoredForm;
import polystore.transformers.verify.Difference.Kind;

/// Compares the buckets of a root with its rows.
final class BucketComparison {

    private BucketComparison() {}

    static @Nullable Difference difference(BsonValue root, Extracted extracted, StoredBuckets buckets) {
        var stored = buckets.of(root);
        for (var entry : expected(root, extracted).entrySet()) {
            var there = stored.remove(entry.getKey());
            if (there == null) {
                return new Difference(extracted.key(), Kind.MISSING, "no bucket " + entry.getKey());
            }
            if (there.hash() != entry.getValue()) {
                return there.hash() == there.marked()
                        ? new Difference(
                                extracted.key(), Kind.DIFFERENT, "bucket " + entry.getKey() + " is not of these rows")
                        : new Difference(
                                extracted.key(),
                                Kind.CHANGED_IN_TARGET,
                                "bucket " + entry.getKey() + " was changed in the target");
            }
        }
        return stored.isEmpty()
                ? null
                : new Difference(
                        extracted.key(),
                        Kind.WITHOUT_ROWS,
                        "bucket " + stored.keySet().iterator().next() + " without rows");
    }

    private static Map<BsonValue, Long> expected(BsonValue root, Extracted extracted) {
        var expected = new HashMap<BsonValue, Long>();
        if (extracted instanceof Extracted.Present present) {
            for (var bucket : present.buckets()) {
                var id = DocumentWrite.bucketId(root, bucket.field(), bucket.number());
                expected.put(id, StoredForm.hash(id, bucket.body()));
            }
        }
        return expected;
    }
}
