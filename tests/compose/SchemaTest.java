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
        "services: {a: {image: x, cpu_percent: 101}}|1:39 services.a.cpu_percent must be text or a whole number from 0 to 100, not 101",
        "services: {a: {image: x, cpu_count: -1}}|1:37 services.a.cpu_count must be text or a whole number from 0, not -1",
        "services: {a: {image: x, oom_score_adj: -1001}}|1:41 services.a.oom_score_adj must be text or a whole number from -1000 to 1000, not -1001",
        "services: {a: {image: x, ports: [{target: 80, host_ip: localhost}]}}|1:56 services.a.ports: localhost is no IP address",
        "services: {a: {image: x, ports: ['localhost:80:80']}}|1:34 services.a.ports: localhost is no IP address",
        "services: {a: {image: x, ports: ['8000-8010:80-81']}}|1:34 services.a.ports: the ranges 8000-8010 and 80-81 are not of the same length",
        "services: {a: {image: x, ports: ['80:70000']}}|1:34 services.a.ports: 70000 is no port from 0 to 65535 and no range of them",
        "services: {a: {image: x, ports: ['80:80/http']}}|1:34 services.a.ports: http is no protocol of a port: tcp, udp or sctp",
        "services: {a: {image: x, gpus: [{count: two}]}}|1:41 services.a.gpus.count must be all or a whole number, not two",
        "services: {a: {image: x, gpus: [{count: 1, device_ids: ['0']}]}}|1:56 services.a.gpus: count and device_ids exclude each other",
        "services: {a: {build: {dockerfile: d, dockerfile_inline: FROM x}}}|1:36 services.a.build has a dockerfile and a dockerfile_inline; only one can be built",
        "services: {a: {image: x, develop: {watch: [{path: '', action: rebuild}]}}}|1:51 services.a.develop.watch: the path is empty",
        "services: {a: {image: x, pre_start: [{image: y, command: z}]}}|1:26 services.a: the key pre_start is known from Compose 5.3 on; an older one refuses the file",
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
        "{image: x, ports: ['127.0.0.1:80:80', '[::1]:80:80', '127.0.0.1::80', '8000-8010:80', 9090-9091, '${P}:80', '80:80/UDP', {target: 80, host_ip: '::'}]}",
        "{image: x, cpu_percent: '${P:-200}', gpus: [{count: all}, {count: 2}, {device_ids: ['0']}], oom_score_adj: -1000}",
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
