package polystore.analytics.sales;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;

/// A set of customers as a HyperLogLog sketch of 4096 registers, at most 4.1 kB. The same set has the same bytes,
/// whatever the order and repetition of its customers and however it was merged.
final class CustomerSketch {

    /// 95 % of the estimates are at most this far from the true number; small ones are nearly exact.
    static final double RELATIVE_ERROR = 0.033;

    static final double CONFIDENCE = 0.95;

    private static final int LG_REGISTERS = 12;

    // The image of a sketch, by the class PreambleUtil of DataSketches.
    private static final int PREAMBLE_INTS_BYTE = 0;
    private static final int FLAGS_BYTE = 5;
    private static final int CURRENT_MIN_BYTE = 6;
    private static final int MODE_BYTE = 7;
    private static final int HIP_BYTE = 8;
    private static final int ZEROS_BYTE = 32;
    private static final int REGISTERS_BYTE = 40;

    private static final int PREAMBLE_INTS_MASK = 0x3f;
    private static final int OUT_OF_ORDER_FLAG = 0x10;
    private static final int MODE_MASK = 3;
    private static final int MODE_REGISTERS = 2;

    private final HllUnion union = new HllUnion(LG_REGISTERS);

    void add(String customer) {
        union.update(customer);
    }

    /// @param sketch of [#bytes]
    void merge(byte[] sketch) {
        union.update(HllSketch.wrap(MemorySegment.ofArray(sketch)));
    }

    /// The composite estimator depends on the registers only; the library's default one, which is more exact, also on
    /// the order of the customers.
    long estimate() {
        return Math.round(union.getCompositeEstimate());
    }

    byte[] bytes() {
        var image = union.getResult(TgtHllType.HLL_8).toCompactByteArray();
        var fields = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        if ((image[MODE_BYTE] & MODE_MASK) == MODE_REGISTERS) {
            forgetHistory(fields);
        } else {
            sortHashes(fields, Integer.BYTES * (image[PREAMBLE_INTS_BYTE] & PREAMBLE_INTS_MASK));
        }
        return image;
    }

    /// Resets what depends on the history of the sketch: the sum of the estimator that needs the order, and the way in
    /// which empty registers are counted.
    private static void forgetHistory(ByteBuffer image) {
        image.put(FLAGS_BYTE, (byte) (image.get(FLAGS_BYTE) | OUT_OF_ORDER_FLAG));
        image.putDouble(HIP_BYTE, 0);
        image.put(CURRENT_MIN_BYTE, (byte) 0);
        var zeros = 0;
        for (var i = REGISTERS_BYTE; i < image.limit(); i++) {
            zeros += image.get(i) == 0 ? 1 : 0;
        }
        image.putInt(ZEROS_BYTE, zeros);
    }

    /// A small sketch is a list of hashes.
    private static void sortHashes(ByteBuffer image, int start) {
        var hashes = new int[(image.limit() - start) / Integer.BYTES];
        image.position(start).asIntBuffer().get(hashes);
        Arrays.sort(hashes);
        image.asIntBuffer().put(hashes);
    }
}
