package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** A small checkout that starts its commands with the launcher of this repository. */
record Checkout(Path root) {

    private static final Path LAUNCHER = Path.of("jbang").toAbsolutePath();

    /** A catalog entry as the repository writes them. */
    private static final String CATALOG = """
            {
              "catalogs": {},
              "aliases": {
                "hello": {
                  "script-ref": "scripts/hello.java",
                  "description": "Says \\"hello\\" {and} answers"
                }
              }
            }
            """;

    /** Says what it was given: a word of the library, its arguments between NULs, what stands on stdin, an exit code. */
    private static final String SCRIPT = """
            ///usr/bin/env jbang "$0" "$@" ; exit $?
            //JAVA 17+
            //JAVA_OPTIONS -Dsample.text=word
            //SOURCES ../lib/Word.java
            class Hello {
                public static void main(String... args) throws Exception {
                    switch (args.length == 0 ? "word" : args[0]) {
                        case "word" -> System.out.println(Word.TEXT);
                        case "launcher" -> System.out.println(System.getenv("TOOLKIT_LAUNCHER"));
                        case "folder" -> System.out.println(System.getProperty("user.dir"));
                        case "java" -> System.out.println(Runtime.version().feature());
                        case "copy" -> System.in.transferTo(System.out);
                        case "exit" -> System.exit(Integer.parseInt(args[1]));
                        case "wait" -> {
                            System.out.println("waiting");
                            Thread.currentThread().join();
                        }
                        default -> System.out.write(String.join("\\0", args).getBytes("UTF-8"));
                    }
                    System.out.flush();
                }
            }
            """;

    static Checkout in(Path root) throws IOException {
        var checkout = new Checkout(Files.createDirectories(root));
        Files.copy(LAUNCHER, root.resolve("jbang"), StandardCopyOption.COPY_ATTRIBUTES);
        checkout.write("jbang-catalog.json", CATALOG);
        checkout.write("scripts/hello.java", SCRIPT);
        checkout.word("first");
        return checkout;
    }

    /** A JBANG_DIR below a folder that JBang has been fetched into. */
    static Path jbangFetchedInto(Path folder) throws Exception {
        Path jbangDir = folder.resolve("jbang");
        in(folder.resolve("checkout")).call(jbangDir, "version").output();
        return jbangDir;
    }

    /** Makes the library say another word. */
    void word(String text) throws IOException {
        write("lib/Word.java", "class Word { static final String TEXT = \"" + text + "\"; }\n");
    }

    Path write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    /** A call of the launcher from the checkout, with this JBANG_DIR. */
    Call call(Path jbangDir, String... arguments) {
        return Call.of(root, root.resolve("jbang").toString(), arguments)
                .with(Map.of("JBANG_DIR", jbangDir.toString(), "LC_ALL", "C.UTF-8"));
    }

    /** A call of the command {@code hello}. */
    Call hello(Path jbangDir, String... arguments) {
        return call(jbangDir, Stream.concat(Stream.of("hello"), Stream.of(arguments)).toArray(String[]::new));
    }
}
