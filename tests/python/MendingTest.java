//SOURCES Cases.java
package python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import python.ConfigOptions.Default;
import report.Finding;
import report.Fix;
import tree.Plan;
import tree.Tree;

/** What the automatic fixes leave of a small file, and that a second check finds nothing more. */
class MendingTest {
    private static final ConfigOptions STANDARD = ConfigOptions.standard();

    @TempDir
    private Path folder;

    private String mended(ConfigOptions options, String text) throws IOException {
        Cases.write(folder, "app.py", text);
        List<Finding> findings = Cases.findings(folder, options);
        Plan plan = findings.stream().flatMap(finding -> finding.fix().stream()).filter(Fix::automatic).map(Fix::plan)
                .reduce(Plan.NOTHING, Plan::and);
        Tree after = Tree.open(folder).after(plan);
        String result = after.read("app.py").orElseThrow().text();
        if (!plan.isEmpty()) {
            assertEquals(List.of(), Parser.parse(result).errors());
        }
        return result;
    }

    private static ConfigOptions stating(String name, String value) {
        return STANDARD.withDefaults(Map.of(name, Default.parse(value)));
    }

    @Test
    void statedFieldFollowsTheLastOneWithItsCommentAndQuotes() throws IOException {
        assertEquals("""
                from dataclasses import dataclass
                @dataclass
                class RunConfig:
                  a: str = 'x'  # first
                  b: str = 'y'

                  def m(self): ...
                print(RunConfig().b)
                """, mended(stating("b", "\"y\""), """
                from dataclasses import dataclass
                @dataclass
                class RunConfig:
                  a: str = 'x'  # first

                  def m(self): ...
                print(RunConfig().b)
                """));
    }

    @Test
    void mutableDefaultOfADataclassGetsAFactoryAndItsImport() throws IOException {
        assertEquals("""
                from dataclasses import dataclass, field
                @dataclass
                class RunConfig:
                    a: int = 1
                    b: list[str] = field(default_factory=lambda: ["x"])
                print(RunConfig().b)
                """, mended(stating("b", "[\"x\"]:list[str]"), """
                from dataclasses import dataclass
                @dataclass
                class RunConfig:
                    a: int = 1
                print(RunConfig().b)
                """));
    }

    @Test
    void fieldTakesThePlaceOfPass() throws IOException {
        assertEquals("class RunConfig:\n    b = 1\n\nprint(RunConfig().b)\n",
                mended(stating("b", "1"), "class RunConfig:\n    pass\n\nprint(RunConfig().b)\n"));
    }

    @Test
    void classOnOneLineIsOpened() throws IOException {
        assertEquals("class RunConfig:\n    b = 1\nprint(RunConfig().b)\n",
                mended(stating("b", "1"), "class RunConfig: pass\nprint(RunConfig().b)\n"));
    }

    @Test
    void classWithOnlyADocstringGetsItBelow() throws IOException {
        assertEquals("class RunConfig:\n    \"\"\"Runs.\"\"\"\n\n    b = 1\n\nprint(RunConfig().b)\n",
                mended(stating("b", "1"), "class RunConfig:\n    \"\"\"Runs.\"\"\"\n\nprint(RunConfig().b)\n"));
    }

    @Test
    void classThatAssignsInItsInitGetsItThere() throws IOException {
        assertEquals("""
                class RunConfig:
                    def __init__(self):
                        self.a = 1
                        self.b = 2
                print(RunConfig().b)
                """, mended(stating("b", "2"), """
                class RunConfig:
                    def __init__(self):
                        self.a = 1
                print(RunConfig().b)
                """));
    }

    @Test
    void windowsLineEndsStay() throws IOException {
        assertEquals("class RunConfig:\r\n    a: int = 1\r\n    b: int = 2\r\nprint(RunConfig().b)\r\n",
                mended(stating("b", "2"), "class RunConfig:\r\n    a: int = 1\r\nprint(RunConfig().b)\r\n"));
    }

    @Test
    void blankLinesBetweenFieldsAreKeptUp() throws IOException {
        assertEquals("class RunConfig:\n    a: int = 1\n\n    c: int = 1\n\n    b: int = 2\nprint(RunConfig().b)\n",
                mended(stating("b", "2"), "class RunConfig:\n    a: int = 1\n\n    c: int = 1\nprint(RunConfig().b)\n"));
    }

    @Test
    void brokenClassWithoutABodyIsLeftAlone() throws IOException {
        String text = "class RunConfig:\n\nprint(RunConfig().b)\n";
        assertEquals(text, mended(stating("b", "1"), text));
    }

