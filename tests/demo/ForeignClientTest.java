//SOURCES ../../lib/demo/DemoBackend.java

package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients of other languages, each where it is installed: Python's "websockets" and Node's "ws" (found by NODE_PATH). */
class ForeignClientTest {

    private static final String PYTHON = """
            import asyncio, json, sys, websockets
            async def main():
                async with websockets.connect(sys.argv[1]) as chat:
                    await chat.recv()
                    await chat.send(json.dumps({"type": "agent_request", "task": "x"}))
                    for _ in range(5):
                        print(json.loads(await chat.recv())["type"])
                    await (await chat.ping(b"payload"))
                print(chat.close_code)
            asyncio.run(main())
            """;

    private static final String NODE = """
            const WebSocket = require('ws');
            const chat = new WebSocket(process.argv[1]);
            let count = 0;
            chat.on('message', (data) => {
              if (count++ === 0) return chat.send(JSON.stringify({ type: 'agent_request', task: 'x' }));
              console.log(JSON.parse(data).type);
              if (count === 6) chat.ping('payload');
            });
            chat.on('pong', () => chat.close(1000));
            chat.on('close', (code) => console.log(code));
            """;

    @Test
    void pythonClientSeesTheRun() throws Exception {
        assumeTrue(output("/usr/bin/python3", "-c", "import websockets; print(1)").equals(List.of("1")), "no Python websockets");
        assertRun("/usr/bin/python3", "-c", PYTHON);
    }

    @Test
    void nodeClientSeesTheRun() throws Exception {
        assumeTrue(output("node", "-e", "require('ws'); console.log(1)").equals(List.of("1")), "no Node ws");
        assertRun("node", "-e", NODE);
    }

    private static void assertRun(String... command) throws Exception {
        try (var backend = DemoBackend.start(DemoOptions.defaults())) {
            var full = new ArrayList<>(List.of(command));
            full.add(backend.url().toString().replaceFirst("^http", "ws") + "/ws?token=demo-ann");
            assertEquals(List.of("agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed", "1000"),
                    output(full.toArray(String[]::new)));
        }
    }

    private static List<String> output(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException notInstalled) {
            return List.of();
        }
    }
}
