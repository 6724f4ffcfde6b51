//SOURCES ../../lib/compose/Compose.java
//SOURCES Trees.java
package compose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "services: [a]|1:11 services must be a mapping, not a list",
        "services: |1:10 services must be a mapping, not nothing",
        "services: {a: text}|1:15 services.a must be a mapping, not text",
        "services: {a: }|1:14 services.a must be a mapping, not nothing",
        "services: {a: {image: [x]}}|1:23 services.a.image must be text, not a list",
        "services: {a: {image: 1}}|1:23 services.a.image must be text, not 1",
        "services: {a: {image: x, ports: {80: 80}}}|1:34 a key must be text; quote it",
        "services: {a: {image: x, ports: 80}}|1:33 services.a.ports must be a list, not 80",
        "services: {a: {image: x, network: y}}|1:26 services.a: the key network is not known here; did you mean networks?",
        "services: {a: {image: x, dependsOn: y}}|1:26 services.a: the key dependsOn is not known here; did you mean depends_on?",
        "services: {a: {image: x, depends_on: {b: {}}}}|1:42 services.a.depends_on.b: the key condition is missing",
        "services: {a: {image: x, depends_on: {b: {condition: ready}}}}|1:54 services.a.depends_on.b.condition must be one of service_started, service_healthy, service_completed_successfully, not ready",
        "services: {a: {image: x, volumes_from: [b, b]}}|1:44 services.a.volumes_from: b stands in the list twice",
        "services: {a: {image: x, healthcheck: {test: }}}|1:45 services.a.healthcheck.test must be text or a list, not nothing",
        "services: {'a b': {image: x}}|1:12 services: the name may have letters, digits, '.', '_' and '-' only",
        "services: {a: {image: x}}#volumes: [v]|2:10 volumes must be a mapping, not a list",
        "services: {a: {image: x}}#web: {}|2:1 the key web is not known here",
        "services: {a: {image: x}}#secrets: {s: {}}|2:11 secrets.s needs one of file, environment",
        "services: {a: {image: x}}#volumes: {v: {external: true, driver: d}}|2:31 volumes.v is external, so driver cannot be set here"})
    void saysWhatIsWrongAndWhere(String text, String expected) throws IOException {
        var findings = project(text.replace('#', '\n')).findings();
        assertEquals(expected, findings.get(0).place().toString().substring("compose.yml:".length()) + " " + findings.get(0).message());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{image: x, x-anything: [1]}", "{build: ., environment: {A: , B: 1, C: true}}", "{image: x, command: }", "{image: x, networks: {a: }}", "{image: x, deploy: }",
        "{image: x, ports: [80, '80:80', {target: 80, x-y: 1}], expose: [1, '2']}", "{image: x, env_file: [a, {path: b}]}", "{provider: {type: model, options: {a: [1, b]}}}",
        "{image: x, volumes: [a, {type: bind, source: ., target: /x, bind: {selinux: z}}]}", "{image: x, cpus: 0.5, init: 'true', ulimits: {nofile: {soft: 1, hard: 2}, nproc: 3}}",
        "{image: x, extra_hosts: ['a:1'], sysctls: {net.core.somaxconn: 1}, gpus: all}", "{image: x, develop: {watch: [{path: ., action: sync, target: /a}]}}", "{image: x, healthcheck: {retries: 3, test: a}}"})
    void acceptsWhatTheReferenceAccepts(String service) throws IOException {
        assertEquals(List.of(), Trees.messages(project("version: '3'\nx-top: 1\nservices: {a: " + service + "}\nnetworks: {a: }\nvolumes: {v: }\n").findings()));
    }

    @Test
    void everyMistakeOfAFileIsSaid() throws IOException {
        assertEquals(3, project("services:\n  a: {image: [], ports: x}\n  b: {imag: y}\n").findings().size());
    }

    private Project project(String text) throws IOException {
        return new Trees(root).with("compose.yml", text).project("compose.yml");
    }
}
