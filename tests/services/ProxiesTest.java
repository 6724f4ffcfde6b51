//SOURCES ../../lib/services/Services.java
//SOURCES Looked.java
package services;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProxiesTest {
    @TempDir
    Path folder;

    /** A project that mounts a file, beside services acme-api and acme-web. */
    private List<String> mounting(String path, String text) throws IOException {
        return Looked.at(folder.resolve(path.replace('/', '_')), "compose.yaml", "services:\n  proxy:\n    image: p\n    volumes: [\"./" + path
                + ":/etc/x\"]\n  acme-api: {image: a}\n  acme-web: {image: b}\n", path, text).said();
    }

    @Test
    void proxiesAndScrapersNameHosts() throws IOException {
        List<String> affixed = List.of("error service/affixed api");
        assertEquals(affixed, mounting("nginx.conf", "location / { proxy_pass http://api:8000/; }\n"));
        assertEquals(affixed, mounting("up/site.conf", "upstream backend { server api:8000; }\nlocation / { proxy_pass http://backend; }\n"));
        assertEquals(affixed, mounting("Caddyfile", "localhost\nreverse_proxy /x api:8000\n"));
        assertEquals(affixed, mounting("haproxy.cfg", "defaults\n  mode http\nbackend b\n  server s1 api:8000 check\n"));
        assertEquals(affixed, mounting("prometheus.yml", "scrape_configs:\n  - static_configs:\n      - targets: ['api:8000', 'localhost:9090']\n"));
        assertEquals(affixed, mounting("traefik.yml", "http:\n  services:\n    a:\n      loadBalancer:\n        servers:\n          - url: http://api:8000\n"));
    }

    @Test
    void aConfigurationThatNoProjectMountsIsNotBlamedForUnknownNames() throws IOException {
        assertEquals(List.of(), Looked.at(folder, "compose.yaml", "services:\n  a: {image: b}\n", "k8s/nginx.conf", "proxy_pass http://elsewhere:80;\n").said());
    }

    @Test
    void aHostWithAPortThatNoServiceHasIsAWarning() throws IOException {
        assertEquals(List.of("warning service/unknown queue"), mounting("Caddyfile", "localhost\nreverse_proxy queue:8000\n"));
    }

    @Test
    void aNameWithoutAPortMayBeAnUpstreamOfAnotherFile() throws IOException {
        assertEquals(List.of("info service/unknown php-upstream"), mounting("site.conf", "location / { fastcgi_pass php-upstream; }\n"));
    }

    @Test
    void aConfigurationIsAboutTheProjectThatBuildsFromItsFolder() throws IOException {
        assertEquals(List.of("error service/affixed api"), Looked.at(folder, "compose.yaml",
                "services:\n  prometheus: {build: ./monitoring}\n  acme-api: {image: a}\n  acme-web: {image: b}\n",
                "monitoring/prometheus.yml", "scrape_configs:\n  - static_configs:\n      - targets: [api:8000]\n").said());
    }

    @Test
    void aSharedNetworkMayHaveNamesOfOtherProjects() throws IOException {
        assertEquals(List.of(), Looked.at(folder, "compose.yaml", "services:\n  proxy:\n    image: p\n    volumes: [\"./nginx.conf:/etc/x\"]\n    networks: [shared]\n"
                + "networks:\n  shared: {external: true}\n", "nginx.conf", "location / { proxy_pass http://elsewhere:80; }\n").said());
    }

    @Test
    @Timeout(20)
    void blankLinesWithoutEndAreReadOnce() throws IOException {
        assertEquals(List.of(), mounting("prometheus.yml", "scrape_configs:\n  - static_configs:\n      - targets:" + "\n".repeat(300_000) + "x: y\n"));
    }
}
