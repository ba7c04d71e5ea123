package polystore.transformers.sink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonMaxKey;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/// A document as it is stored: `_id` first, then the body, then `_m: {v, m, h}`.
///
/// `h` is the first 64 bits of the SHA-256 of the elements without `_m`, sorted by name: a server may keep the order of
/// an older document when it replaces it. The encoding is deterministic otherwise, so a store can be compared with its
/// source by hashes alone. A cryptographic hash, because sums of hashes are compared too, and sums of weak hashes
/// collide.
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

    /// A filter for the buckets of a root: a range of `_id`, which its index answers.
    public static BsonDocument bucketsOf(BsonValue root) {
        var least = new BsonDocument("root", root);
        var above = new BsonDocument("root", root).append("field", new BsonMaxKey());
        return new BsonDocument("_id", new BsonDocument("$gt", least).append("$lt", above));
    }

    /// The `h` of a document with this body.
    public static long hash(BsonValue id, BsonDocument body) {
        return hash(append(encode(new BsonDocument("_id", id)), bytesOf(body)));
    }

    /// The `h` of a stored document, computed from its bytes.
    public static long hashOf(BsonDocument stored) {
        return hash(bytesOf(stored));
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

    private static long hash(byte[] document) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var element : elements(document)) {
                digest.update(document, element.from(), element.length());
            }
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The place of an element (type, name and value) among the bytes of a document.
    private record Element(String name, int from, int length) {}

    private static List<Element> elements(byte[] document) {
        var elements = new ArrayList<Element>();
        try (var reader = new BsonBinaryReader(ByteBuffer.wrap(document))) {
            reader.readStartDocument();
            var from = reader.getBsonInput().getPosition();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                var name = reader.readName();
                reader.skipValue();
                var to = reader.getBsonInput().getPosition();
                if (!name.equals("_m")) {
                    elements.add(new Element(name, from, to - from));
                }
                from = to;
            }
        }
        elements.sort(Comparator.comparing(Element::name));
        return elements;
    }
}