    @Test
    void siblingSaysTypeAndDefault() throws IOException {
        assertTrue(mended(STANDARD, """
                class RunConfig:
                    a: int = 1
                class OtherConfig:
                    b: float = 2.5
                print(RunConfig().b)
                """).contains("    a: int = 1\n    b: float = 2.5\nclass Other"));
    }

    @Test
    void siblingOfAnotherKindOrWithARequiredFieldIsNoModel() throws IOException {
        String text = """
                from dataclasses import dataclass, field
                from pydantic import BaseModel, Field
                class RunConfig(BaseModel):
                    a: int = 1
                @dataclass
                class OtherConfig:
                    b: float = field(default=2.5)
                class ThirdConfig(BaseModel):
                    c: str = Field(..., description="c")
                print(RunConfig().b, RunConfig().c)
                """;
        assertEquals(text, mended(STANDARD, text));
        String guessed = mended(STANDARD.guessing(), text);
        assertTrue(guessed.contains("""
                    a: int = 1
                    b: str = ""  # review: guessed
                    c: str = ""  # review: guessed
                @dataclass
                """), guessed);
    }

    @Test
    void oneBlankLineAmongManyFieldsSetsNoneApart() throws IOException {
        assertTrue(mended(STANDARD, """
                class RunConfig:
                    a: int = 1
                    b: int = 2
                    c: int = 3

                    d: int = 4
                class OtherConfig:
                    e: float = 2.5
                print(RunConfig().e)
                """).contains("    d: int = 4\n    e: float = 2.5\nclass Other"));
    }

    @Test
    void guessIsMarkedAndAppliedOnlyOnRequest() throws IOException {
        String text = "class RunConfig:\n    a: int = 1\nprint(RunConfig().start_timeout)\n";
        assertEquals(text, mended(STANDARD, text));
        assertEquals("class RunConfig:\n    a: int = 1\n    start_timeout: float = 30.0  # review: guessed\nprint(RunConfig().start_timeout)\n",
                mended(STANDARD.guessing(), text));
    }

    @Test
    void defaultIsNotPutBeforeARequiredFieldOfASubclass() throws IOException {
        String text = """
                from dataclasses import dataclass
                @dataclass
                class RunConfig:
                    a: int
                @dataclass
                class SubConfig(RunConfig):
                    c: int
                print(RunConfig(1).b)
                """;
        assertEquals(text, mended(stating("b", "1"), text));
        String free = text.replace("@dataclass\nclass Sub", "@dataclass(kw_only=True)\nclass Sub");
        assertTrue(mended(stating("b", "1"), free).contains("    a: int\n    b: int = 1\n"));
    }

    @Test
    void typoIsRenamedWhereItIsRead() throws IOException {
        assertEquals("class RunConfig:\n    timeout = 1\nc = RunConfig()\nprint(c.timeout, f\"{c.timeout}\", getattr(c, 'timeout'))\n",
                mended(STANDARD, "class RunConfig:\n    timeout = 1\nc = RunConfig()\nprint(c.timeot, f\"{c.tiemout}\", getattr(c, 'timeouts'))\n"));
    }

    @Test
    void misplacedFieldMovesWithItsCommentAndItsOtherLines() throws IOException {
        assertEquals("""
                from dataclasses import dataclass, field
                @dataclass
                class RunConfig:
                    a: int = 1
                    # what must be seen
                    events: list = field(default_factory=lambda: [
                        "x",  # one
                    ])  # end

                class Maker:
                    def make(self):
                        return RunConfig()

                print(RunConfig().events)
                """, mended(STANDARD, """
                from dataclasses import dataclass
                @dataclass
                class RunConfig:
                    a: int = 1

                class Maker:
                    def make(self):
                        return RunConfig()

                        # what must be seen
                        events: list = field(default_factory=lambda: [
                            "x",  # one
                        ])  # end

                print(RunConfig().events)
                """));
    }

    @Test
    void blockThatHeldOnlyTheMisplacedFieldKeepsPass() throws IOException {
        assertEquals("class RunConfig:\n    a: int = 1\n    b: int = 2\ndef f():\n    pass\nprint(RunConfig().b)\n",
                mended(STANDARD, "class RunConfig:\n    a: int = 1\ndef f():\n    b: int = 2\nprint(RunConfig().b)\n"));
    }

