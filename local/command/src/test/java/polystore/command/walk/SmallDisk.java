package polystore.command.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file system of its own for a folder, in memory, so that a test can fill it. Where the operating system does not
/// permit mounting one, the folder is an ordinary one.
///
/// @param mounted whether it may be filled
record SmallDisk(Path folder, boolean mounted) implements AutoCloseable {
    private static final int CHUNK = 1024 * 1024;

    static SmallDisk at(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        return new SmallDisk(folder, run("mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", folder.toString()));
    }

    /// Writes a file until no byte is free.
    void fill() throws IOException {
        try (var out = Files.newOutputStream(filler())) {
            for (var size = CHUNK; size > 0; ) {
                try {
                    out.write(new byte[size]);
                } catch (IOException full) {
                    size /= 2;
                }
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    @Override
    public void close() throws IOException {
        try {
            if (mounted && !run("umount", folder.toString())) {
                throw new IOException("cannot unmount " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
