package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Folders for a PATH that holds chosen programs only. */
interface Tools {

    /** What the launcher may expect on every system. */
    List<String> USUAL = List.of("bash", "env", "cat", "find", "mkdir", "mktemp", "mv", "readlink", "rm", "sha256sum");

    /** The JDK that runs the tests. */
    Path JDK = Path.of(System.getProperty("java.home"));

    /** Makes a folder with a copy of the usual tools. */
    static Path in(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : USUAL) {
            Files.copy(find(name), folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
        return folder;
    }

    /** Writes an executable script of bash. */
    static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("can't make executable: " + file);
        }
        return file;
    }

    static Path find(String program) {
        return Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new AssertionError(program + " is not on the PATH"));
    }
}
