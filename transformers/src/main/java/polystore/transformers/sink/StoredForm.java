package polystore.transformers.sink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/// A document as it is stored: `_id` first, then the body, then `_m: {v, m, h}`.
///
/// `h` is the first 64 bits of the SHA-256 of the bytes without `_m`. The encoding is deterministic, so a store
/// can be compared with its source by hashes alone. A cryptographic hash, because sums of hashes are compared too,
/// and sums of weak hashes collide.
public final class StoredForm {

    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    private StoredForm() {}

    static RawBsonDocument of(DocumentWrite.Put put) {
        var bytes = append(encode(new BsonDocument("_id", put.id())), bytesOf(put.body()));
        var mark = new BsonDocument("v", new BsonInt64(put.ticket()))
                .append("m", new BsonInt32(put.mapping()))
                .append("h", new BsonInt64(hash(bytes)));
        return new RawBsonDocument(append(bytes, encode(new BsonDocument("_m", mark))));
    }

    /// The `h` of a document with this body.
    public static long hash(BsonValue id, BsonDocument body) {
        return hash(append(encode(new BsonDocument("_id", id)), bytesOf(body)));
    }

    /// The `h` of a stored document, computed from its bytes.
    public static long hashOf(BsonDocument stored) {
        var body = new BsonDocument();
        for (var field : stored.entrySet()) {
            if (!field.getKey().equals("_m")) {
                body.append(field.getKey(), field.getValue());
            }
        }
        return hash(encode(body));
    }

    /// Joins the fields of both documents: a BSON document is a length, its elements and a zero byte.
    private static byte[] append(byte[] first, byte[] second) {
        var length = first.length + second.length - Integer.BYTES - 1;
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .put(first, Integer.BYTES, first.length - Integer.BYTES - 1)
                .put(second, Integer.BYTES, second.length - Integer.BYTES)
                .array();
    }

    private static byte[] bytesOf(BsonDocument document) {
        if (!(document instanceof RawBsonDocument raw)) {
            return encode(document);
        }
        var buffer = raw.getByteBuffer();
        try {
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } finally {
            buffer.release();
        }
    }

    private static byte[] encode(BsonDocument document) {
        try (var buffer = new BasicOutputBuffer();
                var writer = new BsonBinaryWriter(buffer)) {
            CODEC.encode(writer, document, EncoderContext.builder().build());
            return buffer.toByteArray();
        }
    }

    private static long hash(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
