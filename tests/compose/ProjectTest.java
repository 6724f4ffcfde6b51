//SOURCES ../../lib/compose/Compose.java
//SOURCES Trees.java
package compose;

import static compose.Trees.messages;
import static compose.Trees.rules;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import compose.Value.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import report.Finding;
import report.Severity;

class ProjectTest {
    @TempDir
    Path root;

    private Trees tree;

    @BeforeEach
    void plant() {
        tree = new Trees(root);
    }

    @Test
    void everyValueKnowsItsPlaceAndHowToBeReplaced() throws IOException {
        String text = "services:\n  web:\n    build:\n      context: './app' # why\n      dockerfile: d/Dockerfile\n";
        Build build = service(tree.with("compose.yml", text).project("compose.yml"), "web").build().orElseThrow();
        assertEquals(Optional.of("app/d/Dockerfile"), build.dockerfilePath());
        assertEquals("compose.yml:5:19", build.source().place().toString());
        var edit = build.contextText().orElseThrow().source().replacedBy("./other").orElseThrow();
        assertEquals("'./other'", edit.text());
        assertEquals("'./app'", text.substring(edit.start(), edit.end()));
    }

    @Test
    void aValueBehindAnAliasOrAMergeKeyKnowsBothPlaces() throws IOException {
        Project project = tree.with("compose.yml", """
                x-base: &base
                  image: &image alpine
                  command: run
                services:
                  one: {<<: *base, command: other}
                  two: {image: *image}
                  three:
                    <<: [*base]
                """).project("compose.yml");
        Text one = service(project, "one").image().orElseThrow();
        assertEquals("compose.yml:2:17 from compose.yml:5:13", one.source().place() + " from " + one.source().reached());
        Text two = service(project, "two").image().orElseThrow();
        assertEquals("compose.yml:2:17 from compose.yml:6:16", two.source().place() + " from " + two.source().reached());
        assertEquals(List.of("other"), texts(service(project, "one").command()));
        assertEquals(List.of("run"), texts(service(project, "three").command()));
        assertTrue(project.isValid());
    }

    @Test
    void variablesComeFromTheEnvFileOfTheProjectsFolderAndFromTheCaller() throws IOException {
        tree.with("app/compose.yml", "services: {web: {image: '${NAME}:${TAG:-1}${UNSET}'}}\n").with("app/.env", "NAME=nginx\nTAG=2\n");
        Text image = service(tree.project("app/compose.yml"), "web").image().orElseThrow();
        assertEquals("${NAME}:${TAG:-1}${UNSET} is nginx:2", image.raw() + " is " + image.text());
        assertFalse(image.isKnown());
        assertEquals("app/.env:1:6", image.variables().get(0).definition().orElseThrow().place().orElseThrow().toString());
        assertEquals("httpd:2", service(tree.project(Map.of("NAME", "httpd"), "app/compose.yml"), "web").image().orElseThrow().text());
    }

    @Test
    void relativePathsStartFromTheFirstFilesFolder() throws IOException {
        Project project = tree.with("compose.yml", "services: {web: {image: x}}\n")
                .with("deploy/prod.yml", "services: {web: {build: ./app}, job: {build: {dockerfile: job.Dockerfile}}}\n")
                .project("compose.yml", "deploy/prod.yml");
        assertEquals(Optional.of("app/Dockerfile"), service(project, "web").build().orElseThrow().dockerfilePath());
        assertEquals(Optional.of("job.Dockerfile"), service(project, "job").build().orElseThrow().dockerfilePath());
        assertEquals(Optional.of("other/app/Dockerfile"), service(tree.scan().project(List.of("compose.yml", "deploy/prod.yml"), "other"), "web")
                .build().orElseThrow().dockerfilePath());
    }

    @Test
    void aBuildOfTargetAloneInheritsItsContext() throws IOException {
        Project project = tree.with("compose.yml", "services: {web: {build: ./app}}\n")
                .with("dev.yml", "services: {web: {build: {target: dev}}}\n").project("compose.yml", "dev.yml");
        Build build = service(project, "web").build().orElseThrow();
        assertEquals(Optional.of("app/Dockerfile"), build.dockerfilePath());
        assertEquals("dev", build.target().orElseThrow().text());
        assertEquals("compose.yml:1:25", build.contextText().orElseThrow().source().place().toString());
    }

