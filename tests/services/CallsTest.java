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

class CallsTest {
    private static final String COMPOSE = "services:\n  api: {image: a}\n  db: {image: b, container_name: the-db}\n";

    @TempDir
    Path folder;

    private List<String> script(String line) throws IOException {
        return Looked.at(folder, "compose.yaml", COMPOSE, "run.sh", line + "\n").said();
    }

    @Test
    void onlyTheWordsThatComposeReadsAsServicesCount() throws IOException {
        for (String line : List.of("docker compose up -d api db", "docker compose run --rm -e A=b -v x:/y --name n api other words -x",
                "docker compose -p x --profile y --env-file z --ansi never exec -T -u me db psql -U x", "sudo docker-compose logs -f --tail 10 api",
                "docker compose cp api:/a ./b", "docker compose scale api=3", "docker compose up --scale api=3 --exit-code-from db",
                "docker compose up -d api > log.txt 2>&1", "A=b docker compose up api || exit 1", "docker compose config --services",
                "docker compose down -v --rmi all", "docker --context x compose ps api", "docker compose run api sh -c 'echo other'",
                "docker compose up $SERVICE", "echo docker compose up other", "docker compose up api # other", "docker compose build --build-arg X=1 api",
                "docker compose kill -s SIGHUP api", "docker compose port api 80")) {
            assertEquals(List.of(), script(line), line);
        }
    }

    @Test
    void aServiceThatDoesNotExistIsAnErrorWhereTheProjectIsCertain() throws IOException {
        for (String line : List.of("docker compose up -d other", "docker-compose run --rm -e A=b other x", "docker compose -f compose.yaml exec -T other sh",
                "docker compose up --scale other=2", "docker compose cp other:/a .", "docker compose scale other=1", "X=$(docker compose ps -q other)",
                "bash -c 'docker compose restart -t 5 other'", "for s in api other; do docker compose up $s; done",
                "DC='docker compose -f compose.yaml'\n$DC up other", "SERVICES=\"api other\"\ndocker compose up $SERVICES",
                "docker compose -fcompose.yaml up other", "docker compose --file=compose.yaml up other")) {
            assertEquals(List.of("error service/unknown other"), script(line), line);
        }
    }

    @Test
    void aContainersNameIsNoNameToStart() throws IOException {
        assertEquals(List.of("error service/wrong-name-kind the-db"), script("docker compose exec the-db psql"));
    }

    @Test
    void aServicesNameIsNoContainersName() throws IOException {
        assertEquals(List.of("warning service/wrong-name-kind db"), script("docker exec -it db psql"));
        assertEquals(List.of(), script("docker exec -it the-db psql"));
    }

    @Test
    void callsStandInManyKindsOfFiles() throws IOException {
        String unknown = "error service/unknown other";
        assertEquals(List.of(unknown), Looked.at(folder.resolve("a"), "compose.yaml", COMPOSE, "Makefile", "DC := docker compose\nup:\n\t@$(DC) up -d other\n").said());
        assertEquals(List.of(unknown), Looked.at(folder.resolve("b"), "compose.yaml", COMPOSE, "package.json", "{\"scripts\": {\"up\": \"docker compose up other\"}}").said());
        assertEquals(List.of(unknown), Looked.at(folder.resolve("c"), "compose.yaml", COMPOSE, ".github/workflows/ci.yml",
                "jobs:\n  a:\n    steps:\n      - run: |\n          docker compose up -d other\n").said());
        assertEquals(List.of("info service/unknown other"), Looked.at(folder.resolve("d"), "compose.yaml", COMPOSE, "README.md", "```sh\n$ docker compose up other\n```\n").said());
        assertEquals(List.of("info service/unknown other"), Looked.at(folder.resolve("e"), "compose.yaml", COMPOSE, "run.py",
                "subprocess.run([\"docker\", \"compose\", \"-f\", f, \"up\", \"-d\", \"other\"])\n").said());
    }

