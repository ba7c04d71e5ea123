package polystore.catalog.requests;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Applies the limit to a body without a declared length (chunked).
///
/// An import is not limited: it takes the stream of the request itself.
@Provider
class BoundedReading implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getType() != InputStream.class) {
            context.setInputStream(new Bounded(context.getInputStream()));
        }
        return context.proceed();
    }

    /// Counts the bytes that are read, and fails at the limit.
    private static final class Bounded extends FilterInputStream {

        private long left = BodyLimit.BODY_BYTES_MAX;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            var count = super.read(buffer, from, length);
            return counted(count, count);
        }

        private int counted(int result, int bytes) {
            left -= result < 0 ? 0 : bytes;
            if (left < 0) {
                throw BodyLimit.tooLarge().asException();
            }
            return result;
        }
    }
}