    @Test
    void noDockerfileIsLookedForWhereThereIsNone() throws IOException {
        Project project = tree.with("compose.yml", """
                services:
                  inline: {build: {dockerfile_inline: FROM scratch}}
                  remote: {build: "https://github.com/a/b.git#main"}
                  unset: {build: "${DIR}"}
                  default: {build: "${DIR:-here}"}
                  above: {build: ..}
                """).project("compose.yml");
        for (String name : List.of("inline", "remote", "unset", "above")) {
            assertEquals(Optional.empty(), service(project, name).build().orElseThrow().dockerfilePath(), name);
        }
        assertEquals(Optional.of("here/Dockerfile"), service(project, "default").build().orElseThrow().dockerfilePath());
    }

    @Test
    void laterFilesOverrideAsTheSpecificationSays() throws IOException {
        Project project = tree.with("a.yml", """
                services:
                  web:
                    image: one
                    command: [old, args]
                    environment: [A=1, B=2]
                    ports: ["80:80", "81:81"]
                    volumes: ["./a:/data", "vol:/other"]
                    dns: 1.1.1.1
                    labels: {x: 1}
                    depends_on: [db]
                    healthcheck: {test: [CMD, old], interval: 5s}
                    logging: {driver: json-file, options: {max-size: 1m}}
                    networks: [front]
                  db: {image: db}
                  cache: {image: c}
                """).with("b.yml", """
                services:
                  web:
                    image: two
                    command: new
                    environment: {B: 3, C: 4}
                    ports: [{target: 80, published: "80", protocol: tcp}, "82:82"]
                    volumes: [{type: bind, source: ./c, target: /data}]
                    dns: [1.1.1.1, 8.8.8.8]
                    labels: [x=2, y]
                    depends_on: {cache: {condition: service_healthy}}
                    healthcheck: {test: new}
                    logging: {driver: local}
                    networks: {front: {aliases: [www]}}
                """).project("a.yml", "b.yml");
        Service web = service(project, "web");
        assertEquals("two", web.image().orElseThrow().text());
        assertEquals(List.of("new"), texts(web.command()));
        assertEquals("{A=1, B=3, C=4}", values(web.environment()));
        assertEquals("[80->80, 81->81, 82->82]", web.ports().stream().map(port -> port.published().orElse("") + "->" + port.target()).toList().toString());
        assertEquals("[./c:/data, vol:/other]", web.volumes().stream().map(volume -> volume.from().orElse("") + ":" + volume.target()).toList().toString());
        assertEquals(List.of("1.1.1.1", "8.8.8.8"), texts(web.value().textsAt("dns")));
        assertEquals("{x=2}", values(web.labels()));
        assertEquals(Set.of("db", "cache"), web.dependencies());
        assertEquals(List.of("new"), texts(web.healthcheck()));
        assertEquals("5s", web.value().textAt("healthcheck", "interval").orElseThrow().text());
        assertEquals(Set.of("driver"), web.value().fieldsAt("logging").keySet());
        assertEquals(List.of("www"), texts(web.networkAliases()));
        assertEquals(List.of(), project.findings());
    }

    @Test
    void resetRemovesAndOverrideReplaces() throws IOException {
        Project project = tree.with("a.yml", "services:\n  web: {image: x, ports: ['80:80'], environment: {A: 1, B: 2}, build: .}\n  gone: {image: y}\n")
                .with("b.yml", "services:\n  web: {ports: !override ['90:90'], environment: {A: !reset null}, build: !reset null}\n  gone: !reset {}\n")
                .project("a.yml", "b.yml");
        Service web = service(project, "web");
        assertEquals(List.of("90"), web.ports().stream().map(Port::target).toList());
        assertEquals("{B=2}", values(web.environment()));
        assertEquals(Optional.empty(), web.build());
        assertEquals(Set.of("web"), project.services().keySet());
        assertTrue(project.isValid());
    }