    @Test
    void whatTheDefaultNeedsIsImportedAsOtherModulesDo() throws IOException {
        Cases.write(folder, "other.py", "from library.types import Size\nclass OtherConfig:\n    size = Size(2)\n");
        assertEquals("""
                \"""Settings.\"""
                from __future__ import annotations
                from library.types import Size
                from pathlib import PurePath, Path

                class RunConfig:
                    a: int = 1
                    b: Path = Path("x")
                    c: Size = Size(1)
                print(RunConfig().b, RunConfig().c)
                """, mended(STANDARD.withDefaults(Map.of("b", Default.parse("Path(\"x\"):Path"), "c", Default.parse("Size(1):Size"))), """
                \"""Settings.\"""
                from __future__ import annotations
                from pathlib import PurePath

                class RunConfig:
                    a: int = 1
                print(RunConfig().b, RunConfig().c)
                """));
    }

    @Test
    void importStandsAboveTheFirstStatementOfAModuleWithoutAny() throws IOException {
        assertEquals("\"\"\"Text.\"\"\"\n\nfrom pathlib import Path\n\n\nclass RunConfig:\n    a = 1\n    b = Path()\nprint(RunConfig().b)\n",
                mended(stating("b", "Path()"), "\"\"\"Text.\"\"\"\n\n\nclass RunConfig:\n    a = 1\nprint(RunConfig().b)\n"));
        assertEquals("from pathlib import Path\n\n\nclass RunConfig:\n    a = 1\n    b = Path()\nprint(RunConfig().b)\n",
                mended(stating("b", "Path()"), "class RunConfig:\n    a = 1\nprint(RunConfig().b)\n"));
    }

    @Test
    void defaultWithANameThatNobodyImportsIsLeftToTheUser() throws IOException {
        String text = "class RunConfig:\n    a = 1\nprint(RunConfig().b)\n";
        assertEquals(text, mended(stating("b", "Unheard()"), text));
        assertEquals(List.of("Declare b in RunConfig as stated, once Unheard is imported there"), Cases.findings(folder, stating("b", "Unheard()"))
                .stream().map(finding -> finding.fix().orElseThrow().title()).toList());
    }

    @Test
    void fieldOfAnAttrsClassIsMadeAsItsOthersAre() throws IOException {
        assertEquals("""
                import attr
                @attr.s
                class OldConfig(object):
                    a = attr.ib(default=1)
                    b = attr.ib(default=2)
                @attr.define
                class NewConfig:
                    a: list = attr.field(factory=list)
                    c: list = attr.field(factory=list)
                print(OldConfig().b, NewConfig().c)
                """, mended(STANDARD.withDefaults(Map.of("b", Default.parse("2"), "c", Default.parse("[]"))), """
                import attr
                @attr.s
                class OldConfig(object):
                    a = attr.ib(default=1)
                @attr.define
                class NewConfig:
                    a: list = attr.field(factory=list)
                print(OldConfig().b, NewConfig().c)
                """));
    }

    @Test
    void severalMisplacedFieldsLeaveNoBlankLinesBehind() throws IOException {
        assertEquals("class RunConfig:\n    a: int = 1\n    b: int = 2\n    c: int = 3\n\n\ndef f():\n    return 1\n\n\nprint(RunConfig().b, RunConfig().c)\n",
                mended(STANDARD, "class RunConfig:\n    a: int = 1\n\n\ndef f():\n    return 1\n\n    b: int = 2\n    c: int = 3\n\n\n"
                        + "print(RunConfig().b, RunConfig().c)\n"));
    }

    @Test
    void missingMethodIsNotDeclaredAsAField() throws IOException {
        String text = "class RunConfig:\n    a: int = 1\nRunConfig().start_now()\n";
        assertEquals(text, mended(STANDARD.guessing(), text));
    }

    @Test
    void requiredAttributeIsNamedAndDeclared() throws IOException {
        String text = "class RunConfig:\n    a: int = 1\n";
        Cases.write(folder, "app.py", text);
        List<Finding> findings = Cases.findings(folder, stating("b", "2").withRequire("a", "b"));
        assertEquals(List.of("'RunConfig' does not declare 'b', which is required"), findings.stream().map(Finding::message).toList());
        assertEquals("class RunConfig:\n    a: int = 1\n    b: int = 2\n", mended(stating("b", "2").withRequire("a", "b"), text));
    }

    @Test
    void valueAndTypeAreToldApartAtTheLastColonThatFits() {
        assertEquals(new Default("30.0", Optional.of("float")), Default.parse("30.0:float"));
        assertEquals(new Default("{'a': 1}", Optional.empty()), Default.parse("{'a': 1}"));
        assertEquals(new Default("{'a': 1}", Optional.of("dict[str, int]")), Default.parse("{'a': 1}:dict[str, int]"));
        assertEquals(new Default("'a:b'", Optional.empty()), Default.parse("'a:b'"));
    }
}
