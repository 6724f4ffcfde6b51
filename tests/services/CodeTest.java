//SOURCES ../../lib/services/Services.java
//SOURCES Looked.java
package services;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CodeTest {
    private static final String FILE = "docker-compose.alpine-test.yml";
    private static final String COMPOSE = "services:\n  alpine-test-backend: {image: a}\n  alpine-test-auth: {image: b}\n";

    @TempDir
    Path folder;

    @Test
    void aListAndAStaleMappingAreBroughtToTheServicesThatThereAre() throws IOException {
        Looked looked = Looked.at(folder, FILE, COMPOSE, "start.py", """
                FILE = "docker-compose.alpine-test.yml"
                services_to_start = ["backend", "auth"]
                service_map = {"backend": "test-backend"}
                """);

        assertEquals(List.of("warning service/affixed auth", "warning service/map-stale test-backend"), looked.said());
        Looked fixed = looked.fixed();
        assertEquals("""
                FILE = "docker-compose.alpine-test.yml"
                services_to_start = ["backend", "alpine-test-auth"]
                service_map = {"backend": "alpine-test-backend"}
                """, fixed.text("start.py"));
        assertEquals(List.of(), fixed.said());
    }

    @Test
    void aMappingWhoseTargetsExistTranslates() throws IOException {
        assertEquals(List.of(), Looked.at(folder, FILE, COMPOSE, "start.js", """
                // docker-compose.alpine-test.yml
                const services = ["backend", "auth"];
                const serviceMap = {"backend": "alpine-test-backend", "auth": "alpine-test-auth"};
                """).said());
    }

    @Test
    void aListThatHasNothingToDoWithTheServicesIsLeftAlone() throws IOException {
        assertEquals(List.of(), Looked.at(folder, FILE, COMPOSE, "start.py",
                "# docker-compose.alpine-test.yml\nservices = [\"mail\", \"billing\", \"search\"]\n").said());
    }

    @Test
    void withoutTheNameOfAComposeFileAListIsOnlyMentioned() throws IOException {
        assertEquals(List.of("info service/affixed auth", "info service/affixed backend"),
                Looked.at(folder, FILE, COMPOSE, "start.py", "# started by compose\nservices = [\"backend\", \"auth\"]\n").said());
    }

    @Test
    void theMapForCodeSaysWhatEachNameMeans() throws IOException {
        Looked looked = Looked.at(folder, FILE, COMPOSE, "start.py", "# docker-compose.alpine-test.yml\nservices = [\"backend\", \"alpine-test-auth\"]\n");
        ServiceMap map = looked.pass().map();
        assertEquals(Map.of("backend", "alpine-test-backend", "alpine-test-auth", "alpine-test-auth"), map.services());
        assertEquals("alpine-test-auth=alpine-test-auth\nbackend=alpine-test-backend\n", map.text("properties"));
        assertEquals("ALPINE_TEST_AUTH_SERVICE=alpine-test-auth\nBACKEND_SERVICE=alpine-test-backend\n", map.text("env"));
        assertEquals("\"alpine-test-auth\": \"alpine-test-auth\"\n\"backend\": \"alpine-test-backend\"\n", map.text("yaml"));
    }

    @Test
    @Timeout(20)
    void aFileOfOneLongLineIsReadOnceHoweverManyListsItHas() throws IOException {
        String lists = "container=[\"api\",\"b\"];x=[".repeat(400) + "y".repeat(1_000_000);
        assertEquals(List.of(), Looked.at(folder, "compose.yaml", "services:\n  api: {image: a}\n", "app.min.js", lists + "compose.yaml").said().stream()
                .filter(said -> !said.startsWith("info")).toList());
    }
}