    @Test
    void includedFilesResolveAgainstTheirOwnFolder() throws IOException {
        Project project = tree.with("compose.yml", "include:\n  - sub/compose.yml\n  - {path: [other/a.yml, other/b.yml], project_directory: elsewhere, env_file: x.env}\nservices: {web: {image: w}}\n")
                .with("sub/compose.yml", "services: {db: {build: {dockerfile: '${D}'}, env_file: a.env}}\n").with("sub/.env", "D=db.Dockerfile\n")
                .with("other/a.yml", "services: {cache: {build: ./c, image: '${I}'}}\n").with("other/b.yml", "services: {cache: {build: {target: t}}}\n")
                .with("x.env", "I=redis\n").project("compose.yml");
        assertEquals(List.of(), project.findings());
        assertEquals(Optional.of("sub/db.Dockerfile"), service(project, "db").build().orElseThrow().dockerfilePath());
        assertEquals(Optional.of("sub/a.env"), service(project, "db").envFiles().get(0).treePath());
        assertEquals(Optional.of("elsewhere/c/Dockerfile"), service(project, "cache").build().orElseThrow().dockerfilePath());
        assertEquals("redis", service(project, "cache").image().orElseThrow().text());
        assertTrue(project.reads().containsAll(Set.of("compose.yml", "sub/compose.yml", "sub/.env", "other/b.yml", "x.env")));
    }

    @Test
    void anIncludedServiceMayBeChangedByTheIncludingFile() throws IOException {
        Project project = tree.with("compose.yml", "include: [a.yml]\nservices: {db: {image: y}, same: {image: z}}\n")
                .with("a.yml", "services: {db: {image: x}, same: {image: z}}\n").project("compose.yml");
        assertEquals(List.of(), project.findings());
        assertEquals("y", service(project, "db").image().orElseThrow().text());
    }

    @Test
    void extendedServicesBringTheirFoldersAlong() throws IOException {
        Project project = tree.with("compose.yml", """
                services:
                  web: {extends: {file: common/base.yml, service: app}, environment: {B: 2}}
                  job: {extends: web, command: job}
                """).with("common/base.yml", "services:\n  root: {build: ./src, env_file: [e.env]}\n  app: {extends: {service: root}, environment: [A=1]}\n")
                .project("compose.yml");
        assertEquals(List.of(), project.findings());
        Service job = service(project, "job");
        assertEquals(Optional.of("common/src/Dockerfile"), job.build().orElseThrow().dockerfilePath());
        assertEquals("{A=1, B=2}", values(job.environment()));
        assertEquals("common/base.yml:2:17", job.build().orElseThrow().contextText().orElseThrow().source().place().toString());
        assertEquals("compose.yml:2:3", service(project, "web").key().place().toString());
    }

    @Test
    void whatIsExtendedOrIncludedHasToExist() throws IOException {
        Project project = tree.with("compose.yml", """
                include: [missing.yml]
                services:
                  a: {extends: {file: none.yml, service: x}, image: i}
                  b: {extends: nobody, image: i}
                  c: {extends: {file: empty.yml, service: x}, image: i}
                  d: {image: d}
                """).with("empty.yml", "x-nothing: 1\n").project("compose.yml");
        assertEquals(List.of("compose/missing-file compose.yml:1:11", "compose/missing-file compose.yml:3:23",
                "compose/missing-service compose.yml:4:16", "compose/missing-service compose.yml:5:43"), rules(project));
        assertEquals(Set.of("a", "b", "c", "d"), project.services().keySet());
    }

    @Test
    void circlesEndWithAFinding() throws IOException {
        tree.with("a.yml", "include: [b.yml]\nservices: {a: {image: a}}\n").with("b.yml", "include: [a.yml]\nservices: {b: {image: b}}\n")
                .with("c.yml", "services:\n  x: {extends: y}\n  y: {extends: x}\n  z: {extends: {file: d.yml, service: z}}\n  self: {extends: self}\n")
                .with("d.yml", "services: {z: {extends: {file: c.yml, service: z}}}\n");
        Project includes = tree.project("a.yml");
        assertEquals(List.of("compose/cycle b.yml:1:11"), rules(includes));
        assertEquals(Set.of("a", "b"), includes.services().keySet());
        assertEquals(List.of("compose/cycle c.yml:3:16", "compose/cycle c.yml:2:16", "compose/cycle d.yml:1:48", "compose/cycle c.yml:5:19"), rules(tree.project("c.yml")));
    }

