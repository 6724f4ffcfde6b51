//SOURCES ../../lib/report/Report.java
//SOURCES JunitSchemas.java
//SOURCES SampleReport.java
package report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JunitReportTest {
    @TempDir
    Path root;

    @TempDir
    Path packed;

    private Report report;

    @BeforeEach
    void sample() throws IOException {
        Path file = root.resolve(SampleReport.FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, SampleReport.TEXT);
        report = SampleReport.of(root);
    }

    private Document document() throws Exception {
        byte[] xml = new JunitReport().render(report).getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    @Test
    void isValidAgainstAntsAndJenkinsSchemas() throws Exception {
        JunitSchemas.validate(packed, new JunitReport().render(report));
    }

    @Test
    void everyReferenceIsATestCase() throws Exception {
        Element suite = (Element) document().getElementsByTagName("testsuite").item(0);
        int cases = suite.getElementsByTagName("testcase").getLength();
        assertEquals(11, cases, "10 references; two findings stand in one place");
        assertEquals(String.valueOf(cases), suite.getAttribute("tests"));
        assertEquals("2", suite.getAttribute("failures"));
        assertEquals(2, suite.getElementsByTagName("failure").getLength());
    }

    @Test
    void whatDoesNotFailTheRunPassesAndIsTold() throws Exception {
        assertTrue(document().getElementsByTagName("system-out").item(0).getTextContent().contains("b.yml:1:1: info: Only a note."));
        report = new Report(report.command(), report.root(), report.tree(), report.at(), report.rules(), report.findings(),
                report.summary(), Optional.of(Severity.WARNING), report.repair(), report.notes());
        assertEquals(3, document().getElementsByTagName("failure").getLength());
    }
}
