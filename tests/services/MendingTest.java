//SOURCES ../../lib/services/Services.java
//SOURCES Looked.java
package services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import services.Services.Way;

class MendingTest {
    @TempDir
    Path folder;

    /** The service auth of a family, written as given, which another expects twice as a host. */
    private Looked aliased(String auth) throws IOException {
        return Looked.with(Looked.mending(Way.ALIAS), folder, "compose.yaml", "services:\n  x-web:\n    image: a\n"
                + "    environment:\n      A_URL: http://auth:1\n      B_URL: http://auth:1\n    networks: [default, net]\n  x-auth:\n" + auth + "networks:\n  net:\n").fixed();
    }

    @Test
    void anAliasIsWrittenWhereThereAreNoNetworks() throws IOException {
        Looked fixed = aliased("    image: b\n");
        assertEquals(List.of(), fixed.said());
        assertTrue(fixed.text("compose.yaml").contains("  x-auth:\n    networks:\n      default:\n        aliases:\n          - auth\n    image: b\n"), fixed.text("compose.yaml"));
    }

    @Test
    void anAliasIsWrittenIntoAListOfNetworks() throws IOException {
        Looked fixed = aliased("    image: b\n    networks:\n      - default\n      - net\n    tty: true\n");
        assertEquals(List.of(), fixed.said());
        assertTrue(fixed.text("compose.yaml").contains("    networks:\n      default:\n        aliases:\n          - auth\n      net:\n        aliases:\n          - auth\n    tty: true\n"),
                fixed.text("compose.yaml"));
    }

    @Test
    void anAliasIsWrittenIntoNetworksWithSettings() throws IOException {
        Looked fixed = aliased("    image: b\n    networks:\n      default:\n      net:\n        aliases:\n          - old\n");
        assertEquals(List.of(), fixed.said());
        assertTrue(fixed.text("compose.yaml").contains("      default:\n        aliases:\n          - auth\n      net:\n        aliases:\n          - auth\n          - old\n"),
                fixed.text("compose.yaml"));
    }

    @Test
    void anAliasDoesNotServeANameToStart() throws IOException {
        Looked looked = Looked.with(Looked.mending(Way.ALIAS), folder, "compose.yaml", "services:\n  x-web: {image: a}\n  x-auth: {image: b}\n",
                "run.sh", "docker compose up auth\n");
        assertEquals(List.of("error service/affixed auth"), looked.said());
        assertTrue(looked.findings().get(0).fix().isEmpty());
    }

    @Test
    void anAliasForHostsLeavesANameToStartAsWrongAsItWas() throws IOException {
        Looked looked = Looked.with(Looked.mending(Way.ALIAS), folder, "compose.yaml",
                "services:\n  x-web:\n    image: a\n    environment: {U: 'http://auth:1'}\n  x-auth:\n    image: b\n", "run.sh", "docker compose up auth\n");
        assertEquals(List.of("error service/affixed auth", "error service/affixed auth"), looked.said());
        assertEquals(List.of("error service/affixed auth"), looked.fixed().said());
    }

    @Test
    void aRenamedServiceIsRenamedWhereverItIsNamed() throws IOException {
        Looked fixed = Looked.with(Looked.mending(Way.RENAME), folder, "compose.yaml",
                "services:\n  x-web:\n    image: a\n    depends_on: [\"x-auth\"]\n    environment: {U: 'http://x-auth:1'}\n  x-auth:\n    image: b\n",
                "compose.override.yaml", "services:\n  x-auth:\n    tty: true\n", "run.sh", "docker compose up auth\ndocker compose logs x-auth\n").fixed();
        assertEquals(List.of(), fixed.said());
        assertEquals("services:\n  x-web:\n    image: a\n    depends_on: [\"auth\"]\n    environment: {U: 'http://auth:1'}\n  auth:\n    image: b\n", fixed.text("compose.yaml"));
        assertEquals("services:\n  auth:\n    tty: true\n", fixed.text("compose.override.yaml"));
        assertEquals("docker compose up auth\ndocker compose logs auth\n", fixed.text("run.sh"));
    }

    @Test
    void theLeastChangeCorrectsAPlaceAndAliasesSeveral() throws IOException {
        Looked one = Looked.at(folder.resolve("a"), "compose.yaml", "services:\n  x-web:\n    image: a\n    environment: {U: 'http://auth:1'}\n  x-auth:\n    image: b\n");
        assertEquals("Write x-auth for auth (or --alias, --rename)", one.findings().get(0).fix().orElseThrow().title());
        Looked two = Looked.at(folder.resolve("b"), "compose.yaml", "services:\n  x-web:\n    image: a\n    environment: {U: 'http://auth:1', V: 'http://auth:1'}\n  x-auth:\n    image: b\n");
        assertEquals("Give x-auth the network alias auth", two.findings().get(0).fix().orElseThrow().title());
    }

    @Test
    void aServiceThatNobodyNamesIsWhatAMissingNameMeans() throws IOException {
        String files = "services:\n  web:\n    image: a\n    depends_on: [db]\n  voting-db: {image: b}\n";
        assertEquals(files.replace("[db]", "[voting-db]"), Looked.at(folder, "compose.yaml", files).fixed().text("compose.yaml"));
        String named = files + "  job:\n    image: a\n    depends_on: [voting-db]\n";
        assertEquals(named, Looked.at(folder, "compose.yaml", named).fixed().text("compose.yaml"));
    }

    @Test
    void aContainersNameBecomesTheServicesWhereThatIsAskedFor() throws IOException {
        String files = "services:\n  web:\n    image: a\n    depends_on: [connect]\n  worker: {image: b, container_name: connect}\n";
        assertEquals(files.replace("  worker:", "  connect:"), Looked.with(Looked.mending(Way.RENAME), folder, "compose.yaml", files).fixed().text("compose.yaml"));
    }
}