    @Test
    void includesThatMultiplyComeToAnEnd() throws IOException {
        for (int i = 0; i < 30; i++) {
            tree.with("f" + i + ".yml", "include: [f%d.yml, f%d.yml]\nservices: {s%d: {image: x}}\n".formatted(i + 1, i + 1, i));
        }
        tree.with("f30.yml", "services: {end: {image: x}}\n");
        Project project = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> tree.project("f0.yml"));
        assertTrue(messages(project.findings()).contains("more than 1000 files are included"));
    }

    @Test
    void wrongYamlHasItsPlaceAndTheRestGoesOn() throws IOException {
        Project project = tree.with("compose.yml", """
                services:
                  web: {image: x, networks: *none}
                networks: {a: }
                services:
                  db: {image: y}
                """).project("compose.yml");
        assertEquals(List.of("compose/alias compose.yml:2:29", "compose/duplicate-key compose.yml:4:1"), rules(project));
        assertEquals("compose.yml:1:1", project.findings().get(1).related().get(0).place().toString());
        assertEquals(Set.of("db"), project.services().keySet());
    }

    @Test
    void manyDocumentsOfAFileCountAsManyFiles() throws IOException {
        Project project = tree.with("compose.yml", "services: {a: {image: x}}\n---\nservices: {a: {command: c}, b: {image: y}}\n").project("compose.yml");
        assertEquals(Set.of("a", "b"), project.services().keySet());
        assertEquals("x", service(project, "a").image().orElseThrow().text());
    }

    @Test
    void emptyAndOtherFilesAreFindings() throws IOException {
        tree.with("empty.yml", "# nothing\n").with("list.yml", "- a\n").with("broken.yml", "services: [\n");
        assertEquals(List.of("the file is empty"), messages(tree.project("empty.yml").findings()));
        assertEquals(List.of("a Compose file is a mapping"), messages(tree.project("list.yml").findings()));
        assertEquals(List.of("compose/syntax broken.yml:2:1"), rules(tree.project("broken.yml")));
        assertEquals(List.of("compose/missing-file none.yml:1:1"), rules(tree.project("none.yml")));
    }

    @Test
    void theNameIsDeclaredOrTheFolders() throws IOException {
        tree.with("My App/compose.yml", "services: {a: {image: x}}\n").with("b/compose.yml", "name: '${N:-Given}'\nservices: {a: {image: x}}\n")
                .with("c/compose.yml", "services: {a: {image: x}}\n").with("c/.env", "COMPOSE_PROJECT_NAME=mine\n").with("compose.yml", "services: {a: {image: x}}\n");
        assertEquals(Optional.of("myapp"), tree.project("My App/compose.yml").name());
        assertEquals(Optional.of("given"), tree.project("b/compose.yml").name());
        assertEquals(Optional.of("mine"), tree.project("c/compose.yml").name());
        assertEquals(Optional.empty(), tree.project("compose.yml").name());
    }

    @Test
    void whatTestsAreFedWithIsReportedAsAnInfoAndInvalidAllTheSame() throws IOException {
        String wrong = "services: {a: {image: x, wrong: 1}}\n";
        tree.with("compose.yml", wrong).with("pkg/testdata/compose.yml", wrong);
        assertEquals(List.of(Severity.ERROR), tree.project("compose.yml").reported().stream().map(Finding::severity).toList());
        Project fixture = tree.project("pkg/testdata/compose.yml");
        assertEquals(List.of(Severity.INFO), fixture.reported().stream().map(Finding::severity).toList());
        assertFalse(fixture.isValid());
    }

    private static Service service(Project project, String name) {
        return project.services().get(name);
    }

    private static List<String> texts(List<Text> texts) {
        return texts.stream().map(Text::text).toList();
    }

    private static String values(Map<String, Text> texts) {
        return new java.util.TreeMap<>(texts).entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue().text()).toList().toString()
                .replace('[', '{').replace(']', '}');
    }
}
