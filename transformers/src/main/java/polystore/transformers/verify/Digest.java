package polystore.transformers.verify;

import org.bson.BsonValue;

/// The digest of some documents. Equal digests mean equal documents: each hash is 64 bits of a SHA-256.
///
/// @param sum of the hashes, each mixed with the document's `_id`, modulo 2^64; so digests of two ranges add up to that
/// of both
record Digest(long count, long sum) {

    static final Digest NOTHING = new Digest(0, 0);

    /// The `_id` counts, because a copied document can carry the stored hash of another.
    Digest plus(BsonValue id, long hash) {
        return new Digest(count + 1, sum + mixed(hash ^ mixed(id.hashCode())));
    }

    /// The finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). A plain
    /// sum of both would not notice two documents with each other's hashes.
    private static long mixed(long bits) {
        var first = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        var second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
        return second ^ (second >>> 31);
    }
}
