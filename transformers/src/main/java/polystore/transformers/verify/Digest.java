package polystore.transformers.verify;

/// What some documents come to. Equal digests mean equal documents: each hash is 64 bits of a SHA-256.
///
/// @param sum of their hashes, modulo 2^64; so digests of two ranges add up to that of both
record Digest(long count, long sum) {

    static final Digest NOTHING = new Digest(0, 0);

    Digest plus(long hash) {
        return new Digest(count + 1, sum + hash);
    }
}
