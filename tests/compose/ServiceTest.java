//SOURCES ../../lib/compose/Compose.java
//SOURCES Trees.java
package compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTest {
    @TempDir
    Path root;

    @Test
    void portsAreReadInEveryForm() throws IOException {
        Service service = service("ports: ['80', '8000:80', '127.0.0.1:8001:81/udp', '[::1]:90:91', '3000-3005:4000-4005', 8443, {target: 5, published: '6', host_ip: 1.2.3.4}, '${P}:1', '127.0.0.1::82']\nexpose: [9000, '9001/udp']");
        assertEquals("[->80, 8000->80, 8001->81/udp, 90->91, 3000-3005->4000-4005, ->8443, 6->5, ->1, ->82]", service.ports().stream()
                .map(port -> port.published().orElse("") + "->" + port.target() + (port.protocol().equals("tcp") ? "" : "/" + port.protocol())).toList().toString());
        assertEquals(Optional.of("[::1]"), service.ports().get(3).hostIp());
        assertTrue(service.ports().get(4).listensOn(4003));
        assertTrue(service.ports().get(4).isPublishedAs(3005));
        assertFalse(service.ports().get(4).isPublishedAs(3006));
        assertEquals(List.of("9000/tcp", "9001/udp"), service.exposed().stream().map(port -> port.target() + "/" + port.protocol()).toList());
    }

    @Test
    void referencesToServicesKnowTheirPlaceAndKind() throws IOException {
        Service service = service("""
                depends_on: [a, b]
                links: ['c', 'd:alias']
                volumes_from: ['e:ro', 'container:no']
                network_mode: service:f
                pid: host
                ipc: service:g
                build: {context: ., additional_contexts: {base: 'service:h', x: ./x}}
                """);
        assertEquals("[depends_on a 3:18, depends_on b 3:21, links c 4:13, links d 4:18, volumes_from e 5:20, network_mode f 6:19, ipc g 8:10, additional_contexts h 9:53]",
                service.references().stream().map(ref -> ref.key() + " " + ref.service() + " " + ref.source().place().line() + ":" + ref.source().place().column()).toList().toString());
        assertEquals(Map.of("c", "c", "alias", "d"), service.linkAliases());
        var edit = service.references().get(5).source().replacedBy("new").orElseThrow();
        assertEquals("service:new", edit.text());
    }

    @Test
    void listsOfAssignmentsKeepTheirKeyWhenTheValueIsReplaced() throws IOException {
        Service service = service("environment: ['URL=http://db:1', PASSED]\n");
        assertEquals(List.of("URL"), List.copyOf(service.environment().keySet()));
        assertEquals("'URL=http://x:1'", service.environment().get("URL").source().replacedBy("http://x:1").orElseThrow().text());
    }

    @Test
    void whatAVariableWithoutValueLeavesOverIsNoReasonToStop() throws IOException {
        Service service = service("volumes: ['${A}:${B}', '']\ndevices: ['${A}:${B}', ':']\nports: ['${A}:${B}', ':', '']\nlinks: ['', ':']\nbuild: ''\nnetwork_mode: 'service:'\nenv_file: ['']\n");
        assertEquals(List.of(), service.ports());
        assertEquals(2, service.volumes().size());
        assertEquals(Optional.of("app/Dockerfile"), service.build().orElseThrow().dockerfilePath());
    }

    @Test
    void namesAndEnvFilesAndMountsAreRead() throws IOException {
        Service service = service("""
                container_name: box
                hostname: host
                profiles: [dev]
                networks: {front: {aliases: [www, api]}, back: }
                env_file: [a.env, {path: b.env, required: false}]
                volumes: ['./src:/app:ro', 'named:/data', '/anonymous', '${DIR:-./x}:/y', 'C:\\x:/z']
                healthcheck: {test: [CMD, curl, 'http://localhost']}
                """);
        assertEquals("box host", service.containerName().orElseThrow().text() + " " + service.hostname().orElseThrow().text());
        assertEquals(List.of("www", "api"), service.networkAliases().stream().map(Value.Text::text).toList());
        assertEquals(List.of("front", "back"), service.networks());
        assertEquals("[app/a.env true, app/b.env false]", service.envFiles().stream().map(file -> file.treePath().orElseThrow() + " " + file.required()).toList().toString());
        assertEquals("[./src>/app true, named>/data false, >/anonymous false, ./x>/y true, C:\\x>/z true]", service.volumes().stream()
                .map(volume -> volume.from().orElse("") + ">" + volume.target() + " " + volume.isPath()).toList().toString());
        assertEquals(3, service.healthcheck().size());
    }

    private Service service(String body) throws IOException {
        Project project = new Trees(root).with("app/compose.yml", "services:\n  web:\n" + body.indent(4)).project("app/compose.yml");
        return project.services().get("web");
    }
}
