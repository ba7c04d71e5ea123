package polystore.gateway.pages;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// One file of a page, compressed.
///
/// @param etag weak, because the compressed and the plain form share it
record StaticFile(String mediaType, String etag, Buffer gzip) {

    /// By the extension of the name; no other file is served.
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    /// Blocks.
    ///
    /// @param name relative to this package
    /// @return null if there is no such file
    static @Nullable StaticFile read(String name) {
        var mediaType = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (mediaType == null) {
            return null;
        }
        try (var content = StaticFile.class.getResourceAsStream(name)) {
            return content == null ? null : of(mediaType, content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Buffer plain() {
        try (var content = new GZIPInputStream(new ByteArrayInputStream(gzip.getBytes()))) {
            return Buffer.buffer(content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StaticFile of(String mediaType, byte[] content) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        }
        return new StaticFile(mediaType, "W/\"" + sha256(content) + '"', Buffer.buffer(compressed.toByteArray()));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
