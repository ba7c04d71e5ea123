package polystore.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.home.CheckoutFolder;

/// The profile `licences`, on a module with dependencies that it must refuse.
class LicenceGateIT {
    private static final Map<String, String> PLANTED = Map.of(
            "functional", "Functional Source License, Version 1.1, Apache 2.0 Future License",
            "server-side", "Server Side Public License, v 1",
            "business", "Business Source License 1.1",
            "silent", "");

    @TempDir
    @SuppressWarnings("NullAway") // set by JUnit
    Path folder;

    @Test
    void namesEachDependencyWhoseLicenceIsNotOpenOrUnknown() throws Exception {
        for (var planted : PLANTED.entrySet()) {
            pom(planted.getKey(), planted.getValue());
        }
        pom("open", "The Apache Software License, Version 2.0");
        Files.writeString(Files.createDirectory(folder.resolve("consumer")).resolve("pom.xml"), consumer());
        Files.writeString(folder.resolve("pom.xml"), aggregator());
        var output = Files.readString(build());
        assertThat(output)
                .contains("There are 4 forbidden licenses used")
                .contains("planted:functional:1", "planted:server-side:1", "planted:business:1", "planted:silent:1")
                .doesNotContain("-open (planted:open:1");
    }

    private Path build() throws Exception {
        var output = folder.resolve("output");
        var maven = new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-o",
                        "-Plicences",
                        "-Dmaven.multiModuleProjectDirectory=" + CheckoutFolder.path(),
                        MavenByHandIT.repository(),
                        "package")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = maven.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isEqualTo(1);
        return output;
    }

    private void pom(String name, String licence) throws Exception {
        var licences = licence.isEmpty() ? "" : "<licenses><license><name>" + licence + "</name></license></licenses>";
        Files.writeString(
                Files.createDirectory(folder.resolve(name)).resolve("pom.xml"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>planted</groupId><artifactId>" + name
                        + "</artifactId><version>1</version><packaging>pom</packaging>" + licences + "</project>");
    }

    private static String aggregator() {
        return "<project><modelVersion>4.0.0</modelVersion><groupId>planted</groupId><artifactId>all</artifactId>"
                + "<version>1</version><packaging>pom</packaging><modules><module>open</module>"
                + modules("<module>%s</module>") + "<module>consumer</module></modules></project>";
    }

    private String consumer() {
        var dependency =
                "<dependency><groupId>planted</groupId><artifactId>%s</artifactId><version>1</version><type>pom</type>"
                        + "</dependency>";
        return "<project><modelVersion>4.0.0</modelVersion><parent><groupId>polystore</groupId>"
                + "<artifactId>polystore</artifactId><version>1.0.0-SNAPSHOT</version><relativePath>"
                + folder.resolve("consumer").relativize(CheckoutFolder.path().resolve("pom.xml"))
                + "</relativePath></parent><artifactId>consumer</artifactId>"
                + "<dependencies>" + dependency.formatted("open") + modules(dependency) + "</dependencies></project>";
    }

    private static String modules(String each) {
        return List.copyOf(PLANTED.keySet()).stream().map(each::formatted).collect(Collectors.joining());
    }
}