    @Test
    void theProjectIsTheOneOfTheWorkingDirectory() throws IOException {
        assertEquals(List.of(), Looked.at(folder, "compose.yaml", COMPOSE, "sub/compose.yaml", "services:\n  inner: {image: c}\n",
                "run.sh", "cd sub\ndocker compose up inner\n").said());
    }

    @Test
    void aServiceOfAnotherFileIsAWarning() throws IOException {
        assertEquals(List.of("warning service/unknown tool"), Looked.at(folder, "compose.yaml", COMPOSE, "tools.compose.yaml", "services:\n  tool: {image: c}\n",
                "run.sh", "docker compose up tool\n").said());
    }

    @Test
    void aNameFromTheRepositorysSettingsMustExist() throws IOException {
        assertEquals(List.of("error service/unknown frontend"), Looked.with(Looked.expecting("api", "the-db", "frontend"), folder, "compose.yaml", COMPOSE).said());
    }

    @Test
    void theVariableThatIsSetForAJobSaysWhichFilesItIsAbout() throws IOException {
        assertEquals(List.of(), Looked.at(folder, "compose.yaml", COMPOSE, ".ci/a.yaml", "services: {cypress: {image: c}}\n", ".ci/b.yaml", "services: {redash: {image: c}}\n",
                ".github/workflows/ci.yml", """
                        jobs:
                          a:
                            env: {COMPOSE_FILE: .ci/a.yaml}
                            steps: [{run: docker compose run cypress}]
                          b:
                            env:
                              COMPOSE_FILE: .ci/b.yaml
                            steps: [{run: docker compose run redash}]
                        """).said());
    }

    @Test
    void aServiceThatIsCommentedOutIsOnlyAnInfo() throws IOException {
        Looked looked = Looked.at(folder, "compose.yaml", COMPOSE + "  # certbot:\n  #   image: c\n", "run.sh", "docker compose run --rm certbot\n");
        assertEquals(List.of("info service/unknown certbot"), looked.said());
        assertEquals("compose run names certbot; no service in compose.yaml has that name; it is commented out there.", looked.findings().get(0).message());
    }

    @Test
    void aVariableThatMayHoldAnotherCallLeavesTheProjectOpen() throws IOException {
        String tools = "services:\n  tool: {image: c}\n";
        assertEquals(List.of(), Looked.at(folder, "compose.yaml", COMPOSE, "tools.yaml", tools,
                "run.sh", "DC='docker compose -f compose.yaml'\nif [ $1 = tools ]; then DC='docker compose -f tools.yaml'; fi\n$DC up tool\n").said());
        assertEquals(List.of("info service/unknown other"), script("DC='docker compose'\nDC=$(choose)\n$DC up other"));
        assertEquals(List.of("error service/unknown other"), script("DC=\nDC='docker compose'\n[ $v1 ] && DC=docker-compose\n$DC up other"));
    }

    @Test
    void aScriptThatSetsSeveralFilesIsAboutAllOfThem() throws IOException {
        String choice = "if [ $1 ]; then COMPOSE_FILE=tools.yaml; else COMPOSE_FILE=compose.yaml; fi\nexport COMPOSE_FILE\n";
        String[] files = {"compose.yaml", COMPOSE, "tools.yaml", "services:\n  tool: {image: c}\n", "run.sh", choice + "docker compose up tool api\n"};
        assertEquals(List.of(), Looked.at(folder, files).said());
        files[5] = choice + "docker compose up other\n";
        assertEquals(List.of("error service/unknown other"), Looked.at(folder, files).said());
    }

    @Test
    @Timeout(20)
    void aLongScriptIsReadOnce() throws IOException {
        assertEquals(List.of(), script("test \"$a\" = b \\\n && c=`d`\n".repeat(40_000)));
        assertEquals(List.of(), Looked.at(folder, "compose.yaml", COMPOSE, "Makefile", "all: \\\n" + "\ta.o \\\n".repeat(80_000) + "\n\tdocker compose up api\n").said());
    }
}
