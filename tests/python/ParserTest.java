//SOURCES Cases.java
package python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the parser against Python's own {@code ast}, and against text that no Python takes. */
class ParserTest {
    private static final String SAMPLE = """
            import a.b as c, d
            from ..x import (y as z, w,)
            @deco(1)
            class A[T: int](B, metaclass=M, **k):
                x: int = 1; y = z = 2
                async def f(self, a, /, b: "T" = 1, *args: int, c=lambda q, *r: q.v, **kw) -> dict[str, int]:
                    async with a.b as q, c() as (r, s): pass
                    with (open(a.x) as f, g): pass
                    return [i.j async for i in a.b if i.k if i.l] + {**a.m, 'n': b.o} | {x.p for x in y}
            if (n := a.c) > 1 and not b.d or c.e is not None not in d: pass
            elif x: pass
            else: print(*a.q, **b.r, end="")
            try: pass
            except* (A.b, C) as e: raise X from e.y
            else: assert a.b, c.d
            finally: del a.b, c[1:2, ::-1, ...]
            match a.b, c:
                case A.B(x=1, y=[2, *_]) | {"k": v, **rest} as w if w.z: pass
                case -1 | "s" | None: match.case = type
            s = rf"{a.b!r:>{c.d}} {{no.t}} {x['y'].z:%H:%M} {d.e=}" "plain" '''t.u
            {v.w}'''
            type Alias[T] = list[T]
            x = 0xFFor 1if a.b else 1_0.5e-3j; y = 0b101.to_bytes(1), 0o17.real, 0x1e.imag; print(a .b
              .c)
            global g; lambda: (yield)
            a.b += c.d @ e.f ** -g.h
            """;

    private static final String WALK = """
            import ast, sys
            for name in sys.argv[1:]:
                source = open(name, 'rb').read()
                for node in ast.walk(ast.parse(source)):
                    if isinstance(node, ast.Attribute): print('attribute', node.attr)
                    elif isinstance(node, ast.ClassDef): print('class', node.name)
                    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)): print('function', node.name)
                    elif isinstance(node, ast.AnnAssign): print('field', ast.get_source_segment(source.decode(), node.target))
                    elif isinstance(node, ast.keyword) and node.arg: print('keyword', node.arg)
                    elif isinstance(node, ast.Call): print('call', '')
            """;

    private static void walk(Syntax node, TreeMap<String, Integer> into, String text) {
        String line = node instanceof Expr.Attribute attribute ? "attribute " + attribute.name()
                : node instanceof Stmt.Class found ? "class " + found.name()
                : node instanceof Stmt.Function found ? "function " + found.name()
                : node instanceof Stmt.Annotated field ? "field " + text.substring(field.target().start(), field.target().end())
                : node instanceof Expr.Argument argument && !argument.keyword().isEmpty() ? "keyword " + argument.keyword()
                : node instanceof Expr.Call ? "call " : "";
        if (!line.isEmpty()) {
            into.merge(line, 1, Integer::sum);
        }
        node.children().forEach(child -> walk(child, into, text));
    }

    @Test
    void findsTheClassesFieldsAndReadsThatPythonFinds(@TempDir Path folder) throws IOException, InterruptedException {
        // patterns have node types of their own in ast, so the sample without them, and without syntax newer than Python 3.11
        String sample = SAMPLE.replaceAll("(?m)^match[^\\n]*\\n(    .*\\n)+", "").replaceAll("(?m)^type .*\\n", "").replace("[T: int]", "");
        Files.writeString(folder.resolve("sample.py"), sample);
        Files.writeString(folder.resolve("walk.py"), WALK);
        Process python;
        try {
            python = new ProcessBuilder("python3", "-W", "ignore", "walk.py", "sample.py", "walk.py")
                    .directory(folder.toFile()).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, "no python3 here");
            return;
        }
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, python.waitFor(), said);
        var expected = new TreeMap<String, Integer>();
        Arrays.stream(said.split("\n")).forEach(line -> expected.merge(line, 1, Integer::sum));
        var found = new TreeMap<String, Integer>();
        for (String text : List.of(sample, WALK)) {
            assertEquals(List.of(), Parser.parse(text).errors());
            walk(Parser.parse(text), found, text);
        }
        assertEquals(expected, found);
    }

    @Test
    void takesPatternsAndTypeParameters() {
        assertEquals(List.of(), Parser.parse(SAMPLE).errors());
    }

    @Test
    void keepsWhatStandsAroundABrokenStatement() {
        String text = "a = 1\nif x y:\n    b.c\nclass D:\n    x: int = (1,\n    y: int = 2\ndef g(): return h.i\n";
        Parser.File file = Parser.parse(text);
        var found = new TreeMap<String, Integer>();
        walk(file, found, text);
        assertTrue(found.keySet().containsAll(List.of("attribute c", "class D", "function g", "attribute i")), found.toString());
        assertEquals(2, file.errors().size());
    }

    @Test
    void everyPrefixOfATextIsParsedAndNothingReachesBeyondIt() {
        for (int end = 0; end <= SAMPLE.length(); end++) {
            for (Stmt statement : Parser.parse(SAMPLE.substring(0, end)).body()) {
                assertTrue(0 <= statement.start() && statement.start() <= statement.end() && statement.end() <= end, "at " + end);
            }
        }
    }

    @Test
    void whatIsNestedTooDeepIsAnErrorAndTheNextStatementStays() {
        Map<String, String> nesting = Map.of("(", ")", "[", "]", "{", "}", "f(", ")", "not ", "", "-", "", "lambda: ", "", "x if y else ", "");
        nesting.forEach((opening, closing) -> {
            Parser.File file = Parser.parse("x = " + opening.repeat(20_000) + "1" + closing.repeat(20_000) + "\ny = 2\n");
            assertEquals(1, file.errors().size(), opening);
            assertEquals(1, file.body().size(), opening);
        });
    }

    @Test
    void blocksNestedTooDeepAreErrors() {
        StringBuilder blocks = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            blocks.append(" ".repeat(i)).append("if a:\n");
        }
        assertFalse(Parser.parse(blocks.toString()).errors().isEmpty());
    }

    @Test
    void longOperationsListsAndBranchesAreNotDeep() {
        for (String text : List.of("x = 1" + " + 1".repeat(100_000), "x = [" + "{'a': 1},".repeat(100_000) + "]",
                "if a: pass\n" + "elif b: pass\n".repeat(20_000))) {
            assertEquals(List.of(), Parser.parse(text).errors());
        }
    }

    @Test
    void chainOfAttributesThatWouldExhaustTheStackIsAnError() {
        assertEquals(1, Parser.parse("x = a" + ".b".repeat(100_000) + "\n").errors().size());
    }
}
