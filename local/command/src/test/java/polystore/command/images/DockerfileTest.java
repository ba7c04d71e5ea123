package polystore.command.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import polystore.command.home.CheckoutFolder;

/// The images that Docker builds and those of `./polystore images` start the same program in the same way.
class DockerfileTest {
    @Test
    void theEntryPointIsTheCommandOfTheTrainingRun() throws IOException {
        var text = Files.readString(CheckoutFolder.path().resolve("deploy/images/Dockerfile"));
        var words =
                new ObjectMapper().readTree(text.substring(text.lastIndexOf("ENTRYPOINT ") + "ENTRYPOINT ".length()));
        assertThat(words)
                .extracting(word -> word.asText())
                .containsExactlyElementsOf(
                        JavaRuntime.command("/opt/java/bin/java", List.of("-XX:AOTCache=application.aot")));
        assertThat(text).contains("USER 10001:10001").doesNotContain("PASSWORD", "SECRET");
    }
}
